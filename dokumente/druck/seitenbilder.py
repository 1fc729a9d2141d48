"""Pages of our own prints as pictures, for somebody who writes and wants to see the paper meanwhile."""

from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Final

import pypdfium2  # type: ignore[import-untyped]

BREITE: Final = 900
"""Pixels from the left edge of a page to the right."""
_PDFIUM: Final = Lock()
"""PDFium does one thing at a time; the server has several threads."""


@dataclass(frozen=True, slots=True)
class Seitenbilder:
    """The pages as PNG in order, and on which of them (from 1) each bookmark's text begins."""

    seiten: tuple[bytes, ...]
    lesezeichen: dict[str, int]


def draw_seiten(pdf: bytes, *, hoechstens: int, breite: int = BREITE) -> Seitenbilder:
    """Return the first ``hoechstens`` pages of a print of ours, ``breite`` pixels wide."""
    with _PDFIUM, pypdfium2.PdfDocument(pdf) as dokument:
        lesezeichen = {
            eintrag.get_title(): (ziel.get_index() or 0) + 1
            for eintrag in dokument.get_toc()
            if (ziel := eintrag.get_dest()) is not None
        }
        seiten = []
        for nummer in range(min(len(dokument), hoechstens)):
            seite = dokument[nummer]
            bild = seite.render(scale=breite / seite.get_width(), grayscale=True).to_pil()
            puffer = BytesIO()
            bild.save(puffer, "PNG", compress_level=1)
            seiten.append(puffer.getvalue())
        return Seitenbilder(tuple(seiten), lesezeichen)
