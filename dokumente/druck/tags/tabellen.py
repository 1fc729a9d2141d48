"""Table headers for the ear: which header cells a screen reader names in front of each cell.

The engine counts columns without looking at spans from the rows above and writes no scope. Here every cell's place
comes from the grid of the finished layout.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydyf import Array, Dictionary, String  # type: ignore[import-untyped]

from dokumente.druck.tags.elemente import TagPatch
from dokumente.druck.tags.herkunft import get_herkunft

_TEILE = ("/THead", "/TBody", "/TFoot")
KOPFZEILEN = 4
"""Most headers one cell takes from a block of header rows, so that a table full of header cells stays cheap."""


@dataclass(frozen=True, slots=True, eq=False)
class Zelle:
    """A cell with its place in the table; rows and columns count from 0."""

    element: Any
    html: Any
    gruppe: range
    zeilen: range
    spalten: range
    nur_koepfe: bool
    im_tabellenkopf: bool

    @property
    def is_kopf(self) -> bool:
        """Return whether it is a header cell."""
        return bool(self.element["S"] == "/TH")

    @property
    def is_zeilenkopf(self) -> bool:
        """Return whether it heads rows: by its scope, or because it stands in a row together with plain cells."""
        scope = self.html.attrib.get("scope")
        return self.is_kopf and (scope.startswith("row") if scope else not self.nur_koepfe)

    @property
    def betroffene_zeilen(self) -> range:
        """Return the rows this row header speaks for."""
        return self.gruppe if self.html.attrib.get("scope") == "rowgroup" else self.zeilen


def repair_tabelle(tabelle: Any, werk: TagPatch) -> list[Any]:
    """Write scope, spans and headers of one table, whole as it is in the tag tree, into its tags.

    Returns the elements that received an identifier because other cells refer to them.
    """
    _name_teile(tabelle, werk)
    reihen, zellen = _read_grid(tabelle, werk)
    for zelle in zellen:
        _describe(zelle)
    for zelle, koepfe in _assign_koepfe(zellen):
        if koepfe:
            zelle.element["A"]["Headers"] = Array([kopf.element["ID"] for kopf in koepfe])
    _fill_gaps(reihen, zellen, werk)
    return [zelle.element for zelle in zellen if zelle.is_kopf]


def _name_teile(tabelle: Any, werk: TagPatch) -> None:
    """Call a part what it is: a head without a body is the body."""
    teile = [teil for teil in werk.kinder(tabelle) if teil["S"] in _TEILE]
    if not any(teil["S"] == "/TBody" for teil in teile):
        for teil in teile:
            teil["S"] = "/TBody"


def _assign_koepfe(zellen: list[Zelle]) -> Iterator[tuple[Zelle, list[Zelle]]]:
    """Yield each cell with its headers: of its row, of the table's head, of the last block of headers above it."""
    zeilenkoepfe: defaultdict[int, list[Zelle]] = defaultdict(list)
    for kopf in (zelle for zelle in zellen if zelle.is_zeilenkopf):
        for zeile in kopf.betroffene_zeilen:
            zeilenkoepfe[zeile].append(kopf)
    oben: defaultdict[int, list[Zelle]] = defaultdict(list)
    zuletzt: defaultdict[int, list[Zelle]] = defaultdict(list)
    abgeschlossen: set[int] = set()
    for zelle in zellen:
        koepfe = [kopf for kopf in zeilenkoepfe[zelle.zeilen.start] if kopf.spalten.start < zelle.spalten.start]
        for spalte in zelle.spalten:
            koepfe += oben[spalte][:KOPFZEILEN] + zuletzt[spalte][-KOPFZEILEN:]
        yield zelle, list(dict.fromkeys(koepfe))
        for spalte in zelle.spalten:
            if not zelle.is_kopf:
                abgeschlossen.add(spalte)
            elif not zelle.is_zeilenkopf and zelle.im_tabellenkopf:
                oben[spalte].append(zelle)
            elif not zelle.is_zeilenkopf:
                if spalte in abgeschlossen:
                    zuletzt[spalte].clear()
                    abgeschlossen.discard(spalte)
                zuletzt[spalte].append(zelle)


def _read_grid(tabelle: Any, werk: TagPatch) -> tuple[list[Any], list[Zelle]]:
    """Return the rows of a table and its cells with their places."""
    reihen: list[Any] = []
    zellen: list[Zelle] = []
    for gruppe in (teil for teil in werk.kinder(tabelle) if teil["S"] in _TEILE):
        eigene = [reihe for reihe in werk.kinder(gruppe) if reihe["S"] == "/TR"]
        bereich = range(len(reihen), len(reihen) + len(eigene))
        for zeile, reihe in zip(bereich, eigene, strict=True):
            elemente = [element for element in werk.kinder(reihe) if element["S"] in ("/TH", "/TD")]
            nur_koepfe = all(element["S"] == "/TH" for element in elemente)
            for element in elemente:
                herkunft: Any = get_herkunft(element)
                box = herkunft.box
                zellen.append(
                    Zelle(
                        element=element,
                        html=herkunft.html,
                        gruppe=bereich,
                        zeilen=range(zeile, min(zeile + box.rowspan, bereich.stop)),
                        spalten=range(box.grid_x, box.grid_x + box.colspan),
                        nur_koepfe=nur_koepfe,
                        im_tabellenkopf=gruppe["S"] == "/THead",
                    )
                )
        reihen += eigene
    return reihen, zellen


def _describe(zelle: Zelle) -> None:
    """Write what the cell is, without regard to its neighbours."""
    eigenschaften = Dictionary({"O": "/Table"})
    if zelle.is_kopf:
        eigenschaften["Scope"] = "/Row" if zelle.is_zeilenkopf else "/Column"
        zelle.element["ID"] = String(f"kopf-{zelle.element.number:06d}")
    if len(zelle.spalten) > 1:
        eigenschaften["ColSpan"] = len(zelle.spalten)
    if len(zelle.zeilen) > 1:
        eigenschaften["RowSpan"] = len(zelle.zeilen)
    zelle.element["A"] = eigenschaften


def _fill_gaps(reihen: list[Any], zellen: list[Zelle], werk: TagPatch) -> None:
    """Give every row the same number of columns."""
    belegt = {(zeile, spalte) for zelle in zellen for zeile in zelle.zeilen for spalte in zelle.spalten}
    breite = max((spalte + 1 for _, spalte in belegt), default=0)
    eigene: defaultdict[int, list[Zelle]] = defaultdict(list)
    for zelle in zellen:
        eigene[zelle.zeilen.start].append(zelle)
    for zeile, reihe in enumerate(reihen):
        luecken = [spalte for spalte in range(breite) if (zeile, spalte) not in belegt]
        if luecken:
            _insert_leere(reihe, eigene[zeile], luecken, werk.pdf)


def _insert_leere(reihe: Any, eigene: list[Zelle], luecken: list[int], pdf: Any) -> None:
    plaetze = [(zelle.spalten.start, zelle.element) for zelle in eigene]
    for spalte in luecken:
        leer = Dictionary({"Type": "/StructElem", "S": "/TD", "K": Array(), "Pg": reihe["Pg"], "P": reihe.reference})
        pdf.add_object(leer)
        plaetze.append((spalte, leer))
    reihe["K"] = Array([element.reference for _, element in sorted(plaetze, key=lambda platz: platz[0])])
