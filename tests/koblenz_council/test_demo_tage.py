"""The demo serves every journey on whatever day and at whatever hour it is loaded."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from koblenz_council.demo.bedarf import BEDARF, list_luecken
from koblenz_council.demo.kalender import compute_kalender, compute_ruhezeit, iter_ratstage, shift
from koblenz_council.demo.laden import load_demo
from koblenz_council.demo.pruefen import compute_plan, is_besonders, iter_zeitpunkte
from koblenz_council.demo.uhr import set_uhr
from tests.bauten import build_konto

KOBLENZ = ZoneInfo("Europe/Berlin")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "jetzt",
    [
        datetime(2026, 12, 27, 0, 5, tzinfo=KOBLENZ),
        datetime(2027, 3, 28, 3, 30, tzinfo=KOBLENZ),
        datetime(2028, 2, 29, 23, 55, tzinfo=KOBLENZ),
        datetime(2029, 8, 2, 15, 5, tzinfo=KOBLENZ),
    ],
    ids=["zwischen den Jahren", "Sommerzeit", "Schalttag", "nach der Wahlperiode"],
)
def test_complete_on_any_day(jetzt: datetime) -> None:
    with set_uhr(jetzt):
        load_demo()
        assert list_luecken() == []


@pytest.mark.django_db
def test_an_empty_demo_serves_nothing() -> None:
    """The question can be answered with no: where only the accounts exist, every need is named."""
    for name in ("sachbearbeitung", "amtsleitung", "dezernat", "sitzungsdienst", "ratsmitglied"):
        build_konto(username=f"demo-{name}")
    assert len(list_luecken()) == len(BEDARF)


def test_every_day_stands_in_the_plan_of_an_ordinary_week() -> None:
    """What is on its way depends on the weekday and the hour alone; so the days above stand for all."""
    woche = {compute_plan(z) for z in iter_zeitpunkte(date(2026, 9, 7), 7)}
    tage = [(date(2026, 12, 21), 4), (date(2027, 1, 1), 4), (date(2028, 2, 29), 1), (date(2028, 12, 22), 4)]
    tage += [(date(2027, 3, 28), 1), (date(2027, 10, 31), 1), (date(2027, 5, 6), 1), (date(2027, 12, 11), 1)]
    assert {compute_plan(z) for von, anzahl in tage for z in iter_zeitpunkte(von, anzahl)} - woche == set()


# --- the calendar in days of office


@pytest.mark.parametrize("jahr", range(2024, 2034))
def test_the_weeks_of_christmas_and_new_year_are_whole(jahr: int) -> None:
    von, bis = compute_ruhezeit(jahr)
    assert (von.weekday(), bis.weekday()) == (0, 6)
    assert date(jahr, 12, 17) < von <= date(jahr, 12, 24)
    assert date(jahr + 1, 1, 1) <= bis < date(jahr + 1, 1, 8)


@pytest.mark.parametrize(
    ("tag", "tage", "ziel"),
    [
        (date(2026, 12, 17), 1, date(2026, 12, 18)),
        (date(2026, 12, 20), 1, date(2027, 1, 4)),
        (date(2027, 1, 4), -1, date(2026, 12, 20)),
        (date(2026, 12, 24), 0, date(2026, 12, 20)),
        (date(2027, 1, 1), 4, date(2027, 1, 7)),
        (date(2026, 12, 3), 28, date(2027, 1, 14)),
        (date(2027, 1, 14), -28, date(2026, 12, 3)),
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2026, 12, 10), 365, date(2028, 1, 7)),
    ],
)
def test_days_of_office(tag: date, tage: int, ziel: date) -> None:
    assert shift(tag, tage) == ziel


def test_days_of_office_there_and_back() -> None:
    tag = date(2026, 2, 3)
    assert [shift(shift(tag, tage), -tage) for tage in range(-1000, 1000, 7)] == [tag] * len(range(-1000, 1000, 7))


@pytest.mark.parametrize(
    "heute", [date(2026, 1, 1), date(2026, 3, 29), date(2026, 12, 25), date(2027, 12, 31), date(2028, 2, 29)]
)
def test_the_council_meets_on_thursdays_within_a_week_of_office(heute: date) -> None:
    kalender = compute_kalender(heute)
    assert len(kalender) == len(set(kalender))
    tage = {beginn.date() for _, beginn in kalender}
    assert not [t for t in tage if shift(t, 0) != t or t.weekday() > 4]
    ratstage = dict(iter_ratstage(heute))
    assert {tag.weekday() for tag in ratstage.values()} == {3}
    assert shift(heute, 1) <= ratstage[0] <= shift(heute, 7)
    assert ratstage[0] > heute
    assert ratstage[-1] < heute


def test_days_that_are_always_loaded() -> None:
    besondere = [tag for n in range(366) if is_besonders(tag := date(2028, 1, 1) + timedelta(days=n))]
    assert [f"{tag:%m-%d}" for tag in besondere] == ["01-01", "02-29", "03-26", "10-29", "12-24", "12-31"]
