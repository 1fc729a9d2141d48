"""Which links and bookmarks a public copy keeps: places in the file and addresses on the web."""

from __future__ import annotations

import re
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from dokumente.anlagen.pdf.grenzen import Quota
from dokumente.anlagen.pdf.werte import items_of, lies_eintrag, lies_name, lies_text, walk_namensbaum

_ADRESSE: Final = re.compile(r"(https?://|mailto:|tel:)[^\x00-\x20]+", re.IGNORECASE)
_LINKTEILE_TEXT: Final = """
/Type /Subtype /Rect /A /Dest /Border /BS /C /H /F /QuadPoints /StructParent /Contents /P /Lang
"""
_LINKTEILE: Final = frozenset(_LINKTEILE_TEXT.split())
_LESEZEICHENTEILE_TEXT: Final = "/Title /Parent /Prev /Next /First /Last /Count /Dest /A /SE /C /F /Type"
_LESEZEICHENTEILE: Final = frozenset(_LESEZEICHENTEILE_TEXT.split())
_AKTIONEN_TEXT: Final = """
/JavaScript /Launch /SubmitForm /ImportData /ResetForm /GoToR /GoToE /GoToDp /Rendition /Movie /Sound /Thread /Hide
/Named /SetOCGState /Trans /GoTo3DView /RichMediaExecute /URI
"""
_AKTIONEN: Final = frozenset(_AKTIONEN_TEXT.split())


def is_erlaubt(wert: Dictionary) -> bool:
    """Return whether a dictionary with a kind (``S``) may stay: no action, or one that leads to a place or the web."""
    art = lies_name(wert.get("/S"))
    if art == "/URI":
        return _ADRESSE.fullmatch(lies_text(wert.get("/URI", ""))) is not None
    # Everything else with a kind (groups, transparency, tags) is no action.
    return art not in _AKTIONEN


def read_ziele(wurzel: pikepdf.Object, quota: Quota) -> dict[str, Array]:
    """Return the places in the file that have names, by name."""
    alte = wurzel.get("/Dests")
    paare = [(name.removeprefix("/"), ziel) for name, ziel in items_of(alte)] if isinstance(alte, Dictionary) else []
    paare += walk_namensbaum(lies_eintrag(wurzel, "/Names", "/Dests"), quota)
    orte = ((name, ziel.get("/D") if isinstance(ziel, Dictionary) else ziel) for name, ziel in paare)
    return {name: ort for name, ort in orte if isinstance(ort, Array)}


def clean_link(notiz: Dictionary, ziele: dict[str, Array]) -> bool:
    """Reduce a link annotation to its place and a harmless aim; False where it has none and must go."""
    for schluessel, _ in items_of(notiz):
        if schluessel not in _LINKTEILE:
            del notiz[schluessel]
    return _clean_ziel(notiz, ziele)


def clean_lesezeichen(wurzel: object, ziele: dict[str, Array], quota: Quota) -> None:
    """Reduce every bookmark to its title and a harmless aim."""
    gesehen: set[tuple[int, int]] = set()
    stack: list[Any] = [wurzel]
    while stack:
        zeichen = stack.pop()
        quota.take_schritte()
        if not isinstance(zeichen, Dictionary) or (zeichen.is_indirect and zeichen.objgen in gesehen):
            continue
        gesehen.add(zeichen.objgen)
        for schluessel, _ in items_of(zeichen):
            if schluessel not in _LESEZEICHENTEILE:
                del zeichen[schluessel]
        _clean_ziel(zeichen, ziele)
        stack += [zeichen.get("/First"), zeichen.get("/Next")]


def _clean_ziel(carrier: Dictionary, ziele: dict[str, Array]) -> bool:
    """Leave of a link or bookmark only a place, or an address on the web; False where neither is left."""
    aktion, ziel = carrier.get("/A"), carrier.get("/Dest")
    for schluessel in ("/A", "/Dest"):
        if schluessel in carrier:
            del carrier[schluessel]
    if isinstance(aktion, Dictionary) and aktion.get("/S") == Name.URI and is_erlaubt(aktion):
        carrier["/A"] = Dictionary(S=Name.URI, URI=aktion["/URI"])
        return True
    if isinstance(aktion, Dictionary) and aktion.get("/S") == Name.GoTo:
        ziel = aktion.get("/D")
    # The names of places are words of the author: they are replaced by the places themselves.
    ort = ziele.get(lies_text(ziel).removeprefix("/")) if isinstance(ziel, pikepdf.String | Name) else ziel
    if isinstance(ort, Array):
        carrier["/Dest"] = ort
    return isinstance(ort, Array)
