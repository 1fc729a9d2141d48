"""How a table fits on paper: in which type, on which page, and how wide each column is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

HOCH_PT: Final = 165 / 25.4 * 72
QUER_PT: Final = 252 / 25.4 * 72
"""Room between the margins of a page that stands and of one that lies, in points."""
LUFT: Final = 1.01
"""The engine rounds to whole units of its own."""
SPALTE_MIN: Final = 1.2
"""The least a column gets, in multiples of the type size."""


class Satzart(NamedTuple):
    """Type size and blank space beside the text of each cell in points, and whether the page lies on its side."""

    name: str
    schrift: float
    rand: float
    quer: bool

    @property
    def breite(self) -> float:
        """Return the room for a table, in points."""
        return QUER_PT if self.quer else HOCH_PT


SATZARTEN: Final = (
    Satzart("normal", 9, 9.5, quer=False),
    Satzart("klein", 8, 7.5, quer=False),
    Satzart("normal", 9, 9.5, quer=True),
    Satzart("klein", 8, 7.5, quer=True),
    Satzart("winzig", 7, 5.5, quer=True),
)
"""From the best to read to what just goes. ``rand`` is both paddings and a border, as ``pdf/basis.css`` sets them."""


@dataclass(slots=True)
class Bedarf:
    """How wide a column has to be, in multiples of the type size, each value at least the one before.

    ``zahl``: no number breaks. ``silbe``: no short word breaks, long ones only where they may be hyphenated. ``wort``:
    no word and no short line breaks. ``absatz``: no line of moderate length breaks. ``zeile``: nothing breaks.
    """

    zahl: float = SPALTE_MIN
    silbe: float = SPALTE_MIN
    wort: float = SPALTE_MIN
    absatz: float = SPALTE_MIN
    zeile: float = SPALTE_MIN

    def values(self) -> tuple[float, ...]:
        """Return the five widths."""
        return (self.zahl, self.silbe, self.wort, self.absatz, self.zeile)

    def raise_to(self, werte: Sequence[float]) -> None:
        """Make room for ``werte`` (five widths) where it is missing."""
        paare = zip(self.values(), werte, strict=True)
        self.zahl, self.silbe, self.wort, self.absatz, self.zeile = (max(paar) for paar in paare)


@dataclass(frozen=True, slots=True)
class Tabellensatz:
    """How a table is set: the kind, the width of each column in points, and whether words had to be cut for it."""

    art: Satzart
    spalten: tuple[float, ...]
    gebrochen: bool = False

    def measure_spanne(self, von: int, anzahl: int) -> float:
        """Return the room for text in a cell over these columns, in multiples of the type size."""
        return (sum(self.spalten[von : von + anzahl]) - self.art.rand) / self.art.schrift


def choose_satz(spalten: Sequence[Bedarf], *, einzug_pt: float = 0) -> Tabellensatz | None:
    """Return the first way of setting these columns in which each fits, None when there is none.

    ``einzug_pt`` is what a list or quotation around the table takes from its width, in points.
    """
    for art in SATZARTEN:
        if breiten := _fit(spalten, art, einzug_pt, ab=1):
            return Tabellensatz(art, breiten)
    letzte = SATZARTEN[-1]
    breiten = _fit(spalten, letzte, einzug_pt, ab=0)
    return Tabellensatz(letzte, breiten, gebrochen=True) if breiten else None


def measure_mindestbreite(spalten: Sequence[Bedarf]) -> float:
    """Return how much room these columns need in the smallest type with every word cut, as a share of the page."""
    return sum(_to_pt(spalte.zahl, SATZARTEN[-1]) for spalte in spalten) / QUER_PT


def _fit(spalten: Sequence[Bedarf], art: Satzart, einzug_pt: float, *, ab: int) -> tuple[float, ...]:
    breite = art.breite - einzug_pt
    stufen = [[_to_pt(wert, art) for wert in stufe] for stufe in zip(*(s.values() for s in spalten), strict=True)]
    return _distribute(breite, stufen[ab:])


def _to_pt(wert: float, art: Satzart) -> float:
    return wert * art.schrift * LUFT + art.rand


def _distribute(breite: float, stufen: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Share out ``breite``: every column gets the highest step all can have, then its part on the way to the next.

    Returns nothing when not even the first step fits.
    """
    if sum(stufen[0]) > breite:
        return ()
    unten = stufen[0]
    for oben in stufen[1:]:
        if sum(oben) > breite:
            anteil = (breite - sum(unten)) / (sum(oben) - sum(unten))
            return tuple(u + (o - u) * anteil for u, o in zip(unten, oben, strict=True))
        unten = oben
    return tuple(wert * breite / sum(unten) for wert in unten)
