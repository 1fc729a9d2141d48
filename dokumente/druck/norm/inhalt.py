"""Check of the pages: is every stroke either tagged or an artifact, and do pages and tag tree know each other?"""

from collections.abc import Iterator
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from dokumente.druck.norm.tags import Inhaltsverweis, Knoten, ObjGen, Tagbaum

ZEIGENDE = frozenset(["Tj", "TJ", "'", '"'])
MALENDE = ZEIGENDE | {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do"}

ROLLE_DER_NOTIZ: Final = {"/Link": "Link", "/Widget": "Form"}
_GEDRUCKT: Final = 4
_UNSICHTBAR: Final = 1 | 2 | 32
"""Flags of what lies on a page: printed; invisible, hidden, not shown."""


def check_seiten(pdf: pikepdf.Pdf, baum: Tagbaum) -> list[str]:
    """Return the faults of all pages as German sentences."""
    nummern = _read_nummern(baum.wurzel.ParentTree)
    im_baum = {verweis: knoten for knoten in baum.walk() for verweis in knoten.inhalte}
    besitzer = {objekt.objgen: knoten for knoten in baum.walk() for objekt in knoten.objekte}
    ziele = _read_ziele(pdf)
    auf_seiten: set[Inhaltsverweis] = set()
    befunde: list[str] = []
    for nummer, seite in enumerate(pdf.pages, start=1):
        ort = f"Seite {nummer}"
        leser = _Seitenleser(seite)
        befunde += [f"{ort}: {satz}" for satz in leser.befunde]
        verweise = {Inhaltsverweis(seite.obj.objgen, mcid) for mcid in leser.mcids}
        auf_seiten |= verweise
        eltern = nummern.get(int(seite.obj.get("/StructParents", -1)))
        befunde += [f"{ort}: {satz}" for satz in _check_eltern(verweise, eltern, im_baum)]
        befunde += [f"{ort}: {satz}" for satz in _check_notizen(seite, nummern, besitzer, ziele)]
    if set(im_baum) - auf_seiten:
        befunde.append("Der Tag-Baum verweist auf Inhalt, den es auf keiner Seite gibt.")
    return befunde


class _Seitenleser:
    """Walks through the content of a page and notes what is painted where."""

    def __init__(self, seite: pikepdf.Page) -> None:
        self.mcids: set[int] = set()
        self.befunde: list[str] = []
        self._offen: list[str] = []
        ungetaggt = False
        for befehl in pikepdf.parse_content_stream(seite):
            name = str(befehl.operator)
            if name in ("BMC", "BDC"):
                self._open(list(befehl.operands))
            elif name == "EMC":
                self._close()
            elif (name in MALENDE or name == "INLINE IMAGE") and not any(self._offen):
                ungetaggt = True
            if name in ZEIGENDE and _has_notdef(befehl.operands):
                self._report("Ein Zeichen fehlt in der Schrift (.notdef).")
        if ungetaggt:
            self._report("Etwas Gezeichnetes ist weder getaggt noch als Beiwerk gekennzeichnet.")
        if self._offen:
            self._report("Eine Markierung im Seiteninhalt wird nicht geschlossen.")

    def _open(self, angaben: list[Any]) -> None:
        eigenschaften = angaben[1] if len(angaben) > 1 else None
        mcid: Any = eigenschaften.get("/MCID") if isinstance(eigenschaften, Dictionary) else None
        art = "Artifact" if angaben[0] == Name.Artifact else "Tag" if isinstance(mcid, int) else ""
        if art == "Artifact" and "Tag" in self._offen:
            self._report("Beiwerk steht innerhalb von getaggtem Inhalt.")
        if art == "Artifact" and isinstance(mcid, int):
            self._report("Beiwerk trägt eine Inhaltsnummer.")
        if art == "Tag" and any(self._offen):
            self._report("Getaggter Inhalt steht innerhalb von anderem oder von Beiwerk.")
        if isinstance(mcid, int):
            if mcid in self.mcids:
                self._report(f"Die Inhaltsnummer {mcid} ist doppelt.")
            self.mcids.add(mcid)
        self._offen.append(art)

    def _close(self) -> None:
        if self._offen:
            self._offen.pop()
        else:
            self._report("Eine Markierung im Seiteninhalt wird geschlossen, ohne geöffnet zu sein.")

    def _report(self, satz: str) -> None:
        if satz not in self.befunde:
            self.befunde.append(satz)


def _has_notdef(angaben: Any) -> bool:
    """Return whether glyph 0 is shown; all text of this print shop is in two-byte glyph numbers."""
    return any(
        0 in (roh[stelle] * 256 + roh[stelle + 1] for stelle in range(0, len(roh) - 1, 2)) for roh in _strings(angaben)
    )


def _strings(angaben: Any) -> Iterator[bytes]:
    for angabe in angaben:
        if isinstance(angabe, Array):
            yield from _strings(angabe)
        elif isinstance(angabe, pikepdf.String):
            yield bytes(angabe)


def _read_nummern(baum: Object) -> dict[int, Object]:
    paare = list(baum.get("/Nums", Array()))
    nummern = {int(nummer): wert for nummer, wert in zip(paare[::2], paare[1::2], strict=False)}
    for kind in baum.get("/Kids", Array()):
        nummern |= _read_nummern(kind)
    return nummern


def _check_eltern(
    verweise: set[Inhaltsverweis], eltern: Object | None, im_baum: dict[Inhaltsverweis, Knoten]
) -> list[str]:
    befunde = []
    if not isinstance(eltern, Array):
        return ["Die Seite steht nicht im Verzeichnis der Elternelemente (ParentTree)."] if verweise else []
    if any(verweis not in im_baum for verweis in verweise):
        befunde.append("Getaggter Inhalt kommt im Tag-Baum nicht vor.")
    for verweis in verweise & set(im_baum):
        eintrag = eltern[verweis.mcid] if verweis.mcid < len(eltern) else None
        if not isinstance(eintrag, Dictionary) or eintrag.objgen != im_baum[verweis].element.objgen:
            befunde.append(f"Das Verzeichnis der Elternelemente (ParentTree) irrt bei Inhalt {verweis.mcid}.")
    return befunde


def _check_notizen(
    seite: pikepdf.Page, nummern: dict[int, Object], besitzer: dict[ObjGen, Knoten], ziele: frozenset[str]
) -> list[str]:
    notizen = list(seite.obj.get("/Annots", Array()))
    befunde = []
    if notizen and seite.obj.get("/Tabs") != Name.S:
        befunde.append("Die Tabulatorreihenfolge folgt nicht dem Tag-Baum (Tabs).")
    for notiz in notizen:
        knoten = besitzer.get(notiz.objgen)
        if knoten is None:
            befunde.append("Ein Link oder Feld kommt im Tag-Baum nicht vor.")
            continue
        eintrag = nummern.get(int(notiz.get("/StructParent", -1)))
        if eintrag is None or eintrag.objgen != knoten.element.objgen:
            befunde.append("Das Verzeichnis der Elternelemente (ParentTree) irrt bei einem Link oder Feld.")
        befunde += _check_notiz(notiz, knoten, ziele)
    return befunde


def _check_notiz(notiz: Object, knoten: Knoten, ziele: frozenset[str]) -> list[str]:
    befunde = []
    art = notiz.get("/Subtype")
    verlangt = ROLLE_DER_NOTIZ.get(str(art))
    if verlangt is None:
        return [f"Auf der Seite liegt etwas, das weder Link noch Feld ist ({art})."]
    if knoten.rolle != verlangt:
        befunde.append(f"Ein Objekt der Seite ({art}) gehört zu einem Element {knoten.rolle} statt zu {verlangt}.")
    flaggen = int(notiz.get("/F", 0))
    if not flaggen & _GEDRUCKT or flaggen & _UNSICHTBAR:
        befunde.append("Ein Link oder Feld wird nicht gedruckt oder ist unsichtbar (F).")
    if art == Name.Link:
        if not str(notiz.get("/Contents", "")).strip():
            befunde.append("Ein Link hat keine Beschreibung (Contents).")
        befunde += _check_ziel(notiz, ziele)
    elif not str(knoten.element.get("/Alt", "")).strip():
        befunde.append("Ein Kästchen hat im Tag-Baum keinen Namen (Alt).")
    return befunde


def _check_ziel(link: Object, ziele: frozenset[str]) -> list[str]:
    """Return what is wrong with where a link leads: to a web address, a page, or a name that is known."""
    ziel, aktion = link.get("/Dest"), link.get("/A", Dictionary())
    if isinstance(ziel, Array):
        return [] if len(ziel) and isinstance(ziel[0], Dictionary) else ["Ein Link führt nirgendwohin (Dest)."]
    if ziel is not None:
        return [] if str(ziel) in ziele else [f"Ein Link führt nirgendwohin („{ziel}“)."]
    if aktion.get("/S") == Name.URI and str(aktion.get("/URI", "")).strip():
        return []
    return ["Ein Link führt nirgendwohin (A)."]


def _read_ziele(pdf: pikepdf.Pdf) -> frozenset[str]:
    verzeichnis = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    return frozenset(map(str, pikepdf.NameTree(verzeichnis))) if isinstance(verzeichnis, Dictionary) else frozenset()
