"""The text of a PDF in the order of its tags, as a screen reader gets it; read by PDFium, not by this project."""

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as roh  # type: ignore[import-untyped]


def read_tags(pdf: bytes) -> list[tuple[str, str]]:
    """Return every piece of text with the role of the block it stands in, such as ``Lbl`` or ``P``."""
    with pdfium.PdfDocument(pdf) as datei:
        return [stueck for seite in datei for stueck in _read_seite(seite)]


def _read_seite(seite: Any) -> Iterator[tuple[str, str]]:
    texte: dict[int, str] = defaultdict(str)
    textseite = seite.get_textpage()
    for objekt in seite.get_objects(filter=[roh.FPDF_PAGEOBJ_TEXT], max_depth=1):
        texte[roh.FPDFPageObj_GetMarkedContentID(objekt)] += _fetch(partial(_read_objekt, objekt, textseite))
    baum = roh.FPDF_StructTree_GetForPage(seite)
    for stelle in range(roh.FPDF_StructTree_CountChildren(baum)):
        yield from _walk(roh.FPDF_StructTree_GetChildAtIndex(baum, stelle), "", texte)
    roh.FPDF_StructTree_Close(baum)


def _read_objekt(objekt: Any, textseite: Any, puffer: Any, laenge: int) -> int:
    ziel = ctypes.cast(puffer, ctypes.POINTER(roh.FPDF_WCHAR)) if puffer else None
    return int(roh.FPDFTextObj_GetText(objekt, textseite, ziel, laenge))


def _walk(element: Any, block: str, texte: dict[int, str]) -> Iterator[tuple[str, str]]:
    rolle = _fetch(partial(roh.FPDF_StructElement_GetType, element))
    block = block if rolle in ("Span", "NonStruct", "Link") else rolle
    for stelle in range(roh.FPDF_StructElement_CountChildren(element)):
        kind = roh.FPDF_StructElement_GetChildAtIndex(element, stelle)
        if kind:
            yield from _walk(kind, block, texte)
        elif (nummer := roh.FPDF_StructElement_GetChildMarkedContentID(element, stelle)) >= 0:
            yield block, texte.get(nummer, "")


def _fetch(ask: Callable[[Any, int], int]) -> str:
    """Return a text of PDFium, which first says how long it is."""
    laenge = ask(None, 0)
    puffer = ctypes.create_string_buffer(laenge)
    ask(puffer, laenge)
    return puffer.raw[:laenge].decode("utf-16-le").rstrip("\0")
