"""The text of Word and OpenDocument files: no deleted, hidden or commented text; a strange file costs a sentence."""

import zipfile
from pathlib import Path

import pytest

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht
from dokumente.anlagen.pruefstelle import read_text
from dokumente.anlagen.texte.datei import BYTES_MAX, Textfund
from dokumente.anlagen.texte.datei import read_text as read_hier
from tests.dokumente.anlagen.buerodateien import W, p, tabelle, write_docx, write_odt

KAESTCHEN = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent></w:sdt>"
)


def test_word_paragraphs_lists_tables_and_boxes(tmp_path: Path) -> None:
    koerper = (
        p("Betreff: Sanierung")
        + tabelle(("20.08.2018", "Stadtrat", KAESTCHEN.format(0), KAESTCHEN.format(1)), ("", "", "", "x"))
        + p("Begründung:")
        + p("Der ", "Platz", "<w:r><w:br/><w:t>ist alt.</w:t></w:r>")
    )
    assert read_hier(write_docx(tmp_path / "a.docx", koerper)) == Textfund(
        "Betreff: Sanierung\n\n20.08.2018\tStadtrat\t☐\t☒\n\t\t\tx\n\nBegründung:\n\nDer Platz\nist alt.\n"
    )


def test_word_comments_deleted_and_hidden_text_are_no_text(tmp_path: Path) -> None:
    koerper = p(
        "Der Rat ",
        "<w:del><w:r><w:delText>lehnt ab</w:delText></w:r></w:del>",
        "<w:moveFrom><w:r><w:t>verschoben</w:t></w:r></w:moveFrom>",
        "<w:ins><w:r><w:t>stimmt zu</w:t></w:r></w:ins>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>",
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>.</w:t></w:r>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    kommentare = (
        f'<w:comments {W}><w:comment w:id="0"><w:p><w:r><w:t>Anmerkung</w:t></w:r></w:p></w:comment></w:comments>'
    )
    fund = read_hier(write_docx(tmp_path / "a.docx", koerper, comments=kommentare))
    assert fund.text == "Der Rat stimmt zu.\n"
    satz = (
        "Das Dokument enthält einen Kommentar, 3 nachverfolgte Änderungen und eine ausgeblendete Stelle. "
        "Gelöschtes, Ausgeblendetes und Kommentare wurden nicht gelesen, Eingefügtes gilt als Text."
    )
    assert fund.hinweise == (satz,)


def test_a_footnote_stands_where_its_number_stood(tmp_path: Path) -> None:
    koerper = p("Der Rat", '<w:r><w:footnoteReference w:id="2"/></w:r>', " stimmt zu.") + p("Anlagen:") + p("keine")
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>ohne Gegenstimme</w:t></w:r></w:p></w:footnote>'
    bezug = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        'Target="footnotes.xml"/></Relationships>'
    )
    datei = write_docx(tmp_path / "a.docx", koerper, footnotes=f"<w:footnotes {W}>{note}</w:footnotes>")
    with zipfile.ZipFile(datei, "a") as packung:
        packung.writestr("word/_rels/document.xml.rels", bezug)
    fund = read_hier(datei)
    assert fund.text == "Der Rat (Fußnote: ohne Gegenstimme) stimmt zu.\n\nAnlagen:\n\nkeine\n"
    odt = "<text:p>Der Rat<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>ohne Gegenstimme"
    odt += "</text:p></text:note-body></text:note> stimmt zu.</text:p>"
    assert read_hier(write_odt(tmp_path / "a.odt", odt)).text == "Der Rat (Fußnote: ohne Gegenstimme) stimmt zu.\n"


def test_headers_and_pictures_are_left_out_and_said(tmp_path: Path) -> None:
    kopf = f"<w:hdr {W}>{p('Stadt Koblenz')}</w:hdr>"
    fund = read_hier(write_docx(tmp_path / "a.docx", p("Der Rat stimmt zu."), header1=kopf))
    assert fund == Textfund("Der Rat stimmt zu.\n", ("Nicht übernommen wurden Kopf- und Fußzeilen des Dokuments.",))
    bild = "<text:p>Der Rat<draw:frame><draw:image/></draw:frame> stimmt zu.</text:p>"
    assert read_hier(write_odt(tmp_path / "a.odt", bild)) == Textfund(
        "Der Rat stimmt zu.\n", ("Nicht übernommen wurde ein Bild des Dokuments.",)
    )


def test_a_word_form_that_is_one_large_table_keeps_its_paragraphs(tmp_path: Path) -> None:
    zelle = f"<w:tc>{p('Begründung:')}{p('Erster Absatz.')}{p('Zweiter Absatz.')}</w:tc>"
    koerper = f"<w:tbl><w:tr><w:tc>{p('Betreff: Sanierung')}</w:tc></w:tr><w:tr>{zelle}</w:tr></w:tbl>"
    assert read_hier(write_docx(tmp_path / "a.docx", koerper)).text == (
        "Betreff: Sanierung\n\nBegründung:\n\nErster Absatz.\n\nZweiter Absatz.\n"
    )


def test_opendocument_paragraphs_lists_and_tables(tmp_path: Path) -> None:
    koerper = (
        '<text:p>Betreff:<text:s text:c="2"/>Sanierung</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>d</text:p></table:table-cell>'
        "</table:table-row></table:table>"
        "<text:list><text:list-item><text:p>eins</text:p><text:list><text:list-item><text:p>tiefer</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        '<text:list text:style-name="L1"><text:list-item><text:p>erstens</text:p></text:list-item>'
        "<text:list-item><text:p>zweitens</text:p></text:list-item></text:list>"
        "<text:h>Ende<text:tab/>hier<text:line-break/>weiter</text:h>"
    )
    stile = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
    assert read_hier(write_odt(tmp_path / "a.odt", koerper, stile=stile)) == Textfund(
        "Betreff:  Sanierung\n\na\t\t\td\n\n• eins\n    • tiefer\n\n1. erstens\n2. zweitens\n\nEnde\thier\nweiter\n"
    )


def test_opendocument_comments_deleted_and_hidden_text_are_no_text(tmp_path: Path) -> None:
    koerper = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gelöscht</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Der Rat<office:annotation><text:p>Anmerkung</text:p></office:annotation> stimmt zu"
        '<text:span text:style-name="T1">geheim</text:span><text:hidden-text>auch</text:hidden-text>.</text:p>'
    )
    stile = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    fund = read_hier(write_odt(tmp_path / "a.odt", koerper, stile=stile))
    assert fund.text == "Der Rat stimmt zu.\n"
    assert len(fund.hinweise) == 1


@pytest.mark.parametrize(
    ("inhalt", "anfang"),
    [
        (b"", "Die Datei ist leer."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Die Datei ist ein älteres Word-Dokument (DOC)."),
        (b"{\\rtf1\\ansi", "Die Datei ist ein RTF-Dokument."),
        (b"\x89PNG\r\n", "Die Datei ist ein Bild."),
        (b"MZ\x90", "Die Datei ist ein Programm."),
        (b"\x7fELF\x02", "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        (b"PK\x03\x04kaputt", "Das Dokument ist beschädigt."),
        (b"%PDF-1.7 kaputt", "Das PDF ist beschädigt"),
    ],
)
def test_what_is_none_of_these_is_refused(tmp_path: Path, inhalt: bytes, anfang: str) -> None:
    datei = tmp_path / "datei"
    datei.write_bytes(inhalt)
    with pytest.raises(NichtLesbar) as fehler:
        read_hier(datei)
    assert str(fehler.value).startswith(anfang)
    assert "Bitte" in str(fehler.value)


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    datei = tmp_path / "gross"
    with datei.open("wb") as strom:
        strom.truncate(BYTES_MAX + 1)
    with pytest.raises(NichtLesbar, match="größer als 20 MB"):
        read_hier(datei)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packung:
        packung.writestr("bild.png", b"x")
    with pytest.raises(NichtLesbar, match="ist ein Archiv"):
        read_hier(tmp_path / "a.zip")


def test_a_bomb_and_a_declared_entity_are_refused(tmp_path: Path) -> None:
    bombe = write_docx(tmp_path / "bombe.docx", "<w:p/>", styles=" " * (70 * 1024 * 1024))
    with pytest.raises(GrenzeErreicht, match="ausgepackt zu groß"):
        read_hier(bombe)
    entitaet = write_odt(tmp_path / "e.odt", "<text:p>&a;</text:p>", davor='<!DOCTYPE x [<!ENTITY a "aaaa">]>')
    with pytest.raises(NichtLesbar, match="beschädigt"):
        read_hier(entitaet)


def test_the_child_process_reads_and_refuses_in_words(tmp_path: Path) -> None:
    docx = write_docx(tmp_path / "a.docx", p("Der Rat stimmt zu."))
    assert read_text(docx.read_bytes()) == Textfund("Der Rat stimmt zu.\n")
    with pytest.raises(NichtLesbar, match="Das Dokument ist beschädigt"):
        read_text(docx.read_bytes()[:300])
