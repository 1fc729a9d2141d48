"""One document's tag tree made ready to stand beside others: own numbers, own identifiers, known roles only.

All of it happens in the opened source, before copying: the library then copies the whole tree at once and connects it
with the pages that were copied before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from dokumente.bindung.rollen import resolve_rolle

_SCHLUESSEL: Final = frozenset(
    ["/Type", "/S", "/P", "/K", "/Pg", "/A", "/C", "/T", "/Lang", "/Alt", "/E", "/ActualText", "/ID"]
)
_TIEFSTE_FORM: Final = 12

ObjGen = tuple[int, int]


@dataclass(slots=True)
class Nummern:
    """The next free key of the packet's ParentTree."""

    naechste: int = 0

    def draw(self) -> int:
        """Return a key that nothing else in the packet has."""
        self.naechste += 1
        return self.naechste - 1


@dataclass
class TagTransfer:
    """Prepares the tag tree of one source; ``vorsilbe`` makes its identifiers unique in the packet."""

    pdf: Pdf
    vorsilbe: str
    nummern: Nummern
    _elemente: set[ObjGen] = field(default_factory=set)
    _angaben: set[ObjGen] = field(default_factory=set)
    _kennungen: list[tuple[bytes, Object]] = field(default_factory=list)
    _rollen: dict[str, Name] = field(default_factory=dict)

    def prepare(self) -> Object:
        """Return one object to copy: ``K`` the top elements, ``Nums`` and ``Names`` lines of ParentTree and IDTree.

        :raises ValueError, TypeError, AttributeError, KeyError: when the tree is too damaged to be read.
        """
        wurzel = self.pdf.Root.StructTreeRoot
        self._zuordnung = wurzel.get("/RoleMap")
        self._lebende = {
            notiz.objgen for seite in self.pdf.pages for notiz in seite.obj.get("/Annots", Array()) if notiz.is_indirect
        }
        oben = self._adopt(wurzel, None)
        self._walk(oben)
        zeilen = self._renumber(_read_nums(wurzel.ParentTree))
        klassen = {f"{name}-{self.vorsilbe}": wert for name, wert in wurzel.get("/ClassMap", Dictionary()).items()}
        self._kennungen.sort(key=lambda paar: paar[0])
        namen = [wert for kennung, element in self._kennungen for wert in (String(kennung), element)]
        carrier = Dictionary(K=Array(oben), Nums=Array(zeilen), Names=Array(namen), Klassen=Dictionary(klassen))
        return self.pdf.make_indirect(carrier)

    def _walk(self, oben: list[Object]) -> None:
        offen = list(reversed(oben))
        while offen:
            element = offen.pop()
            self._describe(element)
            if "/K" in element:
                offen += reversed(self._adopt(element, element))

    def _adopt(self, element: Object, eltern: Object | None) -> list[Object]:
        """Return the child elements and hang them under ``eltern``; what is met twice or leads nowhere is removed."""
        kinder: Any = element.K
        if isinstance(kinder, int):
            # Most elements hold one piece of text and nothing else.
            return []
        liste: list[Any] = list(kinder) if isinstance(kinder, Array) else [kinder]
        bleiben = [kind for kind in liste if isinstance(kind, int) or self._may_stay(kind)]
        if len(bleiben) < len(liste):
            element.K = Array(bleiben)
        unter = [kind for kind in bleiben if not isinstance(kind, int) and "/S" in kind]
        for kind in unter:
            if eltern is None:
                del kind["/P"]
            else:
                kind.P = eltern
        return unter

    def _may_stay(self, kind: object) -> bool:
        if not isinstance(kind, Dictionary):
            return False
        if "/S" not in kind:
            return kind.get("/Type") != Name.OBJR or self._is_lebend(kind.get("/Obj"))
        kennzahl = kind.objgen
        if kennzahl[0] == 0 or kennzahl in self._elemente:
            return False
        self._elemente.add(kennzahl)
        return True

    def _is_lebend(self, objekt: Any) -> bool:
        if not isinstance(objekt, Object):
            return False
        return objekt.objgen in self._lebende or objekt.get("/Type") == Name.XObject

    def _describe(self, element: Object) -> None:
        schluessel = element.keys()
        if not schluessel <= _SCHLUESSEL:
            for fremd in schluessel - _SCHLUESSEL:
                del element[fremd]
        rolle = str(element.S)
        if rolle not in self._rollen:
            self._rollen[rolle] = resolve_rolle(rolle, self._zuordnung)
        if (neu := self._rollen[rolle]) != rolle:
            element.S = neu
        if "/ID" in schluessel:
            element.ID = String(self._prefix(element.ID))
            self._kennungen.append((bytes(element.ID), element))
        if "/A" in schluessel:
            self._prefix_koepfe(element.A)
        if "/C" in schluessel:
            namen = [element.C] if isinstance(element.C, Name) else list(element.C)
            element.C = Array([Name(f"{n}-{self.vorsilbe}") if isinstance(n, Name) else n for n in namen])

    def _prefix(self, kennung: Object | str) -> bytes:
        roh = kennung.encode("pdfdoc_pikepdf") if isinstance(kennung, str) else bytes(kennung)
        return self.vorsilbe.encode() + b"-" + roh

    def _prefix_koepfe(self, angaben: Object) -> None:
        for angabe in list(angaben) if isinstance(angaben, Array) else [angaben]:
            if not isinstance(angabe, Dictionary) or "/Headers" not in angabe:
                continue
            # Cells of one kind may share their attributes.
            if angabe.is_indirect and angabe.objgen in self._angaben:
                continue
            self._angaben.add(angabe.objgen)
            angabe.Headers = Array([String(self._prefix(kopf)) for kopf in angabe.Headers])

    def _renumber(self, alte: dict[int, Object]) -> list[object]:
        zeilen: list[object] = []
        for carrier, schluessel in _numbered_objects(self.pdf):
            eltern = self._clean_eltern(alte.get(int(carrier[schluessel])))
            if eltern is None:
                del carrier[schluessel]
            else:
                carrier[schluessel] = self.nummern.draw()
                zeilen += [carrier[schluessel], eltern]
        return zeilen

    def _clean_eltern(self, eltern: Object | None) -> Object | None:
        """Return the entry of the ParentTree without elements that do not hang in the tree."""
        if isinstance(eltern, Array):
            bekannt = [self._is_element(eintrag) for eintrag in eltern]
            if all(bekannt):
                return eltern
            return Array([e if gut else None for e, gut in zip(eltern, bekannt, strict=True)])
        return eltern if self._is_element(eltern) else None

    def _is_element(self, eintrag: object) -> bool:
        return isinstance(eintrag, Dictionary) and eintrag.objgen in self._elemente


def drop_nummern(pdf: Pdf) -> None:
    """Remove every reference into a tag tree that is not taken over."""
    for carrier, schluessel in list(_numbered_objects(pdf)):
        del carrier[schluessel]


def _numbered_objects(pdf: Pdf) -> Iterator[tuple[Object, str]]:
    gesehen: set[ObjGen] = set()
    for seite in pdf.pages:
        if "/StructParents" in seite.obj:
            yield seite.obj, "/StructParents"
        for notiz in seite.obj.get("/Annots", Array()):
            if "/StructParent" in notiz:
                yield notiz, "/StructParent"
        for objekt in _walk_formen(seite, gesehen):
            for schluessel in ("/StructParents", "/StructParent"):
                if schluessel in objekt:
                    yield objekt, schluessel


def _walk_formen(seite: Page, gesehen: set[ObjGen]) -> Iterator[Object]:
    """Yield pictures and forms the page draws, those within forms too."""
    offen: list[tuple[Object, int]] = [(_with_mitteln(seite), 0)]
    while offen:
        carrier, tiefe = offen.pop()
        mittel = carrier.get("/Resources")
        formen = mittel.get("/XObject") if isinstance(mittel, Dictionary) else None
        if not isinstance(formen, Dictionary) or (formen.is_indirect and formen.objgen in gesehen):
            continue
        if formen.is_indirect:
            gesehen.add(formen.objgen)
        for form in formen.values():
            if isinstance(form, pikepdf.Stream) and form.objgen not in gesehen:
                gesehen.add(form.objgen)
                yield form
                if tiefe < _TIEFSTE_FORM:
                    offen.append((form, tiefe + 1))


def _with_mitteln(seite: Page) -> Object:
    """Return the object that holds the page's resources: itself, or the branch of the page tree it has them from."""
    carrier: Object = seite.obj
    for _ in range(_TIEFSTE_FORM):
        if "/Resources" in carrier or not isinstance(carrier.get("/Parent"), Dictionary):
            break
        carrier = carrier.Parent
    return carrier


def _read_nums(baum: Object) -> dict[int, Object]:
    """Return the lines of a number tree, whatever its depth."""
    zeilen: dict[int, Object] = {}
    offen, gesehen = [baum], set()
    while offen:
        knoten = offen.pop()
        if not isinstance(knoten, Dictionary) or (knoten.is_indirect and knoten.objgen in gesehen):
            continue
        gesehen.add(knoten.objgen)
        paare = list(knoten.get("/Nums", Array()))
        zeilen |= {int(nummer): wert for nummer, wert in zip(paare[::2], paare[1::2], strict=False)}
        offen += list(knoten.get("/Kids", Array()))
    return zeilen
