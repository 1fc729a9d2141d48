"""Sitting numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitzungen.rules.nummern import Sitzungsnummer, format_sitzungsnummer, parse_sitzungsnummer


@pytest.mark.parametrize(
    ("text", "nummer"),
    [
        ("2026/018/SR", Sitzungsnummer(2026, 18, "SR")),
        (" 2026/999/HuFA\n", Sitzungsnummer(2026, 999, "HuFA")),
        ("2026/001/OBR-Güls", Sitzungsnummer(2026, 1, "OBR-Güls")),
    ],
)
def test_reads_the_printed_form(text: str, nummer: Sitzungsnummer) -> None:
    assert parse_sitzungsnummer(text) == nummer


@pytest.mark.parametrize(
    "text",
    ["", "2026/18/SR", "26/018/SR", "2026/018", "2026/018/", "2026/018/S R", "2026/018/-SR", "2026/018/SR/1", "018/SR"],
)
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"ist keine Sitzungsnummer\. Bitte geben Sie sie in der Form 2026/018/SR an"):
        parse_sitzungsnummer(text)


@pytest.mark.parametrize(
    ("jahr", "laufend", "gremium", "satz"),
    [
        (2026, 0, "SR", "zwischen 1 und 999 liegen"),
        (2026, 1000, "SR", "zwischen 1 und 999 liegen"),
        (26, 18, "SR", "vier Stellen"),
        (2026, 18, "", "ist kein Kürzel eines Gremiums"),
        (2026, 18, "S/R", "ist kein Kürzel eines Gremiums"),
    ],
)
def test_refuses_to_print_what_does_not_fit(jahr: int, laufend: int, gremium: str, satz: str) -> None:
    with pytest.raises(ValueError, match=satz):
        format_sitzungsnummer(jahr=jahr, laufend=laufend, gremium=gremium)


def test_refuses_the_counter_zero_when_reading() -> None:
    with pytest.raises(ValueError, match="angegeben ist 0"):
        parse_sitzungsnummer("2026/000/SR")


@given(st.integers(1000, 9999), st.integers(1, 999), st.from_regex(r"[A-Za-zÄÖÜäöüß0-9]{1,12}", fullmatch=True))
def test_every_number_survives_printing_and_reading(jahr: int, laufend: int, gremium: str) -> None:
    text = format_sitzungsnummer(jahr=jahr, laufend=laufend, gremium=gremium)
    assert parse_sitzungsnummer(text) == Sitzungsnummer(jahr, laufend, gremium)
