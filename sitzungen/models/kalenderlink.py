"""A calendar that is fetched with a secret instead of a password."""

from django.db import models

from konten.models import Konto
from sitzungen.querysets import KalenderlinkQuerySet


class Kalenderlink(models.Model):
    """The secret address under which one account's calendar is fetched; only its digest is kept.

    It opens nothing but that calendar, and shows in it what the account may see in that moment.
    """

    konto = models.OneToOneField(Konto, verbose_name="Konto", on_delete=models.CASCADE, related_name="kalenderlink")
    pruefsumme = models.CharField("Prüfsumme des Geheimnisses", max_length=64, unique=True)
    erzeugt_am = models.DateTimeField("erzeugt am")

    objects = KalenderlinkQuerySet.as_manager()

    class Meta:
        verbose_name = "Kalenderlink"
        verbose_name_plural = "Kalenderlinks"
        ordering = ["konto"]

    def __str__(self) -> str:
        return f"Kalender von {self.konto}"
