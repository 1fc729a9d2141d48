"""What a reader of a page notes: the state of the pen, pieces of text, things that cover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import sqrt
from typing import Final, Self

from dokumente.oeffentlich.farben import SCHWARZ, Farbe
from dokumente.oeffentlich.geometrie import Kasten, Matrix
from dokumente.oeffentlich.schriften import Schrift

OBEN: Final = 0.72
UNTEN: Final = -0.18
"""How far letters reach above and below their line, in units of the type size."""

Buchstabe = tuple[str, float, float]

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

    def __copy__(self) -> Self:
        """Return the same state; a line of text needs one each, and the general way takes five times as long."""
        return type(self)(
            self.matrix, self.schnitt, self.schnitt_genau, self.farbe, self.strichfarbe, self.farbraum,
            self.strichraum, self.verlauf, self.deckung, self.mischung, self.linie, self.schrift, self.groesse,
            self.abstand, self.wortabstand, self.streckung, self.zeilenhoehe, self.hoehe, self.modus,
        )  # fmt: skip


@dataclass(slots=True)
class Textstueck:
    """Text of one show operator, from ``von`` to ``bis`` along the line, before ``matrix``.

    ``setze`` says where each letter stands, for those who want to know.
    """

    nr: int
    text: str
    von: float
    bis: float
    setze: Callable[[], list[Buchstabe]]
    matrix: Matrix
    groesse: float
    zustand: Zustand
    aus: bool
    _zeichen: list[Buchstabe] | None = None
    _kasten: Kasten | None = None

    @property
    def zeichen(self) -> list[Buchstabe]:
        """The letters with begin and end along the line, before ``matrix``."""
        if self._zeichen is None:
            self._zeichen = self.setze()
        return self._zeichen

    @property
    def kasten(self) -> Kasten:
        """The place on the page."""
        if self._kasten is None:
            self._kasten = self._span(self.von, self.bis)
        return self._kasten

    def place(self, erstes: int, letztes: int) -> Kasten:
        """Return the place on the page of some of the letters."""
        return self._span(self.zeichen[erstes][1], self.zeichen[letztes][2])

    def _span(self, x0: float, x1: float) -> Kasten:
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
