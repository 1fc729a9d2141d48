"""The half-years over which is reported."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Halbjahr:
    """A half-year: ``haelfte`` is 1 or 2."""

    jahr: int
    haelfte: int

    def __str__(self) -> str:
        return f"{self.haelfte}. Halbjahr {self.jahr}"

    @property
    def kennung(self) -> str:
        """Return how it is called in an address."""
        return f"{self.jahr}-{self.haelfte}"

    @property
    def beginn(self) -> date:
        """Return its first day."""
        return date(self.jahr, 1 if self.haelfte == 1 else 7, 1)

    @property
    def ende(self) -> date:
        """Return its last day."""
        return date(self.jahr, 6, 30) if self.haelfte == 1 else date(self.jahr, 12, 31)

    @property
    def voriges(self) -> "Halbjahr":
        """Return the one before."""
        return Halbjahr(self.jahr, 1) if self.haelfte == 2 else Halbjahr(self.jahr - 1, 2)


def halbjahr_of(tag: date) -> Halbjahr:
    """Return the half-year of a day."""
    return Halbjahr(tag.year, 1 if tag.month <= 6 else 2)


def parse_halbjahr(kennung: str) -> Halbjahr | None:
    """Return the half-year that an address means ("2026-2"), None if none."""
    teile = re.fullmatch(r"([12]\d{3})-([12])", kennung, re.ASCII)
    return Halbjahr(int(teile[1]), int(teile[2])) if teile else None


def iter_halbjahre(ab: date, bis: date) -> Iterator[Halbjahr]:
    """Yield the half-years from that of ``bis`` back to that of ``ab``."""
    halbjahr = halbjahr_of(bis)
    while halbjahr.ende >= ab:
        yield halbjahr
        halbjahr = halbjahr.voriges
