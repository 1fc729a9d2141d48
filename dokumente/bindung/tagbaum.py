"""The packet's own tag tree: one Part per document, in reading order.

A document without tags is not left out: its pages are read as they were drawn. Each page becomes one paragraph of
its text (a picture with a sentence in place of the text if it has no text), and the stamp on its first page is read
aloud as a warning: "Anlage, nicht barrierefrei: …". As an artifact such a page would be silent, and a single picture
of it would silence the text it has.
"""

from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from dokumente.bindung.stempel import Blatt
from dokumente.bindung.tags import Nummern

MCID_INHALT: Final = 0
MCID_HINWEIS: Final = 1


class Tagbaum:
    """Collects the documents' trees and hangs them into the packet."""

    def __init__(self, pdf: Pdf, nummern: Nummern) -> None:
        self._pdf = pdf
        self._nummern = nummern
        self._wurzel = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._dokument = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._wurzel))
        self._teile: list[Object] = []
        self._zeilen: list[object] = []
        self._namen: list[tuple[bytes, Object]] = []
        self._klassen: dict[str, Object] = {}

    def add_getaggt(self, carrier: Object, titel: str, sprache: str, stelle: int) -> None:
        """Hang a copied tree under a Part before the one at ``stelle``.

        ``carrier`` is the copy of what ``TagTransfer.prepare`` returned.
        """
        oben = list(carrier.K)
        if len(oben) == 1 and str(oben[0].S) == "/Document":
            teil = oben[0]
            teil.S, teil.P, teil.T = Name.Part, self._dokument, String(titel)
        else:
            teil = self._new_element(Name.Part, self._dokument, T=String(titel), K=Array(oben))
            for element in oben:
                element.P = teil
        if sprache:
            teil.Lang = String(sprache)
        self._teile.insert(stelle, teil)
        self._zeilen += list(carrier.Nums)
        namen = list(carrier.Names)
        self._namen += [(bytes(name), element) for name, element in zip(namen[::2], namen[1::2], strict=True)]
        self._klassen |= dict(carrier.Klassen.items())

    def add_ungetaggt(self, seiten: list[Page], titel: str, bilder: list[bool], *, hinweis: bool, stelle: int) -> None:
        """Make a Part of untagged pages, before the one at ``stelle``.

        ``bilder`` says which pages have no text, ``hinweis`` whether there is a stamp.
        """
        teil = self._new_element(Name.Part, self._dokument, T=String(f"Anlage, nicht barrierefrei: {titel}"))
        kinder: list[Object] = []
        for nummer, (seite, bild) in enumerate(zip(seiten, bilder, strict=True), start=1):
            eltern: list[Object] = []
            if "/Contents" in seite.obj:
                ort = f"Seite {nummer} von {len(seiten)} der Anlage „{titel}“"
                eltern.append(self._tag_bild(teil, seite, ort) if bild else self._tag_text(teil, seite))
                kinder.append(eltern[0])
            if nummer == 1 and hinweis:
                warnung = self._tag_hinweis(teil, seite, titel)
                eltern = [*(eltern or [None]), warnung]  # type: ignore[list-item]
                kinder.insert(0, warnung)
            if eltern:
                self._enter(seite.obj, "/StructParents", Array(eltern))
            kinder += self._tag_links(teil, seite)
        teil.K = Array(kinder)
        self._teile.insert(stelle, teil)

    def close(self) -> None:
        """Write the tree into the packet."""
        self._namen.sort(key=lambda paar: paar[0])
        self._dokument.K = Array(self._teile)
        self._wurzel.K = Array([self._dokument])
        self._wurzel.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(self._zeilen)))
        self._wurzel.ParentTreeNextKey = self._nummern.naechste
        if self._namen:
            namen = [wert for kennung, element in self._namen for wert in (String(kennung), element)]
            self._wurzel.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(namen)))
        if self._klassen:
            self._wurzel.ClassMap = Dictionary(self._klassen)
        self._pdf.Root.StructTreeRoot = self._wurzel
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _new_element(self, rolle: Name, eltern: Object, **angaben: Any) -> Object:
        return self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=rolle, P=eltern, **angaben))

    def _tag_text(self, teil: Object, seite: Page) -> Object:
        return self._new_element(Name.P, teil, Pg=seite.obj, K=MCID_INHALT)

    def _tag_bild(self, teil: Object, seite: Page, ort: str) -> Object:
        x1, y1, x2, y2 = Blatt.visible_box(seite)
        lage = Dictionary(O=Name.Layout, BBox=Array([x1, y1, x2, y2]), Placement=Name.Block)
        ersatz = String(f"{ort}: nur als Bild vorhanden, nicht barrierefrei.")
        return self._new_element(Name.Figure, teil, Pg=seite.obj, K=MCID_INHALT, A=lage, Alt=ersatz)

    def _tag_hinweis(self, teil: Object, seite: Page, titel: str) -> Object:
        ansage = String(f"Anlage, nicht barrierefrei: {titel}")
        return self._new_element(Name.P, teil, Pg=seite.obj, K=MCID_HINWEIS, ActualText=ansage)

    def _tag_links(self, teil: Object, seite: Page) -> list[Object]:
        elemente = []
        for notiz in seite.obj.get("/Annots", Array()):
            if not str(notiz.get("/Contents", "")):
                aktion = notiz.get("/A", Dictionary())
                notiz.Contents = String(str(aktion.get("/URI", "")) or "Verweis innerhalb der Anlage")
            verweis = Dictionary(Type=Name.OBJR, Obj=notiz, Pg=seite.obj)
            element = self._new_element(Name.Link, teil, Pg=seite.obj, K=Array([verweis]))
            self._enter(notiz, "/StructParent", element)
            elemente.append(element)
        if elemente:
            seite.obj.Tabs = Name.S
        return elemente

    def _enter(self, carrier: Object, schluessel: str, eltern: Object) -> None:
        carrier[schluessel] = self._nummern.draw()
        self._zeilen += [carrier[schluessel], eltern]
