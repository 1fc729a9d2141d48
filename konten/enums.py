"""Roles in the house."""

from django.db import models


class Rolle(models.TextChoices):
    """What an account may do; council members have no role, their right follows from the membership."""

    SACHBEARBEITUNG = "sachbearbeitung", "Sachbearbeitung"
    AMTSLEITUNG = "amtsleitung", "Amtsleitung"
    DEZERNAT = "dezernat", "Dezernat"
    OBERBUERGERMEISTER = "oberbuergermeister", "Oberbürgermeister/in"
    SITZUNGSDIENST = "sitzungsdienst", "Sitzungsdienst"
    SCHRIFTFUEHRUNG = "schriftfuehrung", "Schriftführung"
    FRAKTION = "fraktion", "Fraktionsgeschäftsstelle"


class Vorschlagsausgang(models.TextChoices):
    """What became of a proposal to make something public."""

    BESTAETIGT = "bestaetigt", "bestätigt"
    ABGELEHNT = "abgelehnt", "abgelehnt"
    ZURUECKGENOMMEN = "zurueckgenommen", "zurückgenommen"
    UEBERHOLT = "ueberholt", "überholt"
