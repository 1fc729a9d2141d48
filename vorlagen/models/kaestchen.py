"""The boxes of the printed voting grid."""

from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Zeilenfeld
from vorlagen.enums import (
    Kaestchenbedeutung,
)


class Kaestchen(models.Model):
    """A box of the printed voting grid: labels and place are the city's, the meaning is the program's."""

    bedeutung = models.CharField("Bedeutung", max_length=30, choices=Kaestchenbedeutung, unique=True)
    kurz = Zeilenfeld("gedruckte Beschriftung", max_length=20, blank=True)
    lang = Zeilenfeld("vorgelesene Beschriftung", max_length=60)
    zeile = models.PositiveSmallIntegerField("Zeile")
    spalte = models.PositiveSmallIntegerField("Spalte")

    class Meta:
        verbose_name = "Kästchen des Abstimmungsrasters"
        verbose_name_plural = "Kästchen des Abstimmungsrasters"
        ordering = ["zeile", "spalte"]
        constraints = [
            models.UniqueConstraint(
                fields=["zeile", "spalte"],
                name="vorlagen_kaestchen_platz",
                violation_error_message="Dieser Platz im Raster ist schon belegt.",
            ),
            models.CheckConstraint(
                condition=Q(zeile__range=(1, 3), spalte__range=(1, 4)),
                name="vorlagen_kaestchen_im_raster",
                violation_error_message="Das Raster hat drei Zeilen und vier Spalten.",
            ),
        ]

    def __str__(self) -> str:
        return self.lang
