"""Days on which offices work, counted."""

from datetime import date

import pytest

from gremien.rules.arbeitstage import add_arbeitstage


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
