"""The text of a PDF as lines: read by where the letters stand, not by the order in which they were drawn.

So a table comes row by row whatever program made the file, boxes stand where they are printed, and gaps between
paragraphs stay.
"""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from pikepdf import Name

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pdf.blaetter import iter_seiten, open_blaetter
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht, Quota, open_pdf
from dokumente.anlagen.pdf.werte import lies_liste, lies_zahl

SEITEN_MAX: Final = 300
ZEICHEN_MAX: Final = 1_000_000
"""Most characters of one file; a budget of 300 pages has about 900,000."""

_OHNE_TEXT: Final = (
    "Das PDF enthält keinen Text, sondern vermutlich eingescannte Seiten. "
    "Bitte lassen Sie den Text erkennen (OCR) oder wählen Sie die Word-Datei."
)
_ZU_VIEL: Final = "Das PDF hat mehr als {} Seiten oder zu viel Text; so lang ist kein Vordruck. Bitte teilen Sie es."
_WEICH: Final = "\u00ad"
# What the engine writes where a word was divided.
_TRENNUNG: Final = frozenset({2, 0xFFFE})

# Gaps between letters, as parts of the height of the line.
_LEERZEICHEN, _SPALTE, _EINZUG = 0.16, 1.3, 4.0
# A new line begins when letters stand lower by this part of their height; a blank line when by this many lines.
_NEUE_ZEILE, _ABSATZ = 0.5, 1.35
_EINZUG_JE_ZEICHEN: Final = 0.5


@dataclass(frozen=True, slots=True)
class _Zeichen:
    """A letter, or a box, with its place on the page in points from the lower left corner."""

    text: str
    links: float
    unten: float
    rechts: float
    oben: float

    @property
    def mitte(self) -> float:
        return (self.unten + self.oben) / 2

    @property
    def hoehe(self) -> float:
        return self.oben - self.unten


def read_pdf(pdf: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text with a form feed between pages.

    :raises NichtLesbar: when the file is damaged, protected, or has no text.
    :raises GrenzeErreicht: when it has too many pages, parts or letters.
    """
    seiten: list[str] = []
    rest = ZEICHEN_MAX
    with open_pdf(pdf) as offen:
        kaestchen = _read_kaestchen(offen)
        with open_blaetter(offen, pdf, Quota()) as blaetter:
            for nummer, seite in iter_seiten(blaetter):
                zeichen = list(_read_zeichen(seite, rest))
                rest -= len(zeichen)
                seiten.append("\n".join(_set_zeilen([*zeichen, *kaestchen.get(nummer, [])])))
    if rest == ZEICHEN_MAX:
        raise NichtLesbar(_OHNE_TEXT)
    return "\n\f".join(seiten) + "\n", ()


def _read_kaestchen(pdf: pikepdf.Pdf) -> dict[int, list[_Zeichen]]:
    """Return the boxes to tick by page; they are fields, not letters."""
    if len(pdf.pages) > SEITEN_MAX:
        raise GrenzeErreicht(_ZU_VIEL.format(SEITEN_MAX))
    return {
        nummer: [_place(feld) for feld in lies_liste(seite.get("/Annots")) if _is_kaestchen(feld)]
        for nummer, seite in enumerate(pdf.pages, start=1)
    }


def _is_kaestchen(feld: pikepdf.Object) -> bool:
    if not isinstance(feld, pikepdf.Dictionary) or feld.get("/Subtype") != Name.Widget:
        return False
    eltern = feld.get("/Parent")
    art = feld.get("/FT", eltern.get("/FT") if isinstance(eltern, pikepdf.Dictionary) else None)
    return art == Name.Btn and len(lies_liste(feld.get("/Rect"))) == 4


def _place(feld: pikepdf.Object) -> _Zeichen:
    x1, y1, x2, y2 = (lies_zahl(wert) for wert in lies_liste(feld.get("/Rect")))
    angekreuzt = feld.get("/AS") not in (None, Name.Off)
    return _Zeichen("☒ " if angekreuzt else "☐ ", min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _read_zeichen(seite: pypdfium2.PdfPage, hoechstens: int) -> Iterator[_Zeichen]:
    with closing(seite.get_textpage()) as text:
        yield from _iter_zeichen(text, hoechstens)


def _iter_zeichen(text: pypdfium2.PdfTextPage, hoechstens: int) -> Iterator[_Zeichen]:
    anzahl = text.count_chars()
    if anzahl > hoechstens:
        raise GrenzeErreicht(_ZU_VIEL.format(SEITEN_MAX))
    for stelle in range(anzahl):
        nummer = pypdfium2.raw.FPDFText_GetUnicode(text.raw, stelle)
        if nummer in _TRENNUNG:
            buchstabe = _WEICH
        else:
            buchstabe = chr(nummer) if nummer else ""
            if not buchstabe.strip():
                continue
        yield _Zeichen(buchstabe, *text.get_charbox(stelle, loose=True))


def _set_zeilen(zeichen: Sequence[_Zeichen]) -> Iterator[str]:
    """Yield the lines of a page from top to bottom."""
    zeilen = _group_zeilen([z for z in zeichen if z.hoehe > 0])
    if not zeilen:
        return
    rand = min(zeile[0].links for zeile in zeilen)
    mitten = [statistics.median(z.mitte for z in zeile) for zeile in zeilen]
    hoehen = [statistics.median(z.hoehe for z in zeile) for zeile in zeilen]
    abstaende = [oben - unten for oben, unten in pairwise(mitten)]
    ueblich = statistics.median(abstaende) if abstaende else 0
    for stelle, zeile in enumerate(zeilen):
        if stelle and abstaende[stelle - 1] > _ABSATZ * min(ueblich, 1.6 * hoehen[stelle]):
            yield ""
        yield _set_zeile(zeile, rand, hoehen[stelle])


def _group_zeilen(zeichen: Iterable[_Zeichen]) -> list[list[_Zeichen]]:
    """Return the letters line by line, each from left to right."""
    zeilen: list[list[_Zeichen]] = []
    mitte = hoehe = 0.0
    for z in sorted(zeichen, key=lambda z: -z.mitte):
        if zeilen and mitte - z.mitte < _NEUE_ZEILE * max(hoehe, z.hoehe):
            zeilen[-1].append(z)
            anzahl = len(zeilen[-1])
            mitte += (z.mitte - mitte) / anzahl
        else:
            zeilen.append([z])
            mitte, hoehe = z.mitte, z.hoehe
    return [sorted(zeile, key=lambda z: z.links) for zeile in zeilen]


def _set_zeile(zeile: Sequence[_Zeichen], rand: float, hoehe: float) -> str:
    """Return a line as text: small gaps as blanks, large ones as tabs, the indentation before it."""
    einzug = (zeile[0].links - rand) / hoehe
    stuecke = ["\t" if einzug > _EINZUG else " " * round(einzug / _EINZUG_JE_ZEICHEN)]
    vorher: _Zeichen | None = None
    for z in zeile:
        if vorher is not None:
            luecke = (z.links - vorher.rechts) / hoehe
            stuecke.append("\t" if luecke > _SPALTE else " " if luecke > _LEERZEICHEN else "")
        stuecke.append(z.text)
        vorher = z
    return "".join(stuecke).rstrip()
