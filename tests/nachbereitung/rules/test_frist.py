"""R12: one month."""

from datetime import date

import pytest

from gremien.rules.befund import Stufe
from nachbereitung.rules.frist import check_frist
from sitzungen.rules.fristen import latest_niederschriftstag


@pytest.mark.parametrize(
    ("tag", "ende"),
    [
        (date(2026, 10, 8), date(2026, 11, 8)),
        (date(2026, 12, 17), date(2027, 1, 17)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2026, 9, 30)),
    ],
)
def test_the_month_ends_on_the_same_day_or_the_last(tag: date, ende: date) -> None:
    assert latest_niederschriftstag(tag) == ende


def test_reminded_is_from_the_day_after() -> None:
    tag = date(2026, 10, 8)
    assert check_frist(tag, heute=date(2026, 11, 8)) == []
    [befund] = check_frist(tag, heute=date(2026, 11, 9))
    assert befund.stufe is Stufe.ERINNERUNG
    assert befund.satz == "Die Niederschrift sollte bis 08.11.2026 fertig und zugeleitet sein."
