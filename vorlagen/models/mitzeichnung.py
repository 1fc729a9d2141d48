"""Who co-signs a Fassung, and what they answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld
from vorlagen.enums import (
    Mitzeichnungsergebnis,
)
from vorlagen.models.fassung import Fassung
from vorlagen.querysets import (
    MitzeichnungQuerySet,
)


class Mitzeichnung(models.Model):
    """One person's co-signature of a Fassung, asked for and answered."""

    fassung = models.ForeignKey(
        Fassung, verbose_name="Fassung", on_delete=models.CASCADE, related_name="mitzeichnungen"
    )
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="Mitzeichnende Person",
        on_delete=models.PROTECT,
        related_name="mitzeichnungen",
    )
    vertreten = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="in Vertretung für",
        on_delete=models.PROTECT,
        related_name="vertretene_mitzeichnungen",
        null=True,
        blank=True,
        editable=False,
    )
    """Who had been asked, where somebody else answered."""
    ergebnis = models.CharField("Antwort", max_length=20, choices=Mitzeichnungsergebnis, blank=True)
    bemerkung = Textfeld("Bemerkung", blank=True)
    erbeten_am = models.DateTimeField("erbeten am", auto_now_add=True)
    beantwortet_am = models.DateTimeField("beantwortet am", null=True, blank=True)
    gesehen = models.TextField("gesehener Stand", blank=True, default="", editable=False)
    """What was answered to, as :mod:`vorlagen.documents.gesehen` writes it; for the signer's eyes only."""

    objects = MitzeichnungQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitzeichnung"
        verbose_name_plural = "Mitzeichnungen"
        ordering = ["fassung", "erbeten_am", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fassung", "konto"],
                condition=Q(ergebnis=""),
                name="vorlagen_mitzeichnung_einmal_offen",
            ),
            models.CheckConstraint(
                condition=Q(ergebnis="", beantwortet_am__isnull=True)
                | (~Q(ergebnis="") & Q(beantwortet_am__isnull=False)),
                name="vorlagen_mitzeichnung_mit_tag",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unterschrift}: {self.get_ergebnis_display() or 'offen'}"

    @property
    def unterschrift(self) -> str:
        """Return who answered, and in whose place."""
        return f"{self.konto} i. V. für {self.vertreten}" if self.vertreten else str(self.konto)
