"""What was written about one item, state by state."""

from django.conf import settings
from django.db import models

from dokumente.text.modellfelder import Textfeld
from nachbereitung.models.niederschrift import Niederschrift
from nachbereitung.querysets import NiederschrifttextQuerySet
from sitzungen.models import Tagesordnungspunkt


class Niederschrifttext(models.Model):
    """One saved state of the text of an item; the newest is the one that holds, the others are thinned out with age."""

    niederschrift = models.ForeignKey(
        Niederschrift, verbose_name="Niederschrift", on_delete=models.PROTECT, related_name="texte", editable=False
    )
    top = models.ForeignKey(
        Tagesordnungspunkt,
        verbose_name="Tagesordnungspunkt",
        on_delete=models.PROTECT,
        related_name="niederschrifttexte",
        editable=False,
    )
    zaehler = models.PositiveIntegerField("Stand", editable=False)
    text = Textfeld("Text", blank=True)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gespeichert von",
        on_delete=models.PROTECT,
        related_name="niederschrifttexte",
        editable=False,
    )
    gespeichert_am = models.DateTimeField("gespeichert am", editable=False)

    objects = NiederschrifttextQuerySet.as_manager()

    class Meta:
        verbose_name = "Text der Niederschrift"
        verbose_name_plural = "Texte der Niederschriften"
        ordering = ["niederschrift", "top", "-zaehler"]
        constraints = [
            models.UniqueConstraint(fields=["niederschrift", "top", "zaehler"], name="nachbereitung_text_einmal")
        ]

    def __str__(self) -> str:
        return f"{self.top}, Stand {self.zaehler}"
