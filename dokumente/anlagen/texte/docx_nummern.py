"""The lists of a Word file: which number a paragraph bears, counted as Word counts.

A list is an instance (``num``) of a definition (``abstractNum``). Instances of one definition count on; one that says
where to begin does so at its first item. A level begins anew after every item of a level above.
"""

import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from dokumente.anlagen.texte.docx_stile import W, wert_of
from dokumente.rules.aufzaehlung import format_nummer

ARTEN: Final = MappingProxyType(
    {"decimal": "1", "lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
)
_PLATZ: Final = re.compile(r"%([1-9])")
_EINE_NUMMER: Final = re.compile(r"%[1-9][.)]")
_EBENEN: Final = 9
_ZAHL_MAX: Final = 99_999


@dataclass(frozen=True, slots=True)
class Nummer:
    """What stands before a paragraph. ``art`` is the kind of numbers as HTML names it, empty for a bullet.

    ``zeichen`` is a mark that no list of ours can show, such as "2.1" or "§ 3": it stays part of the text.
    """

    liste: str
    ebene: int
    art: str = ""
    zahl: int = 0
    zeichen: str = ""
    einzug: int = 0


@dataclass(frozen=True, slots=True)
class _Ebene:
    art: str
    start: int
    muster: str
    is_dezimal: bool
    neu_nach: int
    stil: str
    einzug: int


class Zaehlwerk:
    """Counts the items of all lists while the paragraphs go by in their order."""

    def __init__(self, wurzel: Element | None) -> None:
        self._listen: dict[str, str] = {}
        self._ebenen: dict[str, dict[int, _Ebene]] = {}
        self._beginne: dict[tuple[str, int], int] = {}
        self._staende: dict[str, dict[int, int]] = defaultdict(dict)
        self._begonnen: set[tuple[str, int]] = set()
        if wurzel is not None:
            self._read(wurzel)

    def count(self, liste: str, ebene: str, stil: str) -> Nummer | None:
        """Return the mark of the next paragraph of a list, None if it bears none."""
        vorlage = self._listen.get(liste)
        if vorlage is None:
            return None
        eigene = self._ebenen[liste]
        tiefe = int(ebene) if ebene.isdecimal() else next((n for n, e in eigene.items() if stil and e.stil == stil), 0)
        tiefe = min(tiefe, _EBENEN - 1)
        wie = eigene.get(tiefe)
        if wie is None:
            return None
        staende = self._advance(vorlage, liste, tiefe)
        if wie.art == "bullet":
            return Nummer(vorlage, tiefe, einzug=wie.einzug)
        return self._describe(vorlage, tiefe, eigene, staende)

    def _advance(self, vorlage: str, liste: str, tiefe: int) -> dict[int, int]:
        staende, eigene = self._staende[vorlage], self._ebenen[liste]
        beginn = self._beginne.get((liste, tiefe))
        if beginn is not None and (liste, tiefe) not in self._begonnen:
            self._begonnen.add((liste, tiefe))
            staende[tiefe] = beginn
        elif tiefe in staende:
            staende[tiefe] = min(staende[tiefe] + 1, _ZAHL_MAX)
        else:
            staende[tiefe] = eigene[tiefe].start
        for tiefer in [n for n in staende if n > tiefe]:
            # By default every level above makes a level begin anew; 0 means never.
            if tiefer not in eigene or 0 <= tiefe < eigene[tiefer].neu_nach:
                del staende[tiefer]
        for hoeher in range(tiefe):
            if hoeher in eigene:
                staende.setdefault(hoeher, eigene[hoeher].start)
        return staende

    def _describe(self, vorlage: str, tiefe: int, eigene: dict[int, _Ebene], staende: dict[int, int]) -> Nummer | None:
        wie = eigene[tiefe]
        zahl = staende[tiefe]
        art = ARTEN.get(wie.art, "")

        def show(platz: re.Match[str]) -> str:
            stelle = int(platz[1]) - 1
            oben = eigene.get(stelle)
            anders = "1" if wie.is_dezimal or oben is None else ARTEN.get(oben.art, "1")
            return format_nummer(staende.get(stelle, 1), anders).rstrip(".)")

        zeichen = _PLATZ.sub(show, wie.muster).strip()
        if art and _EINE_NUMMER.fullmatch(wie.muster.strip()):
            return Nummer(vorlage, tiefe, art, zahl, einzug=wie.einzug)
        if not zeichen:
            return None
        if wie.art == "none" and (buchstaben := _read_buchstaben(zeichen)):
            return Nummer(vorlage, tiefe, *buchstaben, einzug=wie.einzug)
        return Nummer(vorlage, tiefe, zeichen=zeichen, einzug=wie.einzug)

    def _read(self, wurzel: Element) -> None:
        vorlagen = {v.get(f"{W}abstractNumId") or "": v for v in wurzel.findall(f"{W}abstractNum")}
        nach_stil = {stil: v for v in vorlagen.values() if (stil := wert_of(v, "styleLink"))}
        for num in wurzel.findall(f"{W}num"):
            kennung = num.get(f"{W}numId") or ""
            vorlage = vorlagen.get(wert_of(num, "abstractNumId"))
            if vorlage is None or kennung == "0":
                continue
            vorlage = nach_stil.get(wert_of(vorlage, "numStyleLink"), vorlage)
            self._listen[kennung] = vorlage.get(f"{W}abstractNumId") or ""
            self._ebenen[kennung] = dict(_read_ebenen(vorlage.findall(f"{W}lvl")))
            for ausnahme in num.findall(f"{W}lvlOverride"):
                self._read_ausnahme(kennung, ausnahme)

    def _read_ausnahme(self, kennung: str, ausnahme: Element) -> None:
        ebene = ausnahme.get(f"{W}ilvl") or ""
        self._ebenen[kennung] |= dict(_read_ebenen(ausnahme.findall(f"{W}lvl")))
        beginn = wert_of(ausnahme, "startOverride")
        if ebene.isdecimal() and beginn.isdecimal():
            self._beginne[kennung, int(ebene)] = min(int(beginn), _ZAHL_MAX)


def _read_buchstaben(zeichen: str) -> tuple[str, int] | None:
    """Return kind and number of letters written out, such as "ab)" for 28: so our own export writes them."""
    art = "a" if zeichen.endswith(")") else "A"
    wort = zeichen[:-1]
    if len(wort) < 2 or not wort.isascii() or not wort.isalpha():
        return None
    zahl = functools.reduce(lambda summe, b: summe * 26 + ord(b.lower()) - ord("a") + 1, wort, 0)
    return (art, zahl) if zahl <= _ZAHL_MAX and format_nummer(zahl, art) == zeichen else None


def _read_ebenen(ebenen: list[Element]) -> list[tuple[int, _Ebene]]:
    gelesen = []
    for ebene in ebenen:
        tiefe = ebene.get(f"{W}ilvl") or ""
        if not tiefe.isdecimal() or int(tiefe) >= _EBENEN:
            continue
        start, neu = wert_of(ebene, "start"), wert_of(ebene, "lvlRestart")
        einzug = ebene.find(f"{W}pPr/{W}ind")
        links = (einzug.get(f"{W}left") or einzug.get(f"{W}start") or "") if einzug is not None else ""
        wie = _Ebene(
            art=wert_of(ebene, "numFmt") or "decimal",
            start=min(int(start), _ZAHL_MAX) if start.isdecimal() else 0,
            muster=wert_of(ebene, "lvlText"),
            is_dezimal=ebene.find(f"{W}isLgl") is not None,
            neu_nach=int(neu) if neu.isdecimal() else _EBENEN,
            stil=wert_of(ebene, "pStyle"),
            einzug=int(links) if links.isdecimal() else 0,
        )
        gelesen.append((int(tiefe), wie))
    return gelesen
