"""Pages as PDFium sees them, the engine of the most common browser: text, pieces in the order of painting, pixels."""

from __future__ import annotations

import threading
from collections.abc import Callable, Container, Iterator
from contextlib import closing, contextmanager
from ctypes import c_float, c_int, c_uint, c_void_p, cast, create_string_buffer
from io import BytesIO
from math import sqrt
from typing import Any, Final, NamedTuple

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image
from pypdfium2 import PdfBitmap, PdfDocument, PdfMatrix, PdfPage, PdfTextPage

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pdf.geometrie import Kasten
from dokumente.anlagen.pdf.grenzen import Quota
from dokumente.anlagen.pdf.knoten import untangle

TEXT: Final = pdfium.FPDF_PAGEOBJ_TEXT
_BILD: Final = pdfium.FPDF_PAGEOBJ_IMAGE
PFAD: Final = pdfium.FPDF_PAGEOBJ_PATH
_ZEICHNUNG: Final = pdfium.FPDF_PAGEOBJ_FORM

_PUNKTE_MAX: Final = 4_000_000
"""Most pixels of a page that is painted."""
_FEIN: Final = 2.0
"""Pixels per point where the page is small enough."""
_VERSCHACHTELT: Final = 12
_TEILE_MAX: Final = 400
"""Segments of a path that are looked at; one of more is a drawing."""
_DUENN: Final = 1.5
"""Boxes and lines up to this size in points rule and underline, and cover nothing."""

# PDFium keeps global state; two threads inside it crash the process. A file in a file is read by the same thread.
_sperre: Final = threading.RLock()

Farbe = tuple[int, int, int]


@contextmanager
def open_blaetter(pdf: pikepdf.Pdf, roh: bytes, quota: Quota) -> Iterator[PdfDocument]:
    """Open the pages of a PDF that qpdf has opened already from the same bytes.

    :raises NichtLesbar: when PDFium cannot open what qpdf could, or finds more pages or fewer.
    :raises GrenzeErreicht: when its drawings call each other too often.
    """
    if untangle(pdf, quota):
        roh = _save(pdf)
    try:
        with _sperre, pypdfium2.PdfDocument(roh) as blaetter:
            if len(blaetter) != len(pdf.pages):
                raise NichtLesbar("Wie viele Seiten das PDF hat, ist nicht eindeutig. Bitte erzeugen Sie das PDF neu.")
            yield blaetter
    except pypdfium2.PdfiumError as fehler:
        raise NichtLesbar("Eine Seite des PDF ist beschädigt. Bitte erzeugen Sie das PDF neu.") from fehler


def _save(pdf: pikepdf.Pdf) -> bytes:
    ziel = BytesIO()
    pdf.save(ziel)
    return ziel.getvalue()


def iter_seiten(pdf: PdfDocument) -> Iterator[tuple[int, PdfPage]]:
    """Yield the number, from 1, and the page; it is closed when the next one is asked for."""
    for nummer in range(len(pdf)):
        with closing(pdf[nummer]) as seite:
            yield nummer + 1, seite


class Stueck(NamedTuple):
    """A piece of text, a path, a picture or a gradient; ``nr`` counts in the order of painting."""

    nr: int
    art: int
    roh: Any
    kasten: Kasten
    matrix: PdfMatrix | None
    """From the drawing in which the piece stands to the page; None where it stands on the page itself."""

    @property
    def ort(self) -> int:
        """Tells pieces apart."""
        return cast(self.roh, c_void_p).value or 0

    @property
    def modus(self) -> int:
        """How the letters are drawn: 0 filled, 3 and 7 not at all."""
        return int(pdfium.FPDFTextObj_GetTextRenderMode(self.roh))

    @property
    def farbe(self) -> tuple[Farbe, int] | None:
        """The colour it is filled with and how opaque, of 255; None for pictures and gradients."""
        werte = [c_uint() for _ in range(4)]
        if self.art not in (TEXT, PFAD, _BILD) or not pdfium.FPDFPageObj_GetFillColor(self.roh, *werte):
            return None
        rot, gruen, blau, deckung = (wert.value for wert in werte)
        return (rot, gruen, blau), deckung

    @property
    def punkte(self) -> float:
        """Type size as seen on the page."""
        groesse = c_float()
        pdfium.FPDFTextObj_GetFontSize(self.roh, groesse)
        return abs(groesse.value) * _massstab(_matrix_of(self.roh)) * _massstab(self.matrix)

    @property
    def is_punkt(self) -> bool:
        """Whether an instruction in error shrinks text to nothing; not every program obeys it."""
        matrix = _matrix_of(self.roh)
        return self.art == TEXT and not _massstab(matrix)

    @property
    def deckt(self) -> bool:
        """Whether it may hide what lies under it."""
        if self.art == PFAD:
            fuellung, strich, breite = c_int(), c_int(), c_float()
            pdfium.FPDFPath_GetDrawMode(self.roh, fuellung, strich)
            pdfium.FPDFPageObj_GetStrokeWidth(self.roh, breite)
            dick = bool(strich.value) and breite.value * _massstab(self.matrix) > _DUENN
            return dick or (bool(fuellung.value) and min(self.kasten.breite, self.kasten.hoehe) > _DUENN)
        return bool(self.art != TEXT)

    @property
    def is_bild(self) -> bool:
        """Whether it is a picture; a stencil filled with a colour is a shape."""
        return self.art == _BILD and self.farbe is None

    @property
    def has_farbschluessel(self) -> bool:
        """Whether some colours of a picture are left out."""
        bild = pdfium.FPDFImageObj_GetBitmap(self.roh) if self.art == _BILD else None
        return bool(bild) and bool(PdfBitmap.from_raw(bild).format == pdfium.FPDFBitmap_BGRA)

    def is_durchsichtig(self, seite: PdfPage) -> bool:
        """Return whether a picture lets through anywhere what lies under it."""
        bild = pdfium.FPDFImageObj_GetRenderedBitmap(seite.pdf, seite, self.roh) if self.art == _BILD else None
        return bool(bild) and PdfBitmap.from_raw(bild).to_pil().getchannel("A").getextrema()[0] < 255

    def fills(self, x: float, y: float) -> bool:
        """Return whether a path fills this point: a frame does not fill its middle. Curves count as their boxes."""
        fuellung, strich = c_int(), c_int()
        pdfium.FPDFPath_GetDrawMode(self.roh, fuellung, strich)
        matrix = _matrix_of(self.roh)
        matrix = matrix.multiply(self.matrix) if self.matrix else matrix
        teile: list[list[tuple[float, float]]] = []
        px, py = c_float(), c_float()
        for nummer in range(min(pdfium.FPDFPath_CountSegments(self.roh), _TEILE_MAX)):
            stelle = pdfium.FPDFPath_GetPathSegment(self.roh, nummer)
            if pdfium.FPDFPathSegment_GetType(stelle) == pdfium.FPDF_SEGMENT_MOVETO or not teile:
                teile.append([])
            pdfium.FPDFPathSegment_GetPoint(stelle, px, py)
            teile[-1].append(matrix.on_point(px.value, py.value))
        kaesten = [Kasten.around(teil) for teil in teile]
        return bool(fuellung.value) and sum(k.x0 <= x <= k.x1 and k.y0 <= y <= k.y1 for k in kaesten) % 2 == 1

    @property
    def schnitt(self) -> Kasten | None:
        """The box to which it is cut; None where it is not."""
        pfade = pdfium.FPDFPageObj_GetClipPath(self.roh)
        kaesten = [_around(pfade, nummer) for nummer in range(max(0, pdfium.FPDFClipPath_CountPaths(pfade)))]
        gemeinsam: Kasten | None = None
        for kasten in filter(None, kaesten):
            gemeinsam = gemeinsam.cut(kasten) if gemeinsam else kasten
        return _move(gemeinsam, self.matrix) if gemeinsam else None

    def read(self, textseite: PdfTextPage) -> str:
        """Return the text of the piece."""
        laenge = pdfium.FPDFTextObj_GetText(self.roh, textseite, None, 0)
        buffer = create_string_buffer(laenge * 2)
        pdfium.FPDFTextObj_GetText(self.roh, textseite, cast(buffer, pdfium.FPDFTextObj_GetText.argtypes[2]), laenge)
        return buffer.raw[: laenge * 2].decode("utf-16-le", "replace").rstrip("\0")


class Buchstabe(NamedTuple):
    """A letter with its place on the page."""

    text: str
    kasten: Kasten
    ort: int


def read_stuecke(seite: PdfPage) -> list[Stueck]:
    """Return everything a page paints, drawings within drawings included, in the order of painting."""
    stuecke: list[Stueck] = []
    _collect(pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, seite.raw, None, stuecke, 0)
    return stuecke


def _collect(
    zaehle: Callable[[Any], int], hole: Callable[[Any, int], Any], eltern: Any, matrix: PdfMatrix | None,
    stuecke: list[Stueck], tiefe: int,
) -> None:  # fmt: skip
    werte = x0, y0, x1, y1 = c_float(), c_float(), c_float(), c_float()
    for nummer in range(zaehle(eltern)):
        roh = hole(eltern, nummer)
        art = pdfium.FPDFPageObj_GetType(roh)
        if art == _ZEICHNUNG:
            if tiefe < _VERSCHACHTELT:
                eigene = _matrix_of(roh)
                eigene = eigene.multiply(matrix) if matrix else eigene
                _collect(pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, roh, eigene, stuecke, tiefe + 1)
        elif pdfium.FPDFPageObj_GetBounds(roh, *werte):
            kasten = Kasten(x0.value, y0.value, x1.value, y1.value)
            stuecke.append(Stueck(len(stuecke), art, roh, _move(kasten, matrix) if matrix else kasten, matrix))


def read_text(seite: PdfPage) -> str:
    """Return the text of a page; a hyphen at a line's end is U+FFFE, which falls away in the comparison."""
    with closing(seite.get_textpage()) as textseite:
        text: str = textseite.get_text_range()
        return text


def read_buchstaben(textseite: PdfTextPage, orte: Container[int] | None = None) -> Iterator[Buchstabe]:
    """Yield every letter that stands in a piece of text, on request only in some pieces, and all blanks."""
    for stelle in range(textseite.count_chars()):
        roh = pdfium.FPDFText_GetTextObject(textseite, stelle)
        ort = cast(roh, c_void_p).value if roh else 0
        zeichen = chr(pdfium.FPDFText_GetUnicode(textseite, stelle))
        if zeichen.isspace():
            yield Buchstabe(" ", _KEINER, 0)
        elif ort and (orte is None or ort in orte):
            yield Buchstabe(zeichen, Kasten(*textseite.get_charbox(stelle)), ort)


_KEINER: Final = Kasten(0, 0, 0, 0)


class Aufnahme:
    """Paints a page as it is, and again after some of its pieces were changed."""

    def __init__(self, seite: PdfPage) -> None:
        self._seite = seite
        breite, hoehe = seite.get_size()
        self._massstab = min(_FEIN, sqrt(_PUNKTE_MAX / max(breite * hoehe, 1)))
        self._nullpunkt = self._locate(0, 0)
        self._x, self._y = self._locate(_WEIT, 0), self._locate(0, _WEIT)

    def paint(self, *, notizen: bool = False) -> Image.Image:
        """Return the page in colour, on request with its annotations."""
        bild: PdfBitmap = self._seite.render(scale=self._massstab, draw_annots=notizen, may_draw_forms=False)
        farbig: Image.Image = bild.to_pil().convert("RGB")
        return farbig

    def place(self, kasten: Kasten) -> tuple[int, int, int, int]:
        """Return where a box of the page stands in the picture; at least one pixel."""
        (ax, ay), (bx, by) = self._move(kasten.x0, kasten.y0), self._move(kasten.x1, kasten.y1)
        links, oben = int(min(ax, bx)), int(min(ay, by))
        return links, oben, max(links + 1, round(max(ax, bx))), max(oben + 1, round(max(ay, by)))

    def _move(self, x: float, y: float) -> tuple[float, float]:
        (nx, ny), (xx, xy), (yx, yy) = self._nullpunkt, self._x, self._y
        x, y = x / _WEIT, y / _WEIT
        return nx + x * (xx - nx) + y * (yx - nx), ny + x * (xy - ny) + y * (yy - ny)

    def _locate(self, x: float, y: float) -> tuple[float, float]:
        # The function answers in whole pixels, so it is asked about a page a hundred times as large.
        breite, hoehe = (round(mass * self._massstab * _GENAU) for mass in self._seite.get_size())
        links, oben = c_int(), c_int()
        pdfium.FPDF_PageToDevice(self._seite, 0, 0, breite, hoehe, 0, x, y, links, oben)
        return links.value / _GENAU, oben.value / _GENAU


_WEIT: Final = 1000
_GENAU: Final = 100


def set_aktiv(stuecke: list[Stueck], aktiv: bool) -> None:
    """Have pieces painted, or not."""
    for stueck in stuecke:
        pdfium.FPDFPageObj_SetIsActive(stueck.roh, aktiv)


def set_farbe(stueck: Stueck, farbe: Farbe) -> None:
    """Have a piece painted in an opaque colour."""
    pdfium.FPDFPageObj_SetFillColor(stueck.roh, *farbe, 255)


def set_sichtbar(stueck: Stueck) -> None:
    """Have text painted that is not."""
    pdfium.FPDFTextObj_SetTextRenderMode(stueck.roh, pdfium.FPDF_TEXTRENDERMODE_FILL)


def read_rahmen(seite: PdfPage) -> Kasten:
    """Return the visible part of a page."""
    return Kasten(*seite.get_bbox())


def _matrix_of(roh: Any) -> PdfMatrix:
    werte = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(roh, werte)
    return PdfMatrix.from_raw(werte)


def _massstab(matrix: PdfMatrix | None) -> float:
    return sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c)) if matrix else 1.0


def _move(kasten: Kasten, matrix: PdfMatrix | None) -> Kasten:
    return Kasten(*matrix.on_rect(*kasten)) if matrix else kasten


def _around(pfade: Any, nummer: int) -> Kasten | None:
    punkte = []
    x, y = c_float(), c_float()
    for stelle in range(pdfium.FPDFClipPath_CountPathSegments(pfade, nummer)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(pfade, nummer, stelle), x, y)
        punkte.append((x.value, y.value))
    return Kasten.around(punkte) if punkte else None
