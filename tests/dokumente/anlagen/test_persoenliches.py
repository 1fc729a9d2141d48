"""A file that somebody attached is looked through for details of persons; what is found says where, not what."""

import zipfile
from pathlib import Path

import pytest

from dokumente.anlagen.befunde import Befundart, Pruefbefund
from dokumente.anlagen.durchsicht import PDF, check_datei
from tests.dokumente.anlagen.bogen import new_pdf, save, zeile
from tests.dokumente.anlagen.buerodateien import p, write_docx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
IBAN = "DE89 3704 0044 0532 0130 00"
UNDURCHSUCHT = (
    "Die Datei lässt sich nicht nach Angaben zu Personen durchsuchen, zum Beispiel weil sie nur eingescannte Seiten "
    "oder eine Tabelle enthält. Bitte sehen Sie selbst nach."
)


def find(tmp_path: Path, inhalt: bytes, medientyp: str) -> list[Pruefbefund]:
    quelle = tmp_path / "anlage"
    quelle.write_bytes(inhalt)
    ergebnis = check_datei(quelle, medientyp=medientyp, ziel=tmp_path / "kopie")
    return [b for b in ergebnis.befunde if b.art in (Befundart.PERSOENLICH, Befundart.UNDURCHSUCHT)]


def test_a_pdf_is_told_page_by_page_without_its_text(tmp_path: Path) -> None:
    seiten = ("Frau Muster, geb. am 12.06.1971", "nichts", f"Konto {IBAN}", "geb. 1.2.1980")
    pdf = new_pdf(*map(zeile, seiten))
    befunde = find(tmp_path, save(pdf), PDF)
    assert befunde == [
        Pruefbefund(Befundart.PERSOENLICH, "Auf den Seiten 1 und 4 steht ein Geburtsdatum.", (1, 4)),
        Pruefbefund(Befundart.PERSOENLICH, "Auf Seite 3 steht eine IBAN.", (3,)),
    ]
    assert "1971" not in str(befunde)


def test_a_text_has_no_pages(tmp_path: Path) -> None:
    befunde = find(tmp_path, b"Hinweise an max.muster@web.de", "text/plain")
    assert befunde == [Pruefbefund(Befundart.PERSOENLICH, "In der Datei steht eine private E-Mail-Adresse.")]


def test_the_landline_in_a_letterhead_is_left_alone(tmp_path: Path) -> None:
    pdf = save(new_pdf(zeile("Tel. (02606) 123456")))
    assert find(tmp_path, pdf, PDF) == []


@pytest.mark.parametrize(
    ("inhalt", "medientyp"),
    [(save(new_pdf(b"")), PDF), (b"", "text/csv")],
)
def test_what_cannot_be_searched_is_said(inhalt: bytes, medientyp: str, tmp_path: Path) -> None:
    assert find(tmp_path, inhalt, medientyp) == [Pruefbefund(Befundart.UNDURCHSUCHT, UNDURCHSUCHT)]


def test_a_word_file_is_read(tmp_path: Path) -> None:
    datei = write_docx(tmp_path / "a.docx", p("Herr Muster, geb. am 12.06.1971"))
    assert find(tmp_path, datei.read_bytes(), WORD) == [
        Pruefbefund(Befundart.PERSOENLICH, "In der Datei steht ein Geburtsdatum.")
    ]


def test_a_table_is_not(tmp_path: Path) -> None:
    datei = tmp_path / "a.xlsx"
    with zipfile.ZipFile(datei, "w") as packung:
        packung.writestr("xl/workbook.xml", "<workbook/>")
    assert find(tmp_path, datei.read_bytes(), WORD) == [Pruefbefund(Befundart.UNDURCHSUCHT, UNDURCHSUCHT)]
