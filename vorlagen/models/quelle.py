"""Where an imported Fassung came from."""

from django.db import models

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from vorlagen.models.fassung import Fassung


class Quelle(models.Model):
    """The text a Fassung was read from, kept for whoever confirms that it was read right."""

    fassung = models.OneToOneField(Fassung, verbose_name="Fassung", on_delete=models.CASCADE, related_name="quelle")
    bezeichnung = Zeilenfeld("Herkunft", max_length=250, blank=True)
    text = Textfeld("gelesener Text")
    pruefsumme = models.CharField("Prüfsumme des Textes", max_length=64)
    hinweise = models.JSONField("Hinweise beim Einlesen", default=list, blank=True)
    zaehler_vorher = models.PositiveIntegerField("Stand des Zählers davor", default=0)
    eingelesen_am = models.DateTimeField("eingelesen am")

    class Meta:
        verbose_name = "Quelle"
        verbose_name_plural = "Quellen"

    def __str__(self) -> str:
        return self.bezeichnung or f"Quelle von {self.fassung}"
