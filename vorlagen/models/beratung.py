"""A station of the Gremienweg."""

from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from gremien.models import Gremium
from vorlagen.enums import (
    Ausgang,
)
from vorlagen.models.fassung import Fassung
from vorlagen.models.vorlage import Vorlage
from vorlagen.querysets import (
    BeratungQuerySet,
)
from vorlagen.rules.ausgang import ANGENOMMEN


class Beratung(models.Model):
    """A station of the Gremienweg: a body deliberates the paper on a day, deciding or preparing."""

    vorlage = models.ForeignKey(Vorlage, verbose_name="Vorlage", on_delete=models.CASCADE, related_name="beratungen")
    position = models.PositiveSmallIntegerField("Position")
    gremium = models.ForeignKey(Gremium, verbose_name="Gremium", on_delete=models.PROTECT, related_name="beratungen")
    datum = models.DateField("Datum", null=True, blank=True)
    entscheidend = models.BooleanField("entscheidend", default=False)
    oeffentlich = models.BooleanField("öffentlich", default=False)
    nichtoeffentlich_grund = Zeilenfeld("Grund der Nichtöffentlichkeit", max_length=500, blank=True)
    aufgesetzt = models.BooleanField("steht auf einer Tagesordnung", default=False, editable=False)
    zugestellt_am = models.DateTimeField("den Mitgliedern zugestellt am", null=True, blank=True, editable=False)
    zugestellte_neufassung = models.PositiveSmallIntegerField(
        "höchste zugestellte Neufassung", null=True, blank=True, editable=False
    )
    ausgang = models.CharField("Ergebnis", max_length=30, choices=Ausgang, blank=True, editable=False)
    geaendert = models.BooleanField("geändert", default=False, editable=False)
    wortlaut = Textfeld("geänderter Wortlaut", blank=True, editable=False)
    gegenstimmen = models.PositiveSmallIntegerField("Gegenstimmen", null=True, blank=True, editable=False)
    enthaltungen = models.PositiveSmallIntegerField("Enthaltungen", null=True, blank=True, editable=False)
    vorgaenger = models.OneToOneField(
        "self",
        verbose_name="vertagt oder verwiesen von",
        on_delete=models.PROTECT,
        related_name="nachfolger",
        null=True,
        blank=True,
        editable=False,
    )

    objects = BeratungQuerySet.as_manager()

    class Meta:
        verbose_name = "Beratung"
        verbose_name_plural = "Beratungen"
        ordering = ["vorlage", "position"]
        constraints = [
            models.UniqueConstraint(fields=["vorlage", "position"], name="vorlagen_beratung_position"),
            models.CheckConstraint(
                condition=~Q(ausgang=Ausgang.EINSTIMMIG) | Q(gegenstimmen__isnull=True) | Q(gegenstimmen=0),
                name="vorlagen_beratung_einstimmig",
            ),
            models.CheckConstraint(
                condition=Q(geaendert=False) | Q(ausgang__in=sorted(ANGENOMMEN)),
                name="vorlagen_beratung_geaendert",
            ),
            models.CheckConstraint(
                condition=Q(zugestellt_am__isnull=True, zugestellte_neufassung__isnull=True)
                | Q(zugestellt_am__isnull=False, zugestellte_neufassung__isnull=False),
                name="vorlagen_beratung_zugestellt_ganz",
            ),
        ]

    def __str__(self) -> str:
        tag = f"{self.datum:%d.%m.%Y} " if self.datum else ""
        return f"{tag}{self.gremium}"

    @property
    def is_fest(self) -> bool:
        """Return whether planning leaves this station alone: placed, delivered to members, or with a result."""
        return bool(self.ausgang) or self.aufgesetzt or self.zugestellt_am is not None

    def is_zugestellt(self, fassung: Fassung) -> bool:
        """Return whether the members of the body were sent this Fassung."""
        return self.zugestellte_neufassung is not None and self.zugestellte_neufassung >= fassung.neufassung
