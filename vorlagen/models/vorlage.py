"""The paper: its identity and its end."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from dokumente.text.modellfelder import Textfeld
from vorlagen.enums import (
    Vorlagenart,
    Vorlagenstatus,
)
from vorlagen.querysets import (
    VorlageQuerySet,
)
from vorlagen.rules.antraege import ANTRAGSTELLER
from vorlagen.rules.arten import describe_ohne_beschlussentwurf
from vorlagen.rules.nummern import format_nummer


class Vorlage(models.Model):
    """A paper through its whole life: one number, one Gremienweg, one or more Fassungen."""

    art = models.CharField("Art", max_length=2, choices=Vorlagenart, default=Vorlagenart.BV)
    jahr = models.PositiveSmallIntegerField("Jahr", null=True, blank=True, editable=False)
    laufend = models.PositiveIntegerField("laufende Nummer", null=True, blank=True, editable=False)
    status = models.CharField(
        "Stand", max_length=20, choices=Vorlagenstatus, default=Vorlagenstatus.IN_ARBEIT, editable=False
    )
    bezug = models.ForeignKey(
        "self",
        verbose_name="bezieht sich auf",
        on_delete=models.PROTECT,
        related_name="bezugnehmende",
        null=True,
        blank=True,
        help_text="Zum Beispiel die Anfrage, die diese Antwort beantwortet.",
    )
    vorbild = models.ForeignKey(
        "vorlagen.Fassung",
        verbose_name="geschrieben nach",
        on_delete=models.PROTECT,
        related_name="nachgeschriebene",
        null=True,
        editable=False,
    )
    zurueckgezogen_am = models.DateTimeField("zurückgezogen am", null=True, blank=True, editable=False)
    zurueckgezogen_grund = Textfeld("Grund der Rücknahme", blank=True, editable=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = VorlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorlage"
        verbose_name_plural = "Vorlagen"
        ordering = [F("jahr").desc(nulls_first=True), F("laufend").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["art", "jahr", "laufend"], name="vorlagen_nummer_einmal"),
            models.CheckConstraint(
                condition=Q(jahr__isnull=True, laufend__isnull=True) | Q(jahr__gte=1900, laufend__gte=1),
                name="vorlagen_nummer_ganz",
            ),
            models.CheckConstraint(
                condition=Q(status=Vorlagenstatus.ZURUECKGEZOGEN, zurueckgezogen_am__isnull=False)
                | (~Q(status=Vorlagenstatus.ZURUECKGEZOGEN) & Q(zurueckgezogen_am__isnull=True)),
                name="vorlagen_zurueckgezogen_mit_tag",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer or f"{self.get_art_display()} ohne Nummer"

    def get_absolute_url(self) -> str:
        """Return the page of the paper."""
        return reverse("vorlage", args=[self.pk])

    @property
    def nummer(self) -> str:
        """Return the number without revision suffix, empty before release."""
        if self.jahr is None or self.laufend is None:
            return ""
        return format_nummer(art=Vorlagenart(self.art), laufend=self.laufend, jahr=self.jahr)

    @property
    def ohne_beschlussentwurf(self) -> str:
        """Return why this kind of paper has no Beschlussentwurf, empty for one that a body decides on."""
        return describe_ohne_beschlussentwurf(Vorlagenart(self.art))

    @property
    def antragstellerwort(self) -> str:
        """Return what those are called from whom this paper of the council comes, empty for every other kind."""
        return ANTRAGSTELLER.get(Vorlagenart(self.art), "")

    @property
    def is_zurueckgezogen(self) -> bool:
        """Return whether the paper was withdrawn."""
        return self.zurueckgezogen_am is not None

    @property
    def is_beendet(self) -> bool:
        """Return whether nothing is left to decide: settled or withdrawn."""
        return self.status in (Vorlagenstatus.ABGESCHLOSSEN, Vorlagenstatus.ZURUECKGEZOGEN)
