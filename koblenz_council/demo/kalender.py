"""When the demo's bodies meet: a year around today, in the city's rhythm."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from koblenz_council.demo.stammdaten import GREMIEN

WOCHEN_JE_RUNDE = 4
ERSTE_RUNDE, LETZTE_RUNDE = -9, 4
"""Rounds of committees, main committee and council, counted from the next council sitting (0)."""

DONNERSTAG = 3

LAUFENDE = "UmwA"
"""Body that sits while somebody looks at the demo, so that there are results to record."""
LAUFEND_SEIT = timedelta(minutes=10)
"""Long enough for the first result, too short for the others."""


def iter_ratstage(heute: date) -> Iterator[tuple[int, date]]:
    """Return (round, Thursday) of the council's sittings; the next one is within a week, none at the year's turn."""
    naechster = heute + timedelta(days=(DONNERSTAG - heute.weekday()) % 7 or 7)
    for runde in range(ERSTE_RUNDE, LETZTE_RUNDE + 1):
        yield runde, _avoid_jahreswechsel(naechster + timedelta(weeks=WOCHEN_JE_RUNDE * runde))


def _avoid_jahreswechsel(tag: date) -> date:
    """Return the day, or the same weekday in the last week before the holidays at the year's turn."""
    while (tag.month, tag.day) >= (12, 20) or (tag.month, tag.day) <= (1, 6):
        tag -= timedelta(weeks=1)
    return tag


def compute_kalender(heute: date) -> list[tuple[str, datetime]]:
    """Return (Kürzel, beginning) of every sitting in order of time, time-zone aware."""
    sitzungen = [
        (
            angabe.kuerzel,
            timezone.make_aware(
                datetime.combine(_avoid_jahreswechsel(ratstag - timedelta(days=angabe.tage_vor_rat)), angabe.uhrzeit)
            ),
        )
        for runde, ratstag in iter_ratstage(heute)
        for angabe in GREMIEN
        if runde % angabe.abstand == angabe.phase % angabe.abstand
    ]
    return sorted(sitzungen, key=lambda sitzung: sitzung[1])
