"""A case set as a paper, and what an outside reader (poppler) finds on its pages, word by word with its place."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from dokumente.druck.pdf import render_pdf
from tests.vorlagen.druckbeispiele import build_druck
from vorlagen.documents.vorlage import STILE, build_vorlage_html

MM: Final = 72 / 25.4
OBEN, UNTEN, LINKS, RECHTS = 16 * MM, 20 * MM, 25 * MM, 20 * MM
"""Margins of a page, in points; what stands above or below is furniture that each page has."""
ZIFFERN: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SEITE: Final = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORT: Final = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class Wort:
    """A word with its box, in points from the top left."""

    text: str
    links: float
    oben: float
    rechts: float
    unten: float


@dataclass(frozen=True, slots=True)
class Blatt:
    """A page with the words between its margins."""

    breite: float
    hoehe: float
    worte: tuple[Wort, ...]

    @property
    def zeilen(self) -> list[str]:
        """Return its lines from top to bottom, the cells of a row in one line."""
        zeilen: list[list[Wort]] = []
        for wort in sorted(self.worte, key=lambda wort: (wort.oben, wort.links)):
            if zeilen and abs(zeilen[-1][0].oben - wort.oben) < 2:
                zeilen[-1].append(wort)
            else:
                zeilen.append([wort])
        return [" ".join(wort.text for wort in sorted(zeile, key=lambda wort: wort.links)) for zeile in zeilen]


def render_begruendung(html: str) -> bytes:
    """Return a paper with these reasons as PDF."""
    return render_pdf(build_vorlage_html(build_druck(begruendung=html)), stylesheets=STILE)


def read_seiten(pdf: bytes) -> list[Blatt]:
    """Return the pages as poppler reads them."""
    roh = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return [_read_seite(float(breite), float(hoehe), inhalt) for breite, hoehe, inhalt in _SEITE.findall(roh)]


def _read_seite(breite: float, hoehe: float, inhalt: str) -> Blatt:
    worte = (Wort(unescape(text), *map(float, kasten)) for *kasten, text in _WORT.findall(inhalt))
    return Blatt(breite, hoehe, tuple(wort for wort in worte if wort.oben > OBEN and wort.unten < hoehe - UNTEN))


def count_ziffern(texte: Iterable[str]) -> Counter[str]:
    """Return how often each run of figures stands in these texts."""
    return Counter(fund for text in texte for fund in ZIFFERN.findall(text))


def iter_worte(seiten: Iterable[Blatt]) -> Iterator[str]:
    """Yield the words of all pages."""
    return (wort.text for seite in seiten for wort in seite.worte)
