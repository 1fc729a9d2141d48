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


class Mehrheitsart(models.TextChoices):
    """Majority a decision needs (§ 25 Abs. 2, § 34 Abs. 7, § 37 Abs. 1, § 40 Abs. 1 GemO)."""

    EINFACH = "einfach", "Einfache Mehrheit der Stimmen"
    GESETZLICHE_ZAHL = "gesetzliche_zahl", "Mehrheit der gesetzlichen Mitgliederzahl"
    ZWEI_DRITTEL_GESETZLICH = "zwei_drittel_gesetzlich", "Zwei Drittel der gesetzlichen Mitgliederzahl"
    ZWEI_DRITTEL_ANWESEND = "zwei_drittel_anwesend", "Zwei Drittel der Anwesenden"


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
