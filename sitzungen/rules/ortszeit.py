"""From the clock on the wall to a moment in time."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def combine_ortszeit(tag: date, zeit: time, zone: ZoneInfo) -> datetime:
    """Return the aware moment at which the clocks of ``zone`` show ``zeit`` on ``tag``.

    Raises ValueError with a German sentence for a wall time that the change of clocks skips or shows twice:
    guessing would move the sitting, and with it the notice period, by an hour.
    """
    frueher = datetime.combine(tag, zeit.replace(fold=0), tzinfo=zone)
    if frueher.utcoffset() == frueher.replace(fold=1).utcoffset():
        return frueher
    if frueher.astimezone(UTC).astimezone(zone).time() != zeit:
        raise ValueError(
            f"{zeit:%H:%M} Uhr gibt es am {tag:%d.%m.%Y} nicht: Die Uhren werden vorgestellt. "
            "Bitte wählen Sie eine andere Uhrzeit.",
        )
    raise ValueError(
        f"{zeit:%H:%M} Uhr gibt es am {tag:%d.%m.%Y} zweimal: Die Uhren werden zurückgestellt. "
        "Bitte wählen Sie eine andere Uhrzeit.",
    )
