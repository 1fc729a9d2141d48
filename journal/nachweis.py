"""What a row of the journal knows about the objects of its act, and whether they still are like that.

The journal knows nobody: the floors above enter here which objects an act concerns and how their legal state reads
as plain values. :func:`journal.actions.record` stores these values with every row; :func:`find_abweichungen` computes
them anew and compares. Values of any length that nobody needs to read here are kept as digests.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Model, Q

from journal.enums import Akt
from journal.models import Eintrag

FORMAT: Final = 3
"""What a row knows; goes up with each further kind of object and each changed meaning. Older rows are read as well."""
NAME: Final = "name"
"""The value that says how people call the object; never compared."""
_SUMME: Final = "sha256:"

Stand = dict[str, Any]
"""The legal state of one object: plain JSON values by field."""


@dataclass(frozen=True, slots=True)
class Nachweisart:
    """A kind of object whose legal state the journal keeps.

    ``felder`` names each value in German; ``read`` gives the states of some objects, or of all that have one, by key;
    ``is_dauerhaft`` says of a state whether the object can no longer vanish, and must be known to the journal;
    ``ab`` is the first format whose rows know this kind.
    """

    art: str
    bezeichnung: str
    felder: Mapping[str, str]
    read: Callable[[Q | None], Iterable[tuple[object, Stand | None]]]
    is_dauerhaft: Callable[[Stand], bool] = lambda stand: True
    ab: int = 1

    def collect(self, auswahl: Q | None = None) -> dict[str, Stand | None]:
        """Return the states by the key under which rows keep them; None of what ceases to exist with the act."""
        return {f"{self.art}:{kennung}": stand for kennung, stand in self.read(auswahl)}


Auswahl = list[tuple[Nachweisart, Q]]
Betroffene = Callable[[Akt, Any], Auswahl]

ARTEN: Final[dict[str, Nachweisart]] = {}
"""Every kind, by its name. Filled by :func:`register` from the ``nachweis`` of every app above, once per process."""
BETROFFENE: Final[dict[str, Betroffene]] = {}
"""Which objects an act on a model (by its label) concerns. Filled in the same way."""


def register(arten: Iterable[Nachweisart], betroffene: Mapping[str, Betroffene]) -> None:
    """Keep these kinds of objects from now on, and those an act on these models concerns."""
    ARTEN.update({art.art: art for art in arten})
    BETROFFENE.update(betroffene)


@dataclass(frozen=True, slots=True)
class Abweichung:
    """An object that is not as the journal says, and a German sentence about it."""

    kennung: str
    satz: str


def to_wert(wert: object) -> object:
    """Return a field's value as JSON can hold it, equal on both databases."""
    if isinstance(wert, datetime):
        return wert.astimezone(UTC).isoformat(timespec="microseconds")
    return str(wert) if isinstance(wert, date | UUID) else wert


def digest(text: str) -> str:
    """Return what stands for a text that shall not be repeated in the journal; empty for an empty one."""
    return f"{_SUMME}{hashlib.sha256(text.encode()).hexdigest()}" if text else ""


def collect_nachweise(akt: Akt, objekt: Model) -> dict[str, Any] | None:
    """Return what a row on this act shall know, None for objects without legal state."""
    betroffene = BETROFFENE.get(objekt._meta.label_lower)
    if betroffene is None:
        return None
    stand: dict[str, Stand | None] = {}
    for art, auswahl in betroffene(akt, objekt):
        stand |= art.collect(auswahl)
    return {"format": FORMAT, "stand": stand}


def find_abweichungen() -> Iterator[Abweichung]:
    """Compare every object with the newest row that knows it.

    Where rows on such objects are older than the proofs, an object that no row knows may be theirs and is no finding.
    """
    bekannt, fehler = _read_bekannte()
    aelteste = _read_aeltestes_format()
    yield from fehler
    for art in ARTEN.values():
        jetzt = art.collect()
        alle = jetzt | {kennung: {} for kennung in bekannt if kennung.partition(":")[0] == art.art}
        for kennung in sorted(alle, key=_sort_key):
            if kennung not in bekannt and aelteste < art.ab:
                continue
            for satz in _compare(art, jetzt.get(kennung), bekannt.get(kennung)):
                yield Abweichung(kennung, satz)


def _read_aeltestes_format() -> int:
    """Return the oldest format among the rows on objects with legal state; 0 if one of them has no proofs."""
    formate = Eintrag.objects.filter(objekt_art__in=BETROFFENE).values_list("nachweise__format", flat=True)
    return min((formatnummer or 0 for formatnummer in formate.distinct().order_by()), default=FORMAT)


def _sort_key(kennung: str) -> tuple[int, str]:
    return len(kennung), kennung


def _read_bekannte() -> tuple[dict[str, tuple[int, Stand | None]], list[Abweichung]]:
    """Return for every object the newest row that knows it, and which rows this program cannot read."""
    bekannt: dict[str, tuple[int, Stand | None]] = {}
    fehler = []
    zeilen = Eintrag.objects.order_by("laufend")
    for laufend, nachweise in zeilen.values_list("laufend", "nachweise").iterator():
        if nachweise is None:
            continue
        if nachweise.get("format") not in range(1, FORMAT + 1):
            satz = f"Eintrag {laufend} des Journals hat ein Format, das dieses Programm nicht kennt."
            fehler.append(Abweichung(f"eintrag:{laufend}", satz))
            continue
        bekannt |= {kennung: (laufend, stand) for kennung, stand in nachweise["stand"].items()}
    return bekannt, fehler


def _compare(art: Nachweisart, jetzt: Stand | None, bekannt: tuple[int, Stand | None] | None) -> Iterator[str]:
    laufend, damals = bekannt or (0, None)
    if jetzt is None:
        if damals is not None and art.is_dauerhaft(damals):
            yield f"{art.bezeichnung} {damals[NAME]} fehlt, obwohl Eintrag {laufend} des Journals davon weiß."
        return
    if damals is None:
        if art.is_dauerhaft(jetzt):
            yield f"{art.bezeichnung} {jetzt[NAME]} kommt im Journal nicht vor."
        return
    for feld, wort in art.felder.items():
        if feld in damals and damals[feld] != jetzt[feld]:
            unterschied = _describe(damals[feld], jetzt[feld])
            yield f"{art.bezeichnung} {damals[NAME]}: {wort} {unterschied} (Eintrag {laufend})."


def _describe(damals: object, jetzt: object) -> str:
    if any(isinstance(wert, str) and wert.startswith(_SUMME) for wert in (damals, jetzt)):
        return "wurde verändert"
    return f"ist {_format(jetzt)}, im Journal steht {_format(damals)}"


def _format(wert: object) -> str:
    if isinstance(wert, bool):
        return "ja" if wert else "nein"
    return "leer" if wert is None or wert == "" else f"„{wert}“" if isinstance(wert, str) else str(wert)
