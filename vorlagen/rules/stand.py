"""What became of a paper that is settled: its state in a word, from the result that settled it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.rules.ausgang import ANGENOMMEN
from vorlagen.rules.gremienweg import Station, find_entscheidung


@dataclass(frozen=True, slots=True)
class Stand:
    """A state in words, and the stored state or outcome after which it is coloured."""

    wort: str
    farbe: str


@dataclass(frozen=True, slots=True)
class Erledigung:
    """How a paper was settled: the name of the filter in an address, the word, and which results it stands for.

    A body that only prepares agrees, it does not decide; ``entscheidend`` is None where that makes no difference.
    """

    name: str
    wort: str
    ausgaenge: frozenset[Ausgang]
    entscheidend: bool | None = None


ERLEDIGUNGEN: Final = (
    Erledigung("beschlossen", "Beschlossen", ANGENOMMEN, entscheidend=True),
    Erledigung("zugestimmt", "Zugestimmt", ANGENOMMEN, entscheidend=False),
    Erledigung("abgelehnt", "Abgelehnt", frozenset({Ausgang.ABGELEHNT})),
    Erledigung("kenntnis", "Zur Kenntnis genommen", frozenset({Ausgang.KENNTNIS})),
    Erledigung("beantwortet", "Schriftlich beantwortet", frozenset({Ausgang.SCHRIFTLICH_BEANTWORTET})),
    Erledigung("erledigt", "Erledigt", frozenset({Ausgang.ERLEDIGT})),
)
"""Everything that settles a paper."""


def compute_stand(status: Vorlagenstatus, stationen: Sequence[Station], *, sichtbar: frozenset[int]) -> Stand:
    """Return the state of a paper for a reader who may see the stations at the positions ``sichtbar``.

    Settled by a station the reader may not see, it is settled and nothing more.
    """
    entscheidung = find_entscheidung(stationen) if status == Vorlagenstatus.ABGESCHLOSSEN else None
    if entscheidung is None or entscheidung.ausgang is None or entscheidung.position not in sichtbar:
        return Stand(str(Vorlagenstatus(status).label), str(status))
    [wort] = [
        erledigung.wort
        for erledigung in ERLEDIGUNGEN
        if entscheidung.ausgang in erledigung.ausgaenge and erledigung.entscheidend in (None, entscheidung.entscheidend)
    ]
    return Stand(wort, str(entscheidung.ausgang))
