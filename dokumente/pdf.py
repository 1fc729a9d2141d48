"""The only door to WeasyPrint: HTML of our own templates in, one accessible archive file (PDF/A-3a, PDF/UA-1) out."""

import logging
import os
import threading
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from dokumente.pdf_dateien import SCHEMA, find_stil, load_druckdatei
from dokumente.pdf_tags import finish_pdf
from dokumente.zeichen import clean_zeichen

VARIANTE: Final = "pdf/a-3a"
_FARBRAUM: Final = "--srgb"
logger = logging.getLogger(__name__)

# One layout at a time per process: the engine's font objects are not safe to share between threads. More papers at
# the same moment need more processes.
_sperre = threading.Lock()
_schriften: FontConfiguration | None = None
_geerbt: list[object] = []


class DruckFehler(Exception):
    """The page could not be printed; the message is a German sentence for the person who asked for it."""


class _FehlendeZeichen(Exception):
    def __init__(self, zeichen: frozenset[int]) -> None:
        self.zeichen = zeichen


class _EigeneDateien(URLFetcher):  # type: ignore[misc]
    """Deny every address but the project's own fonts, so that no text can make the server read or call anything."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the own file behind ``url`` or raise ``DateiVerweigert``."""
        datei = load_druckdatei(url)
        return URLFetcherResponse(url, datei.inhalt, {"Content-Type": datei.medientyp})


def render_pdf(html: str, *, stylesheets: Sequence[str]) -> bytes:
    """Return ``html`` as a tagged PDF (PDF/A-3a and PDF/UA-1); the same input gives the same bytes.

    ``html`` is a whole document with ``lang`` and ``<title>``. ``stylesheets`` are names of static files. A character
    that no font on this machine can draw is printed as its number (``[U+1F389]``) instead of vanishing.

    :raises DruckFehler: when the engine cannot lay the document out.
    """
    html = clean_zeichen(html)
    with _sperre:
        try:
            try:
                return _write(html, tuple(stylesheets))
            except _FehlendeZeichen as fehlend:
                return _write(_spell_out(html, fehlend.zeichen), tuple(stylesheets), streng=False)
        except Exception as fehler:
            logger.exception("Seite nicht druckbar")
            raise DruckFehler(
                "Das Dokument lässt sich nicht drucken. Bitte den Text vereinfachen (keine tief verschachtelten Listen "
                "oder Tabellen) und es noch einmal versuchen."
            ) from fehler


def warm_up() -> None:
    """Load fonts, hyphenation and engine, so that the first reader after a start does not wait for them."""
    render_pdf(
        '<html lang="de"><title>Probe</title><p>Donaudampfschifffahrtsgesellschaft</p></html>',
        stylesheets=["pdf/basis.css"],
    )


def _spell_out(html: str, fehlend: frozenset[int]) -> str:
    """Replace characters that need one of the missing glyphs; a letter may be drawn from several."""
    ersatz = {
        ord(zeichen): f"[U+{ord(zeichen):04X}]"
        for zeichen in set(html)
        if not fehlend.isdisjoint(map(ord, zeichen + unicodedata.normalize("NFKD", zeichen)))
    }
    return html.translate(ersatz)


def _write(html: str, stylesheets: tuple[str, ...], *, streng: bool = True) -> bytes:
    schriften = _ensure_schriften()
    stile = [_parse_stil(name, find_stil(name).stat().st_mtime_ns) for name in stylesheets]
    wahl = {"pdf_variant": VARIANTE, "pdf_forms": True, "output_intent": _FARBRAUM, "stylesheets": stile}
    # The engine would open its own copy of this profile for every document and leave the file open.
    farben = {_FARBRAUM: ColorProfile(BytesIO(_read_farbprofil()), "sRGB", "relative-colorimetric", ("r", "g", "b"))}
    dokument = HTML(string=html, base_url=SCHEMA, url_fetcher=_EigeneDateien()).render(
        font_config=schriften, color_profiles=farben, **wahl
    )
    return bytes(dokument.write_pdf(finisher=_finish if streng else finish_pdf, **wahl))


def _finish(dokument: Any, pdf: Any) -> None:
    fehlend = {zeichen for schrift in dokument.fonts.values() for zeichen in schrift.missing}
    if fehlend:
        raise _FehlendeZeichen(frozenset(fehlend))
    finish_pdf(dokument, pdf)


@cache
def _read_farbprofil() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def _ensure_schriften() -> FontConfiguration:
    # A new one per document would leak memory; this one is made once and kept.
    global _schriften  # noqa: PLW0603
    if _schriften is None:
        _schriften = FontConfiguration()
    return _schriften


@cache
def _parse_stil(name: str, stand: int) -> CSS:
    """Return the parsed style sheet; ``stand`` (its time of change) makes an edited file count without a restart."""
    return CSS(string=find_stil(name).read_text("utf-8"), url_fetcher=_EigeneDateien(), font_config=_ensure_schriften())


def _forget_after_fork() -> None:
    # A child must neither wait for a lock its parent held nor delete the parent's unpacked fonts on its way out.
    global _schriften, _sperre  # noqa: PLW0603
    if _schriften is not None:
        _schriften._folder = None
        _geerbt.append(_schriften)
    _schriften = None
    _sperre = threading.Lock()
    _parse_stil.cache_clear()


os.register_at_fork(after_in_child=_forget_after_fork)
