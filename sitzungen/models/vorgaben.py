"""What the city presets for its agendas: generic words for closed matters, and items that always come."""

from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Zeilenfeld
from gremien.models import Gremium
from sitzungen.enums import Teil
from sitzungen.querysets import OberbegriffQuerySet, StandardpunktQuerySet


class Oberbegriff(models.Model):
    """A generic word by which the public learns of a closed item; items keep the word they were given."""

    wort = Zeilenfeld("Wort", max_length=100, unique=True)
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    objects = OberbegriffQuerySet.as_manager()

    class Meta:
        verbose_name = "öffentliche Bezeichnung"
        verbose_name_plural = "öffentliche Bezeichnungen"
        ordering = ["reihenfolge", "wort"]

    def __str__(self) -> str:
        return self.wort


class Standardpunkt(models.Model):
    """An item that every agenda of a body has, or of all bodies where none is named."""

    gremium = models.ForeignKey(
        Gremium,
        verbose_name="Gremium",
        on_delete=models.PROTECT,
        related_name="standardpunkte",
        null=True,
        blank=True,
        help_text="Leer: für alle Gremien.",
    )
    teil = models.CharField("Teil", max_length=2, choices=Teil, default=Teil.OEFFENTLICH)
    betreff = Zeilenfeld("Betreff", max_length=500)
    oberbegriff = models.ForeignKey(
        Oberbegriff,
        verbose_name="öffentliche Bezeichnung",
        on_delete=models.PROTECT,
        related_name="standardpunkte",
        null=True,
        blank=True,
        help_text="Nur und immer im nichtöffentlichen Teil: mehr als dieses Wort erfährt die Öffentlichkeit nicht.",
    )
    am_ende = models.BooleanField("am Ende des Teils", default=False, help_text="Sonst am Anfang.")
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    objects = StandardpunktQuerySet.as_manager()

    class Meta:
        verbose_name = "Standardpunkt"
        verbose_name_plural = "Standardpunkte"
        ordering = ["am_ende", "reihenfolge", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(teil=Teil.OEFFENTLICH, oberbegriff__isnull=True)
                | Q(teil=Teil.NICHTOEFFENTLICH, oberbegriff__isnull=False),
                name="sitzungen_standardpunkt_genannt",
                violation_error_message="Eine öffentliche Bezeichnung gehört zu jedem Punkt des nichtöffentlichen "
                "Teils und zu keinem des öffentlichen. Bitte ändern Sie den Teil oder die Bezeichnung.",
            )
        ]

    def __str__(self) -> str:
        return self.betreff
