"""Asking of many days whether the demo serves every journey on them.

Loading takes seconds, so a day is loaded only if its plan – which steps are done by then, in which order – differs
from every plan loaded before: the same acts in the same order leave the same demo, but for its dates.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from koblenz_council.demo.ablauf import DAUER, SCHRITT, Ablauf
from koblenz_council.demo.bedarf import list_luecken
from koblenz_council.demo.besetzung import Besetzung
from koblenz_council.demo.laden import load_demo, plan_demo
from koblenz_council.demo.uhr import set_uhr
from konten.models import Konto

UHRZEITEN = (time(0, 5), time(9), time(15, 5), time(23, 55))
"""Hours at which each day is asked; the clocks change between two of them."""


BESONDERE = ((1, 1), (2, 29), (12, 24), (12, 31))
"""Days (month, day) that are loaded in any case, and with them those on which the clocks change."""


class Tagesbefund(NamedTuple):
    """A moment, the plan it stands in, whether it was really loaded, and what was missing."""

    zeitpunkt: datetime
    plan: str
    geladen: bool
    luecken: list[str]


class _ZurueckError(Exception):
    """Ends the transaction of a loading that was only meant to be looked at."""


def compute_plan(jetzt: datetime) -> str:
    """Return a digest of the steps that are done by ``jetzt``, in order, without their dates."""
    # Nothing is stored: the plan asks the cast for the names of two accounts only.
    ablauf = plan_demo(
        Besetzung(konten={name: Konto() for name in ("demo-sitzungsdienst", "demo-sitzungsdienst-2")}), jetzt
    )
    summe = hashlib.sha256()
    for schritt in _iter_schritte(ablauf):
        summe.update(f"{schritt}\n".encode())
    return summe.hexdigest()


def _iter_schritte(ablauf: Ablauf) -> Iterator[str]:
    laeufe = {id(lauf): nummer for nummer, lauf in enumerate(ablauf.sitzungen)}
    for ereignis in sorted(ablauf.ereignisse):
        if ereignis.zeitpunkt <= ablauf.jetzt:
            # The same step in another sitting is another step.
            gemeint = [laeufe[id(angabe)] for angabe in getattr(ereignis.tun, "args", ()) if id(angabe) in laeufe]
            yield f"{ereignis.reihenfolge} {gemeint}"
    for lauf in ablauf.sitzungen:
        # How far a sitting has come is decided while it goes on.
        seit = min(ablauf.jetzt - lauf.beginn, DAUER)
        yield f"{lauf.gremium} {max(seit // SCHRITT, -1)}"


def load_und_pruefe(jetzt: datetime) -> list[str]:
    """Load the demo as of ``jetzt`` into the empty database, return what is missing, and leave nothing behind."""
    luecken: list[str] = []
    with suppress(_ZurueckError), transaction.atomic(), set_uhr(jetzt):
        load_demo()
        luecken = list_luecken()
        raise _ZurueckError
    return luecken


def iter_zeitpunkte(von: date, tage: int) -> Iterator[datetime]:
    """Return every hour of ``UHRZEITEN`` on ``tage`` days from ``von`` on, in local time."""
    for tag in range(tage):
        for uhrzeit in UHRZEITEN:
            yield timezone.make_aware(datetime.combine(von + timedelta(days=tag), uhrzeit))


def is_besonders(tag: date) -> bool:
    """Return whether this day is loaded even if its plan is known."""
    mitternacht = timezone.make_aware(datetime.combine(tag, time()))
    zeitumstellung = mitternacht.utcoffset() != timezone.localtime(mitternacht + timedelta(hours=26)).utcoffset()
    return (tag.month, tag.day) in BESONDERE or zeitumstellung


def iter_befunde(zeitpunkte: Iterable[datetime]) -> Iterator[Tagesbefund]:
    """Return what each moment offers."""
    bekannt: dict[str, list[str]] = {}
    for zeitpunkt in zeitpunkte:
        plan = compute_plan(zeitpunkt)
        geladen = plan not in bekannt or is_besonders(zeitpunkt.date())
        luecken = load_und_pruefe(zeitpunkt) if geladen else bekannt[plan]
        bekannt.setdefault(plan, luecken)
        yield Tagesbefund(zeitpunkt, plan, geladen, luecken)
