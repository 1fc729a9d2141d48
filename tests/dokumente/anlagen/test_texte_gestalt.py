"""What survives of a Word or OpenDocument text beyond its letters: numbers of lists, emphasis, tables, notes."""

import zipfile
from pathlib import Path

import pytest

from dokumente.anlagen.texte.datei import read_text
from dokumente.rules.absaetze import Absatz, build_html
from tests.dokumente.anlagen.buerodateien import W, p, write_docx, write_odt

BEZUEGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def read(datei: Path) -> str:
    """Return a document as markup."""
    return build_html(read_text(datei).absaetze)


def lauf(text: str, angaben: str = "") -> str:
    """Return a run with properties."""
    return f'<w:r><w:rPr>{angaben}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def punkt(text: str, num: int, ebene: int = 0, angaben: str = "") -> str:
    """Return a paragraph of a list."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{ebene}"/><w:numId w:val="{num}"/></w:numPr>{angaben}</w:pPr>'
        f"{lauf(text)}</w:p>"
    )


def ebene(stelle: int, art: str, muster: str, start: int = 1, angaben: str = "") -> str:
    """Return one level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{stelle}"><w:start w:val="{start}"/><w:numFmt w:val="{art}"/>{angaben}'
        f'<w:lvlText w:val="{muster}"/><w:pPr><w:ind w:left="{360 * (stelle + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def liste(kennung: int, *ebenen: str) -> str:
    """Return the definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{kennung}">{"".join(ebenen)}</w:abstractNum>'


def nutzung(num: int, vorlage: int, beginn: str = "") -> str:
    """Return a use of a definition, perhaps with a number to begin with."""
    anders = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{beginn}"/></w:lvlOverride>' if beginn else ""
    return f'<w:num w:numId="{num}"><w:abstractNumId w:val="{vorlage}"/>{anders}</w:num>'


def nummern(*teile: str) -> str:
    """Return the part that holds all lists."""
    return f"<w:numbering {W}>{''.join(teile)}</w:numbering>"


def stile(inhalt: str) -> str:
    """Return the part that holds the styles."""
    return f"<w:styles {W}>{inhalt}</w:styles>"


SPANNE = '<w:gridSpan w:val="2"/>'
BEGINN = '<w:vMerge w:val="restart"/>'
DEZIMAL = liste(1, ebene(0, "decimal", "%1."), ebene(1, "lowerLetter", "%2)"), ebene(2, "lowerRoman", "%3)"))


def test_a_list_that_something_interrupts_goes_on_with_its_number(tmp_path: Path) -> None:
    koerper = punkt("eins", 1) + punkt("zwei", 1) + p("Ferner gilt:") + punkt("drei", 1)
    datei = write_docx(tmp_path / "a.docx", koerper, numbering=nummern(DEZIMAL, nutzung(1, 1)))
    assert read(datei) == '<ol><li>eins</li><li>zwei</li></ol><p>Ferner gilt:</p><ol start="3"><li>drei</li></ol>'
    assert read_text(datei).text == "1. eins\n2. zwei\n\nFerner gilt:\n\n3. drei\n"


def test_two_uses_of_one_definition_count_on_unless_one_says_where_to_begin(tmp_path: Path) -> None:
    koerper = punkt("eins", 1) + punkt("zwei", 2) + punkt("neu", 3) + punkt("weiter", 3)
    teile = nummern(DEZIMAL, nutzung(1, 1), nutzung(2, 1), nutzung(3, 1, beginn="7"))
    assert read(write_docx(tmp_path / "a.docx", koerper, numbering=teile)) == (
        '<ol><li>eins</li><li>zwei</li><li value="7">neu</li><li>weiter</li></ol>'
    )


def test_levels_begin_anew_below_each_item(tmp_path: Path) -> None:
    koerper = "".join(
        punkt(text, 1, stufe)
        for text, stufe in [("eins", 0), ("a", 1), ("b", 1), ("i", 2), ("zwei", 0), ("wieder a", 1)]
    )
    assert read(write_docx(tmp_path / "a.docx", koerper, numbering=nummern(DEZIMAL, nutzung(1, 1)))) == (
        '<ol><li>eins<ol type="a"><li>a</li><li>b<ol type="i"><li>i</li></ol></li></ol></li>'
        '<li>zwei<ol type="a"><li>wieder a</li></ol></li></ol>'
    )


@pytest.mark.parametrize(
    ("art", "muster", "start", "erwartet"),
    [
        ("decimal", "%1)", 4, '<ol start="4"><li>x</li></ol>'),
        ("upperLetter", "%1.", 3, '<ol type="A" start="3"><li>x</li></ol>'),
        ("upperRoman", "%1.", 4, '<ol type="I" start="4"><li>x</li></ol>'),
        ("bullet", "\uf0b7", 1, "<ul><li>x</li></ul>"),
        ("decimal", "§ %1", 3, "<p>§ 3 x</p>"),
        ("decimal", "(%1)", 2, "<p>(2) x</p>"),
        ("none", "ab)", 1, '<ol type="a" start="28"><li>x</li></ol>'),
        ("none", "", 1, "<p>x</p>"),
    ],
)
def test_kinds_of_numbers(tmp_path: Path, art: str, muster: str, start: int, erwartet: str) -> None:
    teile = nummern(liste(1, ebene(0, art, muster, start)), nutzung(1, 1))
    assert read(write_docx(tmp_path / "a.docx", punkt("x", 1), numbering=teile)) == erwartet


def test_a_number_of_several_levels_stays_in_the_text_of_its_item(tmp_path: Path) -> None:
    teile = nummern(liste(1, ebene(0, "decimal", "%1."), ebene(1, "decimal", "%1.%2.")), nutzung(1, 1))
    koerper = punkt("eins", 1) + punkt("darunter", 1, 1) + punkt("zwei", 1) + punkt("auch", 1, 1)
    assert read(write_docx(tmp_path / "a.docx", koerper, numbering=teile)) == (
        "<ol><li><p>eins</p><p>1.1. darunter</p></li><li><p>zwei</p><p>2.1. auch</p></li></ol>"
    )


def test_a_list_that_only_a_style_names(tmp_path: Path) -> None:
    stil = (
        '<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="Liste"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Tief"><w:name w:val="Tief"/><w:basedOn w:val="Liste"/></w:style>'
    )
    koerper = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{lauf(text)}</w:p>'
        for name, text in [("Liste", "eins"), ("Tief", "a")]
    )
    zweite = ebene(1, "lowerLetter", "%2)", angaben='<w:pStyle w:val="Tief"/>')
    teile = nummern(liste(1, ebene(0, "decimal", "%1."), zweite), nutzung(1, 1))
    # Without a level of its own the style that is derived keeps the level of the other one.
    assert read(write_docx(tmp_path / "a.docx", koerper, numbering=teile, styles=stile(stil))) == (
        "<ol><li>eins</li><li>a</li></ol>"
    )


def test_a_paragraph_without_a_mark_below_an_item_goes_on_with_it(tmp_path: Path) -> None:
    folge = f'<w:p><w:pPr><w:ind w:left="360"/></w:pPr>{lauf("noch eins")}</w:p>'
    koerper = punkt("eins", 1) + folge + punkt("zwei", 1) + p("Schluss.")
    assert read(write_docx(tmp_path / "a.docx", koerper, numbering=nummern(DEZIMAL, nutzung(1, 1)))) == (
        "<ol><li><p>eins</p><p>noch eins</p></li><li>zwei</li></ol><p>Schluss.</p>"
    )


def test_emphasis_of_a_run_of_its_style_and_of_its_paragraph(tmp_path: Path) -> None:
    stil = (
        '<w:style w:type="character" w:styleId="Stark"><w:name w:val="Stark"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Kursiv"><w:name w:val="Kursiv"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:rPr><w:b/></w:rPr></w:style>'
    )
    koerper = (
        p(
            lauf("fett", "<w:b/>"),
            lauf(" nicht", '<w:rStyle w:val="Stark"/><w:b w:val="0"/>'),
            lauf(" Stil", '<w:rStyle w:val="Stark"/>'),
            lauf("2", '<w:vertAlign w:val="superscript"/>'),
            lauf("3", '<w:position w:val="-6"/>'),
            lauf(" u", '<w:u w:val="single"/>'),
            lauf(" s", "<w:strike/>"),
        )
        + f'<w:p><w:pPr><w:pStyle w:val="Kursiv"/></w:pPr>{lauf("schräg")}</w:p>'
        + f'<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr>{lauf("Titel")}</w:p>'
    )
    assert read(write_docx(tmp_path / "a.docx", koerper, styles=stile(stil))) == (
        "<p><strong>fett</strong> nicht<strong> Stil</strong><sup>2</sup><sub>3</sub><u> u</u><s> s</s></p>"
        "<p><em>schräg</em></p><h4>Titel</h4>"
    )


def test_merged_cells_and_a_head(tmp_path: Path) -> None:
    def zelle(text: str, angaben: str = "") -> str:
        return f"<w:tc><w:tcPr>{angaben}</w:tcPr>{p(text)}</w:tc>"

    koerper = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        f"{zelle('Gewerk')}{zelle('Kosten', SPANNE)}</w:tr>"
        f"<w:tr>{zelle('Tiefbau', BEGINN)}{zelle('2026')}{zelle('1,00')}</w:tr>"
        f"<w:tr>{zelle('', '<w:vMerge/>')}{zelle('2027')}{zelle('2,00')}</w:tr></w:tbl>"
    )
    datei = write_docx(tmp_path / "a.docx", koerper)
    assert read(datei) == (
        '<table><thead><tr><th>Gewerk</th><th colspan="2">Kosten</th></tr></thead><tbody>'
        '<tr><td rowspan="2">Tiefbau</td><td>2026</td><td>1,00</td></tr><tr><td>2027</td><td>2,00</td></tr></tbody>'
        "</table>"
    )
    assert read_text(datei).text == "Gewerk\tKosten\nTiefbau\t2026\t1,00\n\t2027\t2,00\n"


def test_a_table_in_a_cell_becomes_lines(tmp_path: Path) -> None:
    innen = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    koerper = f"<w:tbl><w:tr><w:tc>{p('links')}</w:tc><w:tc>{innen}{p('')}</w:tc></w:tr></w:tbl>"
    assert read(write_docx(tmp_path / "a.docx", koerper)) == (
        "<table><tbody><tr><td>links</td><td>a | b</td></tr></tbody></table>"
    )


def test_what_was_deleted_hidden_or_remarked_never_becomes_text(tmp_path: Path) -> None:
    stil = '<w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>'
    geloescht = "<w:del><w:r><w:delText>GEHEIM</w:delText></w:r></w:del>"
    koerper = (
        f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{lauf("Der Rat ")}{geloescht}</w:p>'
        + p(lauf("stimmt zu."))
        + p(lauf("GEHEIM", '<w:rStyle w:val="Weg"/>'))
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('GEHEIM')}</w:tc><w:tc>{p('GEHEIM')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    )
    kommentar = f'<w:comments {W}><w:comment w:id="0">{p("GEHEIM")}</w:comment></w:comments>'
    fund = read_text(write_docx(tmp_path / "a.docx", koerper, styles=stile(stil), comments=kommentar))
    assert build_html(fund.absaetze) == (
        "<p>Der Rat stimmt zu.</p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    )
    assert "GEHEIM" not in fund.text
    satz = (
        "Das Dokument enthält einen Kommentar, 3 nachverfolgte Änderungen und eine ausgeblendete Stelle. "
        "Gelöschtes, Ausgeblendetes und Kommentare wurden nicht gelesen, Eingefügtes gilt als Text."
    )
    assert fund.hinweise == (satz,)


def test_a_hidden_style_that_nobody_uses_hides_nothing(tmp_path: Path) -> None:
    stil = '<w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert read_text(write_docx(tmp_path / "a.docx", p("Text"), styles=stile(stil))).hinweise == ()


def test_a_deleted_item_takes_no_number(tmp_path: Path) -> None:
    weg = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>"
    )
    koerper = punkt("eins", 1) + weg + punkt("zwei", 1)
    assert read(write_docx(tmp_path / "a.docx", koerper, numbering=nummern(DEZIMAL, nutzung(1, 1)))) == (
        "<ol><li>eins</li><li>zwei</li></ol>"
    )


def test_a_note_keeps_its_emphasis_and_loses_what_is_hidden(tmp_path: Path) -> None:
    note = p(lauf("sehr ", "<w:b/>"), lauf("GEHEIM", "<w:vanish/>"), lauf("knapp"))
    datei = write_docx(
        tmp_path / "a.docx",
        p(
            "Der Rat",
            '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',
            ".",
        ),
        footnotes=f'<w:footnotes {W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>',
    )
    with zipfile.ZipFile(datei, "a") as packung:
        packung.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" '
            f'Type="{BEZUEGE}/footnotes" Target="footnotes.xml"/></Relationships>',
        )
    assert read(datei) == "<p>Der Rat (Fußnote: <strong>sehr </strong>knapp).</p>"


def test_text_boxes_fields_and_formulas_are_text_and_drawings_are_named(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    a = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    inhalt = f"<w:txbxContent>{p('im Kasten')}</w:txbxContent>"
    kasten = f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{inhalt}</w:drawing></mc:Choice>"
    kasten += f"<mc:Fallback><w:pict>{inhalt}</w:pict></mc:Fallback>"
    kasten += "</mc:AlternateContent></w:r>"
    koerper = (
        p("Text", kasten)
        + p('<w:fldSimple w:instr="REF x">' + lauf("Nr. 3") + "</w:fldSimple>")
        + f"<w:p><m:oMath {m}><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"
        + f'<w:p><w:r><w:drawing><a:graphicData {a} uri="http://x/2006/chart"/></w:drawing></w:r></w:p>'
    )
    fund = read_text(write_docx(tmp_path / "a.docx", koerper))
    assert build_html(fund.absaetze) == "<p>Text</p><p>im Kasten</p><p>Nr. 3</p><p>a+b</p>"
    assert fund.hinweise == (
        "Nicht übernommen wurde ein Bild des Dokuments.",
        "Formeln stehen als einfacher Text da. Bitte prüfen Sie Brüche, Wurzeln, Hoch- und Tiefgestelltes.",
    )


def test_marks_of_our_own_cannot_be_forged(tmp_path: Path) -> None:
    koerper = punkt("eins", 1) + p("\ue0000\ue001zwei")
    assert read(write_docx(tmp_path / "a.docx", koerper, numbering=nummern(DEZIMAL, nutzung(1, 1)))) == (
        "<ol><li>eins</li></ol><p>0zwei</p>"
    )


# --- OpenDocument

FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
ODT_STILE = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
    "</text:list-style>"
    f'<style:style style:name="F" style:family="text"><style:text-properties {FO} fo:font-weight="bold"/></style:style>'
    f'<style:style style:name="K" style:family="text"><style:text-properties {FO} fo:font-style="italic"/>'
    '</style:style><style:style style:name="H" style:family="text">'
    '<style:text-properties style:text-position="super 58%"/></style:style>'
)


def odt_liste(*punkte: str, angaben: str = "") -> str:
    """Return a list of OpenDocument."""
    return f'<text:list text:style-name="L" {angaben}>{"".join(punkte)}</text:list>'


def odt_punkt(text: str, *darunter: str, angaben: str = "") -> str:
    """Return an item of OpenDocument."""
    return f"<text:list-item {angaben}><text:p>{text}</text:p>{''.join(darunter)}</text:list-item>"


@pytest.mark.parametrize(
    "angaben", ['text:continue-list="a"', 'text:continue-numbering="true"'], ids=["benannt", "fortgesetzt"]
)
def test_an_opendocument_list_goes_on(tmp_path: Path, angaben: str) -> None:
    koerper = (
        odt_liste(odt_punkt("eins"), odt_punkt("zwei", odt_liste(odt_punkt("a"), odt_punkt("b"))), angaben='xml:id="a"')
        + "<text:p>Ferner gilt:</text:p>"
        + odt_liste(odt_punkt("drei"), odt_punkt("neun", angaben='text:start-value="9"'), angaben=angaben)
    )
    assert read(write_odt(tmp_path / "a.odt", koerper, stile=ODT_STILE)) == (
        '<ol><li>eins</li><li>zwei<ol type="a"><li>a</li><li>b</li></ol></li></ol><p>Ferner gilt:</p>'
        '<ol start="3"><li>drei</li><li value="9">neun</li></ol>'
    )


def test_an_opendocument_number_of_several_levels_and_a_second_paragraph(tmp_path: Path) -> None:
    tief = odt_liste(odt_punkt("a", odt_liste(odt_punkt("tief"))))
    koerper = odt_liste(
        "<text:list-item><text:p>eins</text:p><text:p>noch eins</text:p></text:list-item>", odt_punkt("zwei", tief)
    )
    assert read(write_odt(tmp_path / "a.odt", koerper, stile=ODT_STILE)) == (
        '<ol><li><p>eins</p><p>noch eins</p></li><li>zwei<ol type="a"><li><p>a</p><p>a.1. tief</p></li></ol></li></ol>'
    )


def test_opendocument_emphasis_links_headings_and_merged_cells(tmp_path: Path) -> None:
    koerper = (
        '<text:p>Ein <text:span text:style-name="F">fetter <text:span text:style-name="K">schräger</text:span>'
        '</text:span> m<text:span text:style-name="H">2</text:span> <text:a xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xlink:href="https://a.example/">Link</text:a></text:p>'
        '<text:h text:outline-level="2">Titel</text:h>'
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>B</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-rows-spanned="2"><text:p>a</text:p></table:table-cell>'
        "<table:table-cell><text:p>b</text:p></table:table-cell><table:table-cell><text:p>c</text:p></table:table-cell>"
        "</table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>d</text:p>"
        "</table:table-cell><table:table-cell><text:p>e</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert read(write_odt(tmp_path / "a.odt", koerper, stile=ODT_STILE)) == (
        '<p>Ein <strong>fetter <em>schräger</em></strong> m<sup>2</sup> <a href="https://a.example/">Link</a></p>'
        '<h4>Titel</h4><table><thead><tr><th>A</th><th colspan="2">B</th></tr></thead><tbody><tr>'
        '<td rowspan="2">a</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></tbody></table>'
    )


def test_an_opendocument_section_that_is_hidden_is_no_text(tmp_path: Path) -> None:
    koerper = '<text:section text:display="none"><text:p>GEHEIM</text:p></text:section><text:p>Text</text:p>'
    assert read_text(write_odt(tmp_path / "a.odt", koerper)).text == "Text\n"


def test_an_empty_part_is_no_damage(tmp_path: Path) -> None:
    datei = write_odt(tmp_path / "a.odt", "<text:p>Text</text:p>")
    with zipfile.ZipFile(datei, "a") as packung:
        packung.writestr("Configurations2/accelerator/current.xml", "")
    assert read_text(datei).text == "Text\n"


# --- What all kinds share


def test_the_lines_of_every_paragraph_are_those_of_the_text(tmp_path: Path) -> None:
    koerper = punkt("eins", 1) + p("a", "<w:r><w:br/><w:br/><w:br/></w:r>", "b") + punkt("zwei", 1)
    fund = read_text(write_docx(tmp_path / "a.docx", koerper, numbering=nummern(DEZIMAL, nutzung(1, 1))))
    zeilen = fund.text.split("\n")
    absaetze: tuple[Absatz, ...] = fund.absaetze
    assert [tuple(zeilen[a.zeile - 1 :][: len(a.zeilen)]) for a in absaetze] == [a.zeilen for a in absaetze]
    assert fund.text == "1. eins\n\na\n\nb\n\n2. zwei\n"
