"""Rows that the server rearranges for browsers without script."""

import pytest
from django.http import QueryDict

from vorlagen.forms.zeilen import ZEILEN_MAX, Zeilenbefehl, apply_befehl, parse_befehl, read_zeilen

ZEILEN = [{"name": "a"}, {"name": "b"}, {"name": "c"}]


@pytest.mark.parametrize(
    ("wert", "erwartet"),
    [
        ("gremienweg:neu", Zeilenbefehl("gremienweg", "neu")),
        ("anlagen:hoch:2", Zeilenbefehl("anlagen", "hoch", 2)),
        ("anlagen:hoch:²", Zeilenbefehl("anlagen", "hoch", 0)),
        ("gremienweg:uebernehmen", Zeilenbefehl("gremienweg", "uebernehmen")),
        ("anlagen:sprengen:1", None),
        ("anlagen", None),
        ("", None),
    ],
)
def test_a_row_button_names_area_act_and_row(wert: str, erwartet: Zeilenbefehl | None) -> None:
    assert parse_befehl({"zeile": wert}) == erwartet


@pytest.mark.parametrize(
    ("befehl", "erwartet"),
    [
        (Zeilenbefehl("x", "hoch", 2), "acb"),
        (Zeilenbefehl("x", "hoch", 0), "abc"),
        (Zeilenbefehl("x", "runter", 0), "bac"),
        (Zeilenbefehl("x", "runter", 2), "abc"),
        (Zeilenbefehl("x", "entfernen", 1), "ac"),
        (Zeilenbefehl("x", "entfernen", 7), "abc"),
        (Zeilenbefehl("x", "uebernehmen"), "abc"),
    ],
)
def test_rows_move_and_go(befehl: Zeilenbefehl, erwartet: str) -> None:
    assert "".join(zeile["name"] for zeile in apply_befehl(ZEILEN, befehl)) == erwartet


def test_a_new_row_is_empty_and_last() -> None:
    assert apply_befehl(ZEILEN, Zeilenbefehl("x", "neu")) == [*ZEILEN, {}]


def test_rows_are_read_as_they_were_typed() -> None:
    daten = QueryDict("w-TOTAL_FORMS=2&w-0-name=a&w-1-name=b&w-2-name=c")
    assert read_zeilen(daten, "w", ("name", "datum")) == [{"name": "a", "datum": ""}, {"name": "b", "datum": ""}]


@pytest.mark.parametrize("anzahl", ["9999999999", "-1", "viele", ""])
def test_a_forged_number_of_rows_costs_nothing(anzahl: str) -> None:
    assert len(read_zeilen(QueryDict(f"w-TOTAL_FORMS={anzahl}"), "w", ("name",))) <= ZEILEN_MAX
