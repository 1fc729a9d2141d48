"""HTML of an office document as lines of plain text: cells parted by tabs, items with their marks."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_BLOECKE: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "pre", "div"})
_EINZUG: Final = "    "


@dataclass(slots=True)
class _Tabelle:
    """A table under construction: its rows, and the cells that reach down from rows above by column."""

    zeilen: list[list[str]] = field(default_factory=list)
    reichen: dict[int, int] = field(default_factory=dict)
    davor: list[str] = field(default_factory=list)
    spanne: tuple[int, int] = (1, 1)


def html_to_zeilen(html: str) -> str:
    """Return the text of well-formed HTML: blank lines part paragraphs, tabs part cells, boxes stay tags.

    A table that is one column wide is no table but a frame: its paragraphs stay paragraphs.
    """
    leser = _Leser()
    leser.feed(html)
    leser.close()
    leser.end_block()
    return re.sub("\n{3,}", "\n\n", "\n".join(leser.zeilen)).strip("\n") + "\n"


class _Leser(HTMLParser):
    """Collects lines; inside a cell the lines belong to the cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.zeilen: list[str] = []
        self._text: list[str] = []
        self._listen: list[tuple[str, int]] = []
        self._marke = ""
        self._tabellen: list[_Tabelle] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a list, a cell; write a box."""
        werte = dict(attrs)
        if tag in _BLOECKE:
            self.end_block()
        if tag in ("ul", "ol"):
            self.end_block()
            self._listen.append((tag, 0))
        elif tag == "li" and self._listen:
            art, zahl = self._listen[-1]
            self._listen[-1] = (art, zahl + 1)
            self._marke = _EINZUG * (len(self._listen) - 1) + (f"{zahl + 1}. " if art == "ol" else "• ")
        elif tag == "table":
            self._begin_tabelle()
        elif tag in ("td", "th"):
            self._begin_zelle(werte)
        elif tag == "tr" and self._tabellen:
            self._tabellen[-1].zeilen.append([])
        elif tag == "br":
            self._text.append("\n")
        elif tag == "input" and werte.get("type") == "checkbox":
            self._text.append("☒" if "checked" in werte else "☐")

    def handle_endtag(self, tag: str) -> None:
        """End a block, a list, a cell, a table."""
        if tag in _BLOECKE:
            self.end_block()
        elif tag in ("ul", "ol") and self._listen:
            self.end_block()
            self._listen.pop()
            if not self._listen:
                self.zeilen.append("")
        elif tag in ("td", "th") and self._tabellen:
            self._end_zelle()
        elif tag == "table" and self._tabellen:
            self._end_tabelle()

    def handle_data(self, data: str) -> None:
        """Collect text."""
        self._text.append(data)

    def end_block(self) -> None:
        """Write the text collected as lines; outside lists a blank line follows."""
        text = "".join(self._text)
        self._text = []
        if text.strip():
            erste, *weitere = text.strip("\n").split("\n")
            self.zeilen += [self._marke + erste, *weitere]
            self.zeilen += [] if self._listen else [""]
        self._marke = ""

    def _begin_tabelle(self) -> None:
        self.end_block()
        self._tabellen.append(_Tabelle(davor=self.zeilen))
        self.zeilen = []

    def _begin_zelle(self, werte: dict[str, str | None]) -> None:
        if self._tabellen:
            self.end_block()
            self._tabellen[-1].spanne = (_zahl(werte.get("colspan")), _zahl(werte.get("rowspan")))
            self.zeilen = []

    def _end_zelle(self) -> None:
        self.end_block()
        tabelle = self._tabellen[-1]
        if not tabelle.zeilen:
            tabelle.zeilen.append([])
        zeile = tabelle.zeilen[-1]
        _fill(zeile, tabelle.reichen)
        breite, hoehe = tabelle.spanne
        zeile.append("\n".join(self.zeilen).strip("\n"))
        for offset in range(breite):
            if hoehe > 1:
                tabelle.reichen[len(zeile) - 1 + offset] = hoehe - 1
        zeile += [""] * (breite - 1)
        self.zeilen = []

    def _end_tabelle(self) -> None:
        tabelle = self._tabellen.pop()
        self.zeilen = tabelle.davor
        if max(map(len, tabelle.zeilen), default=0) <= 1:
            self.zeilen += [*("\n\n".join(zelle for zeile in tabelle.zeilen for zelle in zeile).split("\n")), ""]
            return
        for zeile in tabelle.zeilen:
            if sum(map(bool, zeile)) == 1 and "\n" in "".join(zeile):
                # A cell across the table with paragraphs of its own: part of a form that is one large table.
                self.zeilen += ["", *"".join(zeile).split("\n"), ""]
            else:
                self.zeilen.append("\t".join(" ".join(zelle.split()) for zelle in zeile).rstrip("\t"))
        self.zeilen.append("")


def _fill(zeile: list[str], reichen: dict[int, int]) -> None:
    """Leave cells empty into which one from above reaches."""
    while reichen.get(len(zeile), 0) > 0:
        reichen[len(zeile)] -= 1
        zeile.append("")


def _zahl(wert: str | None) -> int:
    return min(int(wert), 100) if wert and wert.isdecimal() else 1
