"""Who was there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models import Person
from sitzungen.models.sitzung import Sitzung
from sitzungen.querysets import (
    AnwesenheitQuerySet,
)


class Anwesenheit(models.Model):
    """One person's attendance at a sitting. Never changed: whoever comes, goes or was noted wrongly gets a further row.

    The further row names the one it replaces (``ersetzt``); the row that none replaces counts. ``grund`` is set
    where the sitting had ended: that is a correction. ``gilt_ab`` is set where somebody came or went in the sitting, at
    the item ``top``; without it the row says how it was from the beginning. ``vertritt`` is whose seat a deputy takes.
    """

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.PROTECT, related_name="anwesenheiten")
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="anwesenheiten")
    anwesend = models.BooleanField("anwesend", default=True)
    stimmberechtigt = models.BooleanField("stimmberechtigt", default=True)
    entschuldigt = models.BooleanField("entschuldigt", null=True, help_text="Leer: nicht gesagt.")
    vertritt = models.ForeignKey(
        Person,
        verbose_name="nimmt teil für",
        on_delete=models.PROTECT,
        related_name="vertretungen_in_sitzungen",
        null=True,
        blank=True,
    )
    gilt_ab = models.DateTimeField("seit wann", null=True, blank=True)
    top = models.ForeignKey(
        "sitzungen.Tagesordnungspunkt",
        verbose_name="bei diesem Punkt",
        on_delete=models.PROTECT,
        related_name="bewegungen",
        null=True,
        blank=True,
    )
    ersetzt = models.OneToOneField(
        "self",
        verbose_name="ersetzt",
        on_delete=models.PROTECT,
        related_name="ersetzung",
        null=True,
        blank=True,
    )
    grund = Zeilenfeld("Grund der Berichtigung", max_length=500, blank=True)
    erfasst_am = models.DateTimeField("erfasst am", default=timezone.now)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="erfasst von",
        on_delete=models.PROTECT,
        related_name="erfasste_anwesenheiten",
        null=True,
    )

    objects = AnwesenheitQuerySet.as_manager()

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        ordering = ["sitzung", "person", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitzung", "person"], condition=Q(ersetzt__isnull=True), name="sitzungen_anwesenheit_einmal"
            ),
            models.CheckConstraint(
                condition=Q(grund="") | Q(erfasst_von__isnull=False), name="sitzungen_anwesenheit_grund_mit_namen"
            ),
            # Excused is who is away, nobody stands in for themselves, and an item belongs to a moment.
            models.CheckConstraint(
                condition=(Q(entschuldigt__isnull=True) | Q(anwesend=False))
                & (Q(vertritt__isnull=True) | Q(anwesend=True) & ~Q(vertritt=F("person")))
                & (Q(top__isnull=True) | Q(gilt_ab__isnull=False)),
                name="sitzungen_anwesenheit_stimmig",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {'anwesend' if self.anwesend else 'abwesend'}"
