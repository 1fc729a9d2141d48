"""The days on which offices work."""

from datetime import date, timedelta
from typing import Final

import holidays

SAMSTAG: Final = 5
LAND: Final = "RP"


def is_arbeitstag(tag: date) -> bool:
    """Return whether offices work on that day: no weekend, no public holiday in Rheinland-Pfalz."""
    return tag.weekday() < SAMSTAG and tag not in holidays.country_holidays("DE", subdiv=LAND, years=tag.year)


def add_arbeitstage(tag: date, anzahl: int) -> date:
    """Return the ``anzahl``-th working day after ``tag``, which itself need be none; ``tag`` for 0."""
    for _ in range(anzahl):
        tag += timedelta(days=1)
        while not is_arbeitstag(tag):
            tag += timedelta(days=1)
    return tag
