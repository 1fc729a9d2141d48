"""A body meets."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models import Gremium, Mitgliedschaft
from gremien.querysets import MitgliedschaftQuerySet
from sitzungen.enums import (
    Sitzungsstatus,
)
from sitzungen.querysets import (
    SitzungQuerySet,
)
from sitzungen.rules.ablauf import EROEFFNET
from sitzungen.rules.nummern import format_sitzungsnummer


class Sitzungszaehler(models.Model):
    """Counter of sittings per body and year."""

    gremium = models.ForeignKey(Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="+")
    jahr = models.PositiveSmallIntegerField("Jahr")
    zuletzt = models.PositiveIntegerField("zuletzt vergeben", default=0)

    class Meta:
        verbose_name = "Sitzungszähler"
        verbose_name_plural = "Sitzungszähler"
        constraints = [models.UniqueConstraint(fields=["gremium", "jahr"], name="sitzungen_zaehler_einmal")]

    def __str__(self) -> str:
        return f"{self.gremium} {self.jahr}: {self.zuletzt}"


class Sitzung(models.Model):
    """A body meets."""

    gremium = models.ForeignKey(Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="sitzungen")
    jahr = models.PositiveSmallIntegerField("Jahr", editable=False)
    laufend = models.PositiveIntegerField("laufende Nummer", editable=False)
    beginn = models.DateTimeField("Beginn")
    ende = models.DateTimeField("voraussichtliches Ende", null=True, blank=True)
    ort = Zeilenfeld("Ort", max_length=200)
    hinweis = Zeilenfeld("Hinweis", max_length=250, blank=True)
    status = models.CharField(
        "Stand", max_length=20, choices=Sitzungsstatus, default=Sitzungsstatus.GEPLANT, editable=False
    )
    bekanntgemacht_am = models.DateTimeField("bekannt gemacht am", null=True, blank=True, editable=False)
    tagesordnung_veroeffentlicht_am = models.DateTimeField(
        "Tagesordnung veröffentlicht am", null=True, blank=True, editable=False
    )
    eingeladen_am = models.DateTimeField("eingeladen am", null=True, blank=True, editable=False)
    dringlich_grund = Zeilenfeld("Grund der Dringlichkeit", max_length=500, blank=True, editable=False)
    anwesenheit_vollstaendig = models.BooleanField("Anwesenheit vollständig erfasst", default=False, editable=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = SitzungQuerySet.as_manager()

    class Meta:
        verbose_name = "Sitzung"
        verbose_name_plural = "Sitzungen"
        ordering = ["-beginn", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gremium", "jahr", "laufend"], name="sitzungen_nummer_einmal"),
            models.CheckConstraint(
                condition=Q(eingeladen_am__isnull=True) | Q(eingeladen_am__lt=F("beginn")),
                name="sitzungen_eingeladen_vor_beginn",
            ),
            models.CheckConstraint(
                condition=Q(ende__isnull=True) | Q(ende__gt=F("beginn")), name="sitzungen_ende_nach_beginn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gremium}, {timezone.localtime(self.beginn):%d.%m.%Y, %H:%M} Uhr"

    def get_absolute_url(self) -> str:
        """Return the page of the sitting."""
        return reverse("sitzung", args=[self.pk])

    @property
    def nummer(self) -> str:
        """Return the number as printed, for example 2026/018/SR."""
        return format_sitzungsnummer(jahr=self.jahr, laufend=self.laufend, gremium=self.gremium.kuerzel)

    @property
    def tag(self) -> date:
        """Return the day of the sitting in the city."""
        return timezone.localtime(self.beginn).date()

    @property
    def sitze(self) -> MitgliedschaftQuerySet[Mitgliedschaft]:
        """Return the seats of the body on the day of the sitting."""
        return Mitgliedschaft.objects.gueltig_am(self.tag).filter(gremium=self.gremium_id)

    @property
    def is_veroeffentlicht(self) -> bool:
        """Return whether the agenda is published: its numbers move no more."""
        return self.tagesordnung_veroeffentlicht_am is not None

    @property
    def is_eroeffnet(self) -> bool:
        """Return whether the sitting runs or has run: only then something can be recorded in it."""
        return self.status in EROEFFNET

    @property
    def nimmt_nachtraege(self) -> bool:
        """Return whether an addition goes to the members by itself: they are invited, and the sitting has not begun."""
        return self.eingeladen_am is not None and not self.is_eroeffnet
