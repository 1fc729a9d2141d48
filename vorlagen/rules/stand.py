"""What became of a paper that is settled: its state in a word, from the result that settled it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.rules.gremienweg import Station, find_entscheidung


@dataclass(frozen=True, slots=True)
class Stand:
    """A state in words, and the stored state or outcome after which it is coloured."""

    wort: str
    farbe: str


WORTE: Final[Mapping[Ausgang, str]] = MappingProxyType(
    {
        Ausgang.EINSTIMMIG: "Beschlossen",
        Ausgang.MEHRHEITLICH: "Beschlossen",
        Ausgang.ABGELEHNT: "Abgelehnt",
        Ausgang.KENNTNIS: "Zur Kenntnis genommen",
        Ausgang.SCHRIFTLICH_BEANTWORTET: "Schriftlich beantwortet",
    }
)
"""The outcomes that settle a paper."""


def compute_stand(status: Vorlagenstatus, stationen: Sequence[Station], *, sichtbar: frozenset[int]) -> Stand:
    """Return the state of a paper for a reader who may see the stations at the positions ``sichtbar``.

    Settled by a station the reader may not see, it is settled and nothing more. A body that only prepares agrees,
    it does not decide.
    """
    entscheidung = find_entscheidung(stationen) if status == Vorlagenstatus.ABGESCHLOSSEN else None
    if entscheidung is None or entscheidung.ausgang is None or entscheidung.position not in sichtbar:
        return Stand(str(Vorlagenstatus(status).label), str(status))
    wort = WORTE[Ausgang(entscheidung.ausgang)]
    if wort == "Beschlossen" and not entscheidung.entscheidend:
        wort = "Zugestimmt"
    return Stand(wort, str(entscheidung.ausgang))
