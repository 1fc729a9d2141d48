"""Publicity of papers."""

from datetime import date

import pytest

from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.gremienweg import Station
from vorlagen.rules.oeffentlichkeit import (
    check_nichtoeffentlichkeit,
    check_oeffentliche_stationen,
    check_veroeffentlichung,
)

NORM = "§ 35 Abs. 1 GemO"


@pytest.mark.parametrize(("oeffentlich", "grund"), [(True, ""), (True, "egal"), (False, "Personalsache")])
def test_public_or_reasoned_is_fine(oeffentlich: bool, grund: str) -> None:
    assert check_nichtoeffentlichkeit(oeffentlich=oeffentlich, grund=grund) == []


@pytest.mark.parametrize("grund", ["", "  \n"])
def test_non_public_needs_a_reason(grund: str) -> None:
    assert check_nichtoeffentlichkeit(oeffentlich=False, grund=grund) == [
        Befund(
            "Bitte geben Sie an, warum die Vorlage nichtöffentlich ist. Der Grund bleibt verwaltungsintern.",
            NORM,
            Stufe.SPERRE,
            "nichtoeffentlich_grund",
        ),
    ]


def build_station(position: int, *, oeffentlich: bool) -> Station:
    return Station(position, "Stadtrat", date(2018, 8, 30), entscheidend=True, oeffentlich=oeffentlich)


def test_a_non_public_paper_stands_on_no_public_station() -> None:
    stationen = [build_station(2, oeffentlich=True), build_station(1, oeffentlich=False)]
    assert check_oeffentliche_stationen(vorlage_oeffentlich=False, stationen=stationen) == [
        Befund(
            "Die Vorlage ist nichtöffentlich, Station 2 (Stadtrat) aber öffentlich. "
            "Bitte setzen Sie die Station in den nichtöffentlichen Teil oder machen Sie die Vorlage öffentlich.",
            NORM,
            Stufe.SPERRE,
            "gremienweg",
        ),
    ]


def test_a_public_paper_may_stand_on_both() -> None:
    stationen = [build_station(1, oeffentlich=True), build_station(2, oeffentlich=False)]
    assert check_oeffentliche_stationen(vorlage_oeffentlich=True, stationen=stationen) == []


@pytest.mark.parametrize(
    ("grund", "erwartet"),
    [("Vertrag ist geschlossen.", []), (" ", [(NORM, "grund")]), ("", [(NORM, "grund")])],
)
def test_opening_a_paper_needs_a_reason(grund: str, erwartet: list[tuple[str, str]]) -> None:
    befunde = check_veroeffentlichung(grund=grund)
    assert [(befund.norm, befund.feld) for befund in befunde] == erwartet
    assert {befund.stufe for befund in befunde} <= {Stufe.SPERRE}
