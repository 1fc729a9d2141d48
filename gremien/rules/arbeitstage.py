"""Days of the calendar: on which the offices work, what a holiday is called, how a day is written."""

from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

SAMSTAG, SONNTAG = 5, 6
LAND: Final = "RP"
WOCHENTAGE: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@cache
def _read_feiertage(jahr: int) -> dict[date, str]:
    return dict(holidays.country_holidays("DE", subdiv=LAND, years=jahr, language="de"))


def find_feiertag(tag: date) -> str:
    """Return what the public holiday of Rheinland-Pfalz on this day is called, empty if there is none."""
    return _read_feiertage(tag.year).get(tag, "")


def name_freien_tag(tag: date) -> str:
    """Return why nobody expects anything on this day ("Ostermontag", "ein Sonntag"), empty for other days."""
    return find_feiertag(tag) or ("ein Sonntag" if tag.weekday() == SONNTAG else "")


def is_arbeitstag(tag: date) -> bool:
    """Return whether offices work on that day: no weekend, no public holiday in Rheinland-Pfalz."""
    return tag.weekday() < SAMSTAG and not find_feiertag(tag)


def add_arbeitstage(tag: date, anzahl: int) -> date:
    """Return the ``anzahl``-th working day after ``tag``, which itself need be none; ``tag`` for 0."""
    for _ in range(anzahl):
        tag += timedelta(days=1)
        while not is_arbeitstag(tag):
            tag += timedelta(days=1)
    return tag


def find_arbeitstag(tag: date) -> date:
    """Return this day, or the last working day before it."""
    while not is_arbeitstag(tag):
        tag -= timedelta(days=1)
    return tag


def subtract_arbeitstage(tag: date, anzahl: int) -> date:
    """Return the working day that many working days before ``tag``; 0: ``tag`` or the working day before it."""
    tag = find_arbeitstag(tag)
    for _ in range(anzahl):
        tag = find_arbeitstag(tag - timedelta(days=1))
    return tag


def format_tag(tag: date) -> str:
    """Return a day with its weekday, as "Montag, 24.08.2026"."""
    # Not strftime("%A"): that speaks the language of the server, not of the clerk.
    return f"{WOCHENTAGE[tag.weekday()]}, {tag:%d.%m.}{tag.year:04d}"
