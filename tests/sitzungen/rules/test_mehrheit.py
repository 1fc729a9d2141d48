"""Majorities, sums, elections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Mehrheitsart
from sitzungen.rules.mehrheit import (
    check_einfache_mehrheit,
    check_qualifizierte_mehrheit,
    check_stimmensumme,
    check_wahl,
    compute_schwelle,
)
from vorlagen.enums import Ausgang
from vorlagen.rules.ausgang import Zaehlung

NORM = "§ 40 Abs. 1 und 4 GemO"
GESETZLICH = Mehrheitsart.GESETZLICHE_ZAHL
ZWEI_DRITTEL = Mehrheitsart.ZWEI_DRITTEL_GESETZLICH
ANWESEND = Mehrheitsart.ZWEI_DRITTEL_ANWESEND


@pytest.mark.parametrize(
    ("ausgang", "ja", "gegenstimmen", "stufen"),
    [
        (Ausgang.MEHRHEITLICH, 20, 4, []),
        (Ausgang.MEHRHEITLICH, 24, 23, []),
        (Ausgang.MEHRHEITLICH, 23, 23, [Stufe.SPERRE]),
        (Ausgang.MEHRHEITLICH, 22, 23, [Stufe.SPERRE]),
        (Ausgang.MEHRHEITLICH, 0, 1, [Stufe.SPERRE]),
        (Ausgang.MEHRHEITLICH, None, 30, []),
        (Ausgang.MEHRHEITLICH, 3, None, []),
        (Ausgang.EINSTIMMIG, 0, 0, [Stufe.SPERRE]),
        (Ausgang.EINSTIMMIG, 1, 0, []),
        (Ausgang.EINSTIMMIG, None, 0, []),
        (Ausgang.ABGELEHNT, 23, 23, []),
        (Ausgang.ABGELEHNT, 22, 23, []),
        (Ausgang.ABGELEHNT, 24, 23, [Stufe.WARNUNG]),
        (Ausgang.ABGELEHNT, None, 0, []),
        (Ausgang.VERTAGT, 1, 30, []),
        (Ausgang.OHNE_BE, 1, 30, []),
    ],
)
def test_simple_majority(ausgang: Ausgang, ja: int | None, gegenstimmen: int | None, stufen: list[Stufe]) -> None:
    befunde = check_einfache_mehrheit(ausgang=ausgang, zaehlung=Zaehlung(ja=ja, gegenstimmen=gegenstimmen))
    assert [(befund.norm, befund.stufe, befund.feld) for befund in befunde] == [
        (NORM, stufe, "ausgang") for stufe in stufen
    ]


def test_twenty_to_four_is_carried_in_spite_of_twenty_two_abstentions() -> None:
    zaehlung = Zaehlung(ja=20, gegenstimmen=4, enthaltungen=22)
    assert check_einfache_mehrheit(ausgang=Ausgang.MEHRHEITLICH, zaehlung=zaehlung) == []


def test_the_sentence_for_a_tie() -> None:
    assert check_einfache_mehrheit(ausgang=Ausgang.MEHRHEITLICH, zaehlung=Zaehlung(ja=23, gegenstimmen=23)) == [
        Befund(
            "Mit 23 Ja-Stimmen und 23 Gegenstimmen ist der Antrag nicht angenommen. "
            "Bei Stimmengleichheit ist der Antrag abgelehnt. "
            "Bitte berichtigen Sie die Zahlen oder wählen Sie „abgelehnt“.",
            NORM,
            Stufe.SPERRE,
            "ausgang",
        ),
    ]


def test_a_missed_qualified_majority_may_be_marked_as_rejected() -> None:
    zaehlung = Zaehlung(ja=30, gegenstimmen=5)
    for art in (GESETZLICH, ZWEI_DRITTEL, ANWESEND):
        assert check_einfache_mehrheit(ausgang=Ausgang.ABGELEHNT, zaehlung=zaehlung, mehrheitsart=art) == []


@pytest.mark.parametrize(
    ("mehrheitsart", "gesetzliche_zahl", "anwesend", "schwelle"),
    [
        (Mehrheitsart.EINFACH, 56, 50, None),
        (GESETZLICH, 56, None, 29),
        (GESETZLICH, 57, None, 29),
        (ZWEI_DRITTEL, 56, None, 38),
        (ZWEI_DRITTEL, 57, None, 38),
        (ANWESEND, 56, 48, 32),
        (ANWESEND, 56, 49, 33),
        (ANWESEND, 56, None, None),
    ],
)
def test_thresholds(
    mehrheitsart: Mehrheitsart,
    gesetzliche_zahl: int,
    anwesend: int | None,
    schwelle: int | None,
) -> None:
    assert (
        compute_schwelle(
            mehrheitsart=mehrheitsart,
            gesetzliche_zahl=gesetzliche_zahl,
            stimmberechtigt_anwesend=anwesend,
        )
        == schwelle
    )


@pytest.mark.parametrize(
    ("mehrheitsart", "ausgang", "ja", "anwesend", "erwartet"),
    [
        (Mehrheitsart.EINFACH, Ausgang.MEHRHEITLICH, 1, 56, []),
        (GESETZLICH, Ausgang.MEHRHEITLICH, 28, 56, [("§ 25 Abs. 2 GemO", Stufe.SPERRE)]),
        (GESETZLICH, Ausgang.MEHRHEITLICH, 29, 56, []),
        (ZWEI_DRITTEL, Ausgang.MEHRHEITLICH, 29, 56, [("§ 37 Abs. 1, § 40 Abs. 1 GemO", Stufe.SPERRE)]),
        (ZWEI_DRITTEL, Ausgang.EINSTIMMIG, 37, 37, [("§ 37 Abs. 1, § 40 Abs. 1 GemO", Stufe.SPERRE)]),
        (ZWEI_DRITTEL, Ausgang.EINSTIMMIG, 38, 38, []),
        (ANWESEND, Ausgang.MEHRHEITLICH, 31, 48, [("§ 34 Abs. 7 GemO", Stufe.SPERRE)]),
        (ANWESEND, Ausgang.MEHRHEITLICH, 32, 48, []),
        (ANWESEND, Ausgang.MEHRHEITLICH, 32, None, [("§ 34 Abs. 7 GemO", Stufe.WARNUNG)]),
        (ZWEI_DRITTEL, Ausgang.ABGELEHNT, 29, 56, []),
        (ZWEI_DRITTEL, Ausgang.VERTAGT, 0, 56, []),
        (GESETZLICH, Ausgang.MEHRHEITLICH, None, None, [("§ 25 Abs. 2 GemO", Stufe.WARNUNG)]),
    ],
)
def test_qualified_majority(
    mehrheitsart: Mehrheitsart,
    ausgang: Ausgang,
    ja: int | None,
    anwesend: int | None,
    erwartet: list[tuple[str, Stufe]],
) -> None:
    befunde = check_qualifizierte_mehrheit(
        ausgang=ausgang,
        zaehlung=Zaehlung(ja=ja),
        mehrheitsart=mehrheitsart,
        gesetzliche_zahl=56,
        stimmberechtigt_anwesend=anwesend,
    )
    assert [(befund.norm, befund.stufe) for befund in befunde] == erwartet


@pytest.mark.parametrize(
    ("gegenstimmen", "enthaltungen", "satz", "stufe"),
    [
        (10, 8, "Der Beschluss braucht 38 Ja-Stimmen. Bitte zählen Sie die Ja-Stimmen und", Stufe.WARNUNG),
        (
            10,
            9,
            "Der Beschluss braucht 38 Ja-Stimmen, möglich sind nach den übrigen Zahlen höchstens 37.",
            Stufe.SPERRE,
        ),
    ],
)
def test_uncounted_ja_is_bounded_by_the_other_counts(
    gegenstimmen: int,
    enthaltungen: int,
    satz: str,
    stufe: Stufe,
) -> None:
    (befund,) = check_qualifizierte_mehrheit(
        ausgang=Ausgang.MEHRHEITLICH,
        zaehlung=Zaehlung(gegenstimmen=gegenstimmen, enthaltungen=enthaltungen),
        mehrheitsart=ZWEI_DRITTEL,
        gesetzliche_zahl=56,
        stimmberechtigt_anwesend=56,
    )
    assert (befund.satz[: len(satz)], befund.stufe) == (satz, stufe)


@pytest.mark.parametrize(
    ("zaehlung", "anwesend", "vollstaendig", "stufen"),
    [
        (Zaehlung(ja=20, gegenstimmen=4, enthaltungen=22), 46, True, []),
        (Zaehlung(ja=20, gegenstimmen=4, enthaltungen=22), 45, True, [Stufe.SPERRE]),
        (Zaehlung(ja=20, gegenstimmen=4, enthaltungen=22), 45, False, [Stufe.WARNUNG]),
        (Zaehlung(ja=20, gegenstimmen=4, enthaltungen=22, befangen=1), 46, True, [Stufe.SPERRE]),
        (Zaehlung(ja=None, gegenstimmen=4, enthaltungen=22), 26, True, []),
        (Zaehlung(ja=None, gegenstimmen=4, enthaltungen=22), 25, True, [Stufe.SPERRE]),
        (Zaehlung(ja=20, gegenstimmen=4), None, True, []),
        (Zaehlung(), 0, True, []),
    ],
)
def test_no_more_votes_than_members(
    zaehlung: Zaehlung,
    anwesend: int | None,
    vollstaendig: bool,
    stufen: list[Stufe],
) -> None:
    befunde = check_stimmensumme(zaehlung=zaehlung, anwesend=anwesend, anwesenheit_vollstaendig=vollstaendig)
    assert [(befund.norm, befund.stufe) for befund in befunde] == [("§ 39, § 40 GemO", stufe) for stufe in stufen]


@pytest.mark.parametrize(
    ("geheim", "stimmt", "normen"),
    [
        (True, False, []),
        (True, True, ["§ 36 Abs. 3 GemO"]),
        (False, False, ["§ 40 Abs. 5 GemO"]),
        (False, True, ["§ 36 Abs. 3 GemO", "§ 40 Abs. 5 GemO"]),
    ],
)
def test_elections(geheim: bool, stimmt: bool, normen: list[str]) -> None:
    befunde = check_wahl(geheim=geheim, oberbuergermeister_stimmt=stimmt)
    assert [(befund.norm, befund.stufe) for befund in befunde] == [(norm, Stufe.WARNUNG) for norm in normen]


stimmen = st.integers(0, 60)


@given(stimmen, stimmen, st.none() | stimmen)
def test_exactly_one_of_carried_and_rejected_is_accepted(ja: int, gegenstimmen: int, enthaltungen: int | None) -> None:
    zaehlung = Zaehlung(ja=ja, gegenstimmen=gegenstimmen, enthaltungen=enthaltungen)
    angenommen = check_einfache_mehrheit(ausgang=Ausgang.MEHRHEITLICH, zaehlung=zaehlung) == []
    abgelehnt = check_einfache_mehrheit(ausgang=Ausgang.ABGELEHNT, zaehlung=zaehlung) == []
    assert (angenommen, abgelehnt) == (ja > gegenstimmen, ja <= gegenstimmen)


@given(st.integers(1, 200))
def test_two_thirds_is_the_least_sufficient_number(zahl: int) -> None:
    schwelle = compute_schwelle(mehrheitsart=ZWEI_DRITTEL, gesetzliche_zahl=zahl, stimmberechtigt_anwesend=None)
    assert schwelle is not None
    assert 3 * schwelle >= 2 * zahl > 3 * (schwelle - 1)
