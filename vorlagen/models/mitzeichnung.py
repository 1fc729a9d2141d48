"""Who co-signs a Fassung, and what they answered."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dokumente.text.modellfelder import Textfeld, Zeilenfeld
from gremien.models import Amt, Dezernat
from vorlagen.enums import Anfrageherkunft, Entwurfsteil, Mitzeichnungsergebnis
from vorlagen.models.fassung import Fassung
from vorlagen.querysets import MitzeichnungQuerySet
from vorlagen.rules.mitzeichnungsplan import Stelle
from vorlagen.rules.mitzeichnungsteile import join_teile, split_teile

OFFEN = Q(ergebnis="")


class Mitzeichnung(models.Model):
    """A co-signature of a Fassung, asked of an office or department and answered by a person.

    Who answers is whoever heads it that day, or stands in for them. Until 2026 persons were asked: then ``konto`` is
    who was asked, and neither ``amt`` nor ``dezernat`` is set.
    """

    fassung = models.ForeignKey(
        Fassung, verbose_name="Fassung", on_delete=models.CASCADE, related_name="mitzeichnungen"
    )
    amt = models.ForeignKey(
        Amt,
        verbose_name="gefragtes Amt",
        on_delete=models.PROTECT,
        related_name="mitzeichnungen",
        null=True,
        blank=True,
        editable=False,
    )
    dezernat = models.ForeignKey(
        Dezernat,
        verbose_name="gefragtes Dezernat",
        on_delete=models.PROTECT,
        related_name="mitzeichnungen",
        null=True,
        blank=True,
        editable=False,
    )
    konto = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="Mitzeichnende Person",
        on_delete=models.PROTECT,
        related_name="mitzeichnungen",
        null=True,
        blank=True,
    )
    """Who answered; nobody yet where an office is asked."""
    vertreten = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="in Vertretung für",
        on_delete=models.PROTECT,
        related_name="vertretene_mitzeichnungen",
        null=True,
        blank=True,
        editable=False,
    )
    """In whose place, where somebody stood in."""
    herkunft = models.CharField(
        "Grund der Anfrage", max_length=20, choices=Anfrageherkunft, blank=True, default="", editable=False
    )
    grund = Zeilenfeld("Regel", max_length=500, blank=True, default="", editable=False)
    """Which rules ask, as they were called then."""
    schritt = models.PositiveSmallIntegerField("Schritt", default=1, editable=False)
    teile = Zeilenfeld("betrifft", max_length=200, blank=True, default="", editable=False)
    """The parts it covers (:func:`split_teile`), empty for everything."""
    frist = models.DateField("Frist", null=True, blank=True, editable=False)
    """The last day to answer on."""
    ergebnis = models.CharField("Antwort", max_length=20, choices=Mitzeichnungsergebnis, blank=True)
    bemerkung = Textfeld("Bemerkung", blank=True)
    erbeten_am = models.DateTimeField("erbeten am", null=True, blank=True)
    """Since when it lies there; empty until its step has come."""
    beantwortet_am = models.DateTimeField("beantwortet am", null=True, blank=True)
    gesehen = models.TextField("gesehener Stand", blank=True, default="", editable=False)
    """What was answered to, as :mod:`vorlagen.documents.gesehen` writes it; for the signer's eyes only."""
    uebernommen = models.ForeignKey(
        "self",
        verbose_name="gilt weiter",
        on_delete=models.CASCADE,
        related_name="fortsetzungen",
        null=True,
        blank=True,
        editable=False,
    )
    """The signature of an earlier round that still holds, because what it covers has not changed."""

    objects = MitzeichnungQuerySet.as_manager()

    class Meta:
        verbose_name = "Mitzeichnung"
        verbose_name_plural = "Mitzeichnungen"
        ordering = ["fassung", "schritt", "erbeten_am", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fassung", "konto"],
                condition=OFFEN,
                name="vorlagen_mitzeichnung_einmal_offen",
            ),
            models.UniqueConstraint(
                fields=["fassung", "amt"], condition=OFFEN, name="vorlagen_mitzeichnung_amt_einmal_offen"
            ),
            models.UniqueConstraint(
                fields=["fassung", "dezernat"], condition=OFFEN, name="vorlagen_mitzeichnung_dezernat_einmal_offen"
            ),
            models.CheckConstraint(
                condition=Q(ergebnis="", beantwortet_am__isnull=True)
                | (~Q(ergebnis="") & Q(beantwortet_am__isnull=False, erbeten_am__isnull=False, konto__isnull=False)),
                name="vorlagen_mitzeichnung_mit_tag",
            ),
            models.CheckConstraint(
                condition=Q(amt__isnull=False, dezernat__isnull=True)
                | Q(amt__isnull=True, dezernat__isnull=False)
                | Q(amt__isnull=True, dezernat__isnull=True, konto__isnull=False),
                name="vorlagen_mitzeichnung_wer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unterschrift}: {self.get_ergebnis_display() or 'offen'}"

    @property
    def gefragt(self) -> str:
        """Return who is asked: the office, the department, of old the person."""
        return str(self.amt or self.dezernat or self.konto)

    @property
    def unterschrift(self) -> str:
        """Return who answered, in whose place and for which office; who is asked as long as nobody has."""
        if not self.ergebnis or self.konto is None:
            return self.gefragt
        name = f"{self.konto} i. V. für {self.vertreten}" if self.vertreten else str(self.konto)
        return f"{name} ({self.gefragt})" if self.stelle else name

    @property
    def stelle(self) -> Stelle | None:
        """Return which office or department is asked, None for a person."""
        if self.amt_id:
            return Stelle("amt", self.amt_id)
        return Stelle("dezernat", self.dezernat_id) if self.dezernat_id else None

    @property
    def betroffene_teile(self) -> frozenset[Entwurfsteil]:
        """Return the parts it covers, empty for everything."""
        return split_teile(self.teile)

    @property
    def anlass(self) -> str:
        """Return why it is asked, in words."""
        if self.herkunft == Anfrageherkunft.REGEL or (self.grund and self.herkunft == Anfrageherkunft.EIGENES_AMT):
            return f"{self.get_herkunft_display()}: {self.grund}"
        return self.get_herkunft_display()

    @property
    def is_geplant(self) -> bool:
        """Return whether its step has not come yet."""
        return not self.ergebnis and self.erbeten_am is None

    @property
    def is_ueberfaellig(self) -> bool:
        """Return whether it is still open after its last day."""
        return not self.ergebnis and self.frist is not None and self.frist < timezone.localdate()

    @property
    def frist_in_worten(self) -> str:
        """Return by when an open one is to be answered, empty where there is no such day."""
        if self.ergebnis or self.frist is None:
            return ""
        return describe_frist(self.frist, timezone.localdate())

    def enter_stelle(self, stelle: Stelle) -> None:
        """Set which office or department is asked."""
        setattr(self, f"{stelle.art}_id", stelle.kennung)

    def enter_teile(self, teile: frozenset[Entwurfsteil]) -> None:
        """Set the parts it covers."""
        self.teile = join_teile(teile)


def describe_frist(frist: date, heute: date) -> str:
    """Return a day as "bis 03.09.2026", and since when it is over."""
    tage = (heute - frist).days
    if tage <= 0:
        return f"bis {frist:%d.%m.%Y}"
    return f"war bis {frist:%d.%m.%Y} erbeten, überfällig seit {tage} Tag{'' if tage == 1 else 'en'}"
