"""People who hold a seat or an office."""

from django.db import models

from dokumente.text.modellfelder import Zeilenfeld
from gremien.querysets import PersonQuerySet


class Person(models.Model):
    """A human being who holds a seat or an office."""

    anrede = Zeilenfeld("Anrede", max_length=20, blank=True)
    titel = Zeilenfeld("Titel", max_length=50, blank=True)
    vorname = Zeilenfeld("Vorname", max_length=100)
    nachname = Zeilenfeld("Nachname", max_length=100)
    erfunden = models.BooleanField("erfundene Person", default=False, help_text="Nur in Vorführdaten.")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "Person"
        verbose_name_plural = "Personen"
        ordering = ["nachname", "vorname"]

    def __str__(self) -> str:
        return " ".join(teil for teil in (self.titel, self.vorname, self.nachname) if teil)
