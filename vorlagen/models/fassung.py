"""The text of a paper."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dokumente.text.modellfelder import Rechenfeld, Textfeld, Zeilenfeld
from gremien.models import Amt, Dezernat, Fraktion, Person
from vorlagen.enums import IN_ARBEIT, Fassungsstatus
from vorlagen.felder import FELDER
from vorlagen.models.vorlage import Vorlage
from vorlagen.querysets import (
    FassungQuerySet,
)
from vorlagen.rules.antraege import split_antragsteller
from vorlagen.rules.auswirkungen import Auswirkung, find_finanzen, read_auswirkungen
from vorlagen.rules.suche import build_suchtext


def compute_suchtext(fassung: "Fassung") -> str:
    """Return what is searched of this Fassung."""
    gesucht = [feld for feld in FELDER if feld.gesucht]
    return build_suchtext(
        [wort for feld in gesucht if not feld.richtext for wort in feld.worte(getattr(fassung, feld.name))],
        [getattr(fassung, feld.name) for feld in gesucht if feld.richtext],
    )


class Fassung(models.Model):
    """The text of a paper. A draft until released, frozen for ever from then on; a change is a new Fassung."""

    vorlage = models.ForeignKey(Vorlage, verbose_name="Vorlage", on_delete=models.CASCADE, related_name="fassungen")
    neufassung = models.PositiveSmallIntegerField("Neufassung", default=0, editable=False)
    status = models.CharField(
        "Status", max_length=20, choices=Fassungsstatus, default=Fassungsstatus.ENTWURF, editable=False
    )
    nummer = models.CharField("Nummer", max_length=20, blank=True, editable=False)
    datum = models.DateField("Datum", null=True, blank=True)
    betreff = Zeilenfeld("Betreff", max_length=500, blank=True)
    amt = models.ForeignKey(
        Amt, verbose_name="Amt (Verfasser)", on_delete=models.PROTECT, related_name="fassungen", null=True
    )
    dezernat = models.ForeignKey(
        Dezernat,
        verbose_name="Mitglied des Stadtvorstands",
        on_delete=models.PROTECT,
        related_name="fassungen",
        null=True,
    )
    fraktion = models.ForeignKey(
        Fraktion,
        verbose_name="Fraktion (Verfasser)",
        on_delete=models.PROTECT,
        related_name="fassungen",
        null=True,
        editable=False,
    )
    mitglied = models.ForeignKey(
        Person,
        verbose_name="Ratsmitglied (Verfasser)",
        on_delete=models.PROTECT,
        related_name="fassungen",
        null=True,
        editable=False,
    )
    aktenzeichen = Zeilenfeld("Aktenzeichen", max_length=100, blank=True)
    neufassung_grund = Zeilenfeld(
        "Grund der Neufassung",
        max_length=500,
        blank=True,
        default="",
        help_text="Was sich ändert und warum, zum Beispiel: „Nach der Beratung im Ausschuss geändert“. Wird gedruckt.",
    )
    antragsteller = Textfeld(
        "Antragsteller/in", blank=True, default="", help_text="Fraktionen und Personen, je Zeile eine."
    )
    eingegangen_am = models.DateField("eingegangen am", null=True, blank=True)
    kurzfassung = Textfeld("Kurzfassung", blank=True, default="")
    beschlussentwurf = Textfeld("Beschlussentwurf", blank=True)
    begruendung = Textfeld("Begründung", blank=True)
    auswirkungen = Textfeld("Auswirkungen", blank=True, default="", editable=False)
    nicht_zugeordnet = Textfeld("Nicht zugeordnet", blank=True, editable=False)
    oeffentlich = models.BooleanField("öffentlich", default=False)
    nichtoeffentlich_grund = Zeilenfeld(
        "Grund der Nichtöffentlichkeit",
        max_length=500,
        blank=True,
        help_text="Bleibt intern und wird nie öffentlich gedruckt (§ 35 Abs. 1 GemO).",
    )
    # May be empty, so that SQLite adds it without building the table anew.
    suchtext = Rechenfeld("Suchtext", compute=compute_suchtext, null=True, editable=False)
    verfasser = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="verfasst von",
        on_delete=models.PROTECT,
        related_name="verfasste_fassungen",
        null=True,
        editable=False,
    )
    eingereicht_am = models.DateTimeField("eingereicht am", null=True, editable=False)
    freigegeben_am = models.DateTimeField("freigegeben am", null=True, editable=False)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="freigegeben von",
        on_delete=models.PROTECT,
        related_name="freigegebene_fassungen",
        null=True,
        editable=False,
    )
    veroeffentlicht_am = models.DateTimeField("veröffentlicht am", null=True, editable=False)
    stand = models.PositiveIntegerField("Bearbeitungsstand", default=0, editable=False)
    created_at = models.DateTimeField("angelegt am", auto_now_add=True)
    updated_at = models.DateTimeField("geändert am", auto_now=True)

    objects = FassungQuerySet.as_manager()

    class Meta:
        verbose_name = "Fassung"
        verbose_name_plural = "Fassungen"
        ordering = ["vorlage", "neufassung"]
        constraints = [
            models.UniqueConstraint(fields=["vorlage", "neufassung"], name="vorlagen_fassung_einmal"),
            models.UniqueConstraint(
                fields=["vorlage"],
                condition=Q(status__in=IN_ARBEIT),
                name="vorlagen_ein_offener_entwurf",
            ),
            models.CheckConstraint(
                condition=Q(status=Fassungsstatus.FREIGEGEBEN, freigegeben_am__isnull=False) & ~Q(nummer="")
                # An imported paper brings its number along.
                | Q(status=Fassungsstatus.EINGELESEN, freigegeben_am__isnull=True) & ~Q(nummer="")
                | Q(status__in=IN_ARBEIT, freigegeben_am__isnull=True, nummer=""),
                name="vorlagen_freigegeben_mit_nummer",
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von__isnull=True) | ~Q(freigegeben_von=F("verfasser")),
                name="vorlagen_vier_augen",
            ),
            models.CheckConstraint(
                condition=Q(veroeffentlicht_am__isnull=True) | Q(status=Fassungsstatus.FREIGEGEBEN, oeffentlich=True),
                name="vorlagen_veroeffentlicht_nur_oeffentlich",
            ),
            models.CheckConstraint(
                condition=Q(amt__isnull=False, dezernat__isnull=False, fraktion__isnull=True, mitglied__isnull=True)
                | Q(amt__isnull=True, dezernat__isnull=True, fraktion__isnull=False, mitglied__isnull=True)
                | Q(amt__isnull=True, dezernat__isnull=True, fraktion__isnull=True, mitglied__isnull=False),
                name="vorlagen_fassung_ein_verfasser",
            ),
            models.CheckConstraint(
                condition=~Q(status=Fassungsstatus.EINGEREICHT) | Q(amt__isnull=True, eingereicht_am__isnull=False),
                name="vorlagen_eingereicht_aus_dem_rat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer or 'Entwurf'}: {self.betreff or 'ohne Betreff'}"

    @property
    def texte(self) -> dict[str, str]:
        """Return the printed texts by field, as rich text."""
        return {feld.name: feld.to_html(getattr(self, feld.name)) for feld in FELDER if feld.gedruckt}

    @property
    def wirkungen(self) -> tuple[Auswirkung, ...]:
        """Return what this Fassung says about its effects."""
        return read_auswirkungen(self.auswirkungen)

    @property
    def finanzen_betrag(self) -> Decimal | None:
        """Return the amount in euros this Fassung says it costs, once or each year; None if it names none."""
        finanzen = find_finanzen(self.wirkungen)
        return finanzen.betrag if finanzen else None

    @property
    def urheber(self) -> Amt | Fraktion | Person:
        """Return who writes it: an office, a group of the council, or one of its members."""
        urheber = self.amt or self.fraktion or self.mitglied
        if urheber is None:
            raise ValueError("Eine Fassung hat ein Amt, eine Fraktion oder ein Ratsmitglied als Verfasser.")
        return urheber

    @property
    def is_aus_dem_rat(self) -> bool:
        """Return whether the council writes it itself, rather than an office."""
        return self.amt_id is None

    @property
    def is_eingereicht(self) -> bool:
        """Return whether the council has handed it in and the Sitzungsdienst has not accepted it yet."""
        return self.status == Fassungsstatus.EINGEREICHT

    @property
    def antragstellende(self) -> tuple[str, ...]:
        """Return those from whom a paper of the council comes; empty for every other."""
        return split_antragsteller(self.antragsteller)

    @property
    def is_freigegeben(self) -> bool:
        """Return whether this Fassung is frozen."""
        return self.status == Fassungsstatus.FREIGEGEBEN

    @property
    def is_eingelesen(self) -> bool:
        """Return whether this Fassung was imported and nobody else has confirmed it yet."""
        return self.status == Fassungsstatus.EINGELESEN

    @property
    def is_entwurf(self) -> bool:
        """Return whether the author may still write."""
        return self.status == Fassungsstatus.ENTWURF

    @property
    def is_aus_formular(self) -> bool:
        """Return whether this Fassung was taken over from a form, with its attachments by name only."""
        return hasattr(self, "quelle")

    @property
    def is_veroeffentlicht(self) -> bool:
        """Return whether everybody may read this Fassung, as far as the paper was not withdrawn."""
        return self.veroeffentlicht_am is not None

    @property
    def is_fuer_alle(self) -> bool:
        """Return whether everybody may read this Fassung now, as :meth:`FassungQuerySet.published`."""
        return self.is_veroeffentlicht and not self.vorlage.is_zurueckgezogen
