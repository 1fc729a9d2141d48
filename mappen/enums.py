"""Choices of packets."""

from django.db import models


class Empfaenger(models.TextChoices):
    """For whom a packet is bound."""

    OEFFENTLICH = "oeffentlich", "Öffentlichkeit"
    MITGLIEDER = "mitglieder", "Mitglieder des Gremiums"
    GESAMT = "gesamt", "Verwaltung (vollständig)"


class Umfang(models.TextChoices):
    """What goes into a packet."""

    ALLES = "alles", "Alle Unterlagen"
    NICHTOEFFENTLICH = "nichtoeffentlich", "Nur der nichtöffentliche Teil"
    NEUES = "neues", "Nur was seit einem Zeitpunkt dazugekommen ist"


class Mappenform(models.TextChoices):
    """What a packet is handed out as."""

    PDF = "pdf", "Ein PDF zum Lesen und Drucken"
    ZIP = "zip", "ZIP mit den einzelnen Dateien"


class Mappenstatus(models.TextChoices):
    """Where the order of a packet stands."""

    WARTET = "wartet", "Wartet"
    LAEUFT = "laeuft", "Wird gebunden"
    FERTIG = "fertig", "Fertig"
    ERSETZT = "ersetzt", "Ersetzt"
    FEHLGESCHLAGEN = "fehlgeschlagen", "Fehlgeschlagen"
    ABGEBROCHEN = "abgebrochen", "Abgebrochen"


class Blattart(models.TextChoices):
    """What of a sitting a packet shows."""

    TOP = "top", "Tagesordnungspunkt"
    FASSUNG = "fassung", "Vorlage"
    ANLAGE = "anlage", "Anlage"
