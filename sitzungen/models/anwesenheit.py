"""Who was there."""

from django.db import models

from gremien.models import Person
from sitzungen.models.sitzung import Sitzung
from sitzungen.querysets import (
    AnwesenheitQuerySet,
)


class Anwesenheit(models.Model):
    """One person's attendance at a sitting."""

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.CASCADE, related_name="anwesenheiten")
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="anwesenheiten")
    anwesend = models.BooleanField("anwesend", default=True)
    stimmberechtigt = models.BooleanField("stimmberechtigt", default=True)

    objects = AnwesenheitQuerySet.as_manager()

    class Meta:
        verbose_name = "Anwesenheit"
        verbose_name_plural = "Anwesenheiten"
        ordering = ["sitzung", "person"]
        constraints = [models.UniqueConstraint(fields=["sitzung", "person"], name="sitzungen_anwesenheit_einmal")]

    def __str__(self) -> str:
        return f"{self.person}: {'anwesend' if self.anwesend else 'abwesend'}"
