"""What is refused because it is no paper form or contradicts itself, and which encodings are read."""

import codecs
from pathlib import Path

import pytest

from vorlagen.rules.formular import FormularFehler, decode_formular, parse_formular

ORIGINAL = Path(__file__).parents[2] / "daten" / "formulare" / "BV-0546-2018.txt"


@pytest.fixture(scope="module")
def original() -> str:
    return decode_formular(ORIGINAL.read_bytes())


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        ("Datum: 12.06.2018", "Datum: 31.02.2018", "Zeile 7: Das Datum „31.02.2018“ gibt es nicht. "),
        ("30.08.2018", "30.13.2018", "Zeile 16: Das Datum „30.13.2018“ gibt es nicht. "),
        ("BV/0546/2018", "BV/0546", "Zeile 7: „BV/0546“ ist keine Vorlagennummer. "),
        ("BV/0546/2018", "XY/0546/2018", "Zeile 7: „XY“ ist keine bekannte Art einer Vorlage. "),
        ("BV/0546/2018", "", "Zeile 7: Hinter „Vorlage:“ fehlt die Nummer. "),
        ("Vorlage: BV/0546/2018", "", "Das ist kein Vordruck einer Vorlage: Die Beschriftung „Vorlage:“ fehlt. "),
        ("Betreff:", "", "Das ist kein Vordruck einer Vorlage: Die Beschriftung „Betreff:“ fehlt. "),
    ],
)
def test_wrong_form_is_refused(original: str, alt: str, neu: str, satz: str) -> None:
    assert alt in original
    with pytest.raises(FormularFehler) as fehler:
        parse_formular(original.replace(alt, neu, 1))
    assert str(fehler.value).startswith(satz)
    assert "Bitte" in str(fehler.value)


def test_other_text_is_refused() -> None:
    with pytest.raises(FormularFehler) as fehler:
        parse_formular("Sehr geehrte Damen und Herren,\n\ndie Vorlage folgt.\n")
    assert str(fehler.value) == (
        "Das ist kein Vordruck einer Vorlage: Es fehlen „Vorlage:“ und „Betreff:“. "
        "Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_decode_encodings(original: str, encoding: str) -> None:
    assert decode_formular(original.encode(encoding)) == original


def test_decode_utf16_big_endian(original: str) -> None:
    assert decode_formular(codecs.BOM_UTF16_BE + original.encode("utf-16-be")) == original


@pytest.mark.parametrize(
    ("data", "anfang"),
    [
        (b"", "Die Datei ist leer."),
        (b"\xef\xbb\xbf \r\n\t\n", "Die Datei ist leer."),
        (b"%PDF-1.7\n", "Die Datei ist ein PDF und kein Text."),
        (b"PK\x03\x04\x14\x00", "Die Datei ist ein Word- oder LibreOffice-Dokument und kein Text."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Die Datei ist ein älteres Word-Dokument und kein Text."),
        (b"{\\rtf1\\ansi", "Die Datei ist ein RTF-Dokument und kein reiner Text."),
        (b"Vorlage\0", "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        ("Vorlage\0".encode("utf-16"), "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        (b"\x01\x02\x03\x04Vorlage", "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        (b"Vorlage \x81", "Die Datei ist kein Text in UTF-8, UTF-16 oder Windows-1252."),
        (b"\xff\xfeV", "Die Datei ist kein Text in UTF-8, UTF-16 oder Windows-1252."),
        (b"a" * (2 * 1024 * 1024 + 1), "Die Datei ist größer als 2 MB;"),
    ],
)
def test_unreadable_file_is_refused(data: bytes, anfang: str) -> None:
    with pytest.raises(FormularFehler) as fehler:
        decode_formular(data)
    assert str(fehler.value).startswith(anfang)
    assert "Bitte" in str(fehler.value)


@pytest.mark.parametrize(
    ("text", "anfang"),
    [
        (" \n", "Die Datei ist leer oder enthält keinen Text."),
        ("a" * 2_100_000, "Der Text der Datei ist größer als 2 MB;"),
        ("\n\f" * 60_000 + "a", "Die Datei hat"),
    ],
)
def test_unreadable_text_is_refused(text: str, anfang: str) -> None:
    with pytest.raises(FormularFehler) as fehler:
        parse_formular(text)
    assert str(fehler.value).startswith(anfang)


def test_head_alone_is_refused(original: str) -> None:
    with pytest.raises(FormularFehler) as fehler:
        parse_formular(original[: original.index("Gremienweg")])
    assert str(fehler.value).startswith(
        "Das ist kein Vordruck einer Vorlage: Die Beschriftung „Gremienweg:“ fehlt. Bitte"
    )
