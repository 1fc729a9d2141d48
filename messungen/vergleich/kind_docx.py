"""Fill a Word file: per line an order (JSON), answered with the milliseconds it took."""

import json
import sys
import time
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FORMATE = {
    "titel": "Heading 1",
    "ueberschrift": "Heading 2",
    "unterueberschrift": "Heading 3",
    "absatz": "Normal",
    "kopf": "Normal",
    "liste": "List Bullet",
    "zaehlung": "List Number",
}


def main() -> None:
    """Answer until the input ends."""
    for zeile in sys.stdin:
        beginn = time.perf_counter()
        auftrag = json.loads(zeile)
        write(auftrag)
        print((time.perf_counter() - beginn) * 1000, flush=True)


def write(auftrag: dict[str, Any]) -> None:
    """Write one document."""
    dokument = Document()
    dokument.core_properties.title = auftrag["titel"]
    dokument.core_properties.language = "de-DE"
    normal = dokument.styles["Normal"]
    normal.font.name, normal.font.size = "Fira Sans", Pt(10)
    sprache = OxmlElement("w:lang")
    sprache.set(qn("w:val"), "de-DE")
    normal.element.get_or_add_rPr().append(sprache)
    seite = dokument.sections[0]
    seite.page_width, seite.page_height, seite.left_margin = Mm(210), Mm(297), Mm(25)
    seite.right_margin, seite.top_margin, seite.bottom_margin = Mm(25), Mm(22), Mm(22)
    for baustein in auftrag["bausteine"]:
        add(dokument, baustein)
    dokument.save(auftrag["ziel"])


def add(dokument: Any, baustein: dict[str, Any]) -> None:
    """Add one block."""
    art = baustein["art"]
    if art == "raster":
        add_raster(dokument, baustein["stationen"])
    elif art == "tabelle":
        zeilen = [baustein["kopf"], *baustein["zeilen"]]
        tabelle = add_tabelle(dokument, len(zeilen), len(baustein["kopf"]))
        for reihe, werte in zip(tabelle.rows, zeilen, strict=True):
            for zelle, wert in zip(reihe.cells, werte, strict=True):
                zelle.text = wert
        set_breiten(tabelle, baustein.get("breiten", ()))
    elif art == "feld":
        dokument.add_paragraph("\t".join(filter(None, (baustein["links"], baustein["rechts"]))))
    else:
        for text in baustein.get("punkte", [baustein.get("text")]):
            dokument.add_paragraph(text, style=FORMATE[art])


def add_tabelle(dokument: Any, zeilen: int, spalten: int) -> Any:
    """Add a ruled table whose first row is repeated on every page as its header."""
    tabelle = dokument.add_table(rows=zeilen, cols=spalten, style="Table Grid")
    tabelle.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return tabelle


def set_breiten(tabelle: Any, anteile: Sequence[int]) -> None:
    """Share the line among the columns."""
    tabelle.autofit = not anteile
    for spalte, anteil in zip(tabelle.columns, anteile, strict=False):
        spalte.width = Mm(160 * anteil / sum(anteile))


def add_raster(dokument: Any, stationen: list[dict[str, Any]]) -> None:
    """Add the voting grid."""
    tabelle = add_tabelle(dokument, 1 + sum(len(s["zeilen"]) + 1 for s in stationen), 6)
    set_breiten(tabelle, (5, 7, 6, 6, 7, 7))
    for spalte, text in enumerate(("Datum", "Gremium", "Ergebnis der Beratung")):
        tabelle.cell(0, spalte).text = text
    tabelle.cell(0, 2).merge(tabelle.cell(0, 5))
    oben = 1
    for station in stationen:
        unten = oben + len(station["zeilen"])
        for nummer, zeile in enumerate(station["zeilen"]):
            for spalte, (an, text) in enumerate(zeile, start=2):
                tabelle.cell(oben + nummer, spalte).text = f"{'☒' if an else '☐'} {text}"
        for spalte, text in enumerate(station["ergebnis"], start=1):
            tabelle.cell(unten, spalte).text = text
        tabelle.cell(oben, 0).merge(tabelle.cell(unten, 0)).text = station["datum"]
        tabelle.cell(oben, 1).merge(tabelle.cell(unten - 1, 1)).text = station["gremium"]
        oben = unten + 1


if __name__ == "__main__":
    main()
