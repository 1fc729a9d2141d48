"""Sittings that come again and again: on which days, and what speaks against each of them."""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gremien.rules.arbeitstage import name_freien_tag
from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Rhythmus

LETZTE: Final = -1
"""The last one of its kind in a month."""
HOECHSTDAUER: Final = timedelta(hours=4)
"""How long a sitting is taken to last where nobody has entered its end: for conflicts alone."""


@dataclass(frozen=True, slots=True)
class Muster:
    """How a body meets: every ``abstand``-th week, or in every ``abstand``-th month on the ``stelle``-th weekday.

    ``wochentag`` counts from Monday (0); ``stelle`` from 1, :data:`LETZTE` is the last one.
    """

    rhythmus: Rhythmus
    wochentag: int
    abstand: int = 1
    stelle: int = 1


@dataclass(frozen=True, slots=True)
class FreieZeit:
    """A time in which nobody meets, with its name; both ends count."""

    name: str
    von: date
    bis: date


@dataclass(frozen=True, slots=True)
class Belegung:
    """Another sitting: when, where, and who sits in its body. ``ende`` None: nobody has entered it."""

    gremium: str
    beginn: datetime
    ende: datetime | None
    ort: str
    personen: frozenset[int]


def list_tage(muster: Muster, von: date, bis: date) -> list[date]:
    """Return the days of this pattern between ``von`` and ``bis``, both included."""
    if muster.rhythmus is Rhythmus.WOCHEN:
        erster = von + timedelta(days=(muster.wochentag - von.weekday()) % 7)
        tage: Iterable[date] = _step_wochen(erster, bis, muster.abstand)
    else:
        tage = (_find_im_monat(monat, muster) for monat in _step_monate(von, bis, muster.abstand))
    return [tag for tag in tage if von <= tag <= bis]


def _step_wochen(tag: date, bis: date, abstand: int) -> Iterator[date]:
    while tag <= bis:
        yield tag
        tag += timedelta(weeks=abstand)


def _step_monate(von: date, bis: date, abstand: int) -> Iterator[date]:
    monat = von.replace(day=1)
    while monat <= bis:
        yield monat
        jahre, stelle = divmod(monat.month - 1 + abstand, 12)
        monat = date(monat.year + jahre, stelle + 1, 1)


def _find_im_monat(erster: date, muster: Muster) -> date:
    tage = calendar.monthrange(erster.year, erster.month)[1]
    passende = [tag for tag in range(1, tage + 1) if erster.replace(day=tag).weekday() == muster.wochentag]
    stelle = muster.stelle if muster.stelle == LETZTE else muster.stelle - 1
    # Every month has four of each weekday.
    return erster.replace(day=passende[stelle])


def check_tag(
    *,
    gremium: str,
    beginn: datetime,
    ende: datetime | None,
    ort: str,
    personen: frozenset[int],
    freie: Sequence[FreieZeit],
    andere: Sequence[Belegung],
) -> list[Befund]:
    """Return what speaks against meeting then: holidays, times without sittings, room and people taken elsewhere.

    Nothing of it is forbidden; who plans decides. Moments come in local time.
    """
    tag = beginn.date()
    befunde = []
    if frei := name_freien_tag(tag):
        befunde.append(_warn(f"Der Tag ist {frei}." if frei.startswith("ein ") else f"Feiertag: {frei}."))
    befunde += [_warn(f"Sitzungsfrei: {zeit.name}.") for zeit in freie if zeit.von <= tag <= zeit.bis]
    for belegung in andere:
        if belegung.gremium == gremium and belegung.beginn.date() == tag:
            befunde.append(_warn(f"{gremium} tagt an diesem Tag schon um {belegung.beginn:%H:%M} Uhr."))
        elif _overlaps(beginn, ende, belegung):
            befunde += _check_belegung(ort, personen, belegung)
    return befunde


def _check_belegung(ort: str, personen: frozenset[int], belegung: Belegung) -> list[Befund]:
    befunde = []
    if ort and ort.casefold() == belegung.ort.casefold():
        befunde.append(_warn(f"Der Raum ist belegt: {belegung.gremium}, {belegung.beginn:%H:%M} Uhr."))
    if gemeinsame := len(personen & belegung.personen):
        worte = "1 Person sitzt" if gemeinsame == 1 else f"{gemeinsame} Personen sitzen"
        befunde.append(_warn(f"{worte} auch in {belegung.gremium}, {belegung.beginn:%H:%M} Uhr."))
    return befunde


def _overlaps(beginn: datetime, ende: datetime | None, belegung: Belegung) -> bool:
    schluss = ende or beginn + HOECHSTDAUER
    return beginn < (belegung.ende or belegung.beginn + HOECHSTDAUER) and belegung.beginn < schluss


def _warn(satz: str) -> Befund:
    return Befund(satz, "", Stufe.WARNUNG)


def check_ende(*, beginn: datetime, ende: datetime | None) -> list[Befund]:
    """Check that a sitting ends after it begins."""
    if ende is None or ende > beginn:
        return []
    satz = "Das Ende liegt nicht nach dem Beginn. Bitte berichtigen Sie eine der beiden Uhrzeiten."
    return [Befund(satz, "", Stufe.SPERRE, "ende")]


def check_fortsetzung(*, zuletzt: int, naechste: int, grund: str) -> list[Befund]:
    """Check from which number a counter shall go on: what was given is never given again, and somebody says why."""
    befunde = []
    if naechste <= zuletzt:
        satz = f"Vergeben ist schon die Nummer {zuletzt}. Bitte geben Sie eine höhere an."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "naechste"))
    if not grund.strip():
        satz = "Bitte begründen Sie, warum die Nummern nicht fortlaufen."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "grund"))
    return befunde
