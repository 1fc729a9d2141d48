"""The vote run: which item is next, and what was recorded before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dokumente.text.unterschied import Vergleich, compare_text
from konten.rechte import Besucher
from sitzungen.actions.anwesenheit import count_anwesende
from sitzungen.actions.befangenheit import count_befangene
from sitzungen.actions.wortlaut import find_empfehlung, read_entwurf
from sitzungen.documents.sitzliste import Sitzliste
from sitzungen.documents.worte import find_verwiesen_an, format_absetzung, format_ergebnis, format_zwischenabstimmung
from sitzungen.enums import Mehrheitsart
from sitzungen.models import Abstimmung, Befangenheit, Sitzung, Tagesordnungspunkt, Zwischenabstimmung
from sitzungen.models.tagesordnung import sort_tops
from sitzungen.rules.beschlussfaehigkeit import compute_quorum
from sitzungen.rules.mehrheit import compute_schwelle
from vorlagen.enums import Ausgang


@dataclass(frozen=True, slots=True)
class Pultzeile:
    """One item in the list beside the panel."""

    top: Tagesordnungspunkt
    ergebnis: str
    is_offen: bool


@dataclass(frozen=True, slots=True)
class Eintrag:
    """One recorded result of an item; the newest one stands, the others were corrected."""

    abstimmung: Abstimmung
    worte: str
    gilt: bool
    unterschied: Vergleich | None = None
    """What a changed wording changed about the draft."""


@dataclass(frozen=True, slots=True)
class Vorgabe:
    """A proposed result: ``angaben`` fill in the form, ``satz`` tells what was read where ``titel`` names.

    ``zurueck`` is the address of the list it comes from, ``danach`` where the run goes on.
    """

    titel: str
    satz: str
    angaben: Mapping[str, Any]
    zurueck: str
    danach: str


def list_pultzeilen(sitzung: Sitzung, konto: Besucher) -> list[Pultzeile]:
    """Return every item of the sitting in agenda order with its standing result."""
    stimmen = Abstimmung.objects.visible_to(konto).filter(top__sitzung=sitzung).by_top()
    tops = (
        Tagesordnungspunkt.objects.visible_to(konto)
        .filter(sitzung=sitzung)
        .select_related("sitzung", "beratung__nachfolger__gremium")
        .order_by("-teil", "position")
    )
    return [_build_pultzeile(top, stimmen.get(top.pk)) for top in sort_tops(tops)]


def _build_pultzeile(top: Tagesordnungspunkt, abstimmung: Abstimmung | None) -> Pultzeile:
    if abstimmung is not None:
        return Pultzeile(top, format_ergebnis(abstimmung, find_verwiesen_an(top)), is_offen=False)
    if top.abgesetzt_am is not None:
        return Pultzeile(top, format_absetzung(top), is_offen=False)
    return Pultzeile(top, "", is_offen=True)


def next_offener(zeilen: Sequence[Pultzeile], nach: int | None = None) -> Tagesordnungspunkt | None:
    """Return the next item without a result behind the item with key ``nach``, then from the top; None if all have."""
    kennungen = [zeile.top.pk for zeile in zeilen]
    start = kennungen.index(nach) + 1 if nach in kennungen else 0
    return next((zeile.top for zeile in [*zeilen[start:], *zeilen[:start]] if zeile.is_offen), None)


def list_ebenso(zeilen: Sequence[Pultzeile], quelle: Abstimmung | None) -> list[Tagesordnungspunkt]:
    """Return the items behind that of ``quelle``, in its part, that wait for a result and could get the same."""
    if quelle is None or quelle.geaendert or quelle.ausgang == Ausgang.VERWIESEN:
        return []
    tops = [zeile.top.pk for zeile in zeilen]
    dahinter = zeilen[tops.index(quelle.top_id) + 1 :]
    return [zeile.top for zeile in dahinter if zeile.is_offen and zeile.top.teil == quelle.top.teil]


def find_nachbartops(
    zeilen: Sequence[Pultzeile], top: Tagesordnungspunkt
) -> tuple[Tagesordnungspunkt | None, Tagesordnungspunkt | None]:
    """Return the items before and after ``top`` in agenda order."""
    tops = [zeile.top for zeile in zeilen]
    stelle = next(nummer for nummer, punkt in enumerate(tops) if punkt.pk == top.pk)
    return (tops[stelle - 1] if stelle else None, tops[stelle + 1] if stelle + 1 < len(tops) else None)


def list_eintraege(top: Tagesordnungspunkt, konto: Besucher, entwurf: str = "") -> list[Eintrag]:
    """Return every recorded result of the item, newest first; changed wordings are compared with ``entwurf``."""
    abstimmungen = list(
        Abstimmung.objects.visible_to(konto)
        .filter(top=top)
        .select_related("festgestellt_von", "berichtigung", "berichtigt")
        .order_by("-pk")
    )
    return [
        Eintrag(
            abstimmung,
            format_ergebnis(abstimmung),
            gilt=not (abstimmung.is_berichtigt or abstimmung.is_zuruecknahme),
            unterschied=compare_text(entwurf, abstimmung.wortlaut) if abstimmung.wortlaut and entwurf else None,
        )
        for abstimmung in abstimmungen
    ]


def list_bewegungen(liste: Sitzliste) -> list[tuple[str, str, str, list[tuple[int, str]]]]:
    """Return who can go and who can come: the direction, its key, the question, and the people by name."""
    sitze = sorted(liste.sitze, key=lambda sitz: sitz.name)
    gehen = [(sitz.person, sitz.name) for sitz in sitze if sitz.anwesend]
    kommen = [(sitz.person, sitz.name) for sitz in sitze if not sitz.anwesend]
    return [("geht", "-", "Wer geht?", gehen), ("kommt", "+", "Wer kommt?", kommen)]


def list_nicht_befangene(liste: Sitzliste, befangene: Sequence[Befangenheit]) -> list[tuple[int, str]]:
    """Return who is there, has a vote and is not excluded from the item, by name."""
    genannt = {zeile.person_id for zeile in befangene}
    wahl = [sitz for sitz in liste.sitze if sitz.anwesend and sitz.stimmberechtigt and sitz.person not in genannt]
    return sorted(((sitz.person, sitz.name) for sitz in wahl), key=lambda paar: paar[1])


@dataclass(frozen=True, slots=True)
class Stimmlage:
    """What the vote on an item stands on. Numbers are None where they are not known.

    ``schwelle`` is the least number of Ja where the item needs more than a simple majority.
    """

    anwesend: int | None
    befangen: int
    quorum: int | None
    mehrheit: str
    schwelle: int | None

    @property
    def stimmberechtigt(self) -> int | None:
        """Return how many may vote on this item."""
        return None if self.anwesend is None else self.anwesend - self.befangen

    @property
    def is_beschlussfaehig(self) -> bool:
        """Return whether enough members are there, as far as that is known."""
        return self.stimmberechtigt is None or self.quorum is None or self.stimmberechtigt >= self.quorum


def compute_lage(top: Tagesordnungspunkt) -> Stimmlage:
    """Return what a vote on the item would stand on now (§§ 22, 39, 40 GemO)."""
    anwesend, befangen = count_anwesende(top.sitzung), count_befangene(top) or 0
    gesetzlich, art = top.sitzung.gremium.gesetzliche_zahl, Mehrheitsart(top.mehrheit)
    quorum = schwelle = None
    if gesetzlich is not None:
        quorum = compute_quorum(
            gesetzliche_zahl=gesetzlich, ausgeschlossen=befangen, zweite_einladung=top.zweite_einladung
        )
        schwelle = compute_schwelle(
            mehrheitsart=art,
            gesetzliche_zahl=gesetzlich,
            stimmberechtigt_anwesend=None if anwesend is None else anwesend - befangen,
        )
    mehrheit = "" if art == Mehrheitsart.EINFACH else str(art.label)
    return Stimmlage(anwesend, befangen, quorum, mehrheit, schwelle)


@dataclass(frozen=True, slots=True)
class Wortlautlage:
    """What the item is about in words. ``empfohlen`` is what a committee made of the draft, with the difference."""

    entwurf: str
    empfohlen: str = ""
    gremium: str = ""
    unterschied: Vergleich | None = None

    @property
    def vorlage(self) -> str:
        """Return the wording at hand, from which a change begins."""
        return self.empfohlen or self.entwurf


def read_wortlautlage(top: Tagesordnungspunkt, konto: Besucher) -> Wortlautlage:
    """Return the wording at hand, a committee's as far as ``konto`` may read its result."""
    entwurf, empfehlung = read_entwurf(top), find_empfehlung(top)
    if empfehlung is None or not Abstimmung.objects.visible_to(konto).filter(pk=empfehlung.pk).exists():
        return Wortlautlage(entwurf)
    return Wortlautlage(
        entwurf,
        empfehlung.wortlaut,
        str(empfehlung.top.sitzung.gremium),
        compare_text(entwurf, empfehlung.wortlaut),
    )


def propose_wortlaut(lage: Wortlautlage, stehend: Abstimmung | None) -> dict[str, Any]:
    """Return the text from which a changed wording begins: what stands, else the wording at hand."""
    return {} if stehend is not None and stehend.wortlaut else {"wortlaut": lage.vorlage}


@dataclass(frozen=True, slots=True)
class Zwischenzeile:
    """One vote before the main motion."""

    pk: int
    worte: str
    gegenstand: str


def list_zwischen(top: Tagesordnungspunkt, konto: Besucher) -> list[Zwischenzeile]:
    """Return the votes before the main motion that stand, in their order."""
    zeilen = Zwischenabstimmung.objects.valid().visible_to(konto).filter(top=top).order_by("pk")
    return [Zwischenzeile(zeile.pk, format_zwischenabstimmung(zeile), zeile.gegenstand) for zeile in zeilen]


def find_stehende(eintraege: Sequence[Eintrag]) -> Abstimmung | None:
    """Return the result that stands."""
    return next((eintrag.abstimmung for eintrag in eintraege if eintrag.gilt), None)
