"""The items of an agenda."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from gremien.models import Person
from konten.rules.vier_augen import Auge
from sitzungen.enums import Mehrheitsart, Teil
from sitzungen.models.bekanntmachung import Bekanntmachung
from sitzungen.models.sitzung import Sitzung
from sitzungen.querysets import TagesordnungspunktQuerySet
from sitzungen.rules.tagesordnung import Punkt, compute_nummern, format_top, is_aufgenommen, nest
from vorlagen.models import Beratung, Fassung


class Tagesordnungspunkt(models.Model):
    """An item of the agenda, with or without a paper."""

    sitzung = models.ForeignKey(Sitzung, verbose_name="Sitzung", on_delete=models.PROTECT, related_name="tops")
    teil = models.CharField("Teil", max_length=2, choices=Teil, default=Teil.NICHTOEFFENTLICH)
    position = models.PositiveSmallIntegerField("Position")
    nummer = models.CharField("TOP", max_length=10, blank=True, editable=False)
    uebergeordnet = models.ForeignKey(
        "self",
        verbose_name="Unterpunkt von",
        on_delete=models.PROTECT,
        related_name="unterpunkte",
        null=True,
        blank=True,
    )
    betreff = Zeilenfeld("Betreff", max_length=500)
    oberbegriff = Zeilenfeld(
        "öffentliche Bezeichnung",
        max_length=100,
        blank=True,
        help_text="Allgemeine Worte für die öffentliche Tagesordnung, zum Beispiel Personalsachen.",
    )
    worte_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="öffentliche Worte von",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    worte_von_person = models.ForeignKey(
        Person, verbose_name="Person", on_delete=models.PROTECT, related_name="+", null=True, editable=False
    )
    beratung = models.ForeignKey(
        Beratung, verbose_name="Beratung", on_delete=models.PROTECT, related_name="tops", null=True, blank=True
    )
    fassung = models.ForeignKey(
        Fassung,
        verbose_name="aufgesetzte Fassung",
        on_delete=models.PROTECT,
        related_name="tops",
        null=True,
        blank=True,
    )
    bekanntmachung = models.ForeignKey(
        Bekanntmachung,
        verbose_name="bekannt gemacht mit",
        on_delete=models.PROTECT,
        related_name="tops",
        null=True,
        editable=False,
    )
    beschlussentwurf = Textfeld(
        "Beschlussentwurf",
        blank=True,
        help_text="Worüber abgestimmt wird, wenn keine Vorlage es sagt. Zu lesen ist er erst mit dem Ergebnis.",
    )
    mehrheit = models.CharField("nötige Mehrheit", max_length=30, choices=Mehrheitsart, default=Mehrheitsart.EINFACH)
    zweite_einladung = models.BooleanField(
        "zweite Einladung zu diesem Gegenstand",
        default=False,
        help_text="Die erste Sitzung dazu war nicht beschlussfähig: Es genügen drei Mitglieder (§ 39 Abs. 1 GemO).",
    )
    nachtrag_grund = Zeilenfeld("Dringlichkeit der Aufnahme", max_length=500, blank=True)
    abgesetzt_am = models.DateTimeField("abgesetzt am", null=True, blank=True, editable=False)
    abgesetzt_grund = Zeilenfeld("Grund der Absetzung", max_length=500, blank=True, editable=False)
    aufnahme_ja = models.PositiveSmallIntegerField("Stimmen für die Aufnahme", null=True, blank=True, editable=False)
    aufnahme_anwesend = models.PositiveSmallIntegerField(
        "Anwesende bei der Aufnahme", null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)

    objects = TagesordnungspunktQuerySet.as_manager()

    class Meta:
        verbose_name = "Tagesordnungspunkt"
        verbose_name_plural = "Tagesordnungspunkte"
        # "oe" sorts after "n": the public part comes first.
        ordering = ["sitzung", "-teil", "position"]
        constraints = [
            models.UniqueConstraint(fields=["sitzung", "teil", "position"], name="sitzungen_top_position"),
            models.UniqueConstraint(
                fields=["sitzung", "teil", "nummer"], condition=~Q(nummer=""), name="sitzungen_top_nummer"
            ),
            models.UniqueConstraint(
                fields=["beratung"], condition=Q(abgesetzt_am__isnull=True), name="sitzungen_beratung_auf_einer_to"
            ),
            models.CheckConstraint(
                condition=Q(beratung__isnull=True) | Q(fassung__isnull=False), name="sitzungen_top_mit_fassung"
            ),
            models.CheckConstraint(
                condition=Q(fassung__isnull=True) | Q(beschlussentwurf=""), name="sitzungen_top_ein_beschlussentwurf"
            ),
            models.CheckConstraint(
                condition=Q(aufnahme_ja__isnull=True, aufnahme_anwesend__isnull=True)
                | Q(
                    aufnahme_ja__isnull=False,
                    aufnahme_anwesend__isnull=False,
                    aufnahme_ja__lte=F("aufnahme_anwesend"),
                ),
                name="sitzungen_top_aufnahme_ganz",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bezeichnung} {self.betreff}".strip()

    @property
    def bezeichnung(self) -> str:
        """Return the number as spoken, "Ö 27.1"; empty while the agenda has no numbers yet."""
        return format_top(Teil(self.teil), self.nummer) if self.nummer else ""

    @property
    def is_aufgenommen(self) -> bool:
        """Return whether the vote to add this urgent item reached two thirds of those present (§ 34 Abs. 7 GemO)."""
        return is_aufgenommen(ja=self.aufnahme_ja, anwesend=self.aufnahme_anwesend)

    @property
    def is_abgelehnt(self) -> bool:
        """Return whether the vote to add this urgent item was taken and fell short: it was not dealt with."""
        return self.aufnahme_ja is not None and not self.is_aufgenommen

    @property
    def is_oeffentlich(self) -> bool:
        """Return whether the item belongs to the public part."""
        return self.teil == Teil.OEFFENTLICH

    @property
    def worte(self) -> str:
        """Return what the public reads of this item: its subject, or generic words in the closed part."""
        return self.betreff if self.is_oeffentlich else self.oberbegriff

    @property
    def worte_auge(self) -> Auge | None:
        """Return who wrote the public words last; None where two people released them with the paper, or unknown."""
        if self.worte_von_id is None:
            return None
        return Auge(self.worte_von_id, self.worte_von_person_id)

    @property
    def has_freigegebene_worte(self) -> bool:
        """Return whether the public words are the subject of a paper that two people released as public."""
        fassung = self.fassung
        return self.is_oeffentlich and fassung is not None and fassung.oeffentlich and self.betreff == fassung.betreff


def number_tops(tops: Iterable[Tagesordnungspunkt]) -> dict[int, str]:
    """Return the number of every item by primary key; ``tops`` are all of a sitting, struck ones too, in order."""
    nummern = compute_nummern([Punkt(t.pk, Teil(t.teil), t.uebergeordnet_id, t.nummer or None) for t in tops])
    return {int(pk): nummer for pk, nummer in nummern.items()}


def nest_tops(tops: Iterable[Tagesordnungspunkt]) -> list[tuple[Tagesordnungspunkt, tuple[Tagesordnungspunkt, ...]]]:
    """Return every item with its sub-items, in the order of ``tops``."""
    return nest(tops, lambda top: (top.pk, top.uebergeordnet_id))


def sort_tops(tops: Iterable[Tagesordnungspunkt]) -> list[Tagesordnungspunkt]:
    """Return the items with every sub-item behind its item."""
    return [punkt for top, unterpunkte in nest_tops(tops) for punkt in (top, *unterpunkte)]
