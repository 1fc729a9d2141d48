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


class Unterlagenart(models.TextChoices):
    """What lies on the table of a sitting."""

    TISCHVORLAGE = "tischvorlage", "Tischvorlage"
    HANDZETTEL = "handzettel", "Handzettel"
    PRAESENTATION = "praesentation", "Präsentation"
    LISTE = "liste", "Liste"
    SONSTIGES = "sonstiges", "Unterlage"


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


class Eingeladenals(models.TextChoices):
    """Why somebody is invited to a sitting (§ 34 Abs. 2 und 3 GemO)."""

    MITGLIED = "mitglied", "Mitglied"
    VORSTAND = "vorstand", "Stadtvorstand"
    VERTRETUNG = "vertretung", "Vertretung"


class Einladungsweg(models.TextChoices):
    """How an invitation goes out."""

    MAIL = "mail", "E-Mail"
    PAPIER = "papier", "auf Papier"


class Antwort(models.TextChoices):
    """What somebody answers to an invitation."""

    KOMMT = "kommt", "kommt"
    SPAETER = "spaeter", "kommt später"
    KOMMT_NICHT = "kommt_nicht", "kommt nicht"
    VERTRETUNG = "vertretung", "lässt sich vertreten"


class Rhythmus(models.TextChoices):
    """How sittings come again."""

    WOCHEN = "wochen", "alle … Wochen am Wochentag"
    MONATE = "monate", "alle … Monate am soundsovielten Wochentag"


class Griff(models.TextChoices):
    """What the workbench does with the item that is chosen."""

    AENDERN = "aendern", "Ändern"
    HOCH = "hoch", "nach oben"
    RUNTER = "runter", "nach unten"
    ANFANG = "anfang", "an den Anfang"
    ENDE = "ende", "ans Ende"
    STELLE = "stelle", "an eine Stelle"
    EINRUECKEN = "einruecken", "als Unterpunkt einrücken"
    AUSRUECKEN = "ausruecken", "ausrücken"
    ABSETZEN = "absetzen", "absetzen"
