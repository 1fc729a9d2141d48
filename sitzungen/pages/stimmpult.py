"""The vote run: which item is next, and what was recorded before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from konten.rechte import Besucher
from sitzungen.documents.worte import find_verwiesen_an, format_absetzung, format_ergebnis
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from sitzungen.models.tagesordnung import sort_tops


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
    # Only what has a paper must get a result; "Mitteilungen" may be passed over.
    return Pultzeile(top, "", is_offen=top.beratung_id is not None)


def next_offener(zeilen: Sequence[Pultzeile], nach: int | None = None) -> Tagesordnungspunkt | None:
    """Return the next item without a result behind the item with key ``nach``, then from the top; None if all have."""
    kennungen = [zeile.top.pk for zeile in zeilen]
    start = kennungen.index(nach) + 1 if nach in kennungen else 0
    return next((zeile.top for zeile in [*zeilen[start:], *zeilen[:start]] if zeile.is_offen), None)


def find_nachbartops(
    zeilen: Sequence[Pultzeile], top: Tagesordnungspunkt
) -> tuple[Tagesordnungspunkt | None, Tagesordnungspunkt | None]:
    """Return the items before and after ``top`` in agenda order."""
    tops = [zeile.top for zeile in zeilen]
    stelle = next(nummer for nummer, punkt in enumerate(tops) if punkt.pk == top.pk)
    return (tops[stelle - 1] if stelle else None, tops[stelle + 1] if stelle + 1 < len(tops) else None)


def list_eintraege(top: Tagesordnungspunkt, konto: Besucher) -> list[Eintrag]:
    """Return every recorded result of the item, newest first."""
    abstimmungen = list(
        Abstimmung.objects.visible_to(konto)
        .filter(top=top)
        .select_related("festgestellt_von", "berichtigung")
        .order_by("-pk")
    )
    return [
        Eintrag(abstimmung, format_ergebnis(abstimmung), gilt=not abstimmung.is_berichtigt)
        for abstimmung in abstimmungen
    ]


def find_stehende(eintraege: Sequence[Eintrag]) -> Abstimmung | None:
    """Return the result that stands."""
    return next((eintrag.abstimmung for eintrag in eintraege if eintrag.gilt), None)
