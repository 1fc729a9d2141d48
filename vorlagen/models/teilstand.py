"""What was written into one part of a draft, state by state."""

from django.conf import settings
from django.db import models

from vorlagen.enums import Entwurfsteil
from vorlagen.models.fassung import Fassung
from vorlagen.querysets import TeilstandQuerySet


class Teilstand(models.Model):
    """One saved state of one part. The newest is what its writers see, also while it is not in order.

    Older ones can be looked at and brought back; they are thinned out with age and go with the release.
    """

    fassung = models.ForeignKey(
        Fassung, verbose_name="Fassung", on_delete=models.CASCADE, related_name="teilstaende", editable=False
    )
    teil = models.CharField("Teil", max_length=20, choices=Entwurfsteil, editable=False)
    zaehler = models.PositiveIntegerField("Stand", editable=False)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="gespeichert von",
        on_delete=models.PROTECT,
        related_name="teilstaende",
        editable=False,
    )
    eingabe = models.JSONField("Eingabe", default=dict, editable=False)
    """As it was typed: the values of each field of the part's form, unchecked."""
    is_gueltig = models.BooleanField("fehlerfrei", default=True, editable=False)
    """Whether all of it could be taken over into the draft."""
    is_festgehalten = models.BooleanField("bleibt beim Ausdünnen", default=False, editable=False)
    """Whether it was put aside on purpose: for an earlier state, or by another window of the same person."""
    gespeichert_am = models.DateTimeField("gespeichert am", editable=False)

    objects = TeilstandQuerySet.as_manager()

    class Meta:
        verbose_name = "Stand eines Entwurfs"
        verbose_name_plural = "Stände von Entwürfen"
        ordering = ["fassung", "teil", "-zaehler"]
        constraints = [
            models.UniqueConstraint(fields=["fassung", "teil", "zaehler"], name="vorlagen_teilstand_einmal"),
        ]

    def __str__(self) -> str:
        return f"{self.get_teil_display()}, Stand {self.zaehler}"
