"""What is taken in as a file, and what is refused in plain words."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.fixtures import Settings

from dokumente.ablage.aufnehmen import DateiAbgelehnt, store_datei
from dokumente.models import Datei
from dokumente.rules.namen import DATEINAME_LAENGE, clean_dateiname, titel_of
from dokumente.rules.upload import check_upload, format_groesse
from tests.bauten import build_pdf

ERLAUBT = (
    "Erlaubt sind PDF, DOCX, XLSX, ODT, ODS, PNG, JPG, TXT und CSV. "
    "Bitte speichern Sie die Datei in einer dieser Formen, am besten als PDF."
)


def build_packung(*namen: str, inhalt: bytes = b"<x/>") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packung:
        for name in namen:
            packung.writestr(name, inhalt)
    return buffer.getvalue()


def build_bild(art: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(buffer, art)
    return buffer.getvalue()


def build_riesenbild() -> bytes:
    """Return a PNG whose header promises 50,000 by 50,000 pixels."""
    kopf = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + build_stueck(b"IHDR", kopf) + build_stueck(b"IDAT", b"")


def build_stueck(name: bytes, inhalt: bytes) -> bytes:
    return struct.pack(">I", len(inhalt)) + name + inhalt + struct.pack(">I", zlib.crc32(name + inhalt))


def build_geschuetztes_pdf(kennwort: str) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer, encryption=pikepdf.Encryption(user=kennwort, owner="geheim"))
    return buffer.getvalue()


def store(name: str, inhalt: bytes, medientyp: str = "application/x-behauptet") -> Datei:
    return store_datei(SimpleUploadedFile(name, inhalt, content_type=medientyp))


def refusal(name: str, inhalt: bytes) -> str:
    with pytest.raises(DateiAbgelehnt) as fehler:
        store(name, inhalt)
    return str(fehler.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "inhalt", "medientyp"),
    [
        ("plan.pdf", build_pdf(), "application/pdf"),
        ("plan.PDF", build_pdf(), "application/pdf"),
        ("bild.png", build_bild(), "image/png"),
        ("bild.jpg", build_bild("JPEG"), "image/jpeg"),
        (
            "text.docx",
            build_packung("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "zahlen.ods",
            build_packung("mimetype", "content.xml"),
            "application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("notiz.txt", "Grüße".encode("cp1252"), "text/plain"),
        ("liste.csv", b"\xef\xbb\xbfa;b\n1;2\n", "text/csv"),
    ],
)
def test_the_kind_follows_from_name_and_content_never_from_what_the_browser_claims(
    name: str, inhalt: bytes, medientyp: str
) -> None:
    datei = store(name, inhalt)
    assert (datei.medientyp, datei.groesse) == (medientyp, len(inhalt))
    with datei.inhalt.open("rb") as gelesen:
        assert gelesen.read() == inhalt


@pytest.mark.django_db
def test_the_storage_key_comes_from_the_checksum_and_the_same_content_is_kept_once() -> None:
    inhalt = build_pdf()
    eine, andere = store("../../etc/passwd.pdf", inhalt), store("anders.pdf", inhalt)
    summe = eine.pruefsumme
    assert eine.pk == andere.pk
    assert Datei.objects.count() == 1
    assert eine.inhalt.name == f"{summe[:2]}/{summe[2:4]}/{summe}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["bild.svg", "seite.html", "daten.xml", "programm.exe", "alles.zip", "makro.docm", "ohne"]
)
def test_other_kinds_are_refused(name: str) -> None:
    assert refusal(name, b"inhalt") == f"„{name}“ kann nicht angehängt werden. {ERLAUBT}"
    assert not Datei.objects.exists()


@pytest.mark.django_db
def test_an_empty_file_is_refused() -> None:
    erwartet = "„leer.pdf“ ist leer. Bitte prüfen Sie die Datei und laden Sie sie noch einmal hoch."
    assert refusal("leer.pdf", b"") == erwartet


@pytest.mark.django_db
def test_a_file_over_the_limit_is_refused(settings: Settings) -> None:
    settings.ANLAGE_MAX_BYTES = 1024 * 1024
    assert store("gerade.txt", b"a" * 1024 * 1024).groesse == 1024 * 1024
    erwartet = "„drueber.txt“ ist mit 1,0 MB zu groß, erlaubt sind 1,0 MB. Bitte verkleinern oder teilen Sie die Datei."
    assert refusal("drueber.txt", b"a" * (1024 * 1024 + 1)) == erwartet


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "inhalt", "art"),
    [
        ("bild.pdf", build_bild(), "PDF"),
        ("vorn.pdf", b"<html>" + build_pdf(), "PDF"),
        ("programm.png", b"MZ\x90\x00", "PNG-Bild"),
        ("seite.txt", b"\xef\xbb\xbf  <!DOCTYPE html><script>", "Text"),
        ("svg.csv", b"<svg xmlns='http://www.w3.org/2000/svg'>", "CSV-Tabelle"),
        ("nul.txt", b"a\x00b", "Text"),
        ("pdf.txt", b"%PDF-1.7", "Text"),
        ("leer.docx", build_packung("irgendwas.xml"), "Word"),
        ("excel.docx", build_packung("xl/workbook.xml"), "Word"),
    ],
)
def test_a_name_that_does_not_fit_the_content_is_refused(name: str, inhalt: bytes, art: str) -> None:
    assert refusal(name, inhalt) == (
        f"„{name}“ ist keine {art}-Datei, obwohl der Name so endet. "
        "Bitte öffnen Sie die Datei und speichern Sie sie neu."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kennwort", "satz"),
    [
        ("auf", "Das PDF ist mit einem Kennwort geschützt. Bitte speichern Sie es ohne Schutz."),
        ("", "Das PDF ist verschlüsselt. Bitte speichern Sie es ohne Schutz und laden Sie es noch einmal hoch."),
    ],
)
def test_a_protected_pdf_is_refused(kennwort: str, satz: str) -> None:
    assert refusal("geheim.pdf", build_geschuetztes_pdf(kennwort)) == f"„geheim.pdf“: {satz}"


@pytest.mark.django_db
def test_a_damaged_pdf_is_refused() -> None:
    assert refusal("kaputt.pdf", b"%PDF-1.7\nabgeschnitten") == (
        "„kaputt.pdf“: Das PDF ist abgeschnitten, das Ende fehlt. Bitte prüfen Sie, ob sich die Datei bei Ihnen öffnen "
        "lässt, und laden Sie sie noch einmal hoch."
    )


@pytest.mark.django_db
def test_a_pdf_without_pages_is_refused() -> None:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(buffer)
    erwartet = (
        "„leer.pdf“: Das PDF hat keine Seiten. Bitte erzeugen Sie das PDF neu, zum Beispiel mit „Drucken“ als PDF."
    )
    assert refusal("leer.pdf", buffer.getvalue()) == erwartet


@pytest.mark.django_db
def test_a_damaged_office_document_is_refused() -> None:
    erwartet = "„kaputt.docx“ ist beschädigt. Bitte öffnen Sie die Datei und speichern Sie sie neu."
    assert refusal("kaputt.docx", b"PK\x03\x04 abgeschnitten") == erwartet


@pytest.mark.django_db
def test_a_document_with_macros_is_refused() -> None:
    erwartet = "„makro.docx“ enthält Makros. Bitte speichern Sie die Datei ohne Makros oder als PDF."
    assert refusal("makro.docx", build_packung("word/document.xml", "word/vbaProject.bin")) == erwartet


@pytest.mark.django_db
def test_a_damaged_picture_is_refused() -> None:
    erwartet = "„kaputt.png“ ist beschädigt. Bitte speichern Sie das Bild neu."
    assert refusal("kaputt.png", build_bild()[:20]) == erwartet


@pytest.mark.django_db
def test_a_picture_with_too_many_pixels_is_refused_from_its_header() -> None:
    assert refusal("riesig.png", build_riesenbild()) == (
        "„riesig.png“ hat zu viele Bildpunkte. Bitte verkleinern Sie das Bild auf höchstens 60 Millionen Bildpunkte."
    )


@pytest.mark.parametrize(
    ("name", "erwartet"),
    [
        ("Plan.pdf", "Plan.pdf"),
        ("C:\\Users\\x\\Plan.pdf", "Plan.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("-rf.pdf", "rf.pdf"),
        ("..pdf", "pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie- x.pdf"),
        ('<b>"fett"</b>.pdf', "b-.pdf"),
        ("", "Anlage"),
        (".pdf", "pdf"),
        ("Übersicht Größe.pdf", "Übersicht Größe.pdf"),
    ],
)
def test_display_names_are_safe(name: str, erwartet: str) -> None:
    assert clean_dateiname(name) == erwartet


def test_a_long_name_keeps_its_extension() -> None:
    name = clean_dateiname("x" * 300 + ".pdf")
    assert (len(name), name[-5:]) == (DATEINAME_LAENGE, "x.pdf")


def test_the_first_title_is_the_name_without_extension() -> None:
    assert titel_of("Lageplan_Nord.pdf") == "Lageplan Nord"


def test_sizes_are_written_as_people_read_them() -> None:
    assert [format_groesse(n) for n in (1, 2048, 1_600_000)] == ["1 kB", "2 kB", "1,5 MB"]


def test_a_file_that_fits_is_not_refused() -> None:
    assert check_upload(name="a.pdf", groesse=10, kopf=b"%PDF-1.4", hoechstens=10) == ""
