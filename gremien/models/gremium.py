"""Bodies."""

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from dokumente.text.modellfelder import Zeilenfeld
from gremien.enums import Gremienart
from gremien.models.zeitraum import Zeitraum
from gremien.querysets import GremiumQuerySet


class Gremium(Zeitraum):
    """A body that deliberates or decides."""

    name = Zeilenfeld("Name", max_length=200, unique=True)
    kuerzel = Zeilenfeld(
        "Kürzel",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-zÄÖÜäöüß]+$", "Bitte nur Buchstaben verwenden.")],
        help_text="Steht in der Sitzungsnummer, zum Beispiel SR in 2026/018/SR.",
    )
    art = models.CharField("Art", max_length=20, choices=Gremienart)
    gesetzliche_zahl = models.PositiveSmallIntegerField(
        "gesetzliche Mitgliederzahl",
        null=True,
        blank=True,
        help_text="Grundlage für Beschlussfähigkeit und qualifizierte Mehrheiten (§§ 25, 39 GemO).",
    )
    raum = Zeilenfeld("üblicher Sitzungsraum", max_length=200, blank=True)
    uhrzeit = models.TimeField("übliche Uhrzeit", null=True, blank=True)
    einreichungsfrist = models.PositiveSmallIntegerField(
        "Einreichungsfrist",
        default=0,
        validators=[MaxValueValidator(90, "Bitte höchstens 90 Tage angeben.")],
        help_text=(
            "So viele Kalendertage vor der Sitzung müssen Vorlagen beim Sitzungsdienst sein, zum Beispiel 14. "
            "Fällt der Tag auf ein Wochenende oder einen Feiertag, gilt der Arbeitstag davor. "
            "0: Es gilt nur die Einladungsfrist."
        ),
    )
    reihenfolge = models.PositiveSmallIntegerField("Reihenfolge", default=100)

    objects = GremiumQuerySet.as_manager()

    class Meta(Zeitraum.Meta):
        verbose_name = "Gremium"
        verbose_name_plural = "Gremien"
        ordering = ["reihenfolge", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the public page."""
        return reverse("gremium", args=[self.pk])
