"""Boxes of a PDF page; lengths in points of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Kasten(NamedTuple):
    """An upright rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def breite(self) -> float:
        """Width; 0 for a rectangle turned inside out."""
        return max(0.0, self.x1 - self.x0)

    @property
    def hoehe(self) -> float:
        """Height; 0 for a rectangle turned inside out."""
        return max(0.0, self.y1 - self.y0)

    @property
    def flaeche(self) -> float:
        """Area; 0 for a rectangle turned inside out."""
        return self.breite * self.hoehe

    @property
    def mitte(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def meets(self, anderer: Kasten) -> bool:
        """Return whether both have anything in common."""
        return self.x1 > anderer.x0 and self.x0 < anderer.x1 and self.y1 > anderer.y0 and self.y0 < anderer.y1

    def cut(self, anderer: Kasten) -> Kasten:
        """Return what both have in common; its area is 0 where there is nothing."""
        return Kasten(
            max(self.x0, anderer.x0), max(self.y0, anderer.y0), min(self.x1, anderer.x1), min(self.y1, anderer.y1)
        )

    def holds(self, anderer: Kasten) -> bool:
        """Return whether the middle and at least half of the other rectangle lie within this one."""
        x, y = anderer.mitte
        drin = self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1
        return drin and self.cut(anderer).flaeche >= anderer.flaeche / 2

    @classmethod
    def around(cls, punkte: Iterable[tuple[float, float]]) -> Kasten:
        """Return the smallest rectangle around the points."""
        xs, ys = zip(*punkte, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))
