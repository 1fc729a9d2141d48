"""Who else was in the room: the administration and guests, without a vote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dokumente.text.modellfelder import Zeilenfeld
from sitzungen.enums import Teilnahmeart
from sitzungen.models.sitzung import Sitzung
from sitzungen.querysets import TeilnahmeQuerySet


class Teilnahme(models.Model):
    """Somebody without a seat who took part. Never changed: the newest row of a name counts, also one that says no."""

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.PROTECT, related_name="teilnahmen")
    art = models.CharField("Art", max_length=20, choices=Teilnahmeart)
    name = Zeilenfeld("Name", max_length=200)
    funktion = Zeilenfeld("Funktion oder Anlass", max_length=200, blank=True)
    anwesend = models.BooleanField("anwesend", default=True)
    erfasst_am = models.DateTimeField("erfasst am", default=timezone.now)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="erfasst von", on_delete=models.PROTECT, related_name="+"
    )

    objects = TeilnahmeQuerySet.as_manager()

    class Meta:
        verbose_name = "Teilnahme"
        verbose_name_plural = "Teilnahmen"
        ordering = ["sitzung", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="sitzungen_teilnahme_mit_namen")]

    def __str__(self) -> str:
        return f"{self.name}, {self.funktion}" if self.funktion else self.name
