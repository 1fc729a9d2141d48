"""The only import of WeasyPrint: HTML of our own forms in, one accessible archive file (PDF/A-3a, PDF/UA-1) out.

Runs inside the printing process, which knows neither Django nor the database.
"""

import ctypes.util
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydyf import Array  # type: ignore[import-untyped]

from dokumente.druck.beilage import Beilage
from dokumente.druck.dateien import SCHEMA, parse_adresse, read_bild
from dokumente.druck.norm.anspruch import prove_anspruch
from dokumente.druck.schriften import load_schrift
from dokumente.druck.silben import correct_silben
from dokumente.druck.stroeme import seal_stroeme
from dokumente.druck.tags.baum import finish_pdf
from dokumente.druck.tags.herkunft import remember_herkunft
from dokumente.rules.zeichen import clean_zeichen

if sys.platform == "linux":
    # The import would start compilers to look for libraries that it finds by their plain names anyway: 0.2 s and more.
    _gesucht, ctypes.util.find_library = ctypes.util.find_library, lambda name: None
from weasyprint import CSS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.css.counters import CounterStyle
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

if sys.platform == "linux":
    ctypes.util.find_library = _gesucht
remember_herkunft(tags)
seal_stroeme()

VARIANTE: Final = "pdf/a-3a"
_FARBRAUM: Final = "--srgb"
_STILE_MAX: Final = 16
_ZEITPUNKT: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The archive standard wants a date on an attached file; a real one would make files of the same content differ."""
_PRIVAT: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters that mean something in one font only; some fonts would draw them, and nobody could read them out."""


class _FehlendeZeichen(Exception):
    def __init__(self, zeichen: frozenset[int]) -> None:
        self.zeichen = zeichen


class _EigeneDateien(URLFetcher):  # type: ignore[misc]
    """Deny every address but the project's own fonts and what is written out in the address itself.

    So no text can make the machine read or call anything.
    """

    def __init__(self, schriften: Mapping[str, bytes]) -> None:
        super().__init__()
        self.schriften = schriften

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the font or picture behind ``url`` or raise ``DateiVerweigert``."""
        if (bild := read_bild(url)) is not None:
            return URLFetcherResponse(url, bild.inhalt, {"Content-Type": bild.medientyp})
        return URLFetcherResponse(url, self.schriften[parse_adresse(url)], {"Content-Type": "font/ttf"})


class _Auftrag(NamedTuple):
    stile: Sequence[str]
    beilage: Beilage | None
    kennung: str


class Satz:
    """The engine with its fonts and parsed style sheets. Not safe to share between threads."""

    def __init__(self, schriften: Mapping[str, str], *, ablage: str | None = None) -> None:
        """Take the path of every font by its name; unpacked ones are kept in the folder ``ablage`` for next time.

        Raises ``OSError`` when a font cannot be read: the engine itself would silently take another one.
        """
        correct_silben()
        ordner = Path(ablage) if ablage else None
        self._dateien = _EigeneDateien({name: load_schrift(Path(ort), ordner) for name, ort in schriften.items()})
        # A new one per document would leak memory; this one is made once and kept.
        self._schriften = FontConfiguration()
        self._stile: dict[str, CSS] = {}
        # How lists count is a matter of the whole document; a style sheet on its own would forget it.
        self._zaehlweisen = CounterStyle()

    def render(self, html: str, stile: Sequence[str], *, beilage: Beilage | None = None, kennung: str = "") -> bytes:
        """Return ``html`` set with these style sheets (CSS text); raises whatever the engine raises.

        ``beilage`` is put into the file as its data; ``kennung`` becomes the file's lasting identifier (ASCII).
        """
        html = _PRIVAT.sub(_format_nummer, clean_zeichen(html))
        auftrag = _Auftrag(stile, beilage, kennung)
        try:
            return self._write(html, auftrag, streng=True)
        except _FehlendeZeichen as fehlend:
            return self._write(_spell_out(html, fehlend.zeichen), auftrag, streng=False)

    def _attach(self, beilage: Beilage) -> Attachment:
        return Attachment(
            string=beilage.inhalt,
            url_fetcher=self._dateien,
            name=beilage.name,
            description=beilage.beschreibung,
            relationship="Data",
            created=_ZEITPUNKT,
            modified=_ZEITPUNKT,
        )

    def _write(self, html: str, auftrag: _Auftrag, *, streng: bool) -> bytes:
        wahl = {
            # Anew for each attempt: the engine reads an attached file only once.
            "attachments": [self._attach(auftrag.beilage)] if auftrag.beilage else None,
            "pdf_identifier": auftrag.kennung.encode("ascii") or None,
            "pdf_variant": VARIANTE,
            "pdf_forms": True,
            # Where a list begins and how it counts stands in its attributes; texts have no others with a look.
            "presentational_hints": True,
            "output_intent": _FARBRAUM,
            "stylesheets": [self._parse(stil) for stil in auftrag.stile],
        }
        # The engine would open its own copy of this profile for every document and leave the file open.
        farben = {_FARBRAUM: ColorProfile(BytesIO(_read_farbprofil()), "sRGB", "relative-colorimetric", tuple("rgb"))}
        dokument = HTML(string=html, base_url=SCHEMA, url_fetcher=self._dateien).render(
            font_config=self._schriften, counter_style=self._zaehlweisen, color_profiles=farben, **wahl
        )
        return prove_anspruch(bytes(dokument.write_pdf(finisher=_finish_strictly if streng else _finish, **wahl)))

    def _parse(self, stil: str) -> CSS:
        if stil not in self._stile:
            if len(self._stile) >= _STILE_MAX:
                self._stile.clear()
            self._stile[stil] = CSS(
                string=stil,
                url_fetcher=self._dateien,
                font_config=self._schriften,
                counter_style=self._zaehlweisen,
            )
        return self._stile[stil]


def _finish_strictly(dokument: Any, pdf: Any) -> None:
    fehlend = {zeichen for schrift in dokument.fonts.values() for zeichen in schrift.missing}
    if fehlend:
        raise _FehlendeZeichen(frozenset(fehlend))
    _finish(dokument, pdf)


def _finish(dokument: Any, pdf: Any) -> None:
    if "AF" in pdf.catalog:
        # The engine lists every attached file twice.
        pdf.catalog["AF"] = Array(dict.fromkeys(pdf.catalog["AF"]))
    finish_pdf(dokument, pdf)


def _spell_out(html: str, fehlend: frozenset[int]) -> str:
    """Replace characters that need one of the missing glyphs; a letter may be drawn from several."""
    ersatz = {
        ord(zeichen): _format_nummer(zeichen)
        for zeichen in set(html)
        if not fehlend.isdisjoint(map(ord, zeichen + unicodedata.normalize("NFKD", zeichen)))
    }
    return html.translate(ersatz)


def _format_nummer(zeichen: str | re.Match[str]) -> str:
    return f"[U+{ord(zeichen if isinstance(zeichen, str) else zeichen[0]):04X}]"


@cache
def _read_farbprofil() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
