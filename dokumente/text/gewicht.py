"""Which part of a text keeps the printer busiest, so that its author knows where to shorten."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from dokumente.rules.zahlen import format_zahl

FELD: Final = 0.8
REIHE: Final = 0.8
PUNKT: Final = 1.9
ELEMENT: Final = 1.1
ZEICHEN: Final = 0.014
ZEICHEN_IM_FELD: Final = 0.021
LANGES_WORT: Final = 0.0004
"""Milliseconds of the processor for a field, a row, an item, any other element, a character, and the square of the
length of a word that is longer than a line. Measured with tables, lists and paragraphs of all sizes."""
AUFWAND_MAX: Final = 8_000
"""Milliseconds one text may take: both texts of a paper on a machine half as fast stay within what a print may take."""

_LEERE: Final = frozenset(["br", "hr", "img", "col"])
_STELLE_LAENGE: Final = 40
_ZEILE: Final = 90
_WORT: Final = re.compile(rf"\S{{{_ZEILE},}}")


@dataclass(slots=True)
class Stueck:
    """One paragraph, list or table of a text, and the words before it."""

    art: str
    davor: str
    felder: int = 0
    reihen: int = 0
    punkte: int = 0
    elemente: int = 0
    zeichen: int = 0
    lange_worte: int = 0

    @property
    def aufwand(self) -> float:
        """Return the rough cost of laying it out, in milliseconds of the processor."""
        je_zeichen = ZEICHEN_IM_FELD if self.felder else ZEICHEN
        return (
            self.felder * FELD
            + self.reihen * REIHE
            + self.punkte * PUNKT
            + self.elemente * ELEMENT
            + self.zeichen * je_zeichen
            + self.lange_worte * LANGES_WORT
        )

    @property
    def ort(self) -> str:
        """Return where it is, as part of a sentence."""
        return f" (nach „…{self.davor}“)" if self.davor else ""

    def describe(self) -> str:
        """Return what it is, with its size, in the nominative."""
        if self.felder:
            return f"die Tabelle mit {format_zahl(self.felder)} Feldern"
        if self.punkte:
            return f"die Liste mit {format_zahl(self.punkte)} Punkten"
        return f"der Absatz mit {format_zahl(self.zeichen)} Zeichen"


def estimate_aufwand(html: str) -> float:
    """Return roughly how long sanitised ``html`` takes to lay out, in milliseconds of the processor."""
    return sum(stueck.aufwand for stueck in _weigh(html))


def check_aufwand(html: str) -> list[str]:
    """Return why sanitised ``html`` takes too long to print, as a German sentence that names its costliest part.

    What is refused here would otherwise be refused to everybody who wants to read it.
    """
    aufwand = estimate_aufwand(html)
    schwerstes = find_schwerstes(html)
    if aufwand <= AUFWAND_MAX or schwerstes is None:
        return []
    satz = (
        f"Der Text ist für den Druck zu aufwendig: Er bräuchte etwa {format_zahl(math.ceil(aufwand / 1000))} Sekunden "
        f"Rechenzeit (höchstens {AUFWAND_MAX // 1000}). Am aufwendigsten ist {schwerstes.describe()}"
        f"{schwerstes.ort}. Bitte kürzen Sie den Text dort oder geben Sie diesen Teil als Anlage bei."
    )
    return [satz]


def find_schwerstes(html: str) -> Stueck | None:
    """Return the part of sanitised ``html`` that costs most to lay out, None of an empty text."""
    return max(_weigh(html), key=lambda stueck: stueck.aufwand, default=None)


def describe_schwerstes(texte: Mapping[str, str]) -> str:
    """Return a German sentence naming the costliest part of these texts (heading: sanitised HTML), empty for none."""
    gewogen = [(titel, stueck) for titel, html in texte.items() if (stueck := find_schwerstes(html)) is not None]
    if not gewogen:
        return ""
    titel, stueck = max(gewogen, key=lambda paar: paar[1].aufwand)
    return f"Am aufwendigsten ist unter „{titel}“ {stueck.describe()}{stueck.ort}."


def _weigh(html: str) -> list[Stueck]:
    scale = _Scale()
    scale.feed(html)
    scale.close()
    return scale.stuecke


class _Scale(HTMLParser):
    """Weighs what stands at the top level, whatever is inside."""

    def __init__(self) -> None:
        super().__init__()
        self.stuecke: list[Stueck] = []
        self._tiefe = 0
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._tiefe == 0:
            self.stuecke.append(Stueck(tag, " ".join(self._text.split())[-_STELLE_LAENGE:].strip()))
        stueck = self.stuecke[-1]
        if tag in ("td", "th"):
            stueck.felder += 1
        elif tag == "tr":
            stueck.reihen += 1
        elif tag == "li":
            stueck.punkte += 1
        else:
            stueck.elemente += 1
        self._text += " "
        if tag not in _LEERE:
            self._tiefe += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in _LEERE:
            self._tiefe = max(0, self._tiefe - 1)

    def handle_data(self, data: str) -> None:
        if self.stuecke:
            self.stuecke[-1].zeichen += len(data)
            self.stuecke[-1].lange_worte += sum(len(wort) ** 2 for wort in _WORT.findall(data))
        self._text = (self._text + data)[-4 * _STELLE_LAENGE :]
