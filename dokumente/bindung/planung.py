"""Which page every part begins on. Plain arithmetic on page counts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise


def place_teile(laengen: Sequence[int], ebenen: Sequence[int], *, duplex: bool) -> list[int]:
    """Return the first page of every part, counted from 1; with ``duplex`` a part of level 1 begins on an odd page.

    >>> place_teile([1, 3, 2], [1, 1, 2], duplex=True)
    [1, 3, 6]
    """
    anfaenge = []
    seite = 1
    for laenge, ebene in zip(laengen, ebenen, strict=True):
        if duplex and ebene == 1 and seite % 2 == 0:
            seite += 1
        anfaenge.append(seite)
        seite += laenge
    return anfaenge


def find_ungerade(laengen: Sequence[int], ebenen: Sequence[int]) -> Iterator[range]:
    """Yield the places of every TOP with its annexes that would be followed by a blank page; the last one never is."""
    anfaenge = [stelle for stelle, ebene in enumerate(ebenen) if ebene == 1]
    for anfang, ende in pairwise(anfaenge):
        if sum(laengen[anfang:ende]) % 2:
            yield range(anfang, ende)
