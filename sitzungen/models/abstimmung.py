"""Recorded results."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from sitzungen.querysets import (
    AbstimmungQuerySet,
)
from vorlagen.enums import Ausgang
from vorlagen.rules.ausgang import ANGENOMMEN


class Abstimmung(models.Model):
    """A recorded result. Never changed: a correction is a further row that names the one it corrects.

    ``ausgang`` is empty where the row says that a result was taken back, and none stands.
    """

    top = models.ForeignKey(
        Tagesordnungspunkt, verbose_name="Tagesordnungspunkt", on_delete=models.PROTECT, related_name="abstimmungen"
    )
    ausgang = models.CharField("Ergebnis", max_length=30, choices=Ausgang, blank=True)
    geaendert = models.BooleanField("geändert beschlossen", default=False)
    wortlaut = Textfeld("geänderter Wortlaut", blank=True)
    ja = models.PositiveSmallIntegerField("Ja-Stimmen", null=True, blank=True, help_text="Leer: nicht gezählt.")
    gegenstimmen = models.PositiveSmallIntegerField("Gegenstimmen", null=True, blank=True)
    enthaltungen = models.PositiveSmallIntegerField("Enthaltungen", null=True, blank=True)
    befangen = models.PositiveSmallIntegerField("Befangen", default=0)
    anwesend = models.PositiveSmallIntegerField("Anwesende", null=True, blank=True)
    anwesenheit_vollstaendig = models.BooleanField("Anwesenheit vollständig", default=False)
    berichtigt = models.OneToOneField(
        "self",
        verbose_name="berichtigt",
        on_delete=models.PROTECT,
        related_name="berichtigung",
        null=True,
        blank=True,
    )
    berichtigungsgrund = Zeilenfeld("Grund der Berichtigung", max_length=500, blank=True)
    grund = Zeilenfeld("Begründung trotz Hinweisen", max_length=500, blank=True)
    einsendung = models.UUIDField("Kennung der Einsendung", default=uuid.uuid4, unique=True, editable=False)
    festgestellt_am = models.DateTimeField("festgestellt am", default=timezone.now)
    festgestellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="festgestellt von",
        on_delete=models.PROTECT,
        related_name="festgestellte_abstimmungen",
    )

    objects = AbstimmungQuerySet.as_manager()

    class Meta:
        verbose_name = "Abstimmung"
        verbose_name_plural = "Abstimmungen"
        ordering = ["top", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["top"], condition=Q(berichtigt__isnull=True), name="sitzungen_ein_erstes_ergebnis"
            ),
            models.CheckConstraint(
                condition=Q(berichtigt__isnull=True, berichtigungsgrund="")
                | Q(berichtigt__isnull=False) & ~Q(berichtigungsgrund=""),
                name="sitzungen_berichtigung_mit_grund",
            ),
            models.CheckConstraint(
                condition=~Q(ausgang=Ausgang.EINSTIMMIG) | Q(gegenstimmen__isnull=True) | Q(gegenstimmen=0),
                name="sitzungen_einstimmig_ohne_gegenstimmen",
            ),
            models.CheckConstraint(
                condition=Q(geaendert=False) | Q(ausgang__in=sorted(ANGENOMMEN)) & ~Q(wortlaut=""),
                name="sitzungen_geaendert_mit_wortlaut",
            ),
            models.CheckConstraint(
                condition=~Q(ausgang__in=sorted(ANGENOMMEN))
                | Q(ja__isnull=True)
                | Q(gegenstimmen__isnull=True)
                | Q(ja__gt=F("gegenstimmen")),
                name="sitzungen_angenommen_mit_mehrheit",
            ),
            models.CheckConstraint(
                condition=~Q(ausgang=Ausgang.ABGESETZT)
                | Q(ja__isnull=True, gegenstimmen__isnull=True, enthaltungen__isnull=True),
                name="sitzungen_abgesetzt_ohne_stimmen",
            ),
            models.CheckConstraint(
                condition=~Q(ausgang="")
                | Q(
                    berichtigt__isnull=False,
                    geaendert=False,
                    wortlaut="",
                    ja__isnull=True,
                    gegenstimmen__isnull=True,
                    enthaltungen__isnull=True,
                    befangen=0,
                ),
                name="sitzungen_zuruecknahme_leer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.top.bezeichnung}: {self.get_ausgang_display() or 'zurückgenommen'}"

    @property
    def is_zuruecknahme(self) -> bool:
        """Return whether this row takes a result back and sets none in its place."""
        return not self.ausgang

    @property
    def is_berichtigung(self) -> bool:
        """Return whether this row says that another result was wrong; one taken back at once never stood."""
        return self.berichtigt is not None and not self.berichtigt.is_zuruecknahme and not self.is_antwort

    @property
    def is_antwort(self) -> bool:
        """Return whether this row says that a promised written answer was given: nothing was wrong before."""
        return (
            self.berichtigt is not None
            and self.berichtigt.ausgang == Ausgang.SOLL_SCHRIFTLICH
            and self.ausgang == Ausgang.SCHRIFTLICH_BEANTWORTET
        )

    @property
    def is_berichtigt(self) -> bool:
        """Return whether a later row corrects this one."""
        return hasattr(self, "berichtigung")
