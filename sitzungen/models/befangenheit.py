"""Who is excluded from an item (§ 22 GemO)."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from gremien.models import Person
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from sitzungen.querysets import BefangenheitQuerySet


class Befangenheit(models.Model):
    """A member is excluded from an item, or is not after all. Never changed: the newest row of a person counts."""

    top = models.ForeignKey(
        Tagesordnungspunkt, verbose_name="Tagesordnungspunkt", on_delete=models.PROTECT, related_name="befangenheiten"
    )
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="befangenheiten")
    befangen = models.BooleanField("befangen", default=True)
    erfasst_am = models.DateTimeField("erfasst am", default=timezone.now)
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="erfasst von", on_delete=models.PROTECT, related_name="+"
    )

    objects = BefangenheitQuerySet.as_manager()

    class Meta:
        verbose_name = "Befangenheit"
        verbose_name_plural = "Befangenheiten"
        ordering = ["top", "pk"]

    def __str__(self) -> str:
        return f"{self.person}: {'befangen' if self.befangen else 'nicht befangen'}"
