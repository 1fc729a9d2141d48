"""Choices of the minutes' life."""

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
