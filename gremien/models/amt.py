"""Offices of the administration."""

from django.db import models

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models.dezernat import Dezernat
from gremien.models.zeitraum import Zeitraum
from gremien.querysets import AmtQuerySet


class Amt(Zeitraum):
    """Office of the administration; number and name change over time, so papers point to the row of their day."""

    nummer = Zeilenfeld("Nummer", max_length=10)
    name = Zeilenfeld("Name", max_length=150)
    dezernat = models.ForeignKey(Dezernat, verbose_name="Dezernat", on_delete=models.PROTECT, related_name="aemter")

    objects = AmtQuerySet.as_manager()

    class Meta(Zeitraum.Meta):
        verbose_name = "Amt"
        verbose_name_plural = "Ämter"
        ordering = ["nummer", "name"]
        constraints = [
            *Zeitraum.Meta.constraints,
            models.UniqueConstraint(
                fields=["nummer", "name"],
                name="gremien_amt_einmal",
                violation_error_message="Ein Amt mit dieser Nummer und diesem Namen gibt es schon.",
            ),
        ]

    def __str__(self) -> str:
        return "-".join(teil for teil in (self.nummer, self.name) if teil)
