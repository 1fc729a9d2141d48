"""The only import of WeasyPrint: HTML of our own forms in, one accessible archive file (PDF/A-3a, PDF/UA-1) out.

Runs inside the printing process, which knows neither Django nor the database.
"""

import ctypes.util
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from dokumente.druckerei.schriften import load_schrift
from dokumente.pdf_dateien import SCHEMA, parse_adresse
from dokumente.pdf_tags import finish_pdf
from dokumente.zeichen import clean_zeichen

if sys.platform == "linux":
    # The import would start compilers to look for libraries that it finds by their plain names anyway: 0.2 s and more.
    _gesucht, ctypes.util.find_library = ctypes.util.find_library, lambda name: None
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

if sys.platform == "linux":
    ctypes.util.find_library = _gesucht

VARIANTE: Final = "pdf/a-3a"
_FARBRAUM: Final = "--srgb"
_STILE_MAX: Final = 16


class _FehlendeZeichen(Exception):
    def __init__(self, zeichen: frozenset[int]) -> None:
        self.zeichen = zeichen


class _EigeneDateien(URLFetcher):  # type: ignore[misc]
    """Deny every address but the project's own fonts, so that no text can make the machine read or call anything."""

    def __init__(self, schriften: Mapping[str, bytes]) -> None:
        super().__init__()
        self.schriften = schriften

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the font behind ``url`` or raise ``DateiVerweigert``."""
        return URLFetcherResponse(url, self.schriften[parse_adresse(url)], {"Content-Type": "font/ttf"})


class Satz:
    """The engine with its fonts and parsed style sheets. Not safe to share between threads."""

    def __init__(self, schriften: Mapping[str, str], *, ablage: str | None = None) -> None:
        """Take the path of every font by its name; unpacked ones are kept in the folder ``ablage`` for next time.

        Raises ``OSError`` when a font cannot be read: the engine itself would silently take another one.
        """
        ordner = Path(ablage) if ablage else None
        self._dateien = _EigeneDateien({name: load_schrift(Path(ort), ordner) for name, ort in schriften.items()})
        # A new one per document would leak memory; this one is made once and kept.
        self._schriften = FontConfiguration()
        self._stile: dict[str, CSS] = {}

    def render(self, html: str, stile: Sequence[str]) -> bytes:
        """Return ``html`` set with these style sheets (CSS text); raises whatever the engine raises."""
        html = clean_zeichen(html)
        try:
            return self._write(html, stile, streng=True)
        except _FehlendeZeichen as fehlend:
            return self._write(_spell_out(html, fehlend.zeichen), stile, streng=False)

    def _write(self, html: str, stile: Sequence[str], *, streng: bool) -> bytes:
        wahl = {
            "pdf_variant": VARIANTE,
            "pdf_forms": True,
            "output_intent": _FARBRAUM,
            "stylesheets": [self._parse(stil) for stil in stile],
        }
        # The engine would open its own copy of this profile for every document and leave the file open.
        farben = {_FARBRAUM: ColorProfile(BytesIO(_read_farbprofil()), "sRGB", "relative-colorimetric", tuple("rgb"))}
        dokument = HTML(string=html, base_url=SCHEMA, url_fetcher=self._dateien).render(
            font_config=self._schriften, color_profiles=farben, **wahl
        )
        return bytes(dokument.write_pdf(finisher=_finish if streng else finish_pdf, **wahl))

    def _parse(self, stil: str) -> CSS:
        if stil not in self._stile:
            if len(self._stile) >= _STILE_MAX:
                self._stile.clear()
            self._stile[stil] = CSS(string=stil, url_fetcher=self._dateien, font_config=self._schriften)
        return self._stile[stil]


def _finish(dokument: Any, pdf: Any) -> None:
    fehlend = {zeichen for schrift in dokument.fonts.values() for zeichen in schrift.missing}
    if fehlend:
        raise _FehlendeZeichen(frozenset(fehlend))
    finish_pdf(dokument, pdf)


def _spell_out(html: str, fehlend: frozenset[int]) -> str:
    """Replace characters that need one of the missing glyphs; a letter may be drawn from several."""
    ersatz = {
        ord(zeichen): f"[U+{ord(zeichen):04X}]"
        for zeichen in set(html)
        if not fehlend.isdisjoint(map(ord, zeichen + unicodedata.normalize("NFKD", zeichen)))
    }
    return html.translate(ersatz)


@cache
def _read_farbprofil() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
