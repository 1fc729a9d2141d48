"""Wall time and the change of clocks in Europe/Berlin."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from sitzungen.rules.ortszeit import combine_ortszeit

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("tag", "zeit", "utc"),
    [
        (date(2026, 1, 15), time(15), datetime(2026, 1, 15, 14, tzinfo=UTC)),
        (date(2026, 7, 2), time(15), datetime(2026, 7, 2, 13, tzinfo=UTC)),
        (date(2026, 3, 29), time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(3), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (date(2026, 10, 25), time(3), datetime(2026, 10, 25, 2, tzinfo=UTC)),
    ],
)
def test_wall_time_becomes_a_moment(tag: date, zeit: time, utc: datetime) -> None:
    assert combine_ortszeit(tag, zeit, BERLIN) == utc


@pytest.mark.parametrize(
    ("tag", "zeit", "satz"),
    [
        (date(2026, 3, 29), time(2), "02:00 Uhr gibt es am 29.03.2026 nicht"),
        (date(2026, 3, 29), time(2, 30), "02:30 Uhr gibt es am 29.03.2026 nicht"),
        (date(2026, 10, 25), time(2), "02:00 Uhr gibt es am 25.10.2026 zweimal"),
        (date(2026, 10, 25), time(2, 30), "02:30 Uhr gibt es am 25.10.2026 zweimal"),
        (date(2026, 10, 25), time(2, 30, fold=1), "02:30 Uhr gibt es am 25.10.2026 zweimal"),
    ],
)
def test_a_skipped_or_doubled_wall_time_is_refused(tag: date, zeit: time, satz: str) -> None:
    with pytest.raises(ValueError, match=satz):
        combine_ortszeit(tag, zeit, BERLIN)
