"""What a reader of a page notes: the state of the pen, pieces of text, things that cover."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt
from typing import Final

from dokumente.oeffentlich.farben import SCHWARZ, Farbe
from dokumente.oeffentlich.geometrie import Kasten, Matrix
from dokumente.oeffentlich.schriften import Schrift

OBEN: Final = 0.72
UNTEN: Final = -0.18
"""How far letters reach above and below their line, in units of the type size."""

ALLES: Final = Kasten(-1e9, -1e9, 1e9, 1e9)


@dataclass(slots=True)
class Zustand:
    """The graphics state as far as it decides what is seen."""

    matrix: Matrix
    schnitt: Kasten = ALLES
    schnitt_genau: bool = True
    farbe: Farbe | None = SCHWARZ
    strichfarbe: Farbe | None = SCHWARZ
    farbraum: str = "grau"
    strichraum: str = "grau"
    verlauf: bool = True
    deckung: float = 1.0
    mischung: str = "/Normal"
    linie: float = 1.0
    schrift: Schrift | None = None
    groesse: float = 0.0
    abstand: float = 0.0
    wortabstand: float = 0.0
    streckung: float = 1.0
    zeilenhoehe: float = 0.0
    hoehe: float = 0.0
    modus: int = 0


@dataclass(slots=True)
class Textstueck:
    """Text of one show operator. ``zeichen`` are letters with begin and end along the line, before ``matrix``."""

    nr: int
    zeichen: list[tuple[str, float, float]]
    matrix: Matrix
    groesse: float
    zustand: Zustand
    aus: bool

    @property
    def text(self) -> str:
        """The letters as they follow each other in the file."""
        return "".join([zeichen for zeichen, _, _ in self.zeichen])

    @property
    def kasten(self) -> Kasten:
        """The place on the page."""
        return self.place(0, len(self.zeichen) - 1)

    def place(self, erstes: int, letztes: int) -> Kasten:
        """Return the place on the page of some of the letters."""
        x0, x1 = self.zeichen[erstes][1], self.zeichen[letztes][2]
        return self.matrix.span(Kasten(min(x0, x1), UNTEN * self.groesse, max(x0, x1), OBEN * self.groesse))

    @property
    def punkte(self) -> float:
        """Type size as seen on the page, in points."""
        m = self.matrix
        return abs(self.groesse) * sqrt(abs(m.a * m.d - m.b * m.c))


@dataclass(slots=True)
class Flaeche:
    """Something painted over a part of the page. ``farbe`` is None for pictures, gradients and uncertain shapes.

    ``deckend``: hides what lies under it.
    """

    nr: int
    kasten: Kasten
    farbe: Farbe | None
    art: str
    deckend: bool = True


@dataclass(slots=True)
class Inhalt:
    """Everything a page paints."""

    stuecke: list[Textstueck] = field(default_factory=list)
    flaechen: list[Flaeche] = field(default_factory=list)
    marken: list[str] = field(default_factory=list)
