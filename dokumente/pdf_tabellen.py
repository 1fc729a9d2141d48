"""Table headers for the ear: which header cells a screen reader names in front of each cell.

The engine counts columns without looking at spans from the rows above and writes no scope. Here every cell's place
comes from the grid of the finished layout.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydyf import Array, Dictionary, String  # type: ignore[import-untyped]

KOPFZEILEN = 4
"""Most headers one cell takes from a block of header rows, so that a table full of header cells stays cheap."""


@dataclass(frozen=True, slots=True, eq=False)
class Zelle:
    """A cell with its place in the part of the table that stands on one page; rows and columns count from 0."""

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


def repair_tabelle(tabelle: Any, pdf: Any) -> list[Any]:
    """Write scope, spans and headers of one laid-out table (the part on one page) into its tags.

    Returns the elements that received an identifier because other cells refer to them.
    """
    zellen = list(_read_grid(tabelle))
    for zelle in zellen:
        _describe(zelle)
    for zelle, koepfe in _assign_koepfe(zellen):
        if koepfe:
            zelle.element["A"]["Headers"] = Array([kopf.element["ID"] for kopf in koepfe])
        if ansage := zelle.html.attrib.get("aria-label"):
            _speak(zelle.element, ansage, pdf)
    _fill_gaps(zellen, pdf)
    return [zelle.element for zelle in zellen if zelle.is_kopf]


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


def _read_grid(tabelle: Any) -> Iterator[Zelle]:
    zeile = 0
    for gruppe in tabelle.children:
        bereich = range(zeile, zeile + len(gruppe.children))
        for reihe in gruppe.children:
            boxen = [box for box in reihe.children if box.element is not None and hasattr(box, "mark")]
            nur_koepfe = all(box.mark["S"] == "/TH" for box in boxen)
            for box in boxen:
                yield Zelle(
                    element=box.mark,
                    html=box.element,
                    gruppe=bereich,
                    zeilen=range(zeile, min(zeile + box.rowspan, bereich.stop)),
                    spalten=range(box.grid_x, box.grid_x + box.colspan),
                    nur_koepfe=nur_koepfe,
                    im_tabellenkopf=bool(gruppe.is_header),
                )
            zeile += 1


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


def _speak(element: Any, ansage: str, pdf: Any) -> None:
    """Let the first piece of text in ``element`` be read as ``ansage``."""
    offen = [element]
    while offen:
        aktuell = offen.pop(0)
        if aktuell.get("S") == "/Span":
            aktuell["ActualText"] = String(ansage)
            return
        offen += [pdf.objects[int(kind.split()[0])] for kind in aktuell.get("K", ()) if isinstance(kind, bytes)]


def _fill_gaps(zellen: list[Zelle], pdf: Any) -> None:
    """Give every row the same number of columns: a cell that began on an earlier page has no rest on this one."""
    belegt = {(zeile, spalte) for zelle in zellen for zeile in zelle.zeilen for spalte in zelle.spalten}
    breite = max((spalte + 1 for _, spalte in belegt), default=0)
    eigene: defaultdict[int, list[Zelle]] = defaultdict(list)
    for zelle in zellen:
        eigene[zelle.zeilen.start].append(zelle)
    for zeile, reihe in _find_reihen(zellen, pdf).items():
        luecken = [spalte for spalte in range(breite) if (zeile, spalte) not in belegt]
        if luecken:
            _insert_leere(reihe, eigene[zeile], luecken, pdf)


def _find_reihen(zellen: list[Zelle], pdf: Any) -> dict[int, Any]:
    """Return the row elements by their place; a row without any cell is found through its neighbours."""
    reihen: dict[int, Any] = {}
    for zelle in zellen:
        if zelle.gruppe.start not in reihen:
            reihe = pdf.objects[int(zelle.element["P"].split()[0])]
            gruppe = pdf.objects[int(reihe["P"].split()[0])]
            for zeile, verweis in zip(zelle.gruppe, gruppe["K"], strict=True):
                reihen[zeile] = pdf.objects[int(verweis.split()[0])]
    return reihen


def _insert_leere(reihe: Any, eigene: list[Zelle], luecken: list[int], pdf: Any) -> None:
    plaetze = [(zelle.spalten.start, zelle.element) for zelle in eigene]
    for spalte in luecken:
        leer = Dictionary({"Type": "/StructElem", "S": "/TD", "K": Array(), "Pg": reihe["Pg"], "P": reihe.reference})
        pdf.add_object(leer)
        plaetze.append((spalte, leer))
    reihe["K"] = Array([element.reference for _, element in sorted(plaetze, key=lambda platz: platz[0])])
