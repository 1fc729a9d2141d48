"""Two sequences side by side: what belongs together, what fell away, what is new; words and whole passages alike."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise
from typing import Final, TypeVar

T = TypeVar("T")

MAX_FELD: Final = 1_000_000
"""Pairs of words up to which words are compared with each other; more are compared sentence by sentence."""
MAX_PAARE: Final = 40_000
"""Pairs of passages up to which the likeness of each is computed; more are told apart by being the same or not."""
_WORT: Final = re.compile(r"\w+(?:[.,:/'’\-‐‑]\w+)*|[^\w\s]")
_SATZENDE: Final = frozenset([".", "!", "?", ";", ":"])


class Art(Enum):
    """What became of a passage."""

    GLEICH = "gleich"
    ENTFALLEN = "entfallen"
    NEU = "neu"


@dataclass(frozen=True, slots=True)
class Wort:
    """A word or sign with the blanks behind it, and how it is set; the blanks make no difference."""

    text: str
    stil: tuple[str, ...] = ()

    @property
    def kern(self) -> tuple[str, tuple[str, ...]]:
        """Return what must be the same for the word to have stayed."""
        return self.text.strip(), self.stil

    @property
    def is_zeichen(self) -> bool:
        """Return whether it has neither letters nor digits."""
        return not any(zeichen.isalnum() for zeichen in self.text)


Lauf = tuple[Art, Sequence[Wort]]
"""Words in a row of which the same became."""


def split_woerter(text: str) -> list[str]:
    """Return the words and signs of ``text``, each with the blanks behind it; an amount or a date is one word.

    Joined they are ``text`` again; blanks before the first word stand alone.
    """
    anfaenge = [fund.start() for fund in _WORT.finditer(text)]
    if not anfaenge or anfaenge[0] > 0:
        anfaenge.insert(0, 0)
    grenzen = [*anfaenge, len(text)]
    return [text[von:bis] for von, bis in pairwise(grenzen) if von < bis]


def compute_aehnlichkeit(alt: Counter[str], neu: Counter[str]) -> float:
    """Return how much of their words two passages share, from 0 to 1; two without words are the same."""
    summe = alt.total() + neu.total()
    return 2 * (alt & neu).total() / summe if summe else 1.0


def pair_passages(
    alt: Sequence[T], neu: Sequence[T], aehnlichkeit: Callable[[T, T], float], *, mindestens: float
) -> list[tuple[T | None, T | None]]:
    """Return both sequences in one: pairs that belong together, and what stands in one of them only.

    The order of each is kept, and the sum of likeness is the highest possible; less than ``mindestens`` is no pair.
    What fell away comes before what is new in its place.
    """
    if len(alt) * len(neu) > MAX_PAARE:
        return _pair_gleiche(alt, neu, aehnlichkeit)
    werte = [[wert if (wert := aehnlichkeit(a, n)) >= mindestens else 0.0 for n in neu] for a in alt]
    beste = _sum_up(werte, len(neu))
    paare: list[tuple[T | None, T | None]] = []
    i = j = 0
    while i < len(alt) or j < len(neu):
        if i < len(alt) and j < len(neu) and werte[i][j] and beste[i][j] == werte[i][j] + beste[i + 1][j + 1]:
            paare.append((alt[i], neu[j]))
            i, j = i + 1, j + 1
        elif i < len(alt) and beste[i][j] == beste[i + 1][j]:
            paare.append((alt[i], None))
            i += 1
        else:
            paare.append((None, neu[j]))
            j += 1
    return paare


def _sum_up(werte: Sequence[Sequence[float]], breite: int) -> list[list[float]]:
    """Return for each place the highest sum of likeness that can still be reached from it."""
    beste = [[0.0] * (breite + 1) for _ in range(len(werte) + 1)]
    for i in range(len(werte) - 1, -1, -1):
        for j in range(breite - 1, -1, -1):
            gepaart = werte[i][j] + beste[i + 1][j + 1] if werte[i][j] else 0.0
            beste[i][j] = max(gepaart, beste[i + 1][j], beste[i][j + 1])
    return beste


def _pair_gleiche(
    alt: Sequence[T], neu: Sequence[T], aehnlichkeit: Callable[[T, T], float]
) -> list[tuple[T | None, T | None]]:
    """Pair what is the same from both ends; what lies between is old first, then new."""
    kuerzer = min(len(alt), len(neu))
    vorn = next((i for i in range(kuerzer) if aehnlichkeit(alt[i], neu[i]) < 1), kuerzer)
    hinten = next((i for i in range(kuerzer - vorn) if aehnlichkeit(alt[-1 - i], neu[-1 - i]) < 1), kuerzer - vorn)
    mitte_alt, mitte_neu = alt[vorn : len(alt) - hinten], neu[vorn : len(neu) - hinten]
    ende = [(alt[len(alt) - i], neu[len(neu) - i]) for i in range(hinten, 0, -1)]
    return [*zip(alt[:vorn], neu[:vorn], strict=True), *((a, None) for a in mitte_alt),
            *((None, n) for n in mitte_neu), *ende]  # fmt: skip


def compare_woerter(alt: Sequence[Wort], neu: Sequence[Wort]) -> list[Lauf]:
    """Return what is the same, fell away and is new, in runs; read in order they make both texts again.

    A mere sign that stayed between two changes is part of the change: nobody could read otherwise what became of it.
    """
    return list(_join(_compare(alt, neu)))


def _compare(alt: Sequence[Wort], neu: Sequence[Wort]) -> Iterator[Lauf]:
    if len(alt) * len(neu) <= MAX_FELD:
        yield from _match(alt, neu)
        return
    saetze_alt, saetze_neu = _split_saetze(alt), _split_saetze(neu)
    for gleich, i, j in _list_spans([_key(satz) for satz in saetze_alt], [_key(satz) for satz in saetze_neu]):
        stueck_alt, stueck_neu = _flatten(saetze_alt[i]), _flatten(saetze_neu[j])
        if gleich:
            yield Art.GLEICH, stueck_neu
        elif len(stueck_alt) * len(stueck_neu) <= MAX_FELD:
            yield from _match(stueck_alt, stueck_neu)
        else:
            yield from ((Art.ENTFALLEN, stueck_alt), (Art.NEU, stueck_neu))


def _match(alt: Sequence[Wort], neu: Sequence[Wort]) -> Iterator[Lauf]:
    for gleich, i, j in _list_spans([wort.kern for wort in alt], [wort.kern for wort in neu]):
        if gleich:
            # At the end of either text a word has no blank, which it needs before what comes next here.
            yield Art.GLEICH, [max(paar, key=lambda wort: len(wort.text)) for paar in zip(alt[i], neu[j], strict=True)]
        else:
            yield from ((Art.ENTFALLEN, alt[i]), (Art.NEU, neu[j]))


def _list_spans(alt: Sequence[object], neu: Sequence[object]) -> list[tuple[bool, slice, slice]]:
    """Return the parts of both, in order, and whether they are the same."""
    schritte = SequenceMatcher(None, alt, neu, autojunk=False).get_opcodes()
    return [(was == "equal", slice(i1, i2), slice(j1, j2)) for was, i1, i2, j1, j2 in schritte]


def _key(satz: Iterable[Wort]) -> tuple[object, ...]:
    return tuple(wort.kern for wort in satz)


def _flatten(saetze: Iterable[Sequence[Wort]]) -> list[Wort]:
    return [wort for satz in saetze for wort in satz]


def _split_saetze(woerter: Sequence[Wort]) -> list[list[Wort]]:
    saetze: list[list[Wort]] = [[]]
    for wort in woerter:
        saetze[-1].append(wort)
        if wort.text.strip() in _SATZENDE:
            saetze.append([])
    return saetze


def _join(laeufe: Iterable[Lauf]) -> Iterator[Lauf]:
    """Make one change of two that only signs part."""
    entfallen: list[Wort] = []
    neu: list[Wort] = []
    offen: list[Wort] = []
    for art, woerter in laeufe:
        if art is Art.GLEICH:
            offen += woerter
            if not (entfallen or neu) or not all(wort.is_zeichen for wort in offen):
                yield from _end(entfallen, neu, offen)
                entfallen, neu, offen = [], [], []
        elif woerter:
            entfallen += offen
            neu += offen
            offen = []
            (entfallen if art is Art.ENTFALLEN else neu).extend(woerter)
    yield from _end(entfallen, neu, offen)


def _end(entfallen: list[Wort], neu: list[Wort], danach: list[Wort]) -> Iterator[Lauf]:
    for art, woerter in ((Art.ENTFALLEN, entfallen), (Art.NEU, neu), (Art.GLEICH, danach)):
        if woerter:
            yield art, woerter
