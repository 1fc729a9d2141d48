"""Beschlusskontrolle: who carries a decision out, until when, and how far that is."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld
from gremien.models import Amt, Person
from nachbereitung.enums import Umsetzungsstand
from nachbereitung.querysets import VermerkQuerySet
from sitzungen.models import Tagesordnungspunkt


class Vermerk(models.Model):
    """One note about a decision, with everything that holds from then on. Never changed: the newest one counts.

    ``amt`` is None while nobody is responsible, ``frist`` where there is none.
    """

    top = models.ForeignKey(
        Tagesordnungspunkt, verbose_name="Beschluss", on_delete=models.PROTECT, related_name="vermerke"
    )
    nummer = models.PositiveSmallIntegerField("Nummer")
    stand = models.CharField("Stand", max_length=20, choices=Umsetzungsstand)
    text = Textfeld("Vermerk")
    bedingung = Textfeld("Bedingung oder was noch fehlt", blank=True)
    amt = models.ForeignKey(
        Amt, verbose_name="zuständiges Amt", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    frist = models.DateField("Frist", null=True, blank=True)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="vermerkt von", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(Person, verbose_name="Person", on_delete=models.PROTECT, related_name="+", null=True)
    vermerkt_am = models.DateTimeField("vermerkt am")

    objects = VermerkQuerySet.as_manager()

    class Meta:
        verbose_name = "Vermerk"
        verbose_name_plural = "Vermerke"
        ordering = ["top", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["top", "nummer"], name="nachbereitung_vermerk_einmal"),
            models.CheckConstraint(condition=~Q(text=""), name="nachbereitung_vermerk_mit_text"),
        ]

    def __str__(self) -> str:
        return f"{self.top.bezeichnung}: {self.get_stand_display()}"
