"""The minutes of a sitting, of which only what nobody else has recorded is kept here."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from dokumente.text.modellfelder import Textfeld
from gremien.models import Person
from nachbereitung.querysets import NiederschriftQuerySet
from sitzungen.models import Sitzung


class Niederschrift(models.Model):
    """The minutes of one sitting. Agenda, attendance, results and wordings are never copied into it."""

    sitzung = models.OneToOneField(
        Sitzung, verbose_name="Sitzung", on_delete=models.PROTECT, related_name="niederschrift"
    )
    vorsitz = models.ForeignKey(
        Person, verbose_name="Vorsitz", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    schriftfuehrung = models.ForeignKey(
        Person, verbose_name="Schriftführung", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    ende = models.TimeField("Ende der Sitzung", null=True, blank=True)
    weitere = Textfeld("Verwaltung und Gäste", blank=True)
    created_at = models.DateTimeField("begonnen am", auto_now_add=True)

    objects = NiederschriftQuerySet.as_manager()

    class Meta:
        verbose_name = "Niederschrift"
        verbose_name_plural = "Niederschriften"
        constraints = [
            models.CheckConstraint(
                condition=Q(vorsitz__isnull=True) | Q(schriftfuehrung__isnull=True) | ~Q(vorsitz=F("schriftfuehrung")),
                name="nachbereitung_zwei_unterzeichnen",
            )
        ]

    def __str__(self) -> str:
        return f"Niederschrift {self.sitzung.nummer}"

    def get_absolute_url(self) -> str:
        """Return the page of the minutes."""
        return reverse("niederschrift", args=[self.sitzung_id])

    @property
    def is_begonnen(self) -> bool:
        """Return whether somebody has written something: before that the minutes exist in memory only."""
        return not self._state.adding
