"""Who answers in whose place, and when."""

from django.db import models
from django.db.models import F, Q

from konten.models.konto import Konto
from konten.querysets import AbwesenheitQuerySet


class Abwesenheit(models.Model):
    """A time in which one account's co-signatures are asked of another one as well ("i. V.")."""

    konto = models.ForeignKey(Konto, verbose_name="abwesend", on_delete=models.PROTECT, related_name="abwesenheiten")
    vertretung = models.ForeignKey(
        Konto, verbose_name="Vertretung", on_delete=models.PROTECT, related_name="vertretungen"
    )
    von = models.DateField("von")
    bis = models.DateField("bis einschließlich")

    objects = AbwesenheitQuerySet.as_manager()

    class Meta:
        verbose_name = "Abwesenheit"
        verbose_name_plural = "Abwesenheiten"
        ordering = ["von", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(bis__gte=F("von")), name="konten_abwesenheit_von_bis"),
            models.CheckConstraint(condition=~Q(vertretung=F("konto")), name="konten_abwesenheit_andere_person"),
        ]

    def __str__(self) -> str:
        return f"{self.konto}, {self.von:%d.%m.%Y} bis {self.bis:%d.%m.%Y}, vertreten durch {self.vertretung}"
