"""Choices of the sitting's life."""

from django.db import models


class Teil(models.TextChoices):
    """Part of an agenda."""

    OEFFENTLICH = "oe", "Öffentlicher Teil"
    NICHTOEFFENTLICH = "n", "Nichtöffentlicher Teil"


class Sitzungsstatus(models.TextChoices):
    """Where a sitting stands."""

    GEPLANT = "geplant", "Geplant"
    EINGELADEN = "eingeladen", "Eingeladen"
    LAUFEND = "laufend", "Läuft"
    BEENDET = "beendet", "Beendet"
    ABGESAGT = "abgesagt", "Abgesagt"


class Teilnahmeart(models.TextChoices):
    """Why somebody without a seat is in the room."""

    VERWALTUNG = "verwaltung", "Verwaltung"
    GAST = "gast", "Gast"


class Zwischenart(models.TextChoices):
    """What is voted on before the main motion."""

    AENDERUNG = "aenderung", "Änderungsantrag"
    GESCHAEFTSORDNUNG = "geschaeftsordnung", "Antrag zur Geschäftsordnung"


class Mehrheitsart(models.TextChoices):
    """Majority a decision needs (§ 25 Abs. 2, § 34 Abs. 7, § 37 Abs. 1, § 40 Abs. 1 GemO)."""

    EINFACH = "einfach", "Einfache Mehrheit der Stimmen"
    GESETZLICHE_ZAHL = "gesetzliche_zahl", "Mehrheit der gesetzlichen Mitgliederzahl"
    ZWEI_DRITTEL_GESETZLICH = "zwei_drittel_gesetzlich", "Zwei Drittel der gesetzlichen Mitgliederzahl"
    ZWEI_DRITTEL_ANWESEND = "zwei_drittel_anwesend", "Zwei Drittel der Anwesenden"
