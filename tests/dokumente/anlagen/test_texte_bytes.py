"""Text files in any encoding: read right, or with a sentence that says it is doubtful, or refused."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.texte.bytes import BYTES_MAX, decode_text

ORIGINAL = (Path(__file__).parents[2] / "daten" / "formulare" / "BV-0546-2018.txt").read_text("utf-8")
SCHLICHT = ORIGINAL.replace("„", '"').replace("“", '"')
"""Without the quotation marks that DOS and Unix codes lack."""


@pytest.mark.parametrize("codierung", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "utf-16-be"])
def test_everyday_encodings_are_read_without_a_word(codierung: str) -> None:
    assert decode_text(ORIGINAL.encode(codierung)) == (ORIGINAL, ())


@pytest.mark.parametrize("marke", [codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE])
def test_the_mark_says_the_byte_order(marke: bytes) -> None:
    codierung = "utf-16-be" if marke == codecs.BOM_UTF16_BE else "utf-32-be"
    assert decode_text(marke + ORIGINAL.encode(codierung)) == (ORIGINAL, ())


@pytest.mark.parametrize(
    ("codierung", "name"), [("mac_roman", "Mac Roman"), ("cp850", "DOS (CP 850)"), ("iso8859_15", "ISO 8859-15")]
)
@pytest.mark.parametrize("zusatz", ["", "Über die Größe der Straßenflächen wird später beraten."])
def test_a_guessed_encoding_is_read_right_and_said(codierung: str, name: str, zusatz: str) -> None:
    text = (ORIGINAL if codierung == "mac_roman" else SCHLICHT) + zusatz + (" 5 €" if codierung != "cp850" else "")
    gelesen, hinweise = decode_text(text.encode(codierung))
    assert gelesen == text
    assert hinweise == (
        (
            f"In welcher Zeichencodierung die Datei geschrieben ist, ist zweifelhaft; gelesen wurde sie als {name}. "
            "Bitte prüfen Sie Umlaute, Anführungszeichen und das Eurozeichen."
        ),
    )


def test_a_text_that_looks_like_no_german_is_doubtful() -> None:
    _, hinweise = decode_text("Решение совета города Кобленц о площади".encode("cp1251"))
    assert len(hinweise) == 1


@pytest.mark.parametrize(
    ("data", "anfang"),
    [
        (b"", "Die Datei ist leer."),
        (b"\xef\xbb\xbf \r\n\t\n", "Die Datei ist leer."),
        (b"Vorlage\0", "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        ("Vorlage\0".encode("utf-16"), "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        (b"\x01\x02\x03\x04Vorlage", "Die Datei enthält keinen lesbaren Text, sondern Binärdaten."),
        (b"\xff\xfeV", "Die Zeichencodierung der Datei ist nicht zu erkennen."),
        (b"a" * (BYTES_MAX + 1), "Die Textdatei ist größer als 2 MB;"),
    ],
)
def test_an_unreadable_file_is_refused(data: bytes, anfang: str) -> None:
    with pytest.raises(NichtLesbar) as fehler:
        decode_text(data)
    assert str(fehler.value).startswith(anfang)
    assert "Bitte" in str(fehler.value)


@given(st.binary())
@settings(max_examples=200, deadline=None)
def test_arbitrary_bytes_give_text_or_a_sentence(data: bytes) -> None:
    satz = ""
    try:
        assert decode_text(data)[0].strip("\ufeff \t\r\n\f\v")
    except NichtLesbar as fehler:
        satz = str(fehler)
    assert not satz or "Bitte" in satz
