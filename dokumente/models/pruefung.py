"""What is known about a kept file."""

from django.db import models

from dokumente.anlagen.befunde import Pruefbefund
from dokumente.models.datei import Datei


class Dateipruefung(models.Model):
    """What a program found in a stored file, and the copy of it that everybody may have. Made once, never edited.

    ``befunde`` are rows of art, satz and seiten (see ``anlagen.befunde.Pruefbefund``) without any text of the file.
    A PDF has either its copy or the reason why there is none; other files are given out as they are.
    """

    datei = models.ForeignKey(
        Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="pruefungen", editable=False
    )
    programm = models.CharField("Stand des Prüfprogramms", max_length=64, editable=False)
    befunde = models.JSONField("Befunde", default=list, editable=False)
    kopie = models.ForeignKey(
        Datei,
        verbose_name="öffentliche Kopie",
        on_delete=models.PROTECT,
        related_name="kopie_von",
        null=True,
        editable=False,
    )
    kopie_grund = models.TextField("warum es keine öffentliche Kopie gibt", blank=True, editable=False)
    created_at = models.DateTimeField("geprüft am", auto_now_add=True)

    class Meta:
        verbose_name = "Dateiprüfung"
        verbose_name_plural = "Dateiprüfungen"
        constraints = [
            models.UniqueConstraint(fields=["datei", "programm"], name="dokumente_pruefung_einmal"),
            models.CheckConstraint(
                condition=models.Q(kopie__isnull=True) | models.Q(kopie_grund=""),
                name="dokumente_pruefung_kopie_oder_grund",
            ),
        ]

    def __str__(self) -> str:
        return f"Prüfung von {self.datei_id} ({self.programm[:12]})"

    @property
    def liste(self) -> tuple[Pruefbefund, ...]:
        """Return the findings as values."""
        return tuple(Pruefbefund.from_dict(werte) for werte in self.befunde)
