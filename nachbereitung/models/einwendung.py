"""What somebody said against signed minutes."""

from django.conf import settings
from django.db import models

from dokumente.text.modellfelder import Textfeld
from gremien.models import Person
from nachbereitung.models.niederschrift import Niederschrift
from nachbereitung.querysets import UnterlageQuerySet
from sitzungen.enums import Teil
from sitzungen.models import Tagesordnungspunkt


class Einwendung(models.Model):
    """An objection, by whom and when; ``top`` is the item of a later sitting under which it is dealt with."""

    niederschrift = models.ForeignKey(
        Niederschrift, verbose_name="Niederschrift", on_delete=models.PROTECT, related_name="einwendungen"
    )
    person = models.ForeignKey(
        Person, verbose_name="erhoben von", on_delete=models.PROTECT, related_name="einwendungen"
    )
    teil = models.CharField("betrifft", max_length=2, choices=Teil, default=Teil.NICHTOEFFENTLICH)
    text = Textfeld("Einwendung")
    eingegangen_am = models.DateField("eingegangen am")
    erfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="erfasst von",
        on_delete=models.PROTECT,
        related_name="erfasste_einwendungen",
    )
    erfasst_am = models.DateTimeField("erfasst am")
    top = models.OneToOneField(
        Tagesordnungspunkt,
        verbose_name="Tagesordnungspunkt",
        on_delete=models.PROTECT,
        related_name="einwendung",
        null=True,
        editable=False,
    )

    objects = UnterlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Einwendung"
        verbose_name_plural = "Einwendungen"
        ordering = ["niederschrift", "pk"]

    def __str__(self) -> str:
        return f"Einwendung von {self.person}"
