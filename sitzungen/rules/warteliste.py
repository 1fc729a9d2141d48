"""What of the papers that wait for an agenda is shown, and in which order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

ORDNUNGEN: Final[Mapping[str, str]] = MappingProxyType(
    {"tag": "nach geplantem Tag", "nummer": "nach Nummer", "betreff": "nach Betreff", "amt": "nach Amt"}
)
"""Ways to sort, the usual one first."""


@dataclass(frozen=True, slots=True)
class Wartender:
    """What one waiting station is found and sorted by; ``amt`` is the office, or group, its paper comes from."""

    key: int
    nummer: str
    folge: tuple[int, int]
    """Year and running number of the paper."""
    betreff: str
    art: str
    amt: str
    tag: date | None
    genannt: str = ""
    """How a closed matter was called on the last agenda it was on."""


@dataclass(frozen=True, slots=True)
class Auswahl:
    """What somebody looks for among them; empty for all."""

    worte: str = ""
    art: str = ""
    amt: str = ""
    ordnung: str = "tag"

    @property
    def is_leer(self) -> bool:
        """Return whether nothing is left out."""
        return not (self.worte or self.art or self.amt)


def select_wartende(wartende: Iterable[Wartender], auswahl: Auswahl) -> list[Wartender]:
    """Return those that fit, sorted; every word must occur in number or subject, whatever its case."""
    worte = auswahl.worte.casefold().split()
    passende = [
        w
        for w in wartende
        if auswahl.art in ("", w.art)
        and auswahl.amt in ("", w.amt)
        and all(wort in f"{w.nummer} {w.betreff}".casefold() for wort in worte)
    ]
    return sorted(passende, key=_SCHLUESSEL.get(auswahl.ordnung, _SCHLUESSEL["tag"]))


_SCHLUESSEL: Final[Mapping[str, Callable[[Wartender], Any]]] = MappingProxyType(
    {
        "tag": lambda w: (w.tag or date.max, w.folge, w.key),
        "nummer": lambda w: (w.folge, w.key),
        "betreff": lambda w: (w.betreff.casefold(), w.key),
        "amt": lambda w: (w.amt.casefold(), w.folge, w.key),
    }
)
