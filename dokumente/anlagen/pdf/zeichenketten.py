"""The shown strings of drawing instructions, read without drawing: a second opinion beside PDFium.

It knows no places, so it reads what is on no page as well: unused drawings, hidden pages, looks of annotations.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary

from dokumente.anlagen.pdf.bytes import decode_zeichenkette, unescape, unhex
from dokumente.anlagen.pdf.grenzen import INHALT_MAX, Quota, read_strom
from dokumente.anlagen.pdf.werte import items_of, lies_eintrag, lies_liste
from dokumente.anlagen.pdf.zeichencodes import Schrift

_LITERAL: Final = rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)"
_HEX: Final = rb"<([0-9A-Fa-f\s]*)>"
# Choosing a font; a row of hexadecimal strings; strings; a jump that stands for a blank; going to another line.
_TEILE: Final = re.compile(
    rb"/([^\s()<>\[\]{}/%]+)\s+[-+.\d]+\s+Tf\b|\[([^\]()/]*)\]|"
    + _LITERAL
    + rb"|"
    + _HEX
    + rb"|\s(-[2-9]\d\d|-\d{4,})\b|\b(T[dDm*])\s",
    re.DOTALL,
)
_SPRUNG: Final = re.compile(rb"-(?:[2-9]\d\d|\d{4,})(?=[\s.<\]])")
_KETTE: Final = re.compile(_HEX)
_MARKE: Final = re.compile(rb"/(?:ActualText|Alt|E)\s*(?:" + _LITERAL + rb"|" + _HEX + rb")", re.DOTALL)


class CodeReader:
    """Reads the drawing instructions of one file; fonts are understood once."""

    def __init__(self, quota: Quota) -> None:
        self.quota = quota
        self._schriften: dict[tuple[int, int], Schrift] = {}

    def read(self, inhalt: bytes, ressourcen: object) -> str:
        """Return the shown strings as text, in the order of the file."""
        schriften = lies_eintrag(ressourcen, "/Font")
        bekannt = (
            {name.encode("utf-8", "surrogateescape")[1:]: s for name, s in items_of(schriften)}
            if isinstance(schriften, Dictionary)
            else {}
        )
        schrift: Schrift | None = None
        teile: list[str] = []
        for treffer in _TEILE.finditer(inhalt):
            art = treffer.lastindex
            if art == 1:
                schrift = self._load(bekannt.get(treffer[1]))
            elif art == 2:
                # Letter by letter in many programs: decoded at once.
                reihen = (b"".join(_KETTE.findall(reihe)) for reihe in _SPRUNG.split(treffer[2]))
                teile.append(" ".join(_decode(schrift, unhex(reihe)) for reihe in reihen))
            elif art in (3, 4):
                teile.append(_decode(schrift, unescape(treffer[3]) if art == 3 else unhex(treffer[4])))
            else:
                teile.append(" " if art == 5 else "\n")
        self.quota.take_schritte(len(teile))
        return "".join(teile)

    def read_zeichnung(self, strom: pikepdf.Stream) -> str:
        """Return the shown strings of a drawing (form XObject)."""
        return self.read(read_strom(strom, self.quota, hoechstens=INHALT_MAX), strom.get("/Resources"))

    def read_seite(self, seite: pikepdf.Page) -> str:
        """Return the shown strings of a page; drawings it calls are read by themselves."""
        return self.read(read_inhalt(seite, self.quota), seite.resources if "/Resources" in seite else None)

    def _load(self, angaben: Any) -> Schrift | None:
        if not isinstance(angaben, Dictionary):
            return None
        schrift = self._schriften.get(angaben.objgen) if angaben.is_indirect else None
        if schrift is None:
            schrift = Schrift(angaben, self.quota)
            if angaben.is_indirect:
                self._schriften[angaben.objgen] = schrift
        return schrift


def _decode(schrift: Schrift | None, roh: bytes) -> str:
    return schrift.decode(roh) if schrift else roh.decode("latin-1")


def read_inhalt(seite: pikepdf.Page, quota: Quota) -> bytes:
    """Return the drawing instructions of a page."""
    stroeme = [strom for strom in lies_liste(seite.obj.get("/Contents")) if isinstance(strom, pikepdf.Stream)]
    return b"\n".join(read_strom(strom, quota, hoechstens=INHALT_MAX) for strom in stroeme)


def find_marken(inhalt: bytes) -> list[str]:
    """Return the replacement texts written into drawing instructions."""
    return [
        decode_zeichenkette(unescape(treffer[1]) if treffer[1] is not None else unhex(treffer[2]))
        for treffer in _MARKE.finditer(inhalt)
    ]
