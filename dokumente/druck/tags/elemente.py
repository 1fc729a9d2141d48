"""One element for each element of the page: what lines and pages have broken is put together again in the tag tree.

Otherwise a paragraph over a page's end is read as two, a link over two lines is two links, and the head of a long table
is read on every page.
"""

from collections import defaultdict
from typing import Any, Final

from pydyf import Array, Dictionary  # type: ignore[import-untyped]

from dokumente.druck.tags.herkunft import Herkunft, get_herkunft, read_attribut

_NULL: Final = "null"


class TagPatch:
    """The tag tree of a file that is being written, with the directory of parents it must agree with."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.wurzel = self.get(pdf.catalog["StructTreeRoot"])
        self._nummern = self.get(self.wurzel["ParentTree"])["Nums"]
        self._seiten = {verweis: nummer for nummer, verweis in enumerate(pdf.page_references)}

    def get(self, verweis: bytes) -> Any:
        """Return the object behind a reference."""
        return self.pdf.objects[int(verweis.split()[0])]

    def kinder(self, element: Any) -> list[Any]:
        """Return the elements right below this one."""
        gefunden = (self.get(kind) for kind in element.get("K", ()) if isinstance(kind, bytes))
        return [kind for kind in gefunden if "S" in kind]

    def walk(self, element: Any) -> list[Any]:
        """Return this element and all below, in reading order."""
        alle, offen = [], [element]
        while offen:
            alle.append(offen.pop())
            offen += reversed(self.kinder(alle[-1]))
        return alle

    def page_of(self, element: Any) -> int:
        """Return the page an element begins on, counted from 0."""
        return self._seiten[element["Pg"]]

    def annotation_of(self, kind: Any) -> Any:
        """Return what lies on the page and is meant by this child of an element, None if it is text or an element."""
        verweis = self.get(kind) if isinstance(kind, bytes) else None
        return self.get(verweis["Obj"]) if verweis is not None and verweis.get("Type") == "/OBJR" else None

    def join_all(self) -> None:
        """Put together what is broken, from the top of the tree down, then make each link one."""
        offen = [self.get(verweis) for verweis in self.wurzel["K"]]
        while offen:
            element = offen.pop()
            self._join_kinder(element)
            offen += self.kinder(element)
        for element in self.walk(self.get(self.wurzel["K"][0])):
            if element["S"] == "/Link":
                self._unite_link(element)

    def silence_verborgenes(self) -> None:
        """Let nobody hear what the page marks with ``aria-hidden``; it stays visible."""
        for element in self.walk(self.get(self.wurzel["K"][0])):
            verborgen = [kind for kind in self.kinder(element) if read_attribut(kind, "aria-hidden") == "true"]
            for kind in verborgen:
                element["K"].remove(kind.reference)
                self.silence(kind)

    def silence(self, element: Any) -> None:
        """Take an element with all below out of the tree; what it shows stays on the page as an artifact."""
        for teil in self.walk(element):
            seite = self.page_of(teil)
            mcids = {kind for kind in teil["K"] if isinstance(kind, int)}
            for mcid in mcids:
                self._parents(seite)[mcid] = _NULL
            if mcids:
                mark_artifacts(self.get(self.get(self.pdf.page_references[seite])["Contents"]).stream, mcids)
            for kind in teil["K"]:
                if self.annotation_of(kind) is not None:
                    self._remove_annotation(kind)
            teil.clear()

    def _join_kinder(self, element: Any) -> None:
        """Join those children that are pieces of one: on the next line, or on the next page."""
        bekannt: dict[tuple[int, str, str], Any] = {}
        bleiben: list[Any] = []
        eltern = get_herkunft(element)
        for verweis in element["K"]:
            kind = self.get(verweis) if isinstance(verweis, bytes) else {}
            herkunft = get_herkunft(kind)
            if herkunft is None or herkunft.html is None or "S" not in kind:
                bleiben.append(verweis)
                continue
            schluessel = (id(herkunft.html), herkunft.name, str(kind["S"]))
            erstes = bekannt.get(schluessel)
            # The nameless boxes inside an element bear its name, too; only neighbours of them are pieces of one.
            namenlos = eltern is not None and eltern.html is herkunft.html
            if erstes is None or (namenlos and bleiben[-1:] != [erstes.reference]):
                bekannt[schluessel] = kind
                bleiben.append(verweis)
            else:
                self._join(erstes, kind, herkunft)
        element["K"] = Array(bleiben)

    def _join(self, erstes: Any, weiteres: Any, herkunft: Herkunft) -> None:
        if herkunft.is_wiederholt:
            self.silence(weiteres)
            return
        seite = self.page_of(weiteres)
        fremd = seite != self.page_of(erstes)
        for kind in weiteres["K"]:
            if isinstance(kind, int):
                self._parents(seite)[kind] = erstes.reference
                stelle = {"Type": "/MCR", "Pg": self.pdf.page_references[seite], "MCID": kind}
                erstes["K"].append(Dictionary(stelle) if fremd else kind)
                continue
            if isinstance(kind, bytes):
                if (annotation := self.annotation_of(kind)) is not None:
                    self._nummern[self._place_of(annotation)] = erstes.reference
                else:
                    self.get(kind)["P"] = erstes.reference
            erstes["K"].append(kind)
        weiteres.clear()

    def _unite_link(self, link: Any) -> None:
        """Leave one annotation per page: those of words marked within the link go, those of further lines join it."""
        for teil in self.walk(link):
            if teil is not link:
                self._drop_annotations(teil)
        je_seite: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for kind in link["K"]:
            if self.annotation_of(kind) is not None:
                je_seite[self.get(kind)["Pg"]].append(kind)
        for erstes, *weitere in je_seite.values():
            if weitere:
                _cover(self.annotation_of(erstes), [self.annotation_of(kind)["Rect"] for kind in (erstes, *weitere)])
            for kind in weitere:
                link["K"].remove(kind)
                self._remove_annotation(kind)

    def _drop_annotations(self, element: Any) -> None:
        """Let go of the links that the engine gives to everything inside a link, a second time."""
        if element["S"] in ("/Link", "/Form"):
            return
        weg = [kind for kind in element["K"] if self.annotation_of(kind) is not None]
        for kind in weg:
            self._remove_annotation(kind)
        element["K"] = Array(kind for kind in element["K"] if kind not in weg)

    def _remove_annotation(self, kind: bytes) -> None:
        """Take an annotation off its page and out of the directory of parents."""
        verweis = self.get(kind)
        annotation = self.get(verweis["Obj"])
        stelle = self._place_of(annotation)
        del self._nummern[stelle - 1 : stelle + 1]
        seite = self.get(verweis["Pg"])
        seite["Annots"] = Array(eine for eine in seite["Annots"] if eine != annotation.reference)
        if not seite["Annots"]:
            del seite["Annots"]
        annotation.clear()
        verweis.clear()

    def _parents(self, seite: int) -> Any:
        return self._nummern[2 * seite + 1]

    def _place_of(self, annotation: Any) -> int:
        """Return where the directory of parents names the element of an annotation."""
        return int(self._nummern.index(annotation["StructParent"], 2 * len(self._seiten))) + 1


def mark_artifacts(inhalt: list[Any], mcids: set[int]) -> None:
    """Turn these pieces of a page's content into artifacts, which nobody hears."""
    for stelle, zeile in enumerate(inhalt):
        if isinstance(zeile, Dictionary) and zeile.get("MCID") in mcids:
            inhalt[stelle - 1] = "/Artifact"
            inhalt[stelle] = Dictionary({"Type": "/Pagination"})


def _cover(annotation: Any, flaechen: list[Any]) -> None:
    """Let one annotation lie on several pieces of a line."""
    ecken = [(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)) for x1, y1, x2, y2 in flaechen]
    annotation["Rect"] = Array(
        [min(e[0] for e in ecken), min(e[1] for e in ecken), max(e[2] for e in ecken), max(e[3] for e in ecken)]
    )
    annotation["QuadPoints"] = Array(
        zahl
        for links, unten, rechts, oben in ecken
        for zahl in (links, oben, rechts, oben, links, unten, rechts, unten)
    )
