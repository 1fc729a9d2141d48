"""Departments of the city's executive."""

from django.db import models

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models.person import Person
from gremien.models.zeitraum import Zeitraum


class Dezernat(Zeitraum):
    """Department of the city's executive, named by the office of its head as printed on papers."""

    bezeichnung = Zeilenfeld("Bezeichnung", max_length=100, unique=True)
    leitung = models.ForeignKey(
        Person, verbose_name="Leitung", on_delete=models.PROTECT, related_name="dezernate", null=True, blank=True
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    class Meta(Zeitraum.Meta):
        verbose_name = "Dezernat"
        verbose_name_plural = "Dezernate"
        ordering = ["reihenfolge", "bezeichnung"]

    def __str__(self) -> str:
        return self.bezeichnung
