"""The lists of a Word file: every one of the text is a definition of its own, with its kind and where it begins."""

from typing import Any, Final

from dokumente.rules.aufzaehlung import format_nummer
from dokumente.word.bausteine import element

EBENEN: Final = 9
"""As many levels as Word knows; deeper ones stand on the last."""
EINZUG: Final = 425
"""How far a level stands in further than the one above, in twentieths of a point (7.5 mm)."""
_PUNKTE: Final = ("•", "–", "▪")
_WORDARTEN: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_WORDALPHABET: Final = 27
"""So far both write the same: from a to z, and aa."""


class Listen:
    """Writes definitions into the part of the file that holds them, and hands out the numbers of their uses."""

    def __init__(self, teil: Any) -> None:
        self._wurzel = teil.element
        for alt in list(self._wurzel):
            self._wurzel.remove(alt)
        self._vorlagen: dict[int, int] = {}
        self._anzahl = 0

    def define_punkte(self) -> int:
        """Return the number of a new list with bullets."""
        return self._define([_build_ebene(n, "bullet", 1, _PUNKTE[n % len(_PUNKTE)]) for n in range(EBENEN)])

    def define_nummern(self, art: str, start: int, ebene: int) -> int:
        """Return the number of a new list that counts in this kind (1, a, A, i, I) from ``start`` on this level.

        A number that Word would write otherwise is written out; such a list has one item.
        """
        ebenen = [_build_ebene(n, "decimal", 1, f"%{n + 1}.") for n in range(EBENEN)]
        if is_anders(art, start):
            ebenen[ebene] = _build_ebene(ebene, "none", start, format_nummer(start, art))
        else:
            muster = f"%{ebene + 1})" if art in ("a", "i") else f"%{ebene + 1}."
            ebenen[ebene] = _build_ebene(ebene, _WORDARTEN[art], start, muster)
        return self._define(ebenen)

    def go_on(self, nummer: int, ebene: int, zahl: int) -> int:
        """Return the number of the same list from an item on that is called ``zahl`` out of turn."""
        return self._use(self._vorlagen[nummer], element("w:startOverride", val=zahl), ebene)

    def _define(self, ebenen: list[Any]) -> int:
        vorlage = len(set(self._vorlagen.values())) + 1
        neu = element("w:abstractNum", element("w:multiLevelType", val="multilevel"), *ebenen, abstractNumId=vorlage)
        # Definitions stand before their uses.
        self._wurzel.insert(vorlage - 1, neu)
        return self._use(vorlage)

    def _use(self, vorlage: int, beginn: Any = None, ebene: int = 0) -> int:
        self._anzahl += 1
        self._vorlagen[self._anzahl] = vorlage
        nutzung = element("w:num", element("w:abstractNumId", val=vorlage), numId=self._anzahl)
        if beginn is not None:
            nutzung.append(element("w:lvlOverride", beginn, ilvl=ebene))
        self._wurzel.append(nutzung)
        return self._anzahl


def is_anders(art: str, zahl: int) -> bool:
    """Return whether Word writes this number otherwise than the house: it counts z, aa, bb, and below 1 not at all."""
    return art in ("a", "A") and not 1 <= zahl <= _WORDALPHABET


def _build_ebene(ebene: int, art: str, start: int, muster: str) -> Any:
    return element(
        "w:lvl",
        element("w:start", val=max(0, start)),
        element("w:numFmt", val=art),
        element("w:lvlText", val=muster),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left=EINZUG * (ebene + 1), hanging=EINZUG)),
        ilvl=ebene,
    )
