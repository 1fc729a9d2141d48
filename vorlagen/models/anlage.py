"""A file attached to a Fassung."""

from pathlib import PurePath

from django.db import models

from dokumente.models import Datei
from dokumente.text.modellfelder import Zeilenfeld
from vorlagen.models.fassung import Fassung
from vorlagen.querysets import (
    AnlageQuerySet,
)


class Anlage(models.Model):
    """A file attached to a Fassung, with its own publicity."""

    fassung = models.ForeignKey(Fassung, verbose_name="Fassung", on_delete=models.CASCADE, related_name="anlagen")
    position = models.PositiveSmallIntegerField("Position")
    titel = Zeilenfeld("Titel", max_length=250)
    datei = models.ForeignKey(
        Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="anlagen", null=True, blank=True
    )
    dateiname = Zeilenfeld("Dateiname", max_length=150, blank=True)
    oeffentlich = models.BooleanField("öffentlich", default=False)
    nachgereicht_am = models.DateTimeField("nachgereicht am", null=True, blank=True, editable=False)
    nachgereicht_grund = Zeilenfeld("Grund der Nachreichung", max_length=500, blank=True, default="", editable=False)

    objects = AnlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Anlage"
        verbose_name_plural = "Anlagen"
        ordering = ["fassung", "position"]
        constraints = [models.UniqueConstraint(fields=["fassung", "position"], name="vorlagen_anlage_position")]

    def __str__(self) -> str:
        return f"Anlage {self.position:02}: {self.titel}"

    @property
    def dateiart(self) -> str:
        """Return the ending of the file in capitals ("PDF"): all that readers outside the house learn of its name."""
        return PurePath(self.dateiname).suffix.removeprefix(".").upper()
