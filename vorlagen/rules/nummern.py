"""Numbers of papers such as BV/0546/2018/2: kind, counter, year, and the Neufassung if there is one."""

import re
from dataclasses import dataclass

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Vorlagenart

HOECHSTE_LAUFENDE = 9999

# ASCII digits only: \d would let in digits of other scripts, and one paper could be written in two ways.
_MUSTER = re.compile(
    r"(?P<art>[A-Z]{2})/(?P<laufend>[0-9]{4})/(?P<jahr>[0-9]{4})(?:/(?P<neufassung>[1-9][0-9]*))?",
)


@dataclass(frozen=True, slots=True)
class Nummer:
    """Number of one Fassung; ``neufassung`` is 0 for the first one, which carries no suffix.

    Raises ValueError with a German sentence if a part does not fit into the printed pattern.
    """

    art: Vorlagenart
    laufend: int
    jahr: int
    neufassung: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.laufend <= HOECHSTE_LAUFENDE:
            raise ValueError(
                f"Die laufende Nummer muss zwischen 1 und {HOECHSTE_LAUFENDE} liegen, angegeben ist {self.laufend}.",
            )
        if not 1000 <= self.jahr <= 9999:
            raise ValueError(f"Das Jahr muss vier Stellen haben, angegeben ist {self.jahr}.")
        if self.neufassung < 0:
            raise ValueError(f"Die Neufassung darf nicht negativ sein, angegeben ist {self.neufassung}.")

    def __str__(self) -> str:
        stamm = f"{Vorlagenart(self.art).value}/{self.laufend:04d}/{self.jahr:04d}"
        return f"{stamm}/{self.neufassung}" if self.neufassung else stamm


def format_nummer(*, art: Vorlagenart, laufend: int, jahr: int, neufassung: int = 0) -> str:
    """Return the printed number; raise ValueError with a German sentence if it cannot be printed."""
    return str(Nummer(art=art, laufend=laufend, jahr=jahr, neufassung=neufassung))


def parse_nummer(text: str) -> Nummer:
    """Read a printed number; blanks around it are ignored.

    Raises ValueError with a German sentence that names the expected pattern.
    """
    treffer = _MUSTER.fullmatch(text.strip())
    if treffer is None:
        raise ValueError(
            f"„{text.strip()}“ ist keine Vorlagennummer. Bitte geben Sie sie in der Form BV/0546/2018 an, "
            "bei einer Neufassung BV/0546/2018/2.",
        )
    if treffer["art"] not in Vorlagenart.values:
        raise ValueError(
            f"„{treffer['art']}“ ist keine bekannte Art einer Vorlage. "
            f"Bitte verwenden Sie eine von: {', '.join(Vorlagenart.values)}.",
        )
    return Nummer(
        art=Vorlagenart(treffer["art"]),
        laufend=int(treffer["laufend"]),
        jahr=int(treffer["jahr"]),
        neufassung=int(treffer["neufassung"] or 0),
    )


def check_neufassung(*, verwendete_neufassung: int, neueste_neufassung: int) -> list[Befund]:
    """Check that the printed or placed Fassung is the newest one (0 is the first Fassung)."""
    if verwendete_neufassung >= neueste_neufassung:
        return []
    return [
        Befund(
            f"Es gibt eine neuere Fassung dieser Vorlage (Neufassung {neueste_neufassung}). "
            "Bitte tauschen Sie die ältere Fassung aus oder begründen Sie, warum sie bleibt.",
            "",
            Stufe.WARNUNG,
        ),
    ]
