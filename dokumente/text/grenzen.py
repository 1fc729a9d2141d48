"""How much a rich text may hold before laying it out on paper would take minutes or crash: limits with their places."""

import re
from html.parser import HTMLParser
from typing import Final

from dokumente.rules.zahlen import format_zahl

MAX_BYTES: Final = 400_000
MAX_TIEFE: Final = 24
MAX_ELEMENTE: Final = 3_000
"""Paragraphs, items, line breaks, emphasised words …; the parts of tables are counted on their own."""
MAX_ZELLEN: Final = 6_000
"""Fields of all tables' grids together: a cell that spans 3 × 2 fields counts as 6."""
MAX_SPANNE: Final = 50
MAX_WORT: Final = 400

_TABELLENTEILE: Final = frozenset(["table", "thead", "tbody", "tr", "td", "th"])
_LANGES_WORT: Final = re.compile(rf"\S{{{MAX_WORT + 1},}}")
_STELLE_LAENGE: Final = 40


def check_grenzen(html: str) -> list[str]:
    """Return a German sentence for every limit that sanitised ``html`` breaks, with the first place where it does."""
    measurement = _Measurement()
    if (groesse := len(html.encode())) > MAX_BYTES:
        measurement.report(
            "groesse",
            f"Der Text ist mit {format_zahl(groesse // 1000)} kB zu lang (höchstens {MAX_BYTES // 1000} kB). "
            "Bitte geben Sie einen Teil davon als Anlage bei.",
        )
    measurement.feed(html)
    measurement.close()
    return list(measurement.befunde.values())


class _Measurement(HTMLParser):
    """Counts and measures while reading; only the first place of each kind is reported."""

    def __init__(self) -> None:
        super().__init__()
        self.befunde: dict[str, str] = {}
        self._offen: list[str] = []
        self._elemente = 0
        self._zellen = 0
        self._davor = ""

    def report(self, art: str, satz: str) -> None:
        """Keep ``satz`` unless something of its kind was reported before."""
        self.befunde.setdefault(art, satz)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the element, look at depth and spans."""
        if tag == "table" and "table" in self._offen:
            self.report(
                "tabelle",
                f"{self._ort()} steht eine Tabelle in einer Tabelle. Bitte lösen Sie die innere Tabelle auf.",
            )
        if tag in ("td", "th"):
            self._count_zelle(attrs)
        elif tag not in _TABELLENTEILE:
            self._count_element()
        self._davor += " "
        if tag == "br":
            return
        self._offen.append(tag)
        if len(self._offen) > MAX_TIEFE:
            self.report(
                "tiefe",
                f"{self._ort()} ist der Text mehr als {MAX_TIEFE} Ebenen tief verschachtelt. "
                "Bitte rücken Sie die Listen oder Zitate aus.",
            )

    def handle_endtag(self, tag: str) -> None:
        """Leave a level."""
        if self._offen:
            self._offen.pop()

    def handle_data(self, data: str) -> None:
        """Look for words without end."""
        if fund := _LANGES_WORT.search(data):
            self.report(
                "wort",
                f"{self._ort(data[: fund.start()])} steht ein Wort mit mehr als {MAX_WORT} Zeichen "
                f"(„{fund[0][:20]}…“). Bitte teilen Sie es mit Leerzeichen.",
            )
        self._davor = (self._davor + data)[-4 * _STELLE_LAENGE :]

    def _count_element(self) -> None:
        self._elemente += 1
        if self._elemente > MAX_ELEMENTE:
            self.report(
                "elemente",
                f"{self._ort()} ist die Grenze von {format_zahl(MAX_ELEMENTE)} Absätzen, Listenpunkten und "
                "Hervorhebungen überschritten. Bitte geben Sie den Rest als Anlage bei.",
            )

    def _count_zelle(self, attrs: list[tuple[str, str | None]]) -> None:
        spannen = [int(wert) for name, wert in attrs if name in ("colspan", "rowspan") and wert and wert.isdecimal()]
        flaeche = 1
        for spanne in spannen:
            flaeche *= min(spanne, MAX_ZELLEN + 1)
        if max(spannen, default=1) > MAX_SPANNE:
            self.report(
                "spanne",
                f"{self._ort()} reicht eine Tabellenzelle über {format_zahl(max(spannen))} Zeilen oder Spalten "
                f"(höchstens {MAX_SPANNE}). Bitte teilen Sie die Zelle.",
            )
        self._zellen += flaeche
        if self._zellen > MAX_ZELLEN:
            self.report(
                "zellen",
                f"{self._ort()} haben die Tabellen mehr als {format_zahl(MAX_ZELLEN)} Felder. "
                "Bitte geben Sie die Tabelle als Anlage bei.",
            )

    def _ort(self, davor: str = "") -> str:
        text = " ".join((self._davor + davor).split())[-_STELLE_LAENGE:].strip()
        return f"Nach „…{text}“" if text else "Am Anfang des Textes"
