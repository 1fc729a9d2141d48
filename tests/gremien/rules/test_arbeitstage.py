"""Working days: weekends, the moving and the fixed holidays of Rheinland-Pfalz, the turn of the year."""

from datetime import date

import pytest

from gremien.rules.arbeitstage import (
    add_arbeitstage,
    find_arbeitstag,
    find_feiertag,
    format_tag,
    is_arbeitstag,
    name_freien_tag,
    subtract_arbeitstage,
)


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        (date(2027, 3, 26), "Karfreitag"),
        (date(2027, 3, 29), "Ostermontag"),
        (date(2027, 5, 6), "Christi Himmelfahrt"),
        (date(2026, 11, 1), "Allerheiligen"),
        (date(2027, 1, 1), "Neujahr"),
        (date(2027, 1, 6), ""),  # Heilige Drei Könige, nicht in Rheinland-Pfalz
        (date(2028, 10, 31), ""),  # Reformationstag, nicht in Rheinland-Pfalz
        (date(2026, 12, 24), ""),
    ],
)
def test_holidays_of_the_land_by_their_german_name(tag: date, name: str) -> None:
    assert find_feiertag(tag) == name
    assert is_arbeitstag(tag) is (not name)


@pytest.mark.parametrize(
    ("tag", "davor"),
    [
        (date(2026, 8, 24), date(2026, 8, 24)),
        (date(2026, 8, 23), date(2026, 8, 21)),  # Sonntag
        (date(2026, 8, 22), date(2026, 8, 21)),  # Samstag
        (date(2027, 3, 29), date(2027, 3, 25)),  # Ostermontag bis Gründonnerstag
        (date(2027, 1, 1), date(2026, 12, 31)),  # Neujahr
        (date(2026, 11, 1), date(2026, 10, 30)),  # Allerheiligen, ein Sonntag
        (date(2027, 11, 1), date(2027, 10, 29)),  # Allerheiligen, ein Montag
    ],
)
def test_the_working_day_before(tag: date, davor: date) -> None:
    assert find_arbeitstag(tag) == davor


@pytest.mark.parametrize(
    ("tag", "anzahl", "davor"),
    [
        (date(2026, 8, 24), 0, date(2026, 8, 24)),
        (date(2026, 8, 24), 1, date(2026, 8, 21)),
        (date(2026, 8, 24), 5, date(2026, 8, 17)),
        (date(2026, 8, 23), 1, date(2026, 8, 20)),
        (date(2027, 3, 30), 1, date(2027, 3, 25)),
        (date(2027, 1, 4), 5, date(2026, 12, 24)),  # Neujahr und Weihnachten zählen nicht
    ],
)
def test_counting_working_days_back(tag: date, anzahl: int, davor: date) -> None:
    assert subtract_arbeitstage(tag, anzahl) == davor


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        (date(2026, 11, 1), "Allerheiligen"),
        (date(2026, 11, 8), "ein Sonntag"),
        (date(2026, 11, 7), ""),
        (date(2026, 11, 9), ""),
    ],
)
def test_a_day_that_is_doubted(tag: date, name: str) -> None:
    assert name_freien_tag(tag) == name


def test_a_day_is_written_with_its_weekday() -> None:
    assert format_tag(date(2026, 8, 24)) == "Montag, 24.08.2026"
    assert format_tag(date(999, 1, 1)) == "Dienstag, 01.01.0999"


@pytest.mark.parametrize(
    ("tag", "anzahl", "ergebnis"),
    [
        (date(2026, 11, 30), 0, date(2026, 11, 30)),
        (date(2026, 11, 30), 1, date(2026, 12, 1)),
        (date(2026, 11, 30), 5, date(2026, 12, 7)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 29), 5, date(2026, 12, 4)),
        (date(2026, 12, 23), 2, date(2026, 12, 28)),  # Heiligabend ist einer, die Feiertage sind keine
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2026, 6, 3), 1, date(2026, 6, 5)),  # Fronleichnam
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays_of_rheinland_pfalz(
    tag: date, anzahl: int, ergebnis: date
) -> None:
    assert add_arbeitstage(tag, anzahl) == ergebnis
