"""The styles of an OpenDocument text: how letters are set, how lists are counted, what is hidden."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from dokumente.rules.absaetze import FORMATE
from dokumente.rules.aufzaehlung import format_nummer

_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT: Final = f"{{{_NS}text:1.0}}"
TABLE: Final = f"{{{_NS}table:1.0}}"
OFFICE: Final = f"{{{_NS}office:1.0}}"
STYLE: Final = f"{{{_NS}style:1.0}}"
FORM: Final = f"{{{_NS}form:1.0}}"
DRAW: Final = f"{{{_NS}drawing:1.0}}"
FO: Final = f"{{{_NS}xsl-fo-compatible:1.0}}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
_ARTEN: Final = frozenset({"1", "a", "A", "i", "I"})
_TIEFE_MAX: Final = 20
_ZAHL_MAX: Final = 99_999
_FETT: Final = re.compile(r"bold|[6-9]00")
_ZITATE: Final = frozenset({"Quotations", "Quote", "Intense_20_Quote", "Zitat"})


@dataclass(frozen=True, slots=True)
class Listenebene:
    """One level of a list: its kind as HTML names it, empty for a bullet; its first number; what stands around it."""

    art: str = ""
    start: int = 1
    davor: str = ""
    danach: str = ""
    ebenen: int = 1
    is_nummer: bool = False

    def show(self, staende: list[int], oben: list["Listenebene"]) -> str:
        """Return the mark of an item, the numbers of as many levels as it shows; the last is its own."""
        gezeigt = zip(staende[-self.ebenen :], oben[-self.ebenen :], strict=False)
        woerter = [format_nummer(zahl, ebene.art or "1").rstrip(".)") for zahl, ebene in gezeigt]
        return f"{self.davor}{'.'.join(woerter)}{self.danach}".strip()

    @property
    def is_darstellbar(self) -> bool:
        """Return whether a list of ours shows this mark."""
        return not self.is_nummer or (
            bool(self.art) and not self.davor.strip() and self.danach.strip() in (".", ")") and self.ebenen == 1
        )


class Stile:
    """The styles of both parts of a document by family and name."""

    def __init__(self, *wurzeln: Element | None) -> None:
        self._stile: dict[tuple[str, str], Element] = {}
        self._listen: dict[str, dict[int, Listenebene]] = {}
        for wurzel in wurzeln:
            for stil in wurzel.iter(f"{STYLE}style") if wurzel is not None else ():
                self._stile[stil.get(f"{STYLE}family") or "", stil.get(f"{STYLE}name") or ""] = stil
            for liste in wurzel.iter(f"{TEXT}list-style") if wurzel is not None else ():
                self._listen[liste.get(f"{STYLE}name") or ""] = dict(_read_ebenen(liste))
            for gliederung in wurzel.iter(f"{TEXT}outline-style") if wurzel is not None else ():
                self._listen[""] = dict(_read_ebenen(gliederung))

    def iter_kette(self, familie: str, name: str) -> Iterator[Element]:
        """Yield the style and those it is derived from, nearest first."""
        for _ in range(_TIEFE_MAX):
            stil = self._stile.get((familie, name))
            stil = stil if stil is not None else self._stile.get(("", name))
            if stil is None:
                return
            yield stil
            name = stil.get(f"{STYLE}parent-style-name") or ""

    def formate_of(self, familie: str, name: str) -> dict[str, bool]:
        """Return how letters of this style are set and whether they are hidden; only what it says."""
        gesagt: dict[str, bool] = {}
        for stil in self.iter_kette(familie, name):
            for angaben in stil.iter(f"{STYLE}text-properties"):
                gesagt = _read_angaben(angaben) | gesagt
        return gesagt

    def is_zitat(self, name: str) -> bool:
        """Return whether a paragraph of this style is a quotation."""
        return any((s.get(f"{STYLE}name") or "") in _ZITATE for s in self.iter_kette("paragraph", name))

    def ausrichtung_of(self, name: str) -> str:
        """Return ``center`` or ``right`` where a paragraph of this style stands so, else nothing."""
        for stil in self.iter_kette("paragraph", name):
            for angaben in stil.iter(f"{STYLE}paragraph-properties"):
                if gesagt := angaben.get(f"{FO}text-align"):
                    return {"center": "center", "end": "right", "right": "right"}.get(gesagt, "")
        return ""

    def liste_of(self, absatzstil: str) -> str:
        """Return the list that a paragraph's style brings along."""
        namen = (stil.get(f"{STYLE}list-style-name") for stil in self.iter_kette("paragraph", absatzstil))
        return next((name for name in namen if name), "")

    def ebene_of(self, liste: str, tiefe: int) -> Listenebene:
        """Return how a level of a list, from 0, is counted; a bullet where nothing is said."""
        return self._listen.get(liste, {}).get(tiefe, Listenebene())


def _read_angaben(angaben: Element) -> dict[str, bool]:
    gesagt: dict[str, bool] = {}
    if (gewicht := angaben.get(f"{FO}font-weight")) is not None:
        gesagt["strong"] = _FETT.search(gewicht) is not None
    if (neigung := angaben.get(f"{FO}font-style")) is not None:
        gesagt["em"] = neigung in ("italic", "oblique")
    if (strich := angaben.get(f"{STYLE}text-underline-style")) is not None:
        gesagt["u"] = strich != "none"
    if (durch := angaben.get(f"{STYLE}text-line-through-style")) is not None:
        gesagt["s"] = durch != "none"
    if stellung := angaben.get(f"{STYLE}text-position"):
        hoehe = stellung.split()[0]
        gesagt["sup"] = hoehe == "super" or (hoehe.rstrip("%").isdecimal() and hoehe.rstrip("%") != "0")
        gesagt["sub"] = hoehe == "sub" or hoehe.startswith("-")
    if (anzeige := angaben.get(f"{TEXT}display")) is not None:
        gesagt["verborgen"] = anzeige == "none"
    return gesagt


def formate_from(gesagt: dict[str, bool]) -> tuple[str, ...]:
    """Return the names of what is switched on."""
    return tuple(name for name in FORMATE if gesagt.get(name))


_NUMMERN: Final = MappingProxyType(
    {
        f"{TEXT}list-level-style-number": True,
        f"{TEXT}outline-level-style": True,
        f"{TEXT}list-level-style-bullet": False,
        f"{TEXT}list-level-style-image": False,
    }
)


def _read_ebenen(liste: Element) -> Iterator[tuple[int, Listenebene]]:
    for ebene in liste:
        roh = ebene.get(f"{TEXT}level") or ""
        if ebene.tag not in _NUMMERN or not roh.isdecimal():
            continue
        art = ebene.get(f"{STYLE}num-format", "1" if ebene.tag == f"{TEXT}list-level-style-number" else "")
        is_nummer = _NUMMERN[ebene.tag] and bool(
            art or ebene.get(f"{STYLE}num-prefix") or ebene.get(f"{STYLE}num-suffix")
        )
        yield (
            int(roh) - 1,
            Listenebene(
                art=art if art in _ARTEN else "",
                start=zahl_of(ebene.get(f"{TEXT}start-value"), 1),
                davor=ebene.get(f"{STYLE}num-prefix") or "",
                # A document that says nothing of it means a point, as every program shows it.
                danach=ebene.get(f"{STYLE}num-suffix", "." if ebene.get(f"{STYLE}num-format") is None else ""),
                ebenen=max(1, zahl_of(ebene.get(f"{TEXT}display-levels"), 1)),
                is_nummer=is_nummer,
            ),
        )


def zahl_of(wert: str | None, sonst: int) -> int:
    """Return a number that a file names, within reason."""
    return min(int(wert), _ZAHL_MAX) if wert and wert.isdecimal() else sonst
