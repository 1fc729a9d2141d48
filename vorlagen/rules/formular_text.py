"""Reading a paper form's text as clean numbered lines."""

import re
import unicodedata
from dataclasses import dataclass, replace

from dokumente.rules.symbolschriften import PRIVATE
from dokumente.rules.zeichen import LIGATUREN
from vorlagen.rules.formular_trennung import WEICH, flatten_text

MAX_BYTES = 2 * 1024 * 1024
MAX_ZEILEN = 100_000

_LEER = "Die Datei ist leer oder enthält keinen Text. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
_FALSCHE_DATEI = "so lang ist kein Vordruck. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
_ZU_GROSS = f"Der Text der Datei ist größer als 2 MB; {_FALSCHE_DATEI}"
_ZU_LANG = f"Die Datei hat mehr als 100.000 Zeilen; {_FALSCHE_DATEI}"


class FormularFehler(ValueError):
    """The text cannot be read as a paper form; the message is one or two plain German sentences."""


@dataclass(frozen=True, slots=True)
class ZeileDaten:
    """A line, or the piece of a line, with its 1-based number in the file."""

    zeilennummer: int
    text: str


# Control characters, direction overrides that would falsify what is read, replacement characters, surrogates.
_STEUERZEICHEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff]")
# Pairs only: full normalisation sorts runs of marks in quadratic time.
_ZERLEGT = re.compile("[A-Za-z][\u0300-\u036f]")
_UNSICHTBAR = re.compile("[\u200b\u2060\ufeff]|\u00ad(?!\n)")
_FESTES_LEERZEICHEN = re.compile("[\u00a0\u2007\u202f]")
# What fonts draw in their own way: letters joined in one sign, marks of symbol fonts.
_SCHRIFTZEICHEN = {**PRIVATE, **LIGATUREN}
_SEITENUMBRUCH = re.compile("[\f\v]")


def read_zeilen(text: str) -> tuple[list[ZeileDaten], list[str]]:
    """Return the lines of ``text`` without unprintable characters, and the hints about what was taken out.

    Indentation and tabs stay; blank lines are kept with an empty text. A page break inside a line gives
    several pieces with the same line number. A soft hyphen stays at a line's end, where it marks a broken
    word (see ``join_text``). Raises ``FormularFehler`` if the text is empty or too long.
    """
    if len(text) > MAX_BYTES:
        raise FormularFehler(_ZU_GROSS)
    text = _unify(text.replace("\r\n", "\n").replace("\r", "\n"))
    roh = text.split("\n")
    if not text.strip():
        raise FormularFehler(_LEER)
    if len(roh) + text.count("\f") + text.count("\v") > MAX_ZEILEN:
        raise FormularFehler(_ZU_LANG)
    hinweise: list[str] = []
    zeilen: list[ZeileDaten] = []
    for nummer, zeile in enumerate(roh, start=1):
        sauber = _STEUERZEICHEN.sub("", zeile)
        if sauber != zeile:
            hinweise.append(f"Zeile {nummer}: Unlesbare Zeichen wurden entfernt. Bitte prüfen Sie diese Stelle.")
        zeilen += [ZeileDaten(nummer, _strip_ende(stueck)) for stueck in _SEITENUMBRUCH.split(sauber)]
    return zeilen, hinweise


def clean_zeilentext(text: str) -> str:
    """Return letters as :func:`read_zeilen` would have them in a line."""
    return _STEUERZEICHEN.sub("", _unify(text))


def _unify(text: str) -> str:
    text = _FESTES_LEERZEICHEN.sub(" ", _UNSICHTBAR.sub("", text)).translate(_SCHRIFTZEICHEN)
    return _ZERLEGT.sub(lambda paar: unicodedata.normalize("NFC", paar[0]), text)


def _strip_ende(text: str) -> str:
    return "" if text.strip() in ("", WEICH) else text.rstrip()


def shorten_zeile(zeile: ZeileDaten) -> ZeileDaten:
    """Return the line as it is shown in a list: on one line, without indentation."""
    return replace(zeile, text=flatten_text(zeile.text))
