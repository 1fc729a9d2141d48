"""Layers (optional content): which are switched off when the file is opened."""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object

from dokumente.anlagen.pdf.werte import lies_eintrag, lies_name

ObjGen = tuple[int, int]

_REGELN: Final = {"/AnyOn": any, "/AllOn": all}


class Ebenen:
    """The layers of a file and their state in its standard view."""

    def __init__(self, wurzel: Object) -> None:
        angaben: Any = wurzel.get("/OCProperties")
        vorgabe: Any = angaben.get("/D", Dictionary()) if isinstance(angaben, Dictionary) else Dictionary()
        alle = _read_nummern(angaben.get("/OCGs") if isinstance(angaben, Dictionary) else None)
        aus = alle if vorgabe.get("/BaseState") == Name.OFF else set()
        aus = aus - _read_nummern(vorgabe.get("/ON"))
        self.aus: frozenset[ObjGen] = frozenset(aus | _read_nummern(vorgabe.get("/OFF")))
        self.schwierig = False

    def is_aus(self, ebene: object) -> bool:
        """Return whether what belongs to ``ebene`` (a layer or a combination of layers) stays invisible at first.

        A combination by formula counts as visible and sets ``schwierig``.
        """
        if not self.aus or not isinstance(ebene, Dictionary):
            return False
        if ebene.get("/Type") != Name.OCMD:
            return ebene.objgen in self.aus
        if "/VE" in ebene:
            self.schwierig = True
            return False
        gruppen: Any = ebene.get("/OCGs")
        liste = list(gruppen) if isinstance(gruppen, Array) else [gruppen]
        an = [gruppe.objgen not in self.aus for gruppe in liste if isinstance(gruppe, Dictionary)]
        if not an:
            return False
        regel = lies_name(ebene.get("/P")) or "/AnyOn"
        if regel in _REGELN:
            return not _REGELN[regel](an)
        return all(an) if regel == "/AnyOff" else any(an)


def _read_nummern(liste: object) -> set[ObjGen]:
    return {ebene.objgen for ebene in liste if isinstance(ebene, Dictionary)} if isinstance(liste, Array) else set()


def look_up_ebene(ressourcen: object, name: object) -> object:
    """Return the layer that a page's content calls by ``name``."""
    if isinstance(name, Dictionary):
        return name
    return lies_eintrag(ressourcen, "/Properties", lies_name(name))
