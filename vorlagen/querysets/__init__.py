"""Filters over papers. Who may read what is decided here, once per model."""

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_
from typing import Self, TypeVar

from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from gremien.querysets import gueltig_am
from konten.rechte import Besucher, Rechte, rechte_of
from vorlagen import models
from vorlagen.enums import IN_ARBEIT, Fassungsstatus, Vorlagenstatus
from vorlagen.querysets.mitzeichnung import MitzeichnungQuerySet, co_signed_by
from vorlagen.rules.nummern import Nummer
from vorlagen.rules.stand import ERLEDIGUNGEN
from vorlagen.rules.suche import build_muster, is_kurz, split_suchbegriff

__all__ = [
    "VERFASSER",
    "AnlageQuerySet",
    "AuswirkungsartQuerySet",
    "BeratungQuerySet",
    "FassungQuerySet",
    "MitzeichnungQuerySet",
    "TeilstandQuerySet",
    "VorlageQuerySet",
    "written_by",
]

KEINE = Q(pk__in=[])
VERFASSER = ("amt", "dezernat", "fraktion", "mitglied")
"""Who writes a Fassung and who answers for it; a page that names them fetches them with it."""

M = TypeVar("M", bound=Model)


class FassungQuerySet(QuerySet[M]):
    """Fassungen: the rule of visibility every other model of this floor derives from."""

    def newest_of(self, vorlage: str) -> Self:
        """Return the Fassungen of the paper to which ``vorlage`` leads from the outer query, newest first."""
        return self.filter(vorlage=OuterRef(vorlage)).order_by("-neufassung")

    def published(self) -> Self:
        """Return what everybody may read: released as public, published, and the paper not withdrawn."""
        return self.filter(
            status=Fassungsstatus.FREIGEGEBEN,
            oeffentlich=True,
            veroeffentlicht_am__isnull=False,
            vorlage__zurueckgezogen_am__isnull=True,
        )

    def internal_to(self, konto: Besucher) -> Self:
        """Return what ``konto`` may read in full by office or seat, also while it is not public.

        The own Amt, or the own group, sees its papers from the first draft, the Dezernat and the Oberbürgermeister from
        co-signature on, the Sitzungsdienst from release on and what the council has handed in, members what was
        delivered to a body they sit in, who is asked to co-sign, as head of an office or in their place, what they are
        or were asked about, never what is written afterwards. What was imported is seen by the Sitzungsdienst alone
        until a second person has confirmed it.
        """
        rechte = rechte_of(konto)
        return self.all() if rechte.administration else self.filter(_internal(rechte))

    def visible_to(self, konto: Besucher) -> Self:
        """Return what ``konto`` may read: the public ones and those internal to them."""
        rechte = rechte_of(konto)
        if rechte.administration:
            return self.all()
        if not rechte.angemeldet:
            return self.published()
        return self.filter(_published() | _internal(rechte))

    def for_page_of(self, konto: Besucher) -> Self:
        """Return what ``konto`` may read, newest first, with all a page shows of it.

        ``is_intern`` says of each whether it is internal to ``konto`` (:meth:`internal_to`), ``mit_antworten`` whether
        any paper refers to it, readable or not.
        """
        rechte = rechte_of(konto)
        intern = Q(pk__isnull=False) if rechte.administration else _internal(rechte)
        return (
            self.visible_to(konto)
            .annotate(
                is_intern=ExpressionWrapper(intern, output_field=BooleanField()),
                mit_antworten=Exists(models.Vorlage.objects.filter(bezug=OuterRef("vorlage"))),
            )
            .select_related("vorlage", *VERFASSER, "quelle")
            .order_by("-neufassung")
        )

    def of_numbers(self, nummern: Collection[Nummer]) -> Self:
        """Return the Fassungen of papers whose kind, year and counter all occur among ``nummern``."""
        return self.filter(
            vorlage__art__in={nummer.art for nummer in nummern},
            vorlage__jahr__in={nummer.jahr for nummer in nummern},
            vorlage__laufend__in={nummer.laufend for nummer in nummern},
        )

    def released(self) -> Self:
        """Return the frozen ones."""
        return self.filter(status=Fassungsstatus.FREIGEGEBEN)

    def drafted(self) -> Self:
        """Return what has no number yet: drafts, what is in co-signature, and what the council has handed in."""
        return self.filter(status__in=IN_ARBEIT)

    def open_of(self, konto: Besucher) -> Self:
        """Return what the offices and groups of ``konto`` are working on, until it has its number."""
        return self.drafted().filter(written_by(rechte_of(konto)))

    def waiting_for_acceptance(self, konto: Besucher) -> Self:
        """Return what the council has handed in and ``konto`` is to check: the Sitzungsdienst, oldest first."""
        if not rechte_of(konto).sitzungsdienst:
            return self.none()
        return self.filter(status=Fassungsstatus.EINGEREICHT).order_by("eingereicht_am", "pk")

    def copyable_by(self, konto: Besucher) -> Self:
        """Return what another paper of ``konto`` may begin with, as :func:`~vorlagen.permissions.may_copy_vorlage`."""
        return self.released().filter(_published() | written_by(rechte_of(konto)))

    def alike(self, woerter: Collection[Collection[str]]) -> Self:
        """Return the released ones whose Betreff has one of these words, each in any form, those with the most first.

        ``woerter`` are the beginnings of the forms of each word, in small letters.
        """
        treffer = [reduce(or_, map(_in_betreff, anfaenge), KEINE) for anfaenge in woerter]
        anzahl = sum((Case(When(q, then=1), default=0) for q in treffer), start=Value(0))
        return self.released().filter(reduce(or_, treffer, KEINE)).order_by(anzahl.desc(), "-freigegeben_am", "-pk")

    def numbered(self) -> Self:
        """Return what has a number: released, or imported with it."""
        return self.exclude(nummer="")

    def imported(self) -> Self:
        """Return what was imported and waits for a second person to confirm it."""
        return self.filter(status=Fassungsstatus.EINGELESEN)

    def waiting_for_release(self, konto: Besucher) -> Self:
        """Return what only lacks the release by ``konto``, who had no hand in it.

        Releasing is the signature of the paper's own Dezernat, too; every other one must be given.
        """
        rechte = rechte_of(konto)
        if not (rechte.dezernate or rechte.oberbuergermeister):
            return self.none()
        zustaendig = Q() if rechte.oberbuergermeister else Q(dezernat__in=rechte.dezernate)
        bereit = self.filter(zustaendig, status=Fassungsstatus.MITZEICHNUNG)
        dieselbe = Q(konto=rechte.konto)
        if rechte.person is not None:
            dieselbe |= Q(person=rechte.person) | Q(konto__person=rechte.person)
        bereit = bereit.exclude(Exists(models.Beteiligung.objects.filter(dieselbe, fassung=OuterRef("pk"))))
        return bereit.exclude(Exists(models.Mitzeichnung.objects.before_release().filter(fassung=OuterRef("pk"))))


def _published() -> Q:
    """Return the filter on Fassung for what everybody may read, to be joined with others."""
    return Q(pk__in=models.Fassung.objects.published().values("pk"))


def _in_betreff(anfang: str) -> Q:
    # SQLite tells "ä" from "Ä" whatever it is asked.
    return Q(betreff__icontains=anfang) | Q(betreff__icontains=anfang.capitalize())


def written_by(rechte: Rechte, *, vor: str = "") -> Q:
    """Return the filter on what these rights write: papers of their offices, of their groups, and in their own name.

    ``vor`` leads from the model asked to its Fassung. Offices never see what a group drafts, nor groups what an office
    does.
    """
    eigene = KEINE
    if rechte.aemter:
        eigene |= Q(**{f"{vor}amt__in": rechte.aemter})
    if rechte.fraktionen:
        eigene |= Q(**{f"{vor}fraktion__in": rechte.fraktionen})
    if rechte.ratsmitglied:
        eigene |= Q(**{f"{vor}mitglied": rechte.person})
    return eigene


def _internal(rechte: Rechte) -> Q:
    """Return the filter on Fassung for readers by office or seat."""
    if not rechte.angemeldet:
        return KEINE
    eingereicht = ~Q(status=Fassungsstatus.ENTWURF)
    freigegeben = Q(status=Fassungsstatus.FREIGEGEBEN)
    sicht = co_signed_by(rechte) | written_by(rechte)
    if rechte.dezernate:
        sicht |= eingereicht & Q(dezernat__in=rechte.dezernate)
    if rechte.oberbuergermeister:
        sicht |= eingereicht
    # What one person has taken over from a file is nobody's paper yet.
    sicht &= ~Q(status=Fassungsstatus.EINGELESEN)
    if rechte.sitzungsdienst:
        sicht |= Q(status__in=[Fassungsstatus.FREIGEGEBEN, Fassungsstatus.EINGELESEN, Fassungsstatus.EINGEREICHT])
    beteiligt = rechte.gremien | rechte.schriftfuehrung
    if beteiligt:
        zugestellt = models.Beratung.objects.filter(
            vorlage=OuterRef("vorlage"), gremium__in=beteiligt, zugestellte_neufassung__gte=OuterRef("neufassung")
        )
        sicht |= freigegeben & Q(Exists(zugestellt))
    return sicht


class VorlageQuerySet(QuerySet[M]):
    """Papers."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the papers of which ``konto`` may read at least one Fassung."""
        return self.filter(Exists(models.Fassung.objects.visible_to(konto).filter(vorlage=OuterRef("pk"))))

    def withdrawn_from_public(self) -> Self:
        """Return withdrawn papers that had been public: their number may be named, nothing else."""
        oeffentlich_gewesen = models.Fassung.objects.filter(
            vorlage=OuterRef("pk"), oeffentlich=True, veroeffentlicht_am__isnull=False
        )
        return self.filter(Exists(oeffentlich_gewesen), zurueckgezogen_am__isnull=False)

    def with_fassung_for(self, konto: Besucher) -> Self:
        """Prefetch the Fassungen ``konto`` may read, newest first, as ``sichtbare_fassungen``."""
        sichtbar = models.Fassung.objects.visible_to(konto).select_related(*VERFASSER).order_by("-neufassung")
        return self.prefetch_related(Prefetch("fassungen", queryset=sichtbar, to_attr="sichtbare_fassungen"))

    def in_stand(self, stand: str, konto: Besucher) -> Self:
        """Return the papers whose row in a list says this to ``konto``.

        ``stand`` is the name of an :class:`~vorlagen.rules.stand.Erledigung`, a state of the paper, or of a Fassung
        that is still written. Settled where the reader may not look, a paper is settled and nothing more.
        """
        neueste = models.Fassung.objects.visible_to(konto).newest_of("pk")
        mit_fassung = self.alias(neueste_ist=Subquery(neueste.values("status")[:1]))
        if stand in Fassungsstatus and stand != Fassungsstatus.FREIGEGEBEN:
            return mit_fassung.filter(neueste_ist=stand)
        freigegeben = mit_fassung.filter(neueste_ist=Fassungsstatus.FREIGEGEBEN)
        if stand in Vorlagenstatus and stand != Vorlagenstatus.ABGESCHLOSSEN:
            return freigegeben.filter(status=stand)
        # The last deciding station settles a paper, else its last one.
        stationen = models.Beratung.objects.filter(vorlage=OuterRef("pk")).order_by("-entscheidend", "-position")
        erledigt = freigegeben.filter(status=Vorlagenstatus.ABGESCHLOSSEN)
        erledigt = erledigt.alias(erledigt_an=Subquery(stationen.values("pk")[:1]))
        sichtbar = models.Beratung.objects.visible_to(konto).filter(pk=OuterRef("erledigt_an")).exclude(ausgang="")
        for erledigung in ERLEDIGUNGEN:
            if erledigung.name == stand:
                if erledigung.entscheidend is not None:
                    sichtbar = sichtbar.filter(entscheidend=erledigung.entscheidend)
                return erledigt.filter(Exists(sichtbar.filter(ausgang__in=erledigung.ausgaenge)))
        return erledigt.filter(~Exists(sichtbar))

    def search(self, begriff: str, konto: Besucher) -> Self:
        """Return the papers whose number or whose readable text contains the words; searches only what is visible."""
        lesbar = models.Fassung.objects.visible_to(konto)
        for wort in split_suchbegriff(begriff):
            gefunden = Q(suchtext__regex=build_muster(wort)) if is_kurz(wort) else Q(suchtext__contains=wort)
            lesbar = lesbar.filter(gefunden)
        return self.filter(Exists(lesbar.filter(vorlage=OuterRef("pk"))))


class BeratungQuerySet(QuerySet[M]):
    """Stations of the Gremienweg."""

    def without_past(self) -> Self:
        """Leave out the stations of papers of the past, which are in no work list.

        That is a paper known from forms only, and a station on no day, or on one before it was taken over. A new
        day in its Gremienweg, or a Neufassung written here, takes such a paper up.
        """
        quellen = models.Quelle.objects.filter(fassung__vorlage=OuterRef("vorlage"))
        davor = Q(datum__isnull=True) & Q(Exists(quellen))
        davor |= Q(Exists(quellen.filter(eingelesen_am__date__gt=OuterRef("datum"))))
        hier_geschrieben = models.Fassung.objects.released().filter(vorlage=OuterRef("vorlage"), quelle__isnull=True)
        return self.exclude(davor & ~Q(Exists(hier_geschrieben)))

    def visible_to(self, konto: Besucher) -> Self:
        """Return the stations ``konto`` may see: public ones of readable papers, the others by office or seat."""
        rechte = rechte_of(konto)
        if rechte.administration:
            return self.all()
        lesbar = Q(Exists(models.Fassung.objects.visible_to(konto).filter(vorlage=OuterRef("vorlage"))))
        sicht = lesbar & Q(oeffentlich=True)
        if rechte.verwaltung:
            intern = Exists(models.Fassung.objects.internal_to(konto).filter(vorlage=OuterRef("vorlage")))
            sicht |= Q(intern)
        elif rechte.aus_dem_rat:
            eigene = models.Fassung.objects.drafted().filter(written_by(rechte), vorlage=OuterRef("vorlage"))
            sicht |= Q(Exists(eigene))
        beteiligt = rechte.gremien | rechte.schriftfuehrung
        if beteiligt:
            sicht |= lesbar & Q(gremium__in=beteiligt)
        return self.filter(sicht)


class AnlageQuerySet(QuerySet[M]):
    """Attachments carry their own publicity."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the attachments ``konto`` may see: public ones of public papers, all of papers internal to them."""
        oeffentlich = Q(oeffentlich=True, fassung__in=models.Fassung.objects.published())
        if not rechte_of(konto).angemeldet:
            return self.filter(oeffentlich)
        return self.filter(Q(fassung__in=models.Fassung.objects.internal_to(konto)) | oeffentlich)


class AuswirkungsartQuerySet(QuerySet[M]):
    """Kinds of effect."""

    def gueltig_am(self, tag: date) -> Self:
        """Return what drafts ask for on the day."""
        return self.filter(gueltig_am(tag))


class TeilstandQuerySet(QuerySet[M]):
    """Saved states of a draft are for those who write it."""

    def visible_to(self, konto: Besucher) -> Self:
        """Return the states of drafts of the own offices and groups, as long as they have no number."""
        return self.filter(written_by(rechte_of(konto), vor="fassung__"), fassung__status__in=IN_ARBEIT)

    def newest(self) -> Self:
        """Return the newest state of each part."""
        juengere = models.Teilstand.objects.filter(
            fassung=OuterRef("fassung"), teil=OuterRef("teil"), zaehler__gt=OuterRef("zaehler")
        )
        return self.filter(~Exists(juengere))
