"""The pictures that stand in the texts of a paper."""

from django.conf import settings
from django.db import models

from dokumente.models import Datei
from vorlagen.models.vorlage import Vorlage
from vorlagen.querysets.bild import BildQuerySet


class Bild(models.Model):
    """A picture that was brought for the texts of this paper; they name it by the checksum of its file."""

    vorlage = models.ForeignKey(Vorlage, verbose_name="Vorlage", on_delete=models.CASCADE, related_name="bilder")
    datei = models.ForeignKey(Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="bilder")
    gebracht_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="gebracht von", on_delete=models.PROTECT, related_name="+"
    )
    gebracht_am = models.DateTimeField("gebracht am", auto_now_add=True)

    objects = BildQuerySet.as_manager()

    class Meta:
        verbose_name = "Bild im Text"
        verbose_name_plural = "Bilder in Texten"
        ordering = ["vorlage", "pk"]
        constraints = [models.UniqueConstraint(fields=["vorlage", "datei"], name="vorlagen_bild_einmal")]

    def __str__(self) -> str:
        return f"Bild {self.datei.pruefsumme[:8]} zu {self.vorlage}"
