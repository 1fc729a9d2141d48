"""From when until when something holds."""

from django.db import models
from django.db.models import F, Q


class Zeitraum(models.Model):
    """A period of validity; both ends count, an empty end is open."""

    von = models.DateField("gültig ab", null=True, blank=True)
    bis = models.DateField("gültig bis", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(von__isnull=True) | Q(bis__isnull=True) | Q(bis__gte=F("von")),
                name="%(app_label)s_%(class)s_zeitraum",
                violation_error_message="Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage.",
            )
        ]
