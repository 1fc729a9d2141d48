"""What stands in a Word file of this house: real structure, German, and nobody's name."""

import io
import re
import zipfile
from datetime import date

import docx
import pytest
from docx.oxml.ns import qn

from dokumente.druck.pdf import DruckFehler
from dokumente.word.datei import WordDatei
from dokumente.word.richtext import Richtext


def write(html: str = "<p>Text</p>") -> bytes:
    """Return a file with this text."""
    datei = WordDatei(titel="Beschlussvorlage\x0b BV/1", herausgeber="Stadt Koblenz", tag=date(2026, 2, 5))
    datei.set_kopf(("Stadt Koblenz", "Sitzungsdienst"))
    datei.set_fuss("Beschlussvorlage BV/1")
    datei.add(*Richtext(datei, lambda _: None).build(html))
    return datei.write()


def parts(inhalt: bytes) -> dict[str, str]:
    """Return the parts of a file as text."""
    with zipfile.ZipFile(io.BytesIO(inhalt)) as packung:
        return {name: packung.read(name).decode() for name in packung.namelist()}


def test_the_same_content_is_the_same_file() -> None:
    assert write() == write()


def test_properties_name_title_city_and_nobody() -> None:
    angaben = docx.Document(io.BytesIO(write())).core_properties
    assert (angaben.title, angaben.author, angaben.language) == ("Beschlussvorlage BV/1", "Stadt Koblenz", "de-DE")
    assert (angaben.last_modified_by, angaben.comments, angaben.keywords, angaben.revision) == ("", "", "", 1)
    assert angaben.created is not None
    assert angaben.created.date() == date(2026, 2, 5)


def test_nothing_of_the_library_s_template_is_left() -> None:
    teile = parts(write())
    assert sorted(teile) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/header1.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    alles = "".join(teile.values())
    assert "rsid" not in alles
    assert "python-docx" not in alles
    assert "Macintosh" not in alles


def test_every_letter_is_german() -> None:
    teile = parts(write())
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', teile["word/styles.xml"])) == {"de-DE"}
    assert 'w:themeFontLang w:val="de-DE"' in teile["word/settings.xml"]


def test_headings_are_headings_and_lists_are_lists() -> None:
    html = '<h3>A</h3><h4>B</h4><ol type="a" start="3"><li>c<ul><li>Punkt</li></ul></li></ol>'
    absaetze = docx.Document(io.BytesIO(write(html))).paragraphs
    assert [(absatz.text, absatz.style.name if absatz.style else "") for absatz in absaetze] == [
        ("A", "Heading 3"),
        ("B", "Heading 4"),
        ("c", "List Paragraph"),
        ("Punkt", "List Paragraph"),
    ]
    ebenen = re.findall(r'<w:numPr><w:ilvl w:val="([0-9])"', parts(write(html))["word/document.xml"])
    assert ebenen == ["0", "1"]
    definitionen = parts(write(html))["word/numbering.xml"]
    assert '<w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/>' in definitionen


def test_every_list_has_a_definition_of_its_own() -> None:
    definitionen = parts(write("<ol><li>eins</li></ol><p>x</p><ol><li>eins</li></ol>"))["word/numbering.xml"]
    assert definitionen.count("<w:abstractNum ") == definitionen.count("<w:num ") == 2
    # Definitions stand before their uses, or Word calls the file damaged.
    assert definitionen.rindex("<w:abstractNum ") < definitionen.index("<w:num ")


def test_a_table_repeats_its_head_merges_cells_and_sets_amounts_right() -> None:
    html = (
        '<table><thead><tr><th>Gewerk</th><th colspan="2">Kosten</th></tr></thead><tbody>'
        '<tr><td rowspan="2">Tiefbau</td>'
        "<td>Abschlag</td><td>1.000,00 €</td></tr><tr><td>Rest</td><td>2.000,00 €</td></tr></tbody></table><p>Ende.</p>"
    )
    tabelle = docx.Document(io.BytesIO(write(html))).tables[0]
    reihen = tabelle._tbl.tr_lst
    assert [reihe.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for reihe in reihen] == [True, False, False]
    assert [[zelle.text for zelle in zeile.cells] for zeile in tabelle.rows] == [
        ["Gewerk", "Kosten", "Kosten"],
        ["Tiefbau", "Abschlag", "1.000,00 €"],
        ["Tiefbau", "Rest", "2.000,00 €"],
    ]
    rechts = [zelle.text for zeile in tabelle.rows for zelle in zeile.cells if "right" in zelle._tc.xml]
    assert rechts == ["1.000,00 €", "2.000,00 €"]
    breiten = [int(spalte.get(qn("w:w"))) for spalte in tabelle._tbl.tblGrid]
    assert 9_600 < sum(breiten) < 9_700


def test_a_link_leads_out_and_letters_are_set() -> None:
    teile = parts(write('<p><a href="https://a.example/?x=1&amp;y=2">da</a> <strong>fett</strong><sub>2</sub></p>'))
    assert 'Target="https://a.example/?x=1&amp;y=2" TargetMode="External"' in teile["word/_rels/document.xml.rels"]
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">fett</w:t>' in teile["word/document.xml"]
    assert '<w:vertAlign w:val="subscript"/>' in teile["word/document.xml"]


def test_a_text_nested_without_end_is_refused_with_a_sentence() -> None:
    with pytest.raises(DruckFehler, match="zu tief verschachtelt"):
        write("<ul><li>" * 200 + "x" + "</li></ul>" * 200)
