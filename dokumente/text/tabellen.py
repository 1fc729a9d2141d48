"""The tables of a sanitised rich text as grids: where each cell stands, what it says, how much room it needs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Final

from dokumente.rules.betraege import is_betrag, is_jahr, is_leerwert
from dokumente.rules.festabstand import bind_text
from dokumente.rules.spaltenbreiten import SPALTE_MIN, Bedarf
from dokumente.rules.textbreiten import measure_wort
from dokumente.text.grenzen import MAX_SPANNE

MARKE: Final = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>")
"""A tag of sanitised markup: well formed, names in small letters, no angle bracket in an attribute."""
ZAHL: Final = re.compile(r"[(+±−–-]?\d+(?:[.,:'’]\d+)*(?:\u00a0\d{3}(?!\d))*(?:,[-–—]+)?\)?(?:\u00a0?[€%‰])?")
KOPFZEILEN_MAX: Final = 5
"""Rows at the top of a table that may become its head; more of them are no head but a table of headers."""
_STUECKE: Final = re.compile(r"(?<=[-–/])(?=[^\W\d])")
_SPANNE: Final = re.compile(r'\b(colspan|rowspan)="(\d+)"')
AUSRICHTUNGEN: Final = ("left", "center", "right")
"""How a cell may be aligned, as HTML names it in ``align``; without it amounts stand right, all others left."""
_AUSRICHTUNG: Final = re.compile(rf' align="({"|".join(AUSRICHTUNGEN)})"')
_BLOECKE: Final = frozenset(["p", "li", "ul", "ol", "h3", "h4", "blockquote", "table", "tr", "td", "th", "br"])
_EINGERUECKT: Final = frozenset(["ul", "ol", "blockquote"])
_EINZUG: Final = 2.0
"""What a list or quotation inside a cell takes on the left, in multiples of the type size (``pdf/basis.css``)."""
_EINZUG_DAVOR: Final = {"ul": 17.1, "ol": 17.1, "blockquote": 26.4}
"""What one around a table takes from its width, in points (``pdf/basis.css``)."""
_SILBE_MAX: Final = 8.0
"""A word wider than this (about fourteen letters) may be hyphenated."""
_KENNUNG_MAX: Final = 12.0
"""A word with figures in it, such as a file name, may break outside of these when it is wider than this."""
_WORT_MAX: Final = 30.0
_KURZ: Final = 8.0
"""A line like „T 11“ or „bis 3. Mai“ is as one word."""
_ABSATZ: Final = 24.0
"""Up to here a line rather stays whole; a longer text gets room by its length."""
_STELLE_LAENGE: Final = 40


@dataclass(slots=True)
class Zelle:
    """A cell: its place in the markup (start of the tag, start and end of the content) and in the grid."""

    tag: str
    anfang: int
    innen: int
    colspan: int
    rowspan: int
    ende: int = 0
    spalte: int = 0
    align: str = ""
    zeilen: list[tuple[int, str]] = field(default_factory=lambda: [(0, "")])
    """Its lines, each with the number of lists and quotations around it."""

    @property
    def texte(self) -> list[str]:
        """Return the lines that say something."""
        return [text.strip() for _, text in self.zeilen if text.strip()]

    @property
    def is_betrag(self) -> bool:
        """Return whether it holds amounts and nothing else."""
        return bool(self.texte) and all(map(is_betrag, self.texte))

    @property
    def is_zweifelhaft(self) -> bool:
        """Return whether it is an amount only where its neighbours are: a year, a dash."""
        return bool(self.texte) and all(is_jahr(text) or is_leerwert(text) for text in self.texte)

    def measure(self, *, betrag: bool) -> tuple[float, ...]:
        """Return the five widths of :class:`Bedarf`; an amount never breaks."""
        breiten = [_measure_zeile(text, tiefe * _EINZUG, betrag=betrag) for tiefe, text in self.zeilen]
        return tuple(max(werte) for werte in zip(*breiten, strict=True))


@dataclass(slots=True)
class Reihe:
    """A row, the number of the group of rows it is in, and whether that is the head."""

    anfang: int
    gruppe: int
    im_kopf: bool
    zellen: list[Zelle] = field(default_factory=list)
    ende: int = 0

    @property
    def is_kopfzeile(self) -> bool:
        """Return whether it holds headers only."""
        return bool(self.zellen) and all(zelle.tag == "th" for zelle in self.zellen)


@dataclass
class Tabelle:
    """A table that stands in no other one: its number in the text (from 1), what is before it, its rows."""

    nummer: int
    anfang: int
    davor: str
    einzug_pt: float
    ende: int = 0
    reihen: list[Reihe] = field(default_factory=list)
    spaltenzahl: int = 0

    def place_zellen(self) -> None:
        """Give every cell its column, once all rows are known."""
        belegt: dict[tuple[int, int], int] = defaultdict(int)
        for nummer, reihe in enumerate(self.reihen):
            spalte = 0
            for zelle in reihe.zellen:
                while belegt[reihe.gruppe, spalte] > nummer:
                    spalte += 1
                zelle.spalte = spalte
                for stelle in range(spalte, spalte + zelle.colspan):
                    belegt[reihe.gruppe, stelle] = nummer + zelle.rowspan
                spalte += zelle.colspan
                self.spaltenzahl = max(self.spaltenzahl, spalte)

    @property
    def ort(self) -> str:
        """Return its name with the words before it, as a sentence begins: „Tabelle 3 (nach „…Kosten:“)“."""
        davor = " ".join(self.davor.split())[-_STELLE_LAENGE:].strip()
        return f"Tabelle {self.nummer} (nach „…{davor}“)" if davor else f"Tabelle {self.nummer}"

    def iter_zellen(self) -> Iterator[tuple[Reihe, Zelle]]:
        """Yield every cell with its row."""
        for reihe in self.reihen:
            yield from ((reihe, zelle) for zelle in reihe.zellen)

    @cached_property
    def betragsspalten(self) -> set[int]:
        """Return the columns of whose filled cells at least half hold an amount."""
        gefuellt = Counter(zelle.spalte for reihe, zelle in self.iter_zellen() if not reihe.im_kopf and zelle.texte)
        betraege = Counter(zelle.spalte for reihe, zelle in self.iter_zellen() if not reihe.im_kopf and zelle.is_betrag)
        return {spalte for spalte, anzahl in betraege.items() if 2 * anzahl >= gefuellt[spalte]}

    def is_betrag(self, reihe: Reihe, zelle: Zelle) -> bool:
        """Return whether this cell holds an amount, or among amounts a year or the sign for none."""
        if reihe.im_kopf:
            return False
        return zelle.is_betrag or (zelle.is_zweifelhaft and zelle.spalte in self.betragsspalten)

    def is_betragskopf(self, reihe: Reihe, zelle: Zelle) -> bool:
        """Return whether this cell is the head of one column of amounts."""
        return reihe.im_kopf and zelle.colspan == 1 and zelle.spalte in self.betragsspalten

    def choose_ausrichtung(self, reihe: Reihe, zelle: Zelle) -> str:
        """Return how a cell stands where nobody says it."""
        return "right" if self.is_betrag(reihe, zelle) or self.is_betragskopf(reihe, zelle) else "left"

    def measure_spalten(self) -> list[Bedarf]:
        """Return how much room each column needs: first from cells in one column, then from those over several."""
        spalten = [Bedarf() for _ in range(self.spaltenzahl)]
        breite = []
        for reihe, zelle in self.iter_zellen():
            werte = zelle.measure(betrag=self.is_betrag(reihe, zelle))
            if zelle.colspan == 1:
                spalten[zelle.spalte].raise_to(werte)
            else:
                breite.append((zelle, werte))
        for zelle, werte in sorted(breite, key=lambda paar: paar[0].colspan):
            _spread(spalten[zelle.spalte : zelle.spalte + zelle.colspan], werte)
        return spalten

    def count_kopfzeilen(self) -> int:
        """Return how many rows at the top are a head that is not marked as one; 0 if there is a head already."""
        if any(reihe.im_kopf for reihe in self.reihen):
            return 0
        erste = self.reihen[0].gruppe if self.reihen else 0
        anzahl = 0
        for reihe in self.reihen:
            if not reihe.is_kopfzeile or reihe.gruppe != erste:
                break
            anzahl += 1
        if anzahl == len(self.reihen) or anzahl > KOPFZEILEN_MAX:
            return 0
        while any(n + z.rowspan > anzahl for n, reihe in enumerate(self.reihen[:anzahl]) for z in reihe.zellen):
            anzahl -= 1
        return anzahl


def read_tabellen(html: str) -> list[Tabelle]:
    """Return the tables of sanitised ``html`` in their order; one inside a cell is text of that cell."""
    leser = _Leser()
    stelle = 0
    for marke in MARKE.finditer(html):
        leser.add_text(html[stelle : marke.start()])
        stelle = marke.end()
        if marke[1]:
            leser.end(marke[2], marke)
        else:
            leser.begin(marke[2], marke)
    return leser.tabellen


def apply_edits(html: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """Return ``html`` with each (start, end, text) put in place; those of the same place in the order given."""
    teile, stelle = [], 0
    for anfang, ende, neu in sorted(edits, key=lambda edit: edit[0]):
        teile += [html[stelle:anfang], neu]
        stelle = ende
    return "".join([*teile, html[stelle:]])


def raise_koepfe(html: str) -> str:
    """Return sanitised ``html`` with leading rows of headers as the head of their table, so that it can be repeated.

    The editor writes them as the first rows of the body. A table of headers only stays as it is.
    """
    edits: list[tuple[int, int, str]] = []
    for tabelle in read_tabellen(html):
        anzahl = tabelle.count_kopfzeilen()
        koerper = html.rfind("<tbody>", tabelle.anfang, tabelle.reihen[0].anfang) if anzahl else -1
        if koerper < 0:
            continue
        ende = tabelle.reihen[anzahl - 1].ende
        rest = "</thead>" if html.startswith("</tbody>", ende) else "</thead><tbody>"
        bis = ende + len("</tbody>") if rest == "</thead>" else ende
        edits += [(koerper, koerper + len("<tbody>"), "<thead>"), (ende, bis, rest)]
    return apply_edits(html, edits)


def drop_ausrichtung(html: str) -> str:
    """Return sanitised ``html`` without what says of a cell only how it would stand anyway."""
    edits: list[tuple[int, int, str]] = []
    for tabelle in read_tabellen(html):
        for reihe, zelle in tabelle.iter_zellen():
            if zelle.align == tabelle.choose_ausrichtung(reihe, zelle):
                marke = html[zelle.anfang : zelle.innen]
                edits.append((zelle.anfang, zelle.innen, _AUSRICHTUNG.sub("", marke)))
    return apply_edits(html, edits)


class _Leser:
    """Collects tables while the markup goes by."""

    def __init__(self) -> None:
        self.tabellen: list[Tabelle] = []
        self._tiefe = 0
        self._gruppe = 0
        self._im_kopf = False
        self._zelle: Zelle | None = None
        self._einzuege: list[str] = []
        self._davor = ""

    def add_text(self, text: str) -> None:
        """Keep the words of a cell, or the last ones before a table."""
        if not text:
            return
        worte = unescape(text)
        if self._zelle is not None:
            tiefe, bisher = self._zelle.zeilen[-1]
            self._zelle.zeilen[-1] = (tiefe, bisher + worte)
        elif not self._tiefe:
            self._davor = (self._davor + worte)[-4 * _STELLE_LAENGE :]

    def begin(self, tag: str, marke: re.Match[str]) -> None:
        """Open an element."""
        if tag in _EINGERUECKT:
            self._einzuege.append(tag)
        if tag == "table":
            self._tiefe += 1
        if tag == "table" and self._tiefe == 1:
            einzug = sum(_EINZUG_DAVOR[aussen] for aussen in self._einzuege)
            self.tabellen.append(Tabelle(len(self.tabellen) + 1, marke.start(), self._davor, einzug))
            self._aussen, self._davor = len(self._einzuege), ""
        elif self._zelle is None and self._tiefe == 1:
            self._begin_teil(tag, marke)
        elif tag in _BLOECKE:
            self._break_line()

    def end(self, tag: str, marke: re.Match[str]) -> None:
        """Close an element."""
        if tag in _EINGERUECKT and self._einzuege:
            self._einzuege.pop()
        if tag == "table" and self._tiefe:
            self._tiefe -= 1
            if not self._tiefe:
                self._zelle, self.tabellen[-1].ende = None, marke.end()
                self.tabellen[-1].place_zellen()
        elif tag in ("td", "th") and self._tiefe == 1 and self._zelle is not None:
            self._zelle.ende, self._zelle = marke.start(), None
        elif tag == "tr" and self._tiefe == 1 and self.tabellen[-1].reihen:
            self.tabellen[-1].reihen[-1].ende = marke.end()
        elif tag in _BLOECKE:
            self._break_line()

    def _begin_teil(self, tag: str, marke: re.Match[str]) -> None:
        reihen = self.tabellen[-1].reihen
        if tag in ("thead", "tbody"):
            self._gruppe += 1
            self._im_kopf = tag == "thead"
        elif tag == "tr":
            reihen.append(Reihe(marke.start(), self._gruppe, self._im_kopf))
        elif tag in ("td", "th") and reihen:
            spannen = {name: min(max(1, int(wert)), MAX_SPANNE) for name, wert in _SPANNE.findall(marke[3])}
            self._zelle = Zelle(tag, marke.start(), marke.end(), spannen.get("colspan", 1), spannen.get("rowspan", 1))
            ausrichtung = _AUSRICHTUNG.search(marke[3])
            self._zelle.align = ausrichtung[1] if ausrichtung else ""
            reihen[-1].zellen.append(self._zelle)

    def _break_line(self) -> None:
        if self._zelle is None:
            self._davor += " "
        else:
            self._zelle.zeilen.append((len(self._einzuege) - self._aussen, ""))


def _measure_zeile(text: str, einzug: float, *, betrag: bool) -> tuple[float, ...]:
    zahl = silbe = wort = SPALTE_MIN
    zeile = 0.0
    for teil in bind_text(text.strip()).split(" "):
        for stueck in _STUECKE.split(teil):
            breite = measure_wort(stueck)
            zeile += breite
            ziffern = max((measure_wort(fund[0]) for fund in ZAHL.finditer(stueck)), default=0.0)
            zahl = max(zahl, ziffern)
            silbe = max(silbe, ziffern, min(breite, _KENNUNG_MAX if ziffern else _SILBE_MAX))
            wort = max(wort, ziffern, min(breite, _WORT_MAX))
        zeile += measure_wort(" ")
    zeile = max(zeile - measure_wort(" "), wort)
    if betrag:
        return (zeile + einzug,) * 5
    if zeile <= _KURZ:
        wort = zeile
    # Between as wide as it is long and as the root of that: neither empty columns nor endless ones.
    absatz = _ABSATZ * max(1.0, zeile / _ABSATZ) ** 0.6
    return tuple(wert + einzug for wert in (zahl, silbe, wort, max(wort, min(zeile, absatz)), zeile))


def _spread(spalten: Sequence[Bedarf], werte: Sequence[float]) -> None:
    """Widen columns until a cell over all of them fits, each by the same."""
    summen = [sum(stufe) for stufe in zip(*(spalte.values() for spalte in spalten), strict=True)]
    fehlend = [max(0.0, wert - summe) / len(spalten) for wert, summe in zip(werte, summen, strict=True)]
    for spalte in spalten:
        hoch = 0.0
        neu = []
        for alt, mehr in zip(spalte.values(), fehlend, strict=True):
            hoch = max(hoch, alt + mehr)
            neu.append(hoch)
        spalte.raise_to(neu)
