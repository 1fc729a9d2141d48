"""Numbering of an agenda, what may be decided on it, and how its closed part is named in public."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias, TypeVar

from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Teil

KUERZEL: Final[Mapping[Teil, str]] = MappingProxyType({Teil.OEFFENTLICH: "Ö", Teil.NICHTOEFFENTLICH: "N"})

OBERBEGRIFFE: Final = (
    "Abgabensachen",
    "Auftragsvergaben",
    "Beteiligungsangelegenheiten",
    "Grundstückssachen",
    "Mitteilungen",
    "Niederschrift",
    "Personalsachen",
    "Prozess- und Rechtssachen",
    "Sozialhilfesachen",
    "Vergaben",
    "Vertragssachen",
)
"""Words an installation begins with; the city keeps its own list."""

_NUMMER = re.compile(r"(?P<haupt>[1-9][0-9]*)(?:\.(?P<unter>[1-9][0-9]*))?")

Schluessel: TypeAlias = int | str
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Punkt:
    """One agenda item in agenda order.

    ``uebergeordnet`` is the key of the item it belongs under (an answer under its question);
    ``feste_nummer`` ("27" or "27.1") is set once the agenda is published.
    """

    key: Schluessel
    teil: Teil
    uebergeordnet: Schluessel | None = None
    feste_nummer: str | None = None


def format_top(teil: Teil, nummer: str) -> str:
    """Return the printed number of an item, such as "Ö 27.1"."""
    return f"{KUERZEL[teil]} {nummer}"


def compute_nummern(punkte: Sequence[Punkt]) -> dict[Schluessel, str]:
    """Return the number of every item by key: "1", "2", "2.1" ..., counted per part.

    A fixed number never moves. Items without one continue after the highest fixed number of their part (or of
    their parent), wherever they stand, so struck items must be passed along or their numbers would be reused.

    Raises ValueError with a German sentence if a key or fixed number occurs twice, a fixed number is malformed,
    or a parent is missing, in the other part, or itself a sub-item.
    """
    by_key = {punkt.key: punkt for punkt in punkte}
    if len(by_key) != len(punkte):
        raise ValueError("Ein Tagesordnungspunkt steht doppelt in der Liste. Bitte entfernen Sie ihn einmal.")
    for punkt in punkte:
        _validate_uebergeordnet(punkt, by_key)
    hoechste = _collect_hoechste(punkte)
    nummern: dict[Schluessel, str] = {p.key: p.feste_nummer for p in punkte if p.feste_nummer is not None}
    # Parents first: a sub-item may precede its parent in the list, but needs the parent's number.
    for punkt in sorted(punkte, key=lambda p: p.uebergeordnet is not None):
        if punkt.key in nummern:
            continue
        stamm = "" if punkt.uebergeordnet is None else nummern[punkt.uebergeordnet].partition(".")[0]
        hoechste[punkt.teil, stamm] += 1
        laufend = hoechste[punkt.teil, stamm]
        nummern[punkt.key] = f"{stamm}.{laufend}" if stamm else str(laufend)
    return {punkt.key: nummern[punkt.key] for punkt in punkte}


def nest(punkte: Iterable[P], keys: Callable[[P], tuple[int, int | None]]) -> list[tuple[P, tuple[P, ...]]]:
    """Return the items in their order, each with its sub-items behind it.

    ``keys`` gives an item's own key and its parent's. A sub-item whose parent is not there stands by itself.
    """
    stellen = [(punkt, *keys(punkt)) for punkt in punkte]
    haupt = {key for _, key, eltern in stellen if eltern is None}
    unter: defaultdict[int | None, list[P]] = defaultdict(list)
    for punkt, _, eltern in stellen:
        unter[eltern].append(punkt)
    return [(punkt, tuple(unter.get(key, ()))) for punkt, key, eltern in stellen if eltern not in haupt]


def check_beschlussreife(*, auf_bekanntgemachter_to: bool, aufnahme_beschlossen: bool) -> list[Befund]:
    """Check that an item may get a result: published on the agenda, or added by a recorded vote (§ 34 Abs. 7 GemO)."""
    if auf_bekanntgemachter_to or aufnahme_beschlossen:
        return []
    return [
        Befund(
            "Der Punkt stand nicht auf der bekanntgemachten Tagesordnung. Bitte erfassen Sie zuerst den Beschluss, "
            "ihn wegen Dringlichkeit aufzunehmen (zwei Drittel der Anwesenden).",
            "§ 34 Abs. 7 GemO",
            Stufe.SPERRE,
        ),
    ]


def is_aufgenommen(*, ja: int | None, anwesend: int | None) -> bool:
    """Return whether a vote to add an urgent item reached two thirds of those present (§ 34 Abs. 7 GemO).

    None: no vote was recorded.
    """
    return ja is not None and anwesend is not None and ja * 3 >= anwesend * 2


def check_aufnahme(*, ja: int, anwesend: int | None, aufgenommen: bool) -> list[Befund]:
    """Check the vote to add an urgent item against what was said to come of it (§ 34 Abs. 7, § 40 GemO).

    ``anwesend`` are the members present who may vote, None while no attendance is recorded.
    """
    if anwesend is None:
        satz = "Bitte erfassen Sie zuerst die Anwesenheit."
        return [Befund(satz, "§ 34 Abs. 7 GemO", Stufe.SPERRE, "ja")]
    if ja > anwesend:
        satz = (
            f"Eingetragen sind {ja} Stimmen, anwesend sind {anwesend} Mitglieder. "
            "Bitte berichtigen Sie eine der Zahlen."
        )
        return [Befund(satz, "§ 40 GemO", Stufe.SPERRE, "ja")]
    erreicht = is_aufgenommen(ja=ja, anwesend=anwesend)
    if erreicht == aufgenommen:
        return []
    verglichen = "mindestens" if erreicht else "weniger als"
    satz = (
        f"{ja} Stimmen sind {verglichen} zwei Drittel der {anwesend} Anwesenden. Bitte berichtigen Sie die Zahl "
        f"oder wählen Sie „{'aufgenommen' if erreicht else 'nicht aufgenommen'}“."
    )
    return [Befund(satz, "§ 34 Abs. 7 GemO", Stufe.SPERRE, "ja")]


def check_oberbegriff(text: str, *, oberbegriffe: Collection[str]) -> list[Befund]:
    """Check that a non-public item is announced by a generic word and nothing more (§ 35 Abs. 1 GemO).

    Exact words only: a single name or place added to the generic word would give the matter away.
    """
    if text.strip() in oberbegriffe:
        return []
    satz = (
        f"„{text.strip()}“ ist kein Oberbegriff für die Bekanntmachung. "
        if text.strip()
        else "Für die Bekanntmachung fehlt ein Oberbegriff. "
    )
    return [
        Befund(
            f"{satz}Bitte wählen Sie einen von: {', '.join(oberbegriffe)}.",
            "§ 35 Abs. 1 GemO",
            Stufe.SPERRE,
            "oberbegriff",
        ),
    ]


def _validate_uebergeordnet(punkt: Punkt, by_key: Mapping[Schluessel, Punkt]) -> None:
    if punkt.uebergeordnet is None:
        return
    eltern = by_key.get(punkt.uebergeordnet)
    if eltern is None or eltern.teil != punkt.teil:
        raise ValueError(
            "Ein Unterpunkt gehört zu einem Punkt, der nicht im selben Teil der Tagesordnung steht. "
            "Bitte ordnen Sie beide demselben Teil zu.",
        )
    if eltern.uebergeordnet is not None:
        raise ValueError("Unterpunkte von Unterpunkten sind nicht vorgesehen. Bitte ordnen Sie den Punkt höher ein.")


def _collect_hoechste(punkte: Sequence[Punkt]) -> Counter[tuple[Teil, str]]:
    """Return the highest fixed number per part (stem "") and per main item (stem "27")."""
    hoechste: Counter[tuple[Teil, str]] = Counter()
    vergeben: set[tuple[Teil, str]] = set()
    for punkt in punkte:
        if punkt.feste_nummer is None:
            continue
        treffer = _NUMMER.fullmatch(punkt.feste_nummer)
        if treffer is None:
            raise ValueError(
                f"„{punkt.feste_nummer}“ ist keine Nummer eines Tagesordnungspunkts. Erwartet wird 27 oder 27.1.",
            )
        if (punkt.teil, punkt.feste_nummer) in vergeben:
            raise ValueError(f"Die Nummer {format_top(punkt.teil, punkt.feste_nummer)} ist doppelt vergeben.")
        vergeben.add((punkt.teil, punkt.feste_nummer))
        _raise_to(hoechste, (punkt.teil, ""), int(treffer["haupt"]))
        _raise_to(hoechste, (punkt.teil, treffer["haupt"]), int(treffer["unter"] or 0))
    return hoechste


def _raise_to(hoechste: Counter[tuple[Teil, str]], key: tuple[Teil, str], zahl: int) -> None:
    hoechste[key] = max(hoechste[key], zahl)
