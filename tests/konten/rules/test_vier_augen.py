"""Who is a second person, and what is said to whoever is not."""

import pytest

from gremien.rules.befund import Stufe
from konten.rules.vier_augen import (
    NIEMAND_SONST,
    OHNE_PERSON,
    Auge,
    check_zweite_person,
    describe_andere,
    is_unter,
)

ERSTE = (Auge(1, 10), Auge(2, 20))


@pytest.mark.parametrize(
    ("auge", "erwartet"),
    [
        (Auge(1, 10), True),
        (Auge(9, 10), True),  # another login of the same person
        (Auge(1, 99), True),  # the same login, tied to somebody else since
        (Auge(3, 30), False),
        (Auge(3, None), False),
        (Auge(2, None), True),
    ],
)
def test_persons_are_compared_and_logins_as_well(auge: Auge, erwartet: bool) -> None:
    assert is_unter(auge, ERSTE) is erwartet


def test_two_unknown_persons_are_not_the_same() -> None:
    assert not Auge(1, None).is_same(Auge(2, None))


@pytest.mark.parametrize(
    ("auge", "saetze"),
    [
        (Auge(3, 30), []),
        (Auge(9, 20), ["Sie haben geschrieben (Vier-Augen-Prinzip). Bitte lassen Sie eine andere Person prüfen: A."]),
        (Auge(3, None), [OHNE_PERSON]),
    ],
)
def test_a_second_person_is_somebody_else_and_known(auge: Auge, saetze: list[str]) -> None:
    befunde = check_zweite_person(auge, ERSTE, satz="Sie haben geschrieben", bitte="prüfen", andere=["A"])
    assert [(befund.satz, befund.stufe) for befund in befunde] == [(satz, Stufe.SPERRE) for satz in saetze]


@pytest.mark.parametrize(
    ("andere", "satz"),
    [
        ([], NIEMAND_SONST),
        (["A"], "Bitte lassen Sie eine andere Person freigeben: A."),
        (["A", "B"], "Bitte lassen Sie eine andere Person freigeben: A oder B."),
        (["A", "B", "C"], "Bitte lassen Sie eine andere Person freigeben: A, B oder C."),
        (list("ABCDE"), "Bitte lassen Sie eine andere Person freigeben: A, B, C, D oder E."),
        (list("ABCDEFG"), "Bitte lassen Sie eine andere Person freigeben: A, B, C, D, E oder 2 weitere."),
    ],
)
def test_names_who_can(andere: list[str], satz: str) -> None:
    assert describe_andere(andere, bitte="freigeben") == satz
