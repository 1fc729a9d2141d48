"""Choices of the minutes' life, and of what becomes of decisions."""

from django.db import models


class Ausgabe(models.TextChoices):
    """For whom the minutes are written out."""

    OEFFENTLICH = "oeffentlich", "Öffentliche Niederschrift"
    INTERN = "intern", "Niederschrift mit nichtöffentlichem Teil"


class Schrittart(models.TextChoices):
    """What was done with the minutes; one row each, never changed."""

    VORGELEGT = "vorgelegt", "dem Vorsitz vorgelegt"
    ZURUECKGEGEBEN = "zurueckgegeben", "zurückgegeben"
    GEPRUEFT = "geprueft", "vom Vorsitz geprüft"
    UNTERZEICHNET = "unterzeichnet", "unterzeichnet"
    BERICHTIGUNG = "berichtigung", "Berichtigung begonnen"


class Unterschrift(models.TextChoices):
    """In what capacity somebody signs (§ 41 Abs. 1 GemO)."""

    VORSITZ = "vorsitz", "Vorsitz"
    SCHRIFTFUEHRUNG = "schriftfuehrung", "Schriftführung"


class Stand(models.TextChoices):
    """Where the minutes stand; computed from the steps, never stored."""

    ENTWURF = "entwurf", "Entwurf"
    VORGELEGT = "vorgelegt", "Liegt dem Vorsitz vor"
    GEPRUEFT = "geprueft", "Geprüft, wird unterzeichnet"
    FEST = "fest", "Unterzeichnet"


class Umsetzungsstand(models.TextChoices):
    """How far a decision is carried out."""

    OFFEN = "offen", "offen"
    IN_ARBEIT = "in_arbeit", "in Arbeit"
    TEILWEISE = "teilweise", "teilweise umgesetzt"
    UMGESETZT = "umgesetzt", "umgesetzt"
    NICHT_UMSETZBAR = "nicht_umsetzbar", "nicht umsetzbar"


ERLEDIGT = (Umsetzungsstand.UMGESETZT, Umsetzungsstand.NICHT_UMSETZBAR)
"""Nothing is left to do."""


class Entscheidung(models.TextChoices):
    """What is done about the announcement of a closed decision (§ 35 Abs. 1 GemO)."""

    BEKANNTGEBEN = "bekanntgeben", "bekannt geben"
    GESCHUETZT = "geschuetzt", "nicht bekannt geben, schutzwürdig"
