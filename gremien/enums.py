"""Choices of bodies and memberships."""

from django.db import models


class Gremienart(models.TextChoices):
    """Kind of body."""

    RAT = "rat", "Rat"
    AUSSCHUSS = "ausschuss", "Ausschuss"
    WERKAUSSCHUSS = "werkausschuss", "Werkausschuss"
    BEIRAT = "beirat", "Beirat"
    ORTSBEIRAT = "ortsbeirat", "Ortsbeirat"


class Funktion(models.TextChoices):
    """What a person is in a body."""

    VORSITZ = "vorsitz", "Vorsitz"
    STELLVERTRETUNG = "stellvertretung", "Stellvertretender Vorsitz"
    MITGLIED = "mitglied", "Mitglied"
    VERTRETUNG = "vertretung", "Stellvertretendes Mitglied"
    BERATEND = "beratend", "Beratendes Mitglied"
