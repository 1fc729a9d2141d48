"""Groups in the council."""

from django.db import models

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models.zeitraum import Zeitraum


class Fraktion(Zeitraum):
    """A group in the council."""

    name = Zeilenfeld("Name", max_length=100, unique=True)
    kuerzel = Zeilenfeld("Kürzel", max_length=30, unique=True)
    sitze = models.PositiveSmallIntegerField("Sitze im Stadtrat", default=0)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    class Meta(Zeitraum.Meta):
        verbose_name = "Fraktion"
        verbose_name_plural = "Fraktionen"
        ordering = ["reihenfolge", "name"]

    def __str__(self) -> str:
        return self.name
