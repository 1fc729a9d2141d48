"""Characters that have no place in a council paper: controls, direction overrides, half characters, piled accents."""

import re
import unicodedata

from dokumente.rules.symbolschriften import PRIVATE

MAX_AKZENTE = 4
"""Most combining marks in a row; no living language needs more on one letter."""

_TAUSCH: dict[int, str | None] = {
    0x2010: "-",
    0x2011: "-",  # non-breaking hyphen: missing from most fonts, so it would print as an empty box
    0x202F: "\xa0",
    0x2028: "\n",
    0x2029: "\n",
}
_TAUSCH |= PRIVATE
# Letters drawn as one: a search for "finanziell" would miss them, and many fonts lack them.
LIGATUREN = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_TAUSCH |= LIGATUREN
_TAUSCH |= dict.fromkeys([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)])
# Overrides and isolates of the writing direction can make a title read differently from what is stored.
_TAUSCH |= dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Invisible: they split words for the search and hide in titles.
_TAUSCH |= dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0xFFF9, 0xFFFC)])
_TAUSCH |= dict.fromkeys([*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)])
_TAUSCH |= dict.fromkeys([ebene | ende for ebene in range(0, 0x110000, 0x10000) for ende in (0xFFFE, 0xFFFF)])
# Where a word was divided at a line's end: a soft hyphen, or what readers of PDFs put in its place.
_TRENNUNG = re.compile("[\u00ad\ufffe\x02][ \\t]*\\n[ \\t]*")


def clean_zeichen(text: str) -> str:
    """Return ``text`` in NFC, with Unix line ends and without characters that deceive, crash or cannot be printed.

    Removes controls, lone surrogates, direction overrides and invisible separators, cuts piles of combining marks to
    ``MAX_AKZENTE`` and replaces the hyphens and spaces that fonts lack. Ligatures become letters, the private
    characters of symbol fonts their public twins, words divided by a soft hyphen at a line's end whole again.
    Applying it twice changes nothing more.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _TRENNUNG.sub("", text).translate(_TAUSCH)
    text = unicodedata.normalize("NFC", text)
    return _cut_akzente(text)


def clean_zeile(text: str) -> str:
    """Return ``text`` as one line of print: cleaned, every run of white space one blank, no blank at the ends."""
    return re.sub(r"\s+", " ", clean_zeichen(text)).strip()


def find_akzentstapel(text: str) -> int | None:
    """Return where the first pile of more than ``MAX_AKZENTE`` combining marks begins, or None."""
    if not any(map(unicodedata.combining, set(text))):
        return None
    laenge = 0
    for stelle, zeichen in enumerate(text):
        laenge = laenge + 1 if unicodedata.combining(zeichen) else 0
        if laenge > MAX_AKZENTE:
            return stelle - laenge + 1
    return None


def _cut_akzente(text: str) -> str:
    if find_akzentstapel(text) is None:
        return text
    behalten: list[str] = []
    laenge = 0
    for zeichen in text:
        laenge = laenge + 1 if unicodedata.combining(zeichen) else 0
        if laenge <= MAX_AKZENTE:
            behalten.append(zeichen)
    return unicodedata.normalize("NFC", "".join(behalten))
