"""How a cell stands is said once, by its author, and is the same on paper, in the data, in Word and back again."""

import io
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from dokumente.anlagen.texte.docx import read_docx
from dokumente.text.richtext import clean_richtext
from tests.faelle.papier import Blatt, read_seiten, render_begruendung
from tests.vorlagen.druckbeispiele import build_druck
from vorlagen.documents.vorlage import build_vorlage_daten
from vorlagen.documents.word import build_vorlage_word

ZELLEN = {
    # What the author says · what the cell holds · where it stands
    ("", "Wort"): "left",
    ("", "1.234,50 €"): "right",
    ("left", "Wort"): "left",
    ("left", "1.234,50 €"): "left",
    ("center", "Wort"): "center",
    ("center", "1.234,50 €"): "center",
    ("right", "Wort"): "right",
    ("right", "1.234,50 €"): "right",
}


def build_tabelle(align: str, text: str, tag: str = "td") -> str:
    """Return a table of three columns; the cell in the middle is the one that is looked at."""
    zelle = f'<{tag} align="{align}">{text}</{tag}>' if align else f"<{tag}>{text}</{tag}>"
    return f"<table><tbody><tr><td>AAAA</td>{zelle}<td>EEEE</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("roh", "sauber"),
    [
        ("<td align=RIGHT>x</td>", '<td align="right">x</td>'),
        ('<td align="justify">x</td>', "<td>x</td>"),
        ('<td align="char" colspan="2" style="text-align:right">x</td>', '<td colspan="2">x</td>'),
        ('<td align="center" rowspan="1">x</td>', '<td align="center">x</td>'),
    ],
)
def test_only_three_ways_are_kept(roh: str, sauber: str) -> None:
    assert clean_richtext(f"<table><tr>{roh}</tr></table>") == f"<table><tbody><tr>{sauber}</tr></tbody></table>"


def test_a_paragraph_has_no_alignment() -> None:
    assert clean_richtext('<p align="right">x</p><h3 align="center">y</h3>') == "<p>x</p><h3>y</h3>"


def find_zelle(seite: Blatt, marke: str) -> tuple[float, float]:
    """Return where the text in the middle cell of the row begins and ends that starts with this word."""
    (erstes,) = [wort for wort in seite.worte if wort.text == marke]
    worte = sorted((w for w in seite.worte if abs(w.oben - erstes.oben) < 2), key=lambda wort: wort.links)[1:-1]
    return worte[0].links, worte[-1].rechts


@pytest.mark.parametrize(("align", "text"), ZELLEN)
def test_on_paper(align: str, text: str) -> None:
    reihen = "".join(
        build_tabelle(wie, text).removeprefix("<table><tbody>").removesuffix("</tbody></table>").replace("AAAA", marke)
        for marke, wie in (("LLLL", "left"), ("RRRR", "right"), ("AAAA", align))
    )
    breit = f"<tr><td>BBBB</td><td>{'Grundstück ' * 4}</td><td>EEEE</td></tr>"
    (seite,) = [
        seite
        for seite in read_seiten(render_begruendung(f"<table><tbody>{reihen}{breit}</tbody></table>"))
        if any(wort.text == "AAAA" for wort in seite.worte)
    ]
    anfang, ende = find_zelle(seite, "AAAA")
    vom_linken, vom_rechten = anfang - find_zelle(seite, "LLLL")[0], find_zelle(seite, "RRRR")[1] - ende
    stand = {(True, False): "left", (False, True): "right", (False, False): "center"}
    assert stand[vom_linken < 0.1, vom_rechten < 0.1] == ZELLEN[align, text]
    if ZELLEN[align, text] == "center":
        assert abs(vom_linken - vom_rechten) < 0.5


@pytest.mark.parametrize(("align", "text"), ZELLEN)
def test_in_the_data(align: str, text: str) -> None:
    html = build_tabelle(align, text)
    assert clean_richtext(html) == html
    assert html.replace('"', '\\"') in build_vorlage_daten(build_druck(begruendung=html)).inhalt


@pytest.mark.parametrize(("align", "text"), ZELLEN)
def test_in_word_and_back(align: str, text: str, tmp_path: Path) -> None:
    html = build_tabelle(align, text)
    inhalt = build_vorlage_word(build_druck(begruendung=html))
    dokument = docx.Document(io.BytesIO(inhalt)).element
    (zelle,) = [z for z in dokument.iter(qn("w:tc")) if "".join(t.text or "" for t in z.iter(qn("w:t"))) == text]
    gesagt = [jc.get(qn("w:val")) for jc in zelle.iter(qn("w:jc"))]
    assert (gesagt or ["left"]) == [ZELLEN[align, text]]
    datei = tmp_path / "vorlage.docx"
    datei.write_bytes(inhalt)
    (tabelle,) = [a.html for a in read_docx(datei)[2] if "AAAA" in a.html]
    # What a cell would do anyway is not said again; and left is nothing that Word's paragraphs say.
    selbst = align in (ZELLEN["", text], "left")
    assert tabelle == build_tabelle("" if selbst else align, text)


def test_a_foreign_word_file_keeps_its_alignment(tmp_path: Path) -> None:
    dokument = docx.Document()
    mittig = dokument.styles.add_style("Mittig", 1)
    mittig.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    tabelle = dokument.add_table(rows=1, cols=4)
    rechts, durch_stil, gemischt, blocksatz = tabelle.rows[0].cells
    rechts.paragraphs[0].add_run("rechts")
    rechts.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    durch_stil.paragraphs[0].add_run("Mitte")
    durch_stil.paragraphs[0].style = mittig
    gemischt.paragraphs[0].add_run("eins")
    gemischt.add_paragraph("zwei").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    blocksatz.paragraphs[0].add_run("Block")
    blocksatz.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    datei = tmp_path / "fremd.docx"
    dokument.save(str(datei))
    (gelesen,) = [absatz.html for absatz in read_docx(datei)[2] if absatz.html]
    assert gelesen == (
        '<table><tbody><tr><td align="right">rechts</td><td align="center">Mitte</td><td><p>eins</p><p>zwei</p></td>'
        "<td>Block</td></tr></tbody></table>"
    )
