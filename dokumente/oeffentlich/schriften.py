"""From the codes in a page's content to letters and widths: encodings, differences, ToUnicode."""

import re
import sys
import unicodedata
from array import array
from collections.abc import Sequence
from typing import Any, Final

import pikepdf
from fontTools.agl import toUnicode  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object

from dokumente.oeffentlich.grenzen import Kontingent, read_strom
from dokumente.oeffentlich.lesen import lies_name

UNBEKANNT: Final = "\ufffd"
"""Stands for a glyph that the file does not translate into a letter."""

_BLOCK: Final = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_TEILE: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_STANDARDWEITE: Final = 0.55
_KODIERUNGEN: Final = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman", "/PDFDocEncoding": "pdfdoc"}
_KURZ: Final = 2
_BEREICH_MAX: Final = 65_536

# Fonts that every viewer brings along may come without widths: those of Helvetica from blank to tilde, in thousandths.
_NORMWEITEN_TEXT: Final = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584
584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278
278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500
500 334 260 334 584
"""
_NORMWEITEN: Final = [int(weite) / 1000 for weite in _NORMWEITEN_TEXT.split()]

# A letter and how far it moves the pen, in units of the type size.
Zeichen = tuple[str, float]


class Schrift:
    """A font as far as it must be known to read: what each code means and how wide it is."""

    def __init__(self, angaben: Object, kontingent: Kontingent) -> None:
        self.breit = angaben.get("/Subtype") == Name.Type0
        self._texte: dict[int, str] = {}
        self._weiten: dict[int, float] = {}
        self._weite = _STANDARDWEITE
        self._ohne_weiten = not self.breit and "/Widths" not in angaben
        self._kodierung = "latin-1"
        self._bekannte_texte: dict[int, str] = {}
        self._bekannte_weiten: dict[int, float] = {}
        self._gemessen: dict[bytes, tuple[str, float, int]] = {}
        zuordnung = angaben.get("/ToUnicode")
        if self.breit:
            self._read_breit(angaben)
        else:
            self._read_schmal(angaben)
        if isinstance(zuordnung, pikepdf.Stream):
            self._texte |= read_zuordnung(read_strom(zuordnung, kontingent))

    def read(self, roh: bytes) -> list[Zeichen]:
        """Return the letters of a shown string with their widths."""
        return [self._look_up(code) for code in self._codes(roh)]

    def measure(self, roh: bytes) -> tuple[str, float, int]:
        """Return a shown string as text, how wide it is, and how many letters it has."""
        gemessen = self._gemessen.get(roh)
        if gemessen is None:
            codes = self._codes(roh)
            try:
                gemessen = self._sum_up(codes)
            except KeyError:
                for code in codes:
                    self._look_up(code)
                gemessen = self._sum_up(codes)
            # Many programs show letter by letter: the same few strings come back thousands of times.
            if len(roh) <= _KURZ:
                self._gemessen[roh] = gemessen
        return gemessen

    def count_leere(self, roh: bytes) -> int:
        """Return how many letters of a shown string are blanks."""
        return sum(text == " " for text, _ in self.read(roh))

    def _sum_up(self, codes: Sequence[int]) -> tuple[str, float, int]:
        text = "".join(map(self._bekannte_texte.__getitem__, codes))
        return text, sum(map(self._bekannte_weiten.__getitem__, codes)), len(codes)

    def _codes(self, roh: bytes) -> Sequence[int]:
        if not self.breit:
            return roh
        codes = array("H", roh[: len(roh) & ~1])
        if sys.byteorder == "little":
            codes.byteswap()
        return codes

    def _look_up(self, code: int) -> Zeichen:
        if code in self._bekannte_texte:
            return self._bekannte_texte[code], self._bekannte_weiten[code]
        text = self._texte.get(code)
        if text is None:
            text = UNBEKANNT if self.breit else _decode(code, self._kodierung)
        weite = self._weiten.get(code)
        if weite is None:
            weite = _guess_weite(text) if self._ohne_weiten else self._weite
        self._bekannte_texte[code], self._bekannte_weiten[code] = text, weite
        return text, weite

    def _read_breit(self, angaben: Object) -> None:
        nachfahren = angaben.get("/DescendantFonts")
        schrift = nachfahren[0] if isinstance(nachfahren, Array) and len(nachfahren) else Dictionary()
        self._weite = _number(schrift.get("/DW"), 1000) / 1000
        liste = schrift.get("/W")
        self._weiten = _read_weiten(list(liste)) if isinstance(liste, Array) else {}

    def _read_schmal(self, angaben: Object) -> None:
        einheit = 0.001
        matrix = angaben.get("/FontMatrix")
        if isinstance(matrix, Array) and len(matrix):
            einheit = abs(_number(matrix[0], 0.001))
        weiten, erste = angaben.get("/Widths"), int(_number(angaben.get("/FirstChar"), 0))
        if isinstance(weiten, Array):
            self._weiten = {erste + nummer: _number(weite, 500) * einheit for nummer, weite in enumerate(weiten)}
        kodierung = angaben.get("/Encoding")
        if isinstance(kodierung, Dictionary):
            self._texte = _read_abweichungen(kodierung.get("/Differences"))
            kodierung = kodierung.get("/BaseEncoding")
        self._kodierung = _KODIERUNGEN.get(lies_name(kodierung), "cp1252")


def read_zuordnung(roh: bytes) -> dict[int, str]:
    """Return which code means which text, from a ToUnicode table."""
    texte: dict[int, str] = {}
    for block in _BLOCK.finditer(roh):
        if block[1] == b"bfchar":
            codes = [teil[1] for teil in _TEILE.finditer(block[2]) if teil[1] is not None]
            texte |= {_hex(von): _utf16(nach) for von, nach in zip(codes[::2], codes[1::2], strict=False)}
        elif block[1] == b"bfrange":
            _read_bereiche(block[2], texte)
    return texte


def _read_bereiche(roh: bytes, texte: dict[int, str]) -> None:
    grenzen: list[bytes] = []
    in_liste, nummer = False, 0
    for teil in _TEILE.finditer(roh):
        if teil[2]:
            in_liste, nummer = True, 0
        elif teil[3]:
            in_liste, grenzen = False, []
        elif in_liste and len(grenzen) == 2:
            texte[_hex(grenzen[0]) + nummer] = _utf16(teil[1])
            nummer += 1
        elif len(grenzen) == 2:
            _fill_bereich(_hex(grenzen[0]), _hex(grenzen[1]), _utf16(teil[1]), texte)
            grenzen = []
        else:
            grenzen.append(teil[1])


def _fill_bereich(von: int, bis: int, text: str, texte: dict[int, str]) -> None:
    if not text:
        return
    for abstand in range(min(bis - von + 1, _BEREICH_MAX)):
        letztes = ord(text[-1]) + abstand
        texte[von + abstand] = text[:-1] + (chr(letztes) if letztes < 0x110000 else UNBEKANNT)


def _read_abweichungen(liste: Object | None) -> dict[int, str]:
    texte: dict[int, str] = {}
    code = 0
    for eintrag in liste if isinstance(liste, Array) else ():
        if isinstance(eintrag, Name):
            texte[code] = toUnicode(lies_name(eintrag)[1:]) or UNBEKANNT
            code += 1
        else:
            code = int(_number(eintrag, code))
    return texte


def _read_weiten(liste: list[Any]) -> dict[int, float]:
    weiten: dict[int, float] = {}
    stelle = 0
    while stelle + 1 < len(liste):
        erste = int(_number(liste[stelle], 0))
        if isinstance(liste[stelle + 1], Array):
            weiten |= {erste + nummer: _number(weite, 0) / 1000 for nummer, weite in enumerate(liste[stelle + 1])}
            stelle += 2
        elif stelle + 2 < len(liste):
            letzte = min(int(_number(liste[stelle + 1], 0)), erste + _BEREICH_MAX)
            weiten |= dict.fromkeys(range(erste, letzte + 1), _number(liste[stelle + 2], 0) / 1000)
            stelle += 3
        else:
            break
    return weiten


def _guess_weite(text: str) -> float:
    grundform = unicodedata.normalize("NFD", text)[:1] or "n"
    stelle = ord(grundform) - 32
    return _NORMWEITEN[stelle] if 0 <= stelle < len(_NORMWEITEN) else _STANDARDWEITE


def _number(wert: object, ersatz: float) -> float:
    try:
        return float(wert)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError, NotImplementedError):
        return ersatz


def _hex(ziffern: bytes) -> int:
    return int(b"".join(ziffern.split()) or b"0", 16) & 0xFFFFFFFF


def _utf16(ziffern: bytes) -> str:
    rein = b"".join(ziffern.split())
    roh = bytes.fromhex((rein + b"0" * (len(rein) % 2)).decode("ascii"))
    return roh.decode("utf-16-be", "replace") if len(roh) > 1 else roh.decode("latin-1")


def _decode(code: int, kodierung: str) -> str:
    return bytes([code & 0xFF]).decode(kodierung, "replace")
