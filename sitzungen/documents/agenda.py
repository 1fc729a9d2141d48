"""The agenda as one reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse

from konten.rechte import Besucher
from sitzungen.documents.worte import find_verwiesen_an, format_ergebnis, format_wegfall
from sitzungen.enums import Teil
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.rules.bekanntmachung import name_bekanntmachung
from sitzungen.rules.tagesordnung import format_top, nest
from vorlagen.enums import Ausgang, Vorlagenart
from vorlagen.felder import SCHWER
from vorlagen.models import Fassung
from vorlagen.rules.arten import describe_punkt, name_auszug
from vorlagen.rules.ausgang import AUSGANGSREGELN


@dataclass(frozen=True, slots=True, kw_only=True)
class TopZeile:
    """What one reader learns of one item. A closed item carries its number and generic words, nothing else.

    ``pk`` is None where the reader may not read the item in full.
    """

    teil: Teil
    bezeichnung: str
    titel: str
    anker: str
    pk: int | None = None
    art: Vorlagenart | None = None
    """What kind of paper stands behind the item, if the reader may know its number."""
    oberbegriff: str = ""
    vorlage_nummer: str = ""
    vorlage_adresse: str = ""
    kurzfassung: str = ""
    """Of the Fassung on the agenda, if the reader may read that one."""
    ausgang: str = ""
    ergebnis: str = ""
    wortlaut: str = ""
    berichtigt_am: datetime | None = None
    abgesetzt: str = ""
    """Why the item is not dealt with ("abgesetzt", "nicht aufgenommen"), empty where it is."""
    nachtrag: str = ""
    """With which addition the item was announced ("1. Nachtrag"), empty where it was with the agenda."""
    unterpunkte: tuple["TopZeile", ...] = ()
    unterlagen: tuple[object, ...] = ()
    """What lies on the item, filled in by the page that shows it."""

    @property
    def is_abgesetzt(self) -> bool:
        """Return whether the item is not dealt with."""
        return bool(self.abgesetzt)

    @property
    def anlass(self) -> str:
        """Return what the paper is here for if not to be decided on: "zur Kenntnis"."""
        return describe_punkt(self.art)

    @property
    def auszug(self) -> str:
        """Return what the extract with the result is called."""
        beschlossen = bool(self.ausgang) and AUSGANGSREGELN[Ausgang(self.ausgang)].angenommen
        return name_auszug(self.art, beschlossen=beschlossen)


@dataclass(frozen=True, slots=True)
class Agendateil:
    """One part of the agenda in order."""

    teil: Teil
    zeilen: tuple[TopZeile, ...]

    @property
    def is_oeffentlich(self) -> bool:
        """Return whether this is the public part."""
        return self.teil == Teil.OEFFENTLICH


@dataclass(frozen=True, slots=True)
class _Platz:
    """Where a row belongs: its own key and its parent's, so that sub-items find their item."""

    key: int
    eltern: int | None
    teil: str
    position: int
    zeile: TopZeile


def build_tagesordnung(sitzung: Sitzung, konto: Besucher) -> list[Agendateil]:
    """Return both parts of the agenda as ``konto`` may see them; parts without items are left out."""
    voll = list(read_tops(sitzung, konto))
    plaetze = _build_volle(sitzung, voll, konto)
    plaetze += _build_verdeckte(sitzung, {top.pk for top in voll}, konto)
    teile = (Agendateil(teil, _nest(p for p in plaetze if p.teil == teil)) for teil in Teil)
    return [teil for teil in teile if teil.zeilen]


def read_tops(sitzung: Sitzung, konto: Besucher) -> Iterable[Tagesordnungspunkt]:
    """Return the items ``konto`` may read in full with what a row shows, in one query."""
    tops = Tagesordnungspunkt.objects.visible_to(konto).filter(sitzung=sitzung)
    return (
        tops.select_related("fassung__vorlage", "beratung__nachfolger__gremium", "bekanntmachung")
        .defer("bekanntmachung__inhalt", *(f"fassung__{feld}" for feld in SCHWER))
        .order_by("-teil", "position")
    )


def _build_volle(sitzung: Sitzung, tops: list[Tagesordnungspunkt], konto: Besucher) -> list[_Platz]:
    lesbar = Lesbares.of({top.fassung.vorlage_id for top in tops if top.fassung}, konto)
    stimmen = Abstimmung.objects.visible_to(konto).filter(top__sitzung=sitzung).by_top()
    return [
        _Platz(top.pk, top.uebergeordnet_id, top.teil, top.position, _describe(top, stimmen.get(top.pk), lesbar))
        for top in tops
    ]


@dataclass(frozen=True, slots=True)
class Lesbares:
    """Which papers, and which of their Fassungen, a reader may read; by key."""

    vorlagen: frozenset[int]
    fassungen: frozenset[int]

    @classmethod
    def of(cls, vorlagen: Iterable[int], konto: Besucher) -> "Lesbares":
        """Return what ``konto`` may read of these papers, in one query."""
        paare = list(Fassung.objects.visible_to(konto).filter(vorlage__in=vorlagen).values_list("vorlage_id", "pk"))
        return cls(frozenset(vorlage for vorlage, _ in paare), frozenset(fassung for _, fassung in paare))


def _describe(top: Tagesordnungspunkt, abstimmung: Abstimmung | None, lesbar: Lesbares) -> TopZeile:
    zeile = TopZeile(
        teil=Teil(top.teil),
        bezeichnung=top.bezeichnung,
        titel=top.betreff,
        anker=anker_of(top.teil, top.nummer) if top.nummer else f"top-{top.pk}",
        pk=top.pk,
        oberbegriff=top.oberbegriff,
        abgesetzt=format_wegfall(top, hat_ergebnis=abstimmung is not None),
        nachtrag=name_bekanntmachung(top.bekanntmachung.nummer) if top.bekanntmachung else "",
    )
    wortlaut = abstimmung.wortlaut if abstimmung else ""
    if top.fassung is not None:
        art, nummer = Vorlagenart(top.fassung.vorlage.art), top.fassung.nummer
        if top.fassung.vorlage_id in lesbar.vorlagen:
            adresse = reverse("vorlage", args=[top.fassung.vorlage_id])
            kurz = top.fassung.kurzfassung if top.fassung_id in lesbar.fassungen else ""
            zeile = replace(zeile, art=art, vorlage_nummer=nummer, vorlage_adresse=adresse, kurzfassung=kurz)
        elif top.fassung.vorlage.is_zurueckgezogen:
            # What was announced stays; beyond that a withdrawn paper shows its number, here as on its own page.
            titel = top.betreff if top.nummer else "Zurückgezogene Vorlage"
            zeile = replace(zeile, titel=titel, art=art, vorlage_nummer=nummer)
            wortlaut = ""
    if abstimmung is None:
        return zeile
    return replace(
        zeile,
        ausgang=abstimmung.ausgang,
        ergebnis=format_ergebnis(abstimmung, find_verwiesen_an(top)),
        wortlaut=wortlaut,
        berichtigt_am=_find_berichtigung(abstimmung),
    )


def _find_berichtigung(abstimmung: Abstimmung) -> datetime | None:
    """Return when the result was corrected; a promised answer that was given corrects nothing."""
    return abstimmung.festgestellt_am if abstimmung.is_berichtigung else None


def _build_verdeckte(sitzung: Sitzung, gelesen: set[int], konto: Besucher) -> list[_Platz]:
    """Return the closed items; title, paper and result are not even read from the database.

    That one was struck before the sitting is said, because it had been announced; what became of it in the closed part
    of the sitting is not.
    """
    felder = ("pk", "uebergeordnet_id", "teil", "position", "nummer", "oberbegriff", "bekanntmachung__nummer", "weg")
    listed = Tagesordnungspunkt.objects.listed_to(konto).filter(sitzung=sitzung).exclude(pk__in=gelesen)
    verdeckt = listed.mark_weggefallene()
    return [
        _Platz(
            pk,
            eltern,
            teil,
            position,
            TopZeile(
                teil=Teil(teil),
                bezeichnung=format_top(Teil(teil), nummer),
                titel=worte,
                anker=anker_of(teil, nummer),
                nachtrag=name_bekanntmachung(nachtrag or 0),
                abgesetzt="abgesetzt" if abgesetzt else "",
            ),
        )
        for pk, eltern, teil, position, nummer, worte, nachtrag, abgesetzt in verdeckt.values_list(*felder)
    ]


def _nest(plaetze: Iterable[_Platz]) -> tuple[TopZeile, ...]:
    geordnet = sorted(plaetze, key=lambda platz: platz.position)
    return tuple(
        replace(platz.zeile, unterpunkte=tuple(punkt.zeile for punkt in unter))
        for platz, unter in nest(geordnet, lambda platz: (platz.key, platz.eltern))
    )


def anker_of(teil: str, nummer: str) -> str:
    """Return the id of an item on the page, for example "top-oe-27-1"."""
    return f"top-{teil}-{nummer.replace('.', '-')}"
