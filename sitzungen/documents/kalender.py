"""Sittings as a calendar file (RFC 5545): when, where and which body, never a word of an agenda."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung

MEDIENTYP = "text/calendar; charset=utf-8"
RAND = timedelta(days=400)
"""How far around its sittings a calendar explains its time zone."""


def build_kalender(sitzungen: Iterable[Sitzung], *, name: str) -> bytes:
    """Return the calendar of these sittings, each at the time the clock on the wall shows, with the zone explained."""
    kalender = Calendar()
    kalender.add("prodid", "-//Ratsinformation//Sitzungskalender//DE")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("name", name)
    kalender.add("x-wr-calname", name)
    tage = []
    for sitzung in sitzungen:
        kalender.add_component(_build_eintrag(sitzung))
        tage.append(sitzung.tag)
    if tage:
        kalender.add_missing_timezones(first_date=min(tage) - RAND, last_date=max(tage) + RAND)
    return bytes(kalender.to_ical())


def _build_eintrag(sitzung: Sitzung) -> Event:
    abgesagt = sitzung.status == Sitzungsstatus.ABGESAGT
    adresse = f"{settings.ADRESSE}{sitzung.get_absolute_url()}"
    beginn = sitzung.beginn.astimezone(ZoneInfo(settings.TIME_ZONE))
    eintrag = Event()
    eintrag.add("uid", f"sitzung-{sitzung.pk}@{urlsplit(settings.ADRESSE).hostname}")
    eintrag.add("dtstamp", timezone.now())
    eintrag.add("dtstart", beginn)
    if sitzung.ende is not None:
        eintrag.add("dtend", sitzung.ende.astimezone(beginn.tzinfo))
    eintrag.add("summary", f"Abgesagt: {sitzung.gremium}" if abgesagt else str(sitzung.gremium))
    eintrag.add("location", sitzung.ort)
    zeilen = [f"Sitzung {sitzung.nummer}", sitzung.hinweis, "Die Sitzung fällt aus." if abgesagt else "", adresse]
    eintrag.add("description", "\n".join(filter(None, zeilen)))
    eintrag.add("url", adresse)
    eintrag.add("status", "CANCELLED" if abgesagt else "CONFIRMED")
    eintrag.add("class", "PRIVATE" if sitzung.bekanntgemacht_am is None else "PUBLIC")
    return eintrag
