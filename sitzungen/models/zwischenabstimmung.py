"""Votes on an item before the main motion: amendments, and motions on the Geschäftsordnung."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from sitzungen.enums import Zwischenart
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from sitzungen.querysets import ZwischenabstimmungQuerySet


class Zwischenabstimmung(models.Model):
    """One such vote. Never changed: a correction is a further row that names the one it corrects."""

    top = models.ForeignKey(
        Tagesordnungspunkt,
        verbose_name="Tagesordnungspunkt",
        on_delete=models.PROTECT,
        related_name="zwischenabstimmungen",
    )
    art = models.CharField("Art", max_length=20, choices=Zwischenart)
    gegenstand = Textfeld("Worüber abgestimmt wurde")
    antragsteller = Zeilenfeld("Antrag von", max_length=200, blank=True)
    angenommen = models.BooleanField("angenommen")
    ja = models.PositiveSmallIntegerField("Ja-Stimmen", null=True, blank=True)
    gegenstimmen = models.PositiveSmallIntegerField("Gegenstimmen", null=True, blank=True)
    enthaltungen = models.PositiveSmallIntegerField("Enthaltungen", null=True, blank=True)
    befangen = models.PositiveSmallIntegerField("Befangen", default=0)
    anwesend = models.PositiveSmallIntegerField("Anwesende", null=True, blank=True)
    berichtigt = models.OneToOneField(
        "self", verbose_name="berichtigt", on_delete=models.PROTECT, related_name="berichtigung", null=True, blank=True
    )
    berichtigungsgrund = Zeilenfeld("Grund der Berichtigung", max_length=500, blank=True)
    grund = Zeilenfeld("Begründung trotz Hinweisen", max_length=500, blank=True)
    einsendung = models.UUIDField("Kennung der Einsendung", default=uuid.uuid4, unique=True, editable=False)
    festgestellt_am = models.DateTimeField("festgestellt am", default=timezone.now)
    festgestellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="festgestellt von", on_delete=models.PROTECT, related_name="+"
    )

    objects = ZwischenabstimmungQuerySet.as_manager()

    class Meta:
        verbose_name = "Zwischenabstimmung"
        verbose_name_plural = "Zwischenabstimmungen"
        ordering = ["top", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(angenommen=False)
                | Q(ja__isnull=True)
                | Q(gegenstimmen__isnull=True)
                | Q(ja__gt=F("gegenstimmen")),
                name="sitzungen_zwischen_mit_mehrheit",
            ),
            models.CheckConstraint(
                condition=Q(berichtigt__isnull=True, berichtigungsgrund="")
                | Q(berichtigt__isnull=False) & ~Q(berichtigungsgrund=""),
                name="sitzungen_zwischen_mit_grund",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()}: {'angenommen' if self.angenommen else 'abgelehnt'}"
