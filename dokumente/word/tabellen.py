"""The tables of a text in a Word file: head repeated on every page, merged cells, amounts on the right."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from dokumente.rules.spaltenbreiten import choose_satz
from dokumente.text.tabellen import Reihe, Tabelle, Zelle
from dokumente.word.bausteine import build_absatz, element

TEXTBREITE: Final = 9638
"""The width between the margins, in twentieths of a point (170 mm)."""
Schreiber = Callable[[Any, str, bool], None]
"""Writes the content of a cell (its markup, whether it is a head) into the cell's element."""


def build_tabelle(tabelle: Tabelle, html: str, schreibe: Schreiber, *, einzug: int = 0) -> Any:
    """Return a table; ``html`` is the text it was read from, ``einzug`` how far it stands in."""
    breiten = _measure(tabelle, TEXTBREITE - einzug)
    neu = begin_tabelle(breiten, einzug=einzug, has_kopf=any(reihe.im_kopf for reihe in tabelle.reihen))
    reichend: dict[int, tuple[int, int]] = {}
    for nummer, reihe in enumerate(tabelle.reihen):
        felder = list(_build_reihe(tabelle, reihe, nummer, reichend, breiten, html, schreibe))
        neu.append(build_reihe(felder, im_kopf=reihe.im_kopf))
    return neu


def begin_tabelle(breiten: Sequence[int], *, einzug: int = 0, has_kopf: bool = True) -> Any:
    """Return a table without rows, with columns of these widths."""
    angaben = [
        element("w:tblStyle", val="TableGrid"),
        element("w:tblW", w=sum(breiten), type="dxa"),
        *([element("w:tblInd", w=einzug, type="dxa")] if einzug else []),
        element("w:tblLayout", type="fixed"),
        element("w:tblLook", val="0420" if has_kopf else "0400", firstRow=int(has_kopf), noHBand=0, noVBand=1),
    ]
    return element(
        "w:tbl", element("w:tblPr", *angaben), element("w:tblGrid", *(element("w:gridCol", w=b) for b in breiten))
    )


def build_reihe(felder: Sequence[Any], *, im_kopf: bool = False) -> Any:
    """Return a row that no page parts; one of the head comes again on every page."""
    angaben = [element("w:cantSplit"), *([element("w:tblHeader")] if im_kopf else [])]
    return element("w:tr", element("w:trPr", *angaben), *felder)


def build_feld(breite: int, *inhalt: Any, spalten: int = 1, senkrecht: str = "") -> Any:
    """Return a cell over so many columns.

    ``senkrecht`` is "restart" where one begins to reach down, and "continue" below it.
    """
    angaben = [
        element("w:tcW", w=breite, type="dxa"),
        *([element("w:gridSpan", val=spalten)] if spalten > 1 else []),
        *([element("w:vMerge", val=senkrecht)] if senkrecht else []),
    ]
    return element("w:tc", element("w:tcPr", *angaben), *(inhalt or (build_absatz("Tabellentext"),)))


def _build_reihe(
    tabelle: Tabelle,
    reihe: Reihe,
    nummer: int,
    reichend: dict[int, tuple[int, int]],
    breiten: Sequence[int],
    html: str,
    schreibe: Schreiber,
) -> Iterator[Any]:
    """Yield the cells of a row, those that only go on from above and those that are missing included.

    ``reichend`` says of a column up to before which row a cell from above reaches, and over how many columns.
    """
    eigene = {zelle.spalte: zelle for zelle in reihe.zellen}
    spalte = 0
    while spalte < tabelle.spaltenzahl:
        bis, breit = reichend.get(spalte, (0, 1))
        if bis > nummer:
            yield build_feld(sum(breiten[spalte : spalte + breit]), spalten=breit, senkrecht="continue")
            spalte += breit
            continue
        zelle = eigene.get(spalte)
        if zelle is None:
            yield build_feld(breiten[spalte])
            spalte += 1
            continue
        if zelle.rowspan > 1:
            reichend[spalte] = (nummer + zelle.rowspan, zelle.colspan)
        yield _build_zelle(tabelle, reihe, zelle, breiten, html, schreibe)
        spalte += zelle.colspan


def _build_zelle(
    tabelle: Tabelle, reihe: Reihe, zelle: Zelle, breiten: Sequence[int], html: str, schreibe: Schreiber
) -> Any:
    feld = build_feld(
        sum(breiten[zelle.spalte : zelle.spalte + zelle.colspan]),
        spalten=zelle.colspan,
        senkrecht="restart" if zelle.rowspan > 1 else "",
    )
    schreibe(feld, html[zelle.innen : zelle.ende], zelle.tag == "th")
    absaetze = feld.findall(f"{feld.tag[:-2]}p")
    if len(absaetze) > 1 or len(feld) > 2:
        # The empty paragraph that a cell needs where nothing is said.
        feld.remove(absaetze[0])
    ausrichtung = zelle.align or tabelle.choose_ausrichtung(reihe, zelle)
    # What stands left by itself needs no word, an amount that shall stand left does.
    if zelle.align or ausrichtung != "left":
        for absatz in feld.findall(f"{feld.tag[:-2]}p"):
            absatz.pPr.append(element("w:jc", val=ausrichtung))
    return feld


def _measure(tabelle: Tabelle, breite: int) -> list[int]:
    """Return the width of every column, in twentieths of a point, as the print has them, but within the page."""
    satz = choose_satz(tabelle.measure_spalten(), einzug_pt=tabelle.einzug_pt)
    anteile = list(satz.spalten) if satz else [1.0] * tabelle.spaltenzahl
    return [max(1, round(breite * anteil / sum(anteile))) for anteil in anteile]
