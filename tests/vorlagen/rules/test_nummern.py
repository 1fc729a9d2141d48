"""Paper numbers: reading, printing, and the newer Fassung."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Vorlagenart
from vorlagen.rules.nummern import Nummer, check_neufassung, format_nummer, parse_nummer

KEINE_NUMMER = r"ist keine Vorlagennummer\. Bitte geben Sie sie in der Form BV/0546/2018 an"


@pytest.mark.parametrize(
    ("text", "nummer"),
    [
        ("BV/0546/2018", Nummer(Vorlagenart.BV, 546, 2018)),
        ("BV/0546/2018/2", Nummer(Vorlagenart.BV, 546, 2018, 2)),
        ("UV/0001/2026", Nummer(Vorlagenart.UV, 1, 2026)),
        ("AW/9999/2026/13", Nummer(Vorlagenart.AW, 9999, 2026, 13)),
        ("  ST/0007/2026\n", Nummer(Vorlagenart.ST, 7, 2026)),
    ],
)
def test_parse_nummer_reads_the_printed_form(text: str, nummer: Nummer) -> None:
    assert parse_nummer(text) == nummer


@pytest.mark.parametrize(
    "text",
    [
        "",
        "BV",
        "BV/546/2018",
        "BV/00546/2018",
        "bv/0546/2018",
        "BV-0546-2018",
        "BV/0546/18",
        "BV/0546/2018/",
        "BV/0546/2018/0",
        "BV/0546/2018/02",
        "BV/0546/2018/-1",
        "BV/0546/2018/2/3",
        "BV/٠٥٤٦/2018",
        "XBV/0546/2018",
        "BV/0546/2018 Neufassung",
    ],
)
def test_parse_nummer_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=KEINE_NUMMER):
        parse_nummer(text)


def test_parse_nummer_names_the_known_kinds() -> None:
    with pytest.raises(ValueError, match=r"Bitte verwenden Sie eine von: BV, UV, AT, AF, AW, ST\."):
        parse_nummer("XX/0546/2018")


def test_parse_nummer_refuses_the_counter_zero() -> None:
    with pytest.raises(ValueError, match="zwischen 1 und 9999 liegen, angegeben ist 0"):
        parse_nummer("BV/0000/2018")


@pytest.mark.parametrize(
    ("laufend", "jahr", "neufassung", "satz"),
    [
        (0, 2018, 0, "zwischen 1 und 9999"),
        (10_000, 2018, 0, "zwischen 1 und 9999"),
        (546, 999, 0, "vier Stellen"),
        (546, 10_000, 0, "vier Stellen"),
        (546, 2018, -1, "nicht negativ"),
    ],
)
def test_format_nummer_refuses_what_does_not_fit(laufend: int, jahr: int, neufassung: int, satz: str) -> None:
    with pytest.raises(ValueError, match=satz):
        format_nummer(art=Vorlagenart.BV, laufend=laufend, jahr=jahr, neufassung=neufassung)


def test_format_nummer_prints_no_suffix_for_the_first_fassung() -> None:
    assert format_nummer(art=Vorlagenart.BV, laufend=546, jahr=2018) == "BV/0546/2018"


nummern = st.builds(
    Nummer,
    art=st.sampled_from(Vorlagenart),
    laufend=st.integers(1, 9999),
    jahr=st.integers(1000, 9999),
    neufassung=st.integers(0, 500),
)


@given(nummern)
def test_every_number_survives_printing_and_reading(nummer: Nummer) -> None:
    assert parse_nummer(str(nummer)) == nummer


@given(nummern, nummern)
def test_two_numbers_are_never_printed_alike(eine: Nummer, andere: Nummer) -> None:
    assert (str(eine) == str(andere)) == (eine == andere)


@pytest.mark.parametrize(("verwendet", "neueste"), [(0, 0), (2, 2), (3, 2)])
def test_the_newest_fassung_is_fine(verwendet: int, neueste: int) -> None:
    assert check_neufassung(verwendete_neufassung=verwendet, neueste_neufassung=neueste) == []


@pytest.mark.parametrize(("verwendet", "neueste"), [(0, 1), (1, 2)])
def test_an_older_fassung_gives_a_warning(verwendet: int, neueste: int) -> None:
    assert check_neufassung(verwendete_neufassung=verwendet, neueste_neufassung=neueste) == [
        Befund(
            f"Es gibt eine neuere Fassung dieser Vorlage (Neufassung {neueste}). "
            "Bitte tauschen Sie die ältere Fassung aus oder begründen Sie, warum sie bleibt.",
            "",
            Stufe.WARNUNG,
        ),
    ]
