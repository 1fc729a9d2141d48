"""What the codes in a page's content mean as letters: encodings, differences, ToUnicode."""

import re
import sys
from array import array
from typing import Final

import pikepdf
from fontTools.agl import toUnicode  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object

from dokumente.anlagen.pdf.grenzen import Quota, read_strom
from dokumente.anlagen.pdf.werte import lies_name, lies_zahl

UNBEKANNT: Final = "\ufffd"
"""Stands for a glyph that the file does not translate into a letter."""

_BLOCK: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TEILE: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_KODIERUNGEN: Final = {"/MacRomanEncoding": "mac_roman"}
_BEREICH_MAX: Final = 65_536


class Schrift:
    """A font as far as it must be known to read."""

    def __init__(self, angaben: Object, quota: Quota) -> None:
        self._breit = angaben.get("/Subtype") == Name.Type0
        self._texte: dict[int, str] = {}
        if not self._breit:
            kodierung = angaben.get("/Encoding")
            abweichungen = kodierung.get("/Differences") if isinstance(kodierung, Dictionary) else None
            kodierung = kodierung.get("/BaseEncoding") if isinstance(kodierung, Dictionary) else kodierung
            name = _KODIERUNGEN.get(lies_name(kodierung), "cp1252")
            self._texte = {code: bytes([code]).decode(name, "replace") for code in range(256)}
            self._texte |= _read_abweichungen(abweichungen)
        zuordnung = angaben.get("/ToUnicode")
        if isinstance(zuordnung, pikepdf.Stream):
            self._texte |= read_zuordnung(read_strom(zuordnung, quota))

    def decode(self, roh: bytes) -> str:
        """Return a shown string as text."""
        if not self._breit:
            return "".join(map(self._texte.__getitem__, roh))
        codes = array("H", roh[: len(roh) & ~1])
        if sys.byteorder == "little":
            codes.byteswap()
        return "".join([self._texte.get(code, UNBEKANNT) for code in codes])


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
            code = int(lies_zahl(eintrag, code))
    return texte


def _hex(ziffern: bytes) -> int:
    return int(b"".join(ziffern.split()) or b"0", 16) & 0xFFFFFFFF


def _utf16(ziffern: bytes) -> str:
    rein = b"".join(ziffern.split())
    roh = bytes.fromhex((rein + b"0" * (len(rein) % 2)).decode("ascii"))
    return roh.decode("utf-16-be", "replace") if len(roh) > 1 else roh.decode("latin-1")
