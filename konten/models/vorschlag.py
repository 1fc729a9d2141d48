"""What one person proposes to make public and another one confirms."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dokumente.text.modellfelder import Textfeld
from gremien.models import Person
from konten.enums import Vorschlagsausgang
from konten.querysets import VorschlagQuerySet
from konten.rules.vier_augen import Auge


class Vorschlag(models.Model):
    """What one account proposes to make public and another one confirms.

    Knows its subject by name only, like the journal, so that every floor can use it. ``fingerabdruck`` is the digest
    of exactly what would become public: a proposal holds for that and for nothing else.
    """

    gegenstand_art = models.CharField("Art des Gegenstands", max_length=64)
    gegenstand_id = models.CharField("Kennung des Gegenstands", max_length=64)
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="vorgeschlagen von",
        on_delete=models.PROTECT,
        related_name="vorschlaege",
    )
    person = models.ForeignKey(
        Person, verbose_name="Person", on_delete=models.PROTECT, related_name="vorschlaege", editable=False
    )
    grund = Textfeld("Begründung", blank=True)
    fingerabdruck = models.CharField("Prüfsumme dessen, was öffentlich wird", max_length=64)
    vorgeschlagen_am = models.DateTimeField("vorgeschlagen am")
    ausgang = models.CharField("Ausgang", max_length=20, choices=Vorschlagsausgang, blank=True)
    erledigt_am = models.DateTimeField("erledigt am", null=True, blank=True)
    erledigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="erledigt von",
        on_delete=models.PROTECT,
        related_name="erledigte_vorschlaege",
        null=True,
        blank=True,
    )
    antwort = Textfeld("Grund der Ablehnung", blank=True)

    objects = VorschlagQuerySet.as_manager()

    class Meta:
        verbose_name = "Vorschlag"
        verbose_name_plural = "Vorschläge"
        ordering = ["vorgeschlagen_am", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gegenstand_art", "gegenstand_id"], condition=Q(ausgang=""), name="konten_ein_offener_vorschlag"
            ),
            models.CheckConstraint(
                condition=Q(ausgang="", erledigt_am__isnull=True) | ~Q(ausgang="") & Q(erledigt_am__isnull=False),
                name="konten_vorschlag_erledigt_mit_tag",
            ),
            models.CheckConstraint(
                condition=~Q(ausgang=Vorschlagsausgang.BESTAETIGT) | ~Q(erledigt_von=models.F("konto")),
                name="konten_vorschlag_zweite_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gegenstand_art} {self.gegenstand_id}: {self.get_ausgang_display() or 'offen'}"

    @property
    def auge(self) -> Auge:
        """Return who proposed it, as the person they were then."""
        return Auge(self.konto_id, self.person_id)
