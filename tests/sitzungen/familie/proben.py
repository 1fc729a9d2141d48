"""What is read from a finished file to compare it with the page it was set from."""

import ctypes
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from bs4 import BeautifulSoup, Comment, Tag
from pypdfium2 import PdfDocument, PdfObject, PdfTextPage

from dokumente.druck.norm.tags import Inhaltsverweis, Knoten, Tagbaum
from tests.pdf_text import extract_text

KOERPERTEIL = ("THead", "TFoot")


def squeeze(text: str) -> str:
    """Return small letters and digits only: hyphens at line ends, spaces and capitals are no part of the order."""
    return re.sub(r"[\W_]+", "", text).casefold()


def read_seite(html: str) -> BeautifulSoup:
    """Return the page as parsed HTML."""
    return BeautifulSoup(html, "html.parser")


def list_texte(seite: BeautifulSoup) -> list[str]:
    """Return the pieces of text of the page in its own order, squeezed, without header and footer."""
    koerper = seite.body
    assert koerper is not None
    for randbox in koerper.select(".fuss, .kolumne"):
        randbox.extract()
    stuecke = [squeeze(str(stueck)) for stueck in koerper.find_all(string=True) if not isinstance(stueck, Comment)]
    return [stueck for stueck in stuecke if stueck]


def list_hoerbares(html: str) -> list[str]:
    """Return the pieces of text that are read out: a box says its label itself, the word beside it is for the eye."""
    seite = read_seite(html)
    for verborgen in seite.select('[aria-hidden="true"]'):
        verborgen.extract()
    return list_texte(seite)


def find_missing(texte: list[str], gelesen: str) -> str:
    """Return the first piece that does not follow the ones before it, empty if all come in this order."""
    stelle = 0
    for text in texte:
        fund = gelesen.find(text, stelle)
        if fund < 0:
            return text
        stelle = fund + len(text)
    return ""


def read_tagtext(pdf: bytes) -> str:
    """Return the text in the order of the tag tree, squeezed: the tree as it stands, its texts as PDFium reads them."""
    texte = _read_marken(pdf)
    with pikepdf.open(BytesIO(pdf)) as datei:
        nummern = {seite.obj.objgen: nummer for nummer, seite in enumerate(datei.pages)}
        return squeeze("".join(_iter_tagtexte(Tagbaum.read(datei.Root.StructTreeRoot).wurzel, nummern, texte)))


def read_tagtext_poppler(pdf: bytes) -> str:
    """Return the same as poppler reads it, which draws the page once for every tag: minutes for a long document."""
    ausgabe = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True).stdout
    stuecke = [zeile.strip()[1:-1] for zeile in ausgabe.decode().splitlines() if zeile.strip().startswith('"')]
    return squeeze("".join(stuecke))


def _iter_tagtexte(
    element: pikepdf.Object, nummern: dict[tuple[int, int], int], texte: dict[tuple[int, int], str], seite: int = -1
) -> Iterator[str]:
    """Yield the texts below an element of the tag tree in their order; what is no text has none."""
    leer = pikepdf.Dictionary()
    seite = nummern.get(element.get("/Pg", leer).objgen, seite)
    kinder: Any = element.get("/K", pikepdf.Array())
    for kind in kinder if isinstance(kinder, pikepdf.Array) else [kinder]:
        if isinstance(kind, int):
            yield texte.get((seite, kind), "")
        elif kind.get("/Type") == pikepdf.Name.MCR:
            yield texte.get((nummern.get(kind.get("/Pg", leer).objgen, seite), int(kind.MCID)), "")
        elif kind.get("/Type") != pikepdf.Name.OBJR:
            yield from _iter_tagtexte(kind, nummern, texte, seite)


def _read_marken(pdf: bytes) -> dict[tuple[int, int], str]:
    """Return the text of every piece of marked content by page and number."""
    texte: dict[tuple[int, int], str] = {}
    with closing(PdfDocument(pdf)) as datei:
        for nummer in range(len(datei)):
            seite = datei[nummer]
            textseite = seite.get_textpage()
            for objekt in seite.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                marke = (nummer, raw.FPDFPageObj_GetMarkedContentID(objekt))
                texte[marke] = texte.get(marke, "") + _read_text(objekt, textseite)
    return texte


def _read_text(objekt: PdfObject, textseite: PdfTextPage) -> str:
    laenge = raw.FPDFTextObj_GetText(objekt, textseite, None, 0)
    puffer = ctypes.create_string_buffer(laenge)
    raw.FPDFTextObj_GetText(objekt, textseite, ctypes.cast(puffer, ctypes.POINTER(raw.FPDF_WCHAR)), laenge)
    return puffer.raw.decode("utf-16-le").rstrip("\0")


def read_seitentexte(pdf: bytes) -> list[str]:
    """Return the text of every page in the order of its content, squeezed."""
    return [squeeze(seite) for seite in extract_text(pdf, raw=True).split("\f")[:-1]]


def read_lesezeichen(pdf: bytes) -> list[str]:
    """Return the titles of all bookmarks, squeezed, from top to bottom."""
    with pikepdf.open(BytesIO(pdf)) as datei, datei.open_outline() as gliederung:
        return [squeeze(str(punkt.title)) for punkt in _walk(gliederung.root)]


def _walk(punkte: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for punkt in punkte:
        yield punkt
        yield from _walk(punkt.children)


def count_zeilen(seite: BeautifulSoup) -> int:
    """Return how many table rows the page has, heads that repeat left out."""
    return len([zeile for zeile in seite.select("tr") if zeile.find_parent("thead") is None])


def count_felder(seite: BeautifulSoup) -> int:
    """Return how many voting grids the page has: one group of rows for each station or item."""
    return len(seite.select(".raster tbody"))


def read_zeilen(pdf: bytes) -> list[set[object]]:
    """Return for every table row outside a head the pages its content stands on."""
    with pikepdf.open(BytesIO(pdf)) as datei:
        baum = Tagbaum.read(datei.Root.StructTreeRoot)
        zeilen = [k for k in baum.walk() if k.rolle == "TR" and not (k.eltern and k.eltern.rolle in KOERPERTEIL)]
        return [_find_seiten(zeile) for zeile in zeilen]


def read_gruppen(pdf: bytes) -> list[set[object]]:
    """Return for every group of rows with boxes the pages its content stands on."""
    with pikepdf.open(BytesIO(pdf)) as datei:
        baum = Tagbaum.read(datei.Root.StructTreeRoot)
        gruppen = [k for k in baum.walk() if k.rolle == "TBody" and any(f.rolle == "Form" for f in k.walk())]
        return [_find_seiten(gruppe) for gruppe in gruppen]


def _find_seiten(knoten: Knoten) -> set[object]:
    verweise: list[Inhaltsverweis] = [verweis for einer in knoten.walk() for verweis in einer.inhalte]
    return {verweis.seite for verweis in verweise}


def read_ueberschriften(seite: BeautifulSoup) -> list[str]:
    """Return the headings of the page, squeezed."""
    return [squeeze(u.get_text()) for u in seite.find_all(re.compile("^h[1-6]$")) if isinstance(u, Tag)]
