"""Reading strange forms: whatever program saved them, and whatever somebody put into them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumente.anlagen.formular import FELDER_MAX, TEXT_MAX, Feldwert, KeinFormular, read_formular


def build(*felder: Any, bereite: Callable[[pikepdf.Pdf], object] = lambda pdf: None) -> bytes:
    with pikepdf.new() as pdf, BytesIO() as buffer:
        pdf.add_blank_page()
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(feld) for feld in felder]))
        bereite(pdf)
        pdf.save(buffer)
        return buffer.getvalue()


def kasten(**werte: Any) -> Dictionary:
    return Dictionary(FT=Name.Btn, T=String("k"), **werte)


@pytest.mark.parametrize(
    ("werte", "text"),
    [
        ({"V": Name.Yes, "AS": Name.Yes}, "Yes"),
        ({"V": Name.On, "AS": Name.On}, "On"),
        ({"V": Name("/1"), "AS": Name("/1")}, "1"),
        ({"V": Name.on}, "on"),
        ({"AS": Name.on}, "on"),
        ({"V": String("Yes")}, "Yes"),
        ({"V": Name.Off, "AS": Name.Off}, ""),
        ({"V": Name("/OFF")}, ""),
        ({"AS": Name.Off}, ""),
        ({"V": 1}, ""),
        ({}, ""),
    ],
)
def test_a_box_is_ticked_whatever_its_state_is_called(werte: dict[str, Any], text: str) -> None:
    assert read_formular(build(kasten(**werte))) == [Feldwert("k", text)]


def test_a_box_whose_look_contradicts_its_value_is_marked() -> None:
    assert read_formular(build(kasten(V=Name.on, AS=Name.Off))) == [Feldwert("k", "on", unstimmig=True)]
    assert read_formular(build(kasten(V=Name.Off, AS=Name.on))) == [Feldwert("k", "", unstimmig=True)]


@pytest.mark.parametrize(
    ("wert", "text"),
    [
        (String("12"), "12"),
        (String("  12\r\n"), "12"),
        (String("–"), "–"),
        (String("Straße"), "Straße"),
        (String("a\u202eb\x00c"), "abc"),
        (String("x" * 5000), "x" * TEXT_MAX),
        (Name.Zwoelf, ""),
        (12, ""),
        (Array([1]), ""),
    ],
)
def test_text_comes_out_clean_and_short(wert: Any, text: str) -> None:
    assert read_formular(build(Dictionary(FT=Name.Tx, T=String("z"), V=wert))) == [Feldwert("z", text)]


def test_a_text_kept_in_a_stream_is_read() -> None:
    def keep_outside(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm.Fields[0].V = pdf.make_stream(b"zw\xf6lf")

    assert read_formular(build(Dictionary(FT=Name.Tx, T=String("z")), bereite=keep_outside)) == [Feldwert("z", "zwölf")]


def test_names_kinds_and_values_are_handed_down() -> None:
    def nest(pdf: pikepdf.Pdf) -> None:
        blatt = pdf.make_indirect(Dictionary(T=String("b")))
        bild = pdf.make_indirect(Dictionary(Subtype=Name.Widget, AS=Name.on))
        kaestchen = pdf.make_indirect(Dictionary(T=String("c"), FT=Name.Btn, Kids=Array([bild])))
        wurzel = Dictionary(T=String("a"), FT=Name.Tx, V=String("7"), Kids=Array([blatt, kaestchen]))
        pdf.Root.AcroForm.Fields = Array([pdf.make_indirect(wurzel)])

    werte = read_formular(build(bereite=nest))
    assert werte == [Feldwert("a.b", "7"), Feldwert("a.c", "7", unstimmig=False)]


def test_buttons_lists_and_signatures_say_nothing() -> None:
    felder = [Dictionary(FT=art, T=String("x"), V=String("y")) for art in (Name.Sig, Name.Ch)]
    assert read_formular(build(kasten(V=Name.on), *felder)) == [Feldwert("k", "on")]


def test_a_form_that_bites_its_tail_ends() -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        wurzel = pdf.Root.AcroForm.Fields[0]
        wurzel.Kids = Array([wurzel])

    def deepen(pdf: pikepdf.Pdf) -> None:
        feld = pdf.make_indirect(Dictionary(T=String("x"), FT=Name.Tx, V=String("tief")))
        for _ in range(200):
            feld = pdf.make_indirect(Dictionary(T=String("x"), Kids=Array([feld])))
        pdf.Root.AcroForm.Fields.append(feld)

    assert read_formular(build(kasten(V=Name.on), bereite=deepen)) == [Feldwert("k", "on")]
    with pytest.raises(KeinFormular):
        read_formular(build(kasten(V=Name.on), bereite=loop))


KEINE_FELDER = "Das PDF hat keine ausfüllbaren Felder (mehr)."


@pytest.mark.parametrize(
    ("bereite", "satz"),
    [
        (lambda pdf: pdf.Root.__delitem__("/AcroForm"), KEINE_FELDER),
        (lambda pdf: pdf.Root.__setitem__("/AcroForm", String("x")), KEINE_FELDER),
        (lambda pdf: pdf.Root.AcroForm.__setitem__("/Fields", Array()), KEINE_FELDER),
        (lambda pdf: pdf.Root.AcroForm.__setitem__("/Fields", Array([1, Name.x, String("y")])), KEINE_FELDER),
        (lambda pdf: pdf.Root.AcroForm.__setitem__("/XFA", String("<xdp/>")), "Das PDF ist ein XFA-Formular"),
    ],
)
def test_a_file_without_fields_is_refused_with_a_sentence(bereite: Callable[[pikepdf.Pdf], object], satz: str) -> None:
    with pytest.raises(KeinFormular) as fehler:
        read_formular(build(kasten(), bereite=bereite))
    assert str(fehler.value).startswith(satz)


def test_more_fields_than_any_sheet_has_are_refused() -> None:
    felder = [Dictionary(FT=Name.Tx, T=String(f"f{n}")) for n in range(FELDER_MAX + 1)]
    with pytest.raises(KeinFormular, match=r"mehr als 20\.000 Felder"):
        read_formular(build(*felder))
