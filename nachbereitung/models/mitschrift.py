"""A text that somebody brought to write the minutes by."""

from django.conf import settings
from django.db import models

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from nachbereitung.models.niederschrift import Niederschrift
from nachbereitung.querysets import UnterlageQuerySet


class Mitschrift(models.Model):
    """Material beside the items: shown to those who write, never taken over, and gone with the signatures."""

    niederschrift = models.OneToOneField(
        Niederschrift, verbose_name="Niederschrift", on_delete=models.PROTECT, related_name="mitschrift"
    )
    name = Zeilenfeld("Dateiname", max_length=120)
    text = Textfeld("Text")
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="gebracht von", on_delete=models.PROTECT, related_name="mitschriften"
    )
    gebracht_am = models.DateTimeField("gebracht am", auto_now_add=True)

    objects = UnterlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitschrift"
        verbose_name_plural = "Mitschriften"

    def __str__(self) -> str:
        return self.name
