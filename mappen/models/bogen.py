"""The filled sheet as it came in."""

from django.conf import settings
from django.db import models

from dokumente.models import Datei
from dokumente.text.modellfelder import Zeilenfeld
from mappen.querysets import BogenQuerySet


class Bogen(models.Model):
    """A filled sheet that was read: the file as it came, and what stood in it. Never changed, never removed."""

    sitzung = models.ForeignKey(
        "sitzungen.Sitzung", verbose_name="Sitzung", on_delete=models.PROTECT, related_name="boegen"
    )
    datei = models.ForeignKey(Datei, verbose_name="Datei", on_delete=models.PROTECT, related_name="boegen")
    dateiname = Zeilenfeld("Dateiname", max_length=120)
    werte = models.JSONField("Werte")
    eingelesen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="eingelesen von",
        on_delete=models.PROTECT,
        related_name="eingelesene_boegen",
    )
    eingelesen_am = models.DateTimeField("eingelesen am", auto_now_add=True)

    objects = BogenQuerySet.as_manager()

    class Meta:
        verbose_name = "Bogen"
        verbose_name_plural = "Bögen"
        ordering = ["sitzung", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "datei"],
                name="mappen_bogen_einmal",
                violation_error_message="Dieser Bogen ist schon eingelesen.",
            )
        ]

    def __str__(self) -> str:
        return self.dateiname
