"""Quorum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from sitzungen.rules.beschlussfaehigkeit import check_beschlussfaehigkeit, compute_quorum


@pytest.mark.parametrize(
    ("gesetzliche_zahl", "ausgeschlossen", "zweite_einladung", "quorum"),
    [
        (56, 0, False, 29),
        (57, 0, False, 29),
        (55, 0, False, 28),
        (56, 1, False, 19),
        (57, 1, False, 19),
        (58, 1, False, 20),
        (56, 0, True, 3),
        (56, 1, True, 3),
    ],
)
def test_quorum(gesetzliche_zahl: int, ausgeschlossen: int, zweite_einladung: bool, quorum: int) -> None:
    assert (
        compute_quorum(
            gesetzliche_zahl=gesetzliche_zahl,
            ausgeschlossen=ausgeschlossen,
            zweite_einladung=zweite_einladung,
        )
        == quorum
    )


@pytest.mark.parametrize(
    ("anwesend", "ausgeschlossen", "zweite_einladung", "normen"),
    [
        (28, 0, False, ["§ 39 Abs. 1 GemO"]),
        (29, 0, False, []),
        (18, 2, False, ["§ 39 Abs. 2 GemO"]),
        (19, 2, False, []),
        (19, 0, False, ["§ 39 Abs. 1 GemO"]),
        (2, 0, True, ["§ 39 Abs. 1 GemO"]),
        (3, 0, True, []),
        (2, 1, True, ["§ 39 Abs. 1 GemO"]),
    ],
)
def test_quorum_at_the_boundary(anwesend: int, ausgeschlossen: int, zweite_einladung: bool, normen: list[str]) -> None:
    befunde = check_beschlussfaehigkeit(
        stimmberechtigt_anwesend=anwesend,
        gesetzliche_zahl=56,
        ausgeschlossen=ausgeschlossen,
        zweite_einladung=zweite_einladung,
    )
    assert [(befund.norm, befund.stufe) for befund in befunde] == [(norm, Stufe.WARNUNG) for norm in normen]


def test_the_sentence_says_what_is_missing() -> None:
    assert check_beschlussfaehigkeit(stimmberechtigt_anwesend=28, gesetzliche_zahl=56) == [
        Befund(
            "Das Gremium ist nicht beschlussfähig: Es sind 28 stimmberechtigte Mitglieder anwesend, nötig sind 29. "
            "Bitte vertagen Sie den Punkt und laden Sie erneut ein, oder berichtigen Sie die Anwesenheit.",
            "§ 39 Abs. 1 GemO",
            Stufe.WARNUNG,
        ),
    ]


def test_the_number_after_a_second_invitation_is_a_setting() -> None:
    befunde = check_beschlussfaehigkeit(
        stimmberechtigt_anwesend=4,
        gesetzliche_zahl=56,
        zweite_einladung=True,
        mindestzahl_zweite_einladung=5,
    )
    assert [befund.stufe for befund in befunde] == [Stufe.WARNUNG]


@given(st.integers(1, 200))
def test_more_than_half_and_at_least_a_third(zahl: int) -> None:
    haelfte = compute_quorum(gesetzliche_zahl=zahl)
    drittel = compute_quorum(gesetzliche_zahl=zahl, ausgeschlossen=1)
    assert 2 * haelfte > zahl >= 2 * (haelfte - 1)
    assert 3 * drittel >= zahl > 3 * (drittel - 1)
