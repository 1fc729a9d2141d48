"""Which links and bookmarks a public copy keeps: places in the file and addresses on the web."""

from __future__ import annotations

import re
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from dokumente.oeffentlich.grenzen import Kontingent
from dokumente.oeffentlich.lesen import items_of, lies_text

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
    art = str(wert.get("/S"))
    if art == "/URI":
        return _ADRESSE.fullmatch(lies_text(wert.get("/URI", ""))) is not None
    # Everything else with a kind (groups, transparency, tags) is no action.
    return art not in _AKTIONEN


def clean_aktion(aktion: object) -> Dictionary | None:
    """Return an action with only what it needs, None where it does anything but lead to a place or the web."""
    if not isinstance(aktion, Dictionary):
        return None
    if aktion.get("/S") == Name.GoTo and "/D" in aktion:
        return Dictionary(S=Name.GoTo, D=aktion["/D"])
    if aktion.get("/S") == Name.URI and is_erlaubt(aktion):
        return Dictionary(S=Name.URI, URI=aktion["/URI"])
    return None


def clean_link(notiz: Dictionary) -> bool:
    """Reduce a link annotation to its place and a harmless aim; False where it has none and must go."""
    for schluessel, _ in items_of(notiz):
        if schluessel not in _LINKTEILE:
            del notiz[schluessel]
    return _clean_ziel(notiz)


def clean_lesezeichen(wurzel: object, kontingent: Kontingent) -> None:
    """Reduce every bookmark to its title and a harmless aim."""
    gesehen: set[tuple[int, int]] = set()
    stapel: list[Any] = [wurzel]
    while stapel:
        zeichen = stapel.pop()
        kontingent.take_schritte()
        if not isinstance(zeichen, Dictionary) or (zeichen.is_indirect and zeichen.objgen in gesehen):
            continue
        gesehen.add(zeichen.objgen)
        for schluessel, _ in items_of(zeichen):
            if schluessel not in _LESEZEICHENTEILE:
                del zeichen[schluessel]
        _clean_ziel(zeichen)
        stapel += [zeichen.get("/First"), zeichen.get("/Next")]


def _clean_ziel(traeger: Dictionary) -> bool:
    aktion = clean_aktion(traeger.get("/A"))
    if aktion is not None:
        traeger["/A"] = aktion
    elif "/A" in traeger:
        del traeger["/A"]
    ziel = traeger.get("/Dest")
    if ziel is not None and not isinstance(ziel, Array | pikepdf.Name | pikepdf.String):
        del traeger["/Dest"]
    return "/A" in traeger or "/Dest" in traeger
