"""Boxes and matrices of a PDF page; lengths in points of the page."""

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
    def flaeche(self) -> float:
        """Area; 0 for a rectangle turned inside out."""
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)

    def cut(self, anderer: Kasten) -> Kasten:
        """Return what both have in common; its area is 0 where there is nothing."""
        return Kasten(
            max(self.x0, anderer.x0), max(self.y0, anderer.y0), min(self.x1, anderer.x1), min(self.y1, anderer.y1)
        )

    def share_in(self, anderer: Kasten) -> float:
        """Return which part of this rectangle (0…1) lies within the other."""
        eigene = self.flaeche
        return self.cut(anderer).flaeche / eigene if eigene else 0.0

    @classmethod
    def around(cls, punkte: Iterable[tuple[float, float]]) -> Kasten:
        """Return the smallest rectangle around the points."""
        xs, ys = zip(*punkte, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))


class Matrix(NamedTuple):
    """A change of coordinates as PDF writes it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def after(self, andere: Matrix) -> Matrix:
        """Return the change that first does this one, then ``andere``."""
        a, b, c, d, e, f = self
        return Matrix(
            a * andere.a + b * andere.c,
            a * andere.b + b * andere.d,
            c * andere.a + d * andere.c,
            c * andere.b + d * andere.d,
            e * andere.a + f * andere.c + andere.e,
            e * andere.b + f * andere.d + andere.f,
        )

    def move(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def span(self, kasten: Kasten) -> Kasten:
        """Return the upright rectangle around the moved one."""
        x0, y0, x1, y1 = kasten
        return Kasten.around([self.move(x0, y0), self.move(x1, y0), self.move(x1, y1), self.move(x0, y1)])


def area_of(punkte: list[tuple[float, float]]) -> float:
    """Return the area inside a closed line, by the surveyor's formula."""
    summe = 0.0
    for (x0, y0), (x1, y1) in zip(punkte, punkte[1:] + punkte[:1], strict=True):
        summe += x0 * y1 - x1 * y0
    return abs(summe) / 2
