"""What was done with minutes."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld
from gremien.models import Person
from nachbereitung.enums import Schrittart, Unterschrift
from nachbereitung.models.niederschrift import Niederschrift
from nachbereitung.querysets import UnterlageQuerySet


class Niederschriftschritt(models.Model):
    """One step, by one person, about exactly what the minutes said then (``fingerabdruck``). Never changed."""

    niederschrift = models.ForeignKey(
        Niederschrift, verbose_name="Niederschrift", on_delete=models.PROTECT, related_name="schritte"
    )
    art = models.CharField("Schritt", max_length=20, choices=Schrittart)
    unterschrift = models.CharField("unterzeichnet als", max_length=20, choices=Unterschrift, blank=True)
    fingerabdruck = models.CharField("Prüfsumme des Inhalts", max_length=64)
    bemerkung = Textfeld("Bemerkung", blank=True)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="Konto",
        on_delete=models.PROTECT,
        related_name="niederschriftschritte",
    )
    person = models.ForeignKey(
        Person, verbose_name="Person", on_delete=models.PROTECT, related_name="niederschriftschritte"
    )
    getan_am = models.DateTimeField("getan am")

    objects = UnterlageQuerySet.as_manager()

    class Meta:
        verbose_name = "Schritt einer Niederschrift"
        verbose_name_plural = "Schritte von Niederschriften"
        ordering = ["niederschrift", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(art=Schrittart.UNTERZEICHNET) & ~Q(unterschrift="")
                | ~Q(art=Schrittart.UNTERZEICHNET) & Q(unterschrift=""),
                name="nachbereitung_unterzeichnet_als",
            ),
            models.CheckConstraint(
                condition=~Q(art=Schrittart.BERICHTIGUNG) | ~Q(bemerkung=""),
                name="nachbereitung_berichtigung_mit_grund",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()}, {self.konto}"
