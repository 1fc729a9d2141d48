"""Drawings that call each other in circles: PDFium follows them until its process is killed."""

from __future__ import annotations

import re
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name

from dokumente.anlagen.pdf.grenzen import INHALT_MAX, GrenzeErreicht, Quota, read_strom
from dokumente.anlagen.pdf.werte import items_of, lies_eintrag

AUFRUFE_MAX: Final = 50_000
"""Most drawings that one drawing may call, directly and through others."""
_AUFRUF: Final = re.compile(rb"/([^\s()<>\[\]{}/%]+)\s+Do\b")
_FLUCHT: Final = re.compile(rb"#([0-9A-Fa-f]{2})")

ObjGen = tuple[int, int]


def untangle(pdf: pikepdf.Pdf, quota: Quota) -> bool:
    """Take out of ``pdf`` the calls by which a drawing comes back to itself; return whether there were any.

    :raises GrenzeErreicht: when drawings call each other too often.
    """
    knoten = _Knoten(quota)
    for objekt in pdf.objects:
        if isinstance(objekt, pikepdf.Stream) and objekt.get("/Subtype") == Name.Form:
            knoten.count(objekt, frozenset())
    return knoten.geloest


class _Knoten:
    def __init__(self, quota: Quota) -> None:
        self.geloest = False
        self._quota = quota
        self._gezaehlt: dict[ObjGen, int] = {}

    def count(self, zeichnung: pikepdf.Stream, unterwegs: frozenset[ObjGen]) -> int:
        """Return how many drawings are painted by this one, itself included."""
        ort = zeichnung.objgen
        if ort not in self._gezaehlt:
            self._quota.take_schritte()
            inhalt = read_strom(zeichnung, self._quota, hoechstens=INHALT_MAX)
            anzahl = 1
            for name, gerufen in self._iter_gerufene(zeichnung, inhalt):
                if gerufen.objgen == ort or gerufen.objgen in unterwegs:
                    inhalt = _AUFRUF.sub(lambda t: b"" if t[1] == name else t[0], inhalt)  # noqa: B023
                    zeichnung.write(inhalt)
                    self.geloest = True
                else:
                    anzahl += self.count(gerufen, unterwegs | {ort})
            if anzahl > AUFRUFE_MAX:
                raise GrenzeErreicht("Die Datei ist zu verwickelt aufgebaut. Bitte erzeugen Sie das PDF neu.")
            self._gezaehlt[ort] = anzahl
        return self._gezaehlt[ort]

    def _iter_gerufene(self, zeichnung: pikepdf.Stream, inhalt: bytes) -> list[tuple[bytes, pikepdf.Stream]]:
        objekte = lies_eintrag(zeichnung.get("/Resources"), "/XObject") if b"Do" in inhalt else None
        if not isinstance(objekte, Dictionary):
            return []
        nach_name = {name.encode("utf-8", "surrogateescape")[1:]: objekt for name, objekt in items_of(objekte)}
        rufe = [
            (t[1], nach_name.get(_FLUCHT.sub(lambda f: bytes([int(f[1], 16)]), t[1]))) for t in _AUFRUF.finditer(inhalt)
        ]
        return [(name, o) for name, o in rufe if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == Name.Form]
