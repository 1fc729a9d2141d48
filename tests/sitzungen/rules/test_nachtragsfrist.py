"""A Nachtrag within the notice period is an ordinary addition; what misses it needs urgency and the vote."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from sitzungen.rules.fristen import (
    check_einladungsfrist,
    check_nachtragsfrist,
    check_nachtragszugang,
    is_rechtzeitig,
    latest_einladungstag,
)

# (day of the sitting, last day in time): full calendar days, so weekends, holidays and clock changes count alike.
GRENZEN = [
    pytest.param(date(2026, 9, 3), date(2026, 8, 29), id="Donnerstag-Samstag"),
    pytest.param(date(2018, 8, 30), date(2018, 8, 25), id="Donnerstag-Samstag-2018"),
    pytest.param(date(2018, 8, 20), date(2018, 8, 15), id="Montag-ueber-ein-Wochenende"),
    pytest.param(date(2026, 3, 29), date(2026, 3, 24), id="am-Tag-der-Umstellung-auf-Sommerzeit"),
    pytest.param(date(2026, 3, 30), date(2026, 3, 25), id="ueber-die-Umstellung-auf-Sommerzeit"),
    pytest.param(date(2026, 10, 25), date(2026, 10, 20), id="am-Tag-der-Umstellung-auf-Winterzeit"),
    pytest.param(date(2026, 10, 29), date(2026, 10, 24), id="ueber-die-Umstellung-auf-Winterzeit"),
    pytest.param(date(2026, 4, 7), date(2026, 4, 2), id="ueber-Ostern"),
    pytest.param(date(2024, 3, 3), date(2024, 2, 27), id="ueber-den-Schalttag"),
    pytest.param(date(2026, 1, 2), date(2025, 12, 28), id="ueber-Neujahr"),
]
NORM = "§ 34 Abs. 7 GemO"
DONNERSTAG = date(2026, 9, 3)


def check(zugang: date, sitzungstag: date = DONNERSTAG, grund: str = "", volle_tage: int = 4) -> list[Befund]:
    return check_nachtragsfrist(
        punkt="Ö 7",
        zugang=zugang,
        sitzungstag=sitzungstag,
        dringlich_grund=grund,
        volle_tage=volle_tage,
        feld="dringlichkeit_7",
    )


@pytest.mark.parametrize(("sitzungstag", "letzter"), GRENZEN)
def test_par_34_abs_3_on_the_last_day_it_is_an_ordinary_addition(sitzungstag: date, letzter: date) -> None:
    assert is_rechtzeitig(zugang=letzter, sitzungstag=sitzungstag)
    assert check(letzter, sitzungstag) == []
    assert check(letzter - timedelta(days=1), sitzungstag) == []


@pytest.mark.parametrize(("sitzungstag", "letzter"), GRENZEN)
def test_par_34_abs_7_one_day_later_it_needs_urgency(sitzungstag: date, letzter: date) -> None:
    spaeter = letzter + timedelta(days=1)
    assert not is_rechtzeitig(zugang=spaeter, sitzungstag=sitzungstag)
    assert [(befund.norm, befund.stufe, befund.feld) for befund in check(spaeter, sitzungstag)] == [
        (NORM, Stufe.SPERRE, "dringlichkeit_7")
    ]


def test_par_34_abs_7_the_refusal_names_both_days_and_what_to_do() -> None:
    assert check(date(2026, 8, 30)) == [
        Befund(
            "Ö 7 geht am Sonntag, 30.08.2026 zu. Ohne Abstimmung kommt nur hinzu, was spätestens am Samstag, "
            "29.08.2026 zugeht. Bitte begründen Sie die Dringlichkeit; über die Aufnahme wird dann in der Sitzung mit "
            "zwei Dritteln der Anwesenden abgestimmt.",
            NORM,
            Stufe.SPERRE,
            "dringlichkeit_7",
        )
    ]


@pytest.mark.parametrize("tage_vorher", [4, 1, 0])
def test_par_34_abs_7_a_reason_lets_it_pass_and_blanks_are_none(tage_vorher: int) -> None:
    zugang = DONNERSTAG - timedelta(days=tage_vorher)
    assert check(zugang, grund="Pegel steigt") == []
    assert [befund.stufe for befund in check(zugang, grund="  ")] == [Stufe.SPERRE]


@pytest.mark.parametrize(("volle_tage", "letzter"), [(0, date(2026, 9, 2)), (7, date(2026, 8, 26))])
def test_par_34_abs_3_the_period_of_the_geschaeftsordnung(volle_tage: int, letzter: date) -> None:
    assert check(letzter, volle_tage=volle_tage) == []
    assert len(check(letzter + timedelta(days=1), volle_tage=volle_tage)) == 1


@given(st.dates(date(1900, 2, 1), date(2100, 1, 1)), st.integers(-40, 40), st.integers(0, 30))
def test_par_34_abs_3_the_same_period_as_for_the_invitation(sitzungstag: date, tage: int, volle_tage: int) -> None:
    zugang = latest_einladungstag(sitzungstag, volle_tage) + timedelta(days=tage)
    einladung = check_einladungsfrist(zugang=zugang, sitzungstag=sitzungstag, volle_tage=volle_tage)
    assert bool(check(zugang, sitzungstag, volle_tage=volle_tage)) == bool(einladung) == (tage > 0)


def test_par_34_abs_3_it_does_not_arrive_after_the_sitting() -> None:
    heute = date(2026, 8, 20)
    assert check_nachtragszugang(zugang=DONNERSTAG, sitzungstag=DONNERSTAG, heute=heute) == []
    assert check_nachtragszugang(zugang=date(2026, 9, 4), sitzungstag=DONNERSTAG, heute=heute) == [
        Befund(
            "Der Nachtrag geht erst am Freitag, 04.09.2026 zu, die Sitzung ist schon am Donnerstag, 03.09.2026. "
            "Bitte berichtigen Sie den Zugang.",
            "§ 34 Abs. 3 GemO",
            Stufe.SPERRE,
            "zugang",
        )
    ]


def test_par_34_abs_3_a_past_day_needs_a_reason() -> None:
    heute = date(2026, 8, 20)
    assert check_nachtragszugang(zugang=heute, sitzungstag=DONNERSTAG, heute=heute) == []
    assert check_nachtragszugang(zugang=date(2026, 8, 19), sitzungstag=DONNERSTAG, heute=heute) == [
        Befund(
            "Der Zugang am Mittwoch, 19.08.2026 liegt zurück. Bitte prüfen Sie den Tag oder begründen Sie, "
            "warum der Nachtrag erst jetzt eingetragen wird.",
            "§ 34 Abs. 3 GemO",
            Stufe.WARNUNG,
            "zugang",
        )
    ]
