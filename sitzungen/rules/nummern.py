"""Numbers of sittings such as 2026/018/SR: year, counter, short name of the Gremium."""

import re
from dataclasses import dataclass

HOECHSTE_LAUFENDE = 999

_KUERZEL = re.compile(r"[A-Za-zÄÖÜäöüß0-9][A-Za-zÄÖÜäöüß0-9-]*")
_MUSTER = re.compile(rf"(?P<jahr>[0-9]{{4}})/(?P<laufend>[0-9]{{3}})/(?P<gremium>{_KUERZEL.pattern})")


@dataclass(frozen=True, slots=True)
class Sitzungsnummer:
    """Number of one Sitzung; ``gremium`` is the short name ("SR").

    Raises ValueError with a German sentence if a part does not fit into the printed pattern.
    """

    jahr: int
    laufend: int
    gremium: str

    def __post_init__(self) -> None:
        if not 1000 <= self.jahr <= 9999:
            raise ValueError(f"Das Jahr muss vier Stellen haben, angegeben ist {self.jahr}.")
        if not 1 <= self.laufend <= HOECHSTE_LAUFENDE:
            raise ValueError(
                f"Die laufende Nummer muss zwischen 1 und {HOECHSTE_LAUFENDE} liegen, angegeben ist {self.laufend}.",
            )
        if _KUERZEL.fullmatch(self.gremium) is None:
            raise ValueError(
                f"„{self.gremium}“ ist kein Kürzel eines Gremiums. "
                "Bitte verwenden Sie nur Buchstaben, Ziffern und Bindestriche.",
            )

    def __str__(self) -> str:
        return f"{self.jahr:04d}/{self.laufend:03d}/{self.gremium}"


def format_sitzungsnummer(*, jahr: int, laufend: int, gremium: str) -> str:
    """Return the printed number; raise ValueError with a German sentence if it cannot be printed."""
    return str(Sitzungsnummer(jahr=jahr, laufend=laufend, gremium=gremium))


def parse_sitzungsnummer(text: str) -> Sitzungsnummer:
    """Read a printed number; blanks around it are ignored.

    Raises ValueError with a German sentence that names the expected pattern.
    """
    treffer = _MUSTER.fullmatch(text.strip())
    if treffer is None:
        raise ValueError(
            f"„{text.strip()}“ ist keine Sitzungsnummer. Bitte geben Sie sie in der Form 2026/018/SR an.",
        )
    return Sitzungsnummer(
        jahr=int(treffer["jahr"]),
        laufend=int(treffer["laufend"]),
        gremium=treffer["gremium"],
    )
