"""What a page sent, once."""

from django.db import models


class Einsendung(models.Model):
    """What one page sent: the key tells two presses of the same button from two intentions."""

    schluessel = models.CharField("Schlüssel", max_length=64, unique=True)
    ziel = models.CharField("wohin sie geführt hat", max_length=2000, blank=True)
    begonnen_am = models.DateTimeField("begonnen am", db_index=True)

    class Meta:
        verbose_name = "Einsendung"
        verbose_name_plural = "Einsendungen"

    def __str__(self) -> str:
        return self.schluessel
