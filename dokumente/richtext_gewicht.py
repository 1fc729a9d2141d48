"""Which part of a text keeps the printer busiest, so that its author knows where to shorten."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from dokumente.rules.zahlen import format_zahl

AUFWAND_FELD: Final = 1.0
AUFWAND_ELEMENT: Final = 1.0
AUFWAND_ZEICHEN: Final = 0.02
"""Rough milliseconds of layout, measured with long tables, lists and paragraphs; only their relation matters."""

_LEERE: Final = frozenset(["br", "hr", "img", "col"])
_STELLE_LAENGE: Final = 40


@dataclass(slots=True)
class Stueck:
    """One paragraph, list or table of a text, and the words before it."""

    art: str
    davor: str
    felder: int = 0
    punkte: int = 0
    elemente: int = 0
    zeichen: int = 0

    @property
    def aufwand(self) -> float:
        """Return the rough cost of laying it out, in milliseconds."""
        return self.felder * AUFWAND_FELD + self.elemente * AUFWAND_ELEMENT + self.zeichen * AUFWAND_ZEICHEN

    def describe(self) -> str:
        """Return what it is, with its size, in the nominative."""
        if self.felder:
            return f"die Tabelle mit {format_zahl(self.felder)} Feldern"
        if self.punkte:
            return f"die Liste mit {format_zahl(self.punkte)} Punkten"
        return f"der Absatz mit {format_zahl(self.zeichen)} Zeichen"


def find_schwerstes(html: str) -> Stueck | None:
    """Return the part of sanitised ``html`` that costs most to lay out, None of an empty text."""
    waage = _Waage()
    waage.feed(html)
    waage.close()
    return max(waage.stuecke, key=lambda stueck: stueck.aufwand, default=None)


def describe_schwerstes(texte: Mapping[str, str]) -> str:
    """Return a German sentence naming the costliest part of these texts (heading: sanitised HTML), empty for none."""
    gewogen = [(titel, stueck) for titel, html in texte.items() if (stueck := find_schwerstes(html)) is not None]
    if not gewogen:
        return ""
    titel, stueck = max(gewogen, key=lambda paar: paar[1].aufwand)
    stelle = f" (nach „…{stueck.davor}“)" if stueck.davor else ""
    return f"Am aufwendigsten ist unter „{titel}“ {stueck.describe()}{stelle}."


class _Waage(HTMLParser):
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
        stueck.elemente += 1
        stueck.felder += tag in ("td", "th")
        stueck.punkte += tag == "li"
        self._text += " "
        if tag not in _LEERE:
            self._tiefe += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in _LEERE:
            self._tiefe = max(0, self._tiefe - 1)

    def handle_data(self, data: str) -> None:
        if self.stuecke:
            self.stuecke[-1].zeichen += len(data)
        self._text = (self._text + data)[-4 * _STELLE_LAENGE :]
