"""Notice period and the period for the minutes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from sitzungen.rules.fristen import (
    check_einladungsfrist,
    check_niederschriftsfrist,
    latest_einladungstag,
    latest_niederschriftstag,
)

DONNERSTAG = date(2026, 9, 3)
NORM = "§ 34 Abs. 3 GemO"


@pytest.mark.parametrize(
    ("sitzungstag", "spaetestens"),
    [
        (date(2026, 9, 3), date(2026, 8, 29)),
        (date(2018, 8, 30), date(2018, 8, 25)),
        (date(2018, 8, 20), date(2018, 8, 15)),
        (date(2024, 3, 3), date(2024, 2, 27)),
        (date(2026, 1, 2), date(2025, 12, 28)),
    ],
)
def test_latest_day_of_receipt(sitzungstag: date, spaetestens: date) -> None:
    assert latest_einladungstag(sitzungstag) == spaetestens


def test_a_longer_period_of_the_geschaeftsordnung() -> None:
    assert latest_einladungstag(DONNERSTAG, volle_tage=7) == date(2026, 8, 26)
    zugang = date(2026, 8, 29)
    assert check_einladungsfrist(zugang=zugang, sitzungstag=DONNERSTAG) == []
    gesperrt = check_einladungsfrist(zugang=zugang, sitzungstag=DONNERSTAG, volle_tage=7)
    assert [(befund.norm, befund.stufe) for befund in gesperrt] == [(NORM, Stufe.SPERRE)]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 30))
def test_exactly_the_full_days_lie_between(sitzungstag: date, volle_tage: int) -> None:
    spaetestens = latest_einladungstag(sitzungstag, volle_tage)
    dazwischen = [tag for n in range(60) if spaetestens < (tag := spaetestens + timedelta(days=n)) < sitzungstag]
    assert len(dazwischen) == volle_tage


@pytest.mark.parametrize("tage_vorher", [5, 6, 30])
def test_four_full_days_are_enough(tage_vorher: int) -> None:
    zugang = DONNERSTAG - timedelta(days=tage_vorher)
    assert check_einladungsfrist(zugang=zugang, sitzungstag=DONNERSTAG) == []


@pytest.mark.parametrize("tage_vorher", [4, 1, 0])
@pytest.mark.parametrize("grund", ["", "   "])
def test_fewer_days_are_refused(tage_vorher: int, grund: str) -> None:
    zugang = DONNERSTAG - timedelta(days=tage_vorher)
    assert check_einladungsfrist(zugang=zugang, sitzungstag=DONNERSTAG, dringlich_grund=grund) == [
        Befund(
            "Zwischen Zugang der Einladung und Sitzung müssen 4 volle Kalendertage liegen; für die Sitzung am "
            "Donnerstag, 03.09.2026 muss sie spätestens am Samstag, 29.08.2026 zugehen. Bitte verlegen Sie die "
            "Sitzung oder geben Sie Dringlichkeit mit Grund an.",
            NORM,
            Stufe.SPERRE,
            "zugang",
        ),
    ]


@pytest.mark.parametrize("tage_vorher", [4, 1, 0])
def test_urgency_with_a_reason_leaves_a_reminder(tage_vorher: int) -> None:
    zugang = DONNERSTAG - timedelta(days=tage_vorher)
    befunde = check_einladungsfrist(zugang=zugang, sitzungstag=DONNERSTAG, dringlich_grund="Fristablauf Förderantrag")
    assert befunde == [
        Befund(
            "Die Einladungsfrist ist wegen Dringlichkeit verkürzt. Bitte weisen Sie in der Einladung darauf hin "
            "und lassen Sie die Dringlichkeit vor Eintritt in die Tagesordnung feststellen.",
            NORM,
            Stufe.ERINNERUNG,
            "zugang",
        ),
    ]


@pytest.mark.parametrize("grund", ["", "Fristablauf Förderantrag"])
def test_nothing_heals_an_invitation_after_the_sitting(grund: str) -> None:
    befunde = check_einladungsfrist(zugang=date(2026, 9, 4), sitzungstag=DONNERSTAG, dringlich_grund=grund)
    assert befunde == [
        Befund(
            "Die Einladung geht erst am Freitag, 04.09.2026 zu, die Sitzung ist schon am Donnerstag, 03.09.2026. "
            "Bitte berichtigen Sie einen der beiden Tage.",
            NORM,
            Stufe.SPERRE,
            "zugang",
        ),
    ]


@pytest.mark.parametrize(
    ("sitzungstag", "spaetestens"),
    [
        (date(2026, 9, 3), date(2026, 10, 3)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2026, 12, 17), date(2027, 1, 17)),
    ],
)
def test_one_month_for_the_minutes(sitzungstag: date, spaetestens: date) -> None:
    assert latest_niederschriftstag(sitzungstag) == spaetestens


def test_more_months_by_geschaeftsordnung() -> None:
    assert latest_niederschriftstag(date(2026, 11, 30), monate=3) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("heute", "versandt_am"),
    [
        (date(2026, 10, 3), None),
        (date(2026, 10, 4), date(2026, 9, 20)),
        (date(2026, 12, 1), date(2026, 11, 20)),
    ],
)
def test_no_reminder_in_time_or_once_sent(heute: date, versandt_am: date | None) -> None:
    assert check_niederschriftsfrist(sitzungstag=DONNERSTAG, versandt_am=versandt_am, heute=heute) == []


def test_a_reminder_from_the_day_after() -> None:
    assert check_niederschriftsfrist(sitzungstag=DONNERSTAG, versandt_am=None, heute=date(2026, 10, 4)) == [
        Befund(
            "Die Niederschrift der Sitzung vom Donnerstag, 03.09.2026 war bis Samstag, 03.10.2026 zuzuleiten. "
            "Bitte holen Sie die Zuleitung nach.",
            "§ 41 Abs. 2 GemO",
            Stufe.ERINNERUNG,
        ),
    ]
