"""When the demo's bodies meet: a year around today, in the city's rhythm.

Everything is counted in days of office. The weeks around Christmas and New Year are none: nobody meets and nothing is
decided in them. Whoever loads the demo then finds it as it stood on the Sunday before. So what is on its way depends on
the weekday and the hour alone, and every journey the demo offers on one Tuesday it offers on all of them.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache

from django.utils import timezone

from koblenz_council.demo.lesen import read_stammdaten

TAGE_JE_RUNDE = 28
ERSTE_RUNDE, LETZTE_RUNDE = -9, 4
"""Rounds of committees, main committee and council, counted from the next council sitting (0)."""

DONNERSTAG, FREITAG = 3, 4
BUEROZEIT = time(10)
"""When things happen in the offices."""

LAUFENDE = "UmwA"
"""Body that sits while somebody looks at the demo, so that there are results to record."""
LAUFEND_SEIT = timedelta(minutes=10)
"""Long enough for the first result, too short for the others."""


@cache
def compute_ruhezeit(jahr: int) -> tuple[date, date]:
    """Return the first and last day without office at the end of ``jahr``: whole weeks, so that weekdays stay."""
    heiligabend, neujahr = date(jahr, 12, 24), date(jahr + 1, 1, 1)
    return heiligabend - timedelta(days=heiligabend.weekday()), neujahr + timedelta(days=6 - neujahr.weekday())


def shift(tag: date, tage: int) -> date:
    """Return the day of office so many days of office after ``tag``; negative: before.

    A day without office counts as the last one before.
    """
    for jahr in (tag.year - 1, tag.year):
        von, bis = compute_ruhezeit(jahr)
        if von <= tag <= bis:
            tag = von - timedelta(days=1)
    ziel = tag + timedelta(days=tage)
    jahre = range(tag.year, ziel.year + 1) if tage >= 0 else range(tag.year, ziel.year - 2, -1)
    for jahr in jahre:
        von, bis = compute_ruhezeit(jahr)
        if tag < von <= ziel:
            ziel += bis - von + timedelta(days=1)
        elif ziel <= bis < tag:
            ziel -= bis - von + timedelta(days=1)
    return ziel


def add_werktage(tag: date, werktage: int) -> datetime:
    """Return office hours on the working day that many working days later; a weekend counts as its Friday."""
    tag = shift(tag, 0)
    tag -= timedelta(days=max(0, tag.weekday() - FREITAG))
    for _ in range(werktage):
        tag = shift(tag, 3 if tag.weekday() == FREITAG else 1)
    return timezone.make_aware(datetime.combine(tag, BUEROZEIT))


def iter_ratstage(heute: date) -> Iterator[tuple[int, date]]:
    """Return (round, Thursday) of the council's sittings; the next one is within a week of office."""
    bis_naechsten = (DONNERSTAG - shift(heute, 0).weekday()) % 7 or 7
    for runde in range(ERSTE_RUNDE, LETZTE_RUNDE + 1):
        yield runde, shift(heute, bis_naechsten + TAGE_JE_RUNDE * runde)


def compute_kalender(heute: date) -> list[tuple[str, datetime]]:
    """Return (Kürzel, beginning) of every sitting in order of time, time-zone aware."""
    sitzungen = [
        (
            angabe.kuerzel,
            timezone.make_aware(datetime.combine(shift(ratstag, -angabe.tage_vor_rat), angabe.uhrzeit)),
        )
        for runde, ratstag in iter_ratstage(heute)
        for angabe in read_stammdaten().gremien
        if runde % angabe.abstand == angabe.phase % angabe.abstand
    ]
    return sorted(sitzungen, key=lambda sitzung: sitzung[1])
