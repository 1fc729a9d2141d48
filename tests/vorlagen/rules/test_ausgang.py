"""The table of outcomes, and the checks of counts and boxes."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Ausgang, Kaestchenbedeutung, Vorlagenart
from vorlagen.rules.ausgang import (
    AUSGANGSREGELN,
    OHNE_KAESTCHEN,
    Zaehlung,
    check_ausgang_an_station,
    check_kaestchen,
    check_zaehlung,
)
from vorlagen.rules.gremienweg import Station, next_station

Kurz = tuple[str, str, Stufe]
R3: Kurz = ("gegenstimmen", "§ 40 GemO", Stufe.SPERRE)
OHNE_GEGENSTIMMEN: Kurz = ("gegenstimmen", "", Stufe.WARNUNG)
R9: Kurz = ("ausgang", "", Stufe.WARNUNG)
NICHT_ZAEHLBAR: Kurz = ("ausgang", "", Stufe.SPERRE)
GEAENDERT_ALLEIN: Kurz = ("geaendert", "", Stufe.SPERRE)
WORTLAUT_FEHLT: Kurz = ("geaenderter_wortlaut", "", Stufe.SPERRE)

NICHT_GEZAEHLT = {
    Ausgang.KENNTNIS,
    Ausgang.ABGESETZT,
    Ausgang.ZURUECKGEZOGEN,
    Ausgang.SCHRIFTLICH_BEANTWORTET,
    Ausgang.SOLL_SCHRIFTLICH,
    Ausgang.ERLEDIGT,
}


def shorten(befunde: list[Befund]) -> list[Kurz]:
    return [(befund.feld, befund.norm, befund.stufe) for befund in befunde]


def test_the_table_has_a_line_for_every_outcome() -> None:
    assert set(AUSGANGSREGELN) == set(Ausgang)


def test_exactly_three_outcomes_carry_and_take_the_modifier() -> None:
    def check_geaendert(ausgang: Ausgang) -> list[Kurz]:
        wortlaut = "Der Rat beschließt."
        return shorten(
            check_zaehlung(ausgang=ausgang, zaehlung=Zaehlung(), geaendert=True, geaenderter_wortlaut=wortlaut)
        )

    drei = {Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, Ausgang.BESCHLOSSEN}
    assert {a for a in Ausgang if check_geaendert(a) != [GEAENDERT_ALLEIN]} == drei
    an_uv = {a: shorten(check_zaehlung(ausgang=a, zaehlung=Zaehlung(), art=Vorlagenart.UV)) for a in Ausgang}
    assert {a for a, befunde in an_uv.items() if befunde == [R9]} == drei


def test_only_a_struck_item_leaves_its_station_open() -> None:
    def is_offen(ausgang: Ausgang) -> bool:
        station = Station(1, "Stadtrat", None, entscheidend=True, oeffentlich=True, ausgang=ausgang)
        return next_station([station]) == station

    assert {a for a in Ausgang if is_offen(a)} == {Ausgang.ABGESETZT}


def test_three_outcomes_tick_no_box_because_every_box_would_claim_more() -> None:
    assert {Ausgang.BESCHLOSSEN, Ausgang.SOLL_SCHRIFTLICH, Ausgang.ERLEDIGT} == OHNE_KAESTCHEN


def test_counts_are_allowed_where_a_vote_is_possible() -> None:
    gezaehlt = Zaehlung(ja=23, gegenstimmen=0)
    refused = {a for a in Ausgang if NICHT_ZAEHLBAR in shorten(check_zaehlung(ausgang=a, zaehlung=gezaehlt))}
    assert refused == NICHT_GEZAEHLT


@pytest.mark.parametrize(
    ("ausgang", "zaehlung", "erwartet"),
    [
        (Ausgang.EINSTIMMIG, Zaehlung(), []),
        (Ausgang.EINSTIMMIG, Zaehlung(gegenstimmen=0, enthaltungen=0), []),
        (Ausgang.EINSTIMMIG, Zaehlung(gegenstimmen=0, enthaltungen=1), []),
        (Ausgang.EINSTIMMIG, Zaehlung(gegenstimmen=1), [R3]),
        (Ausgang.MEHRHEITLICH, Zaehlung(gegenstimmen=1), []),
        (Ausgang.MEHRHEITLICH, Zaehlung(gegenstimmen=0), [OHNE_GEGENSTIMMEN]),
        (Ausgang.MEHRHEITLICH, Zaehlung(gegenstimmen=None), []),
        (Ausgang.MEHRHEITLICH, Zaehlung(ja=20, gegenstimmen=4, enthaltungen=22), []),
        (Ausgang.BESCHLOSSEN, Zaehlung(), []),
        (Ausgang.BESCHLOSSEN, Zaehlung(gegenstimmen=0, enthaltungen=2), []),
        (Ausgang.BESCHLOSSEN, Zaehlung(gegenstimmen=3), []),
        (Ausgang.ABGELEHNT, Zaehlung(ja=0, gegenstimmen=40), []),
        (Ausgang.OHNE_BE, Zaehlung(gegenstimmen=3, enthaltungen=2), []),
        (Ausgang.VERWIESEN, Zaehlung(gegenstimmen=3), []),
        (Ausgang.VERTAGT, Zaehlung(gegenstimmen=3), []),
    ],
)
def test_counts_at_the_boundary(ausgang: Ausgang, zaehlung: Zaehlung, erwartet: list[Kurz]) -> None:
    assert shorten(check_zaehlung(ausgang=ausgang, zaehlung=zaehlung)) == erwartet


def test_the_sentence_for_a_unanimous_vote_with_gegenstimmen() -> None:
    assert check_zaehlung(ausgang=Ausgang.EINSTIMMIG, zaehlung=Zaehlung(gegenstimmen=2)) == [
        Befund(
            "Ein einstimmiger Beschluss kann keine Gegenstimmen haben. "
            "Bitte wählen Sie „mehrheitlich beschlossen“ oder berichtigen Sie die Gegenstimmen.",
            "§ 40 GemO",
            Stufe.SPERRE,
            "gegenstimmen",
        ),
    ]


@pytest.mark.parametrize("ausgang", sorted(NICHT_GEZAEHLT))
@pytest.mark.parametrize(
    ("zaehlung", "erwartet"),
    [
        (Zaehlung(), []),
        (Zaehlung(gegenstimmen=0, enthaltungen=0), []),
        (Zaehlung(befangen=2), []),
        (Zaehlung(ja=0), [NICHT_ZAEHLBAR]),
        (Zaehlung(gegenstimmen=1), [NICHT_ZAEHLBAR]),
        (Zaehlung(enthaltungen=1), [NICHT_ZAEHLBAR]),
    ],
)
def test_outcomes_without_a_vote_take_no_counts(ausgang: Ausgang, zaehlung: Zaehlung, erwartet: list[Kurz]) -> None:
    assert shorten(check_zaehlung(ausgang=ausgang, zaehlung=zaehlung)) == erwartet


@pytest.mark.parametrize("feld", ["ja", "gegenstimmen", "enthaltungen", "befangen"])
def test_negative_counts_are_refused_at_their_field(feld: str) -> None:
    befunde = check_zaehlung(ausgang=Ausgang.ABGELEHNT, zaehlung=Zaehlung(**{feld: -1}))
    assert shorten(befunde) == [(feld, "", Stufe.SPERRE)]


@pytest.mark.parametrize(
    ("art", "ausgang", "erwartet"),
    [
        (Vorlagenart.UV, Ausgang.EINSTIMMIG, [R9]),
        (Vorlagenart.UV, Ausgang.MEHRHEITLICH, [R9]),
        (Vorlagenart.UV, Ausgang.KENNTNIS, []),
        (Vorlagenart.UV, Ausgang.ABGELEHNT, []),
        (Vorlagenart.BV, Ausgang.EINSTIMMIG, []),
        (None, Ausgang.EINSTIMMIG, []),
    ],
)
def test_an_informing_paper_is_not_decided(art: Vorlagenart | None, ausgang: Ausgang, erwartet: list[Kurz]) -> None:
    assert shorten(check_zaehlung(ausgang=ausgang, zaehlung=Zaehlung(), art=art)) == erwartet


@pytest.mark.parametrize(
    ("ausgang", "wortlaut", "erwartet"),
    [
        (Ausgang.EINSTIMMIG, "Der Rat beschließt.", []),
        (Ausgang.MEHRHEITLICH, "Der Rat beschließt.", []),
        (Ausgang.EINSTIMMIG, "", [WORTLAUT_FEHLT]),
        (Ausgang.MEHRHEITLICH, " \n", [WORTLAUT_FEHLT]),
        (Ausgang.KENNTNIS, "Der Rat beschließt.", [GEAENDERT_ALLEIN]),
        (Ausgang.ABGELEHNT, "Der Rat beschließt.", [GEAENDERT_ALLEIN]),
        (Ausgang.ABGESETZT, "", [GEAENDERT_ALLEIN, WORTLAUT_FEHLT]),
    ],
)
def test_geaendert_needs_a_carried_decision_and_its_wording(
    ausgang: Ausgang,
    wortlaut: str,
    erwartet: list[Kurz],
) -> None:
    befunde = check_zaehlung(ausgang=ausgang, zaehlung=Zaehlung(), geaendert=True, geaenderter_wortlaut=wortlaut)
    assert shorten(befunde) == erwartet


@pytest.mark.parametrize("ausgang", Ausgang)
@pytest.mark.parametrize("gegenstimmen", [None, 0, 1])
def test_a_plain_stored_value_is_checked_like_the_choice(ausgang: Ausgang, gegenstimmen: int | None) -> None:
    zaehlung = Zaehlung(gegenstimmen=gegenstimmen)
    gespeichert: Ausgang = str.__str__(ausgang)  # type: ignore[assignment]
    art: Vorlagenart = str.__str__(Vorlagenart.UV)  # type: ignore[assignment]
    assert type(gespeichert) is str
    assert check_zaehlung(ausgang=gespeichert, zaehlung=zaehlung, art=art) == check_zaehlung(
        ausgang=ausgang,
        zaehlung=zaehlung,
        art=Vorlagenart.UV,
    )


@pytest.mark.parametrize(
    ("ausgang", "entscheidend", "erwartet"),
    [
        (Ausgang.OHNE_BE, True, [("ausgang", "", Stufe.WARNUNG)]),
        (Ausgang.OHNE_BE, False, []),
        (Ausgang.EINSTIMMIG, True, []),
    ],
)
def test_a_deciding_station_does_not_hand_on(ausgang: Ausgang, entscheidend: bool, erwartet: list[Kurz]) -> None:
    assert shorten(check_ausgang_an_station(ausgang=ausgang, entscheidend=entscheidend)) == erwartet


K = Kaestchenbedeutung
AUSSCHLUSS: Kurz = ("ausgang", "", Stufe.SPERRE)
MEHRERE: Kurz = ("ausgang", "", Stufe.WARNUNG)


@pytest.mark.parametrize(
    ("kaestchen", "erwartet"),
    [
        (set(), []),
        ({K.FREI}, []),
        ({K.EINSTIMMIG}, []),
        ({K.EINSTIMMIG, K.GEAENDERT}, []),
        ({K.MEHRHEITLICH, K.GEAENDERT, K.FREI}, []),
        ({K.GEAENDERT}, [GEAENDERT_ALLEIN]),
        ({K.KENNTNIS, K.GEAENDERT}, [GEAENDERT_ALLEIN]),
        ({K.ABGESETZT, K.GEAENDERT}, [GEAENDERT_ALLEIN]),
        ({K.EINSTIMMIG, K.MEHRHEITLICH}, [AUSSCHLUSS]),
        ({K.EINSTIMMIG, K.KENNTNIS}, [AUSSCHLUSS]),
        ({K.ABGELEHNT, K.OHNE_BE}, [AUSSCHLUSS]),
        ({K.VERTAGT, K.EINSTIMMIG}, [AUSSCHLUSS]),
        ({K.ABGESETZT, K.VERTAGT}, [AUSSCHLUSS]),
        ({K.ZURUECKGEZOGEN, K.KENNTNIS}, [AUSSCHLUSS]),
        ({K.SCHRIFTLICH_BEANTWORTET, K.ABGELEHNT}, [AUSSCHLUSS]),
        ({K.EINSTIMMIG, K.MEHRHEITLICH, K.ABGELEHNT}, [AUSSCHLUSS, AUSSCHLUSS, AUSSCHLUSS]),
        ({K.KENNTNIS, K.VERWIESEN}, [MEHRERE]),
        ({K.OHNE_BE, K.VERWIESEN}, [MEHRERE]),
    ],
)
def test_boxes_that_go_together(kaestchen: set[Kaestchenbedeutung], erwartet: list[Kurz]) -> None:
    assert shorten(check_kaestchen(kaestchen)) == erwartet


def test_the_sentence_names_both_boxes() -> None:
    (befund,) = check_kaestchen([K.MEHRHEITLICH, K.ABGESETZT])
    assert befund.satz == (
        "„mehrheitlich beschlossen“ und „von der Tagesordnung abgesetzt“ schließen einander aus. "
        "Bitte kreuzen Sie nur eines davon an."
    )


@given(st.lists(st.sampled_from(Kaestchenbedeutung), unique=True), st.randoms(use_true_random=False))
def test_the_order_of_ticks_does_not_matter(kaestchen: list[Kaestchenbedeutung], zufall: Random) -> None:
    gemischt = sorted(kaestchen, key=lambda _: zufall.random())
    assert check_kaestchen(gemischt) == check_kaestchen(kaestchen)
