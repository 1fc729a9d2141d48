"""Markup that no page can show as it is written: cells one over the other, tables and links with nothing in them."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dokumente.text.grenzen import MAX_ZELLEN

_TABELLE: Final = re.compile(r"<table\b[^>]*>(?:(?!</?table\b).)*</table>", re.DOTALL)
_TEIL: Final = re.compile(r"<(/?)(thead|tbody|tr|td|th)\b([^>]*)>")
_SPANNE: Final = re.compile(r' (colspan|rowspan)="(\d+)"')
_RUMPF: Final = re.compile(r"<tbody\b[^>]*>(?=\s*<tr)")
_LEERER_LINK: Final = re.compile(r"<a\b[^>]*>((?:\s|\xa0|<br>|</?(?:strong|em|u|s|sup|sub)>)*)</a>")


def repair_richtext(html: str) -> str:
    """Return sanitised ``html`` with regular tables and links that have words. Its own result stays as it is.

    A cell never covers another one or reaches beyond its part of the table: its span is cut. A head without a body
    becomes the body; a table without a cell vanishes, as does a link around nothing.
    """
    if "<table" in html:
        html = _TABELLE.sub(lambda fund: _repair_tabelle(fund[0]), html)
    return _LEERER_LINK.sub(r"\1", html) if "<a" in html else html


def _repair_tabelle(tabelle: str) -> str:
    if "<td" not in tabelle and "<th>" not in tabelle and "<th " not in tabelle:
        return ""
    if "<thead" in tabelle and not _RUMPF.search(tabelle):
        tabelle = re.sub(r"<(/?)thead\b", r"<\1tbody", re.sub(r"<tbody\b[^>]*>\s*</tbody>", "", tabelle))
    return _cut_spannen(tabelle) if _SPANNE.search(tabelle) else tabelle


def _measure(attribute: str) -> int:
    flaeche = 1
    for _, zahl in _SPANNE.findall(attribute):
        flaeche *= int(zahl)
    return flaeche


class _Zelle(NamedTuple):
    """A cell as it is written, its row and the row behind the last of its part of the table."""

    marke: re.Match[str]
    zeile: int
    ende: int


def _cut_spannen(tabelle: str) -> str:
    """Cut spans so that every field of the grid has at most one cell.

    A grid too large for print is refused when it is saved and left alone here: it would only cost time.
    """
    if sum(_measure(marke[3]) for marke in _TEIL.finditer(tabelle)) > MAX_ZELLEN:
        return tabelle
    neue: dict[int, str] = {}
    belegt_bis: dict[int, int] = {}
    zeile, spalte = -1, 0
    for zelle in _iter_zellen(tabelle):
        if zelle.zeile != zeile:
            zeile, spalte = zelle.zeile, 0
        spannen = {name: int(zahl) for name, zahl in _SPANNE.findall(zelle.marke[3])}
        while belegt_bis.get(spalte, 0) > zeile:
            spalte += 1
        breite = 1
        while breite < spannen.get("colspan", 1) and belegt_bis.get(spalte + breite, 0) <= zeile:
            breite += 1
        hoehe = min(spannen.get("rowspan", 1), zelle.ende - zeile)
        belegt_bis |= dict.fromkeys(range(spalte, spalte + breite), zeile + hoehe)
        spalte += breite
        if spannen.get("colspan", 1) != breite or spannen.get("rowspan", 1) != hoehe:
            neue[zelle.marke.start()] = _write_spannen(zelle.marke, {"colspan": breite, "rowspan": hoehe})
    return _TEIL.sub(lambda fund: neue.get(fund.start(), fund[0]), tabelle)


def _iter_zellen(tabelle: str) -> Iterator[_Zelle]:
    """Yield the cells in their order; rows are counted through the whole table."""
    zeilen = 0
    offen: list[tuple[re.Match[str], int]] = []
    for marke in _TEIL.finditer(tabelle):
        schliesst, name = bool(marke[1]), marke[2]
        if name in ("thead", "tbody"):
            yield from (_Zelle(zelle, zeile, zeilen) for zelle, zeile in offen)
            offen.clear()
        elif not schliesst and name == "tr":
            zeilen += 1
        elif not schliesst:
            offen.append((marke, max(0, zeilen - 1)))
    yield from (_Zelle(zelle, zeile, zeilen) for zelle, zeile in offen)


def _write_spannen(marke: re.Match[str], spannen: dict[str, int]) -> str:
    """Return the opening tag of a cell with these spans; other attributes stay."""
    attribute = _SPANNE.sub(lambda fund: f' {fund[1]}="{spannen[fund[1]]}"' if spannen[fund[1]] > 1 else "", marke[3])
    return f"<{marke[2]}{attribute}>"
