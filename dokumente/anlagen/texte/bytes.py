"""The bytes of a text file as text, whatever encoding they were written in."""

import codecs
import re
from types import MappingProxyType
from typing import Final

from charset_normalizer import from_bytes

from dokumente.anlagen.befunde import NichtLesbar

BYTES_MAX: Final = 2 * 1024 * 1024
"""Largest text file that is read, in bytes."""

_NUR_TEXT: Final = "Bitte speichern Sie sie als „Nur Text (*.txt)“ mit der Codierung UTF-8."
_ZU_GROSS: Final = (
    "Die Textdatei ist größer als 2 MB; so lang ist kein Vordruck. "
    "Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
)
_LEER: Final = "Die Datei ist leer. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
_BINAER: Final = (
    "Die Datei enthält keinen lesbaren Text, sondern Binärdaten. "
    "Bitte speichern Sie sie als TXT, DOCX, ODT oder PDF mit Text."
)
_KEIN_TEXT: Final = f"Die Zeichencodierung der Datei ist nicht zu erkennen. {_NUR_TEXT}"

# UTF-32 first: its mark begins with that of UTF-16.
_MARKEN: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What German offices wrote before Unicode: Windows, Mac, DOS, Unix.
_KANDIDATEN: Final = MappingProxyType(
    {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS (CP 850)", "iso8859_15": "ISO 8859-15"}
)
_PROBE: Final = 64 * 1024
_STEUERZEICHEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
# What stands in German office texts beyond ASCII, and what it looks like when it was read in the wrong code.
_DEUTSCH: Final = re.compile("[äöüÄÖÜß„“”‚‘’–—…€§°²³½é•·«»☐\xa0]")
_FREMD: Final = re.compile(r"[^\x00-\x7fäöüÄÖÜß„“”‚‘’–—…€§°²³½é•·«»\xa0]|(?<=\w)[§€„…†‡](?=\w)|(?<=[a-zäöü])[ÄÖÜ]")


def decode_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text, and a sentence if the encoding had to be guessed.

    :raises NichtLesbar: when the file is empty, too large, binary, or in no encoding that fits.
    """
    if len(data) > BYTES_MAX:
        raise NichtLesbar(_ZU_GROSS)
    text, hinweise = _decode(data)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise NichtLesbar(_LEER)
    # A few control characters are leftovers of a text extraction; many are a sign of a binary file.
    if "\0" in text or 100 * len(_STEUERZEICHEN.findall(text)) > len(text):
        raise NichtLesbar(_BINAER)
    return text, hinweise


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    codierung = next((name for marke, name in _MARKEN if data.startswith(marke)), None) or _guess_breite(data)
    try:
        return data.decode(codierung or "utf-8"), ()
    except UnicodeDecodeError:
        if codierung:
            raise NichtLesbar(_KEIN_TEXT) from None
    if b"\0" in data:
        raise NichtLesbar(_BINAER)
    return _guess(data)


def _guess_breite(data: bytes) -> str | None:
    """Return UTF-16 without its mark: nearly every second byte of a German text is then zero."""
    probe = data[:_PROBE]
    paare = len(probe) // 2
    if paare < 2 or b"\0" not in probe:
        return None
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if 10 * probe[offset::2].count(0) >= 9 * paare and 10 * probe[1 - offset :: 2].count(0) < paare:
            return name
    return None


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the reading that looks most like German; one that was chosen before Windows-1252 is said."""
    lesarten = {name: text for name in _KANDIDATEN if (text := _try(data, name)) is not None}
    if not lesarten:
        raise NichtLesbar(_KEIN_TEXT)
    namen = sorted(lesarten, key=lambda name: (_rate(lesarten[name]), -list(_KANDIDATEN).index(name)), reverse=True)
    beste = namen[0]
    zweifelhaft = beste != "cp1252" or _rate(lesarten[beste]) <= 0
    if zweifelhaft and _rate(lesarten[beste]) <= 0:
        return _ask_fachmann(data, lesarten[beste], _KANDIDATEN[beste])
    return lesarten[beste], (_describe(_KANDIDATEN[beste]),) if zweifelhaft else ()


def _ask_fachmann(data: bytes, sonst: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Return what the statistics of many languages say, where nothing looks German."""
    fund = from_bytes(data[:_PROBE]).best()
    if fund is None or (text := _try(data, fund.encoding)) is None:
        return sonst, (_describe(name),)
    return text, (_describe(fund.encoding.replace("_", "-").upper()),)


def _describe(name: str) -> str:
    return (
        f"In welcher Zeichencodierung die Datei geschrieben ist, ist zweifelhaft; gelesen wurde sie als {name}. "
        "Bitte prüfen Sie Umlaute, Anführungszeichen und das Eurozeichen."
    )


def _try(data: bytes, codierung: str) -> str | None:
    try:
        return data.decode(codierung)
    except (UnicodeDecodeError, LookupError):
        return None


def _rate(text: str) -> int:
    """Return how German a reading looks: signs of German texts, less those that no German text has there."""
    return len(_DEUTSCH.findall(text)) - 3 * len(_FREMD.findall(text)) - 5 * len(_STEUERZEICHEN.findall(text))
