"""A line of text measured as a whole and letter by letter is the same line."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from dokumente.oeffentlich.grenzen import Kontingent
from dokumente.oeffentlich.malen import Textstueck
from dokumente.oeffentlich.seiten import Seitenleser
from tests.dokumente.mappe.beispiele import build_eigen


def draw(inhalt: bytes) -> list[Textstueck]:
    """Return the pieces of text of a page with this content."""
    with pikepdf.new() as pdf:
        seite = pdf.add_blank_page(page_size=(595, 842))
        schrift = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        seite.obj.Resources = Dictionary(Font=Dictionary(F=schrift))
        seite.obj.Contents = pdf.make_stream(inhalt)
        return next(iter(Seitenleser(pdf, Kontingent()).read_seiten())).inhalt.stuecke


def check(stueck: Textstueck) -> None:
    """Compare both ways."""
    zeichen = stueck.zeichen
    assert stueck.text == "".join(text for text, _, _ in zeichen)
    assert stueck.von == pytest.approx(zeichen[0][1])
    assert stueck.bis == pytest.approx(zeichen[-1][2])


@pytest.mark.parametrize(
    ("befehl", "text"),
    [
        (b"(Haushalt 2026) Tj", "Haushalt 2026"),
        (b"3 Tc 7 Tw 80 Tz (Haushalt 2026 ) Tj", "Haushalt 2026 "),
        (b"[-500 (Haus) 40 (halt) -400 (2026) -300] TJ", "Haushalt 2026 "),
        (b"2 Tc [() 120 (a) -900 (\\344)] TJ", "a ä"),
    ],
)
def test_spacing_and_jumps_count_alike(befehl: bytes, text: str) -> None:
    [stueck] = draw(b"BT /F 12 Tf 60 700 Td " + befehl + b" ET")
    check(stueck)
    assert stueck.text == text


def test_the_pen_goes_on_where_the_letters_end() -> None:
    erstes, zweites = draw(b"BT /F 12 Tf 2 Tc 5 Tw 60 700 Td (a b ) Tj (c) Tj ET")
    assert zweites.kasten.x0 == pytest.approx(60 + erstes.bis + 2 + 5)


def test_our_own_print_in_a_font_of_many_glyphs() -> None:
    with pikepdf.open(BytesIO(build_eigen("Übersicht"))) as pdf:
        stuecke = next(iter(Seitenleser(pdf, Kontingent()).read_seiten())).inhalt.stuecke
    assert "Übersicht" in "".join(stueck.text for stueck in stuecke)
    for stueck in stuecke:
        check(stueck)
