"""The calendar of sittings: filters read from the address, sittings by month."""

from calendar import Calendar as Kalender
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Self

from django.http import QueryDict

from gremien.models import Gremium
from gremien.rules.arbeitstage import find_feiertag
from konten.rechte import Besucher
from sitzungen.models import Sitzung
from sitzungen.querysets import SitzungQuerySet

HOECHSTES_JAHR = 9998
FRUEHESTER, SPAETESTER = date(1990, 1, 1), date(2100, 12, 1)
"""The months whose sheet can be looked at."""


@dataclass(frozen=True, slots=True)
class Kalenderfilter:
    """What the visitor asked for. Values that make no sense count as not given."""

    gremium: int | None = None
    jahr: int | None = None
    monat: int | None = None
    vergangene: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Read the filter from the address."""
        jahr = _read_zahl(query.get("jahr"), 1900, HOECHSTES_JAHR)
        return cls(
            gremium=_read_zahl(query.get("gremium"), 1, 2**63 - 1),
            jahr=jahr,
            monat=_read_zahl(query.get("monat"), 1, 12) if jahr else None,
            vergangene=query.get("zeit") == "vergangen",
        )

    @property
    def is_zeitraum(self) -> bool:
        """Return whether a year was chosen; then past and future stand together."""
        return self.jahr is not None

    def apply(self, sitzungen: SitzungQuerySet[Sitzung], heute: date) -> SitzungQuerySet[Sitzung]:
        """Return the sittings asked for: the coming ones first, unless the past or a year was chosen."""
        if self.gremium is not None:
            sitzungen = sitzungen.filter(gremium=self.gremium)
        if self.jahr is not None:
            sitzungen = sitzungen.filter(beginn__year=self.jahr)
            if self.monat is not None:
                sitzungen = sitzungen.filter(beginn__month=self.monat)
            return sitzungen.order_by("beginn", "pk")
        if self.vergangene:
            return sitzungen.past(heute).order_by("-beginn", "-pk")
        return sitzungen.coming(heute).order_by("beginn", "pk")


def _read_zahl(text: str | None, mindestens: int, hoechstens: int) -> int | None:
    if not text or not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    zahl = int(text)
    return zahl if mindestens <= zahl <= hoechstens else None


@dataclass(frozen=True, slots=True)
class Monat:
    """The sittings of one month."""

    erster: date
    sitzungen: tuple[Sitzung, ...]


def group_by_monat(sitzungen: Iterable[Sitzung]) -> list[Monat]:
    """Return the sittings by month, in the order they come."""
    gruppen = groupby(sitzungen, lambda sitzung: sitzung.tag.replace(day=1))
    return [Monat(erster, tuple(gruppe)) for erster, gruppe in gruppen]


@dataclass(frozen=True, slots=True)
class Kalendertag:
    """One day of a month's sheet; ``frei`` says what holiday it is, empty otherwise."""

    tag: date
    is_im_monat: bool
    frei: str
    sitzungen: tuple[Sitzung, ...]


@dataclass(frozen=True, slots=True)
class Monatsblatt:
    """A month in weeks from Monday to Sunday, with the way to the months beside it, as far as there are any."""

    erster: date
    wochen: tuple[tuple[Kalendertag, ...], ...]
    davor: date | None
    danach: date | None


def build_monatsblatt(erster: date, sitzungen: SitzungQuerySet[Sitzung]) -> Monatsblatt:
    """Return the sheet of the month that begins on ``erster`` with these sittings, in one query."""
    wochen = Kalender().monthdatescalendar(erster.year, erster.month)
    je_tag: dict[date, list[Sitzung]] = {}
    for sitzung in sitzungen.filter(beginn__date__range=(wochen[0][0], wochen[-1][-1])).order_by("beginn", "pk"):
        je_tag.setdefault(sitzung.tag, []).append(sitzung)
    return Monatsblatt(
        erster,
        tuple(tuple(_build_kalendertag(tag, erster, je_tag) for tag in woche) for woche in wochen),
        davor=(erster - timedelta(days=1)).replace(day=1) if erster > FRUEHESTER else None,
        danach=(erster + timedelta(days=31)).replace(day=1) if erster < SPAETESTER else None,
    )


def _build_kalendertag(tag: date, erster: date, je_tag: Mapping[date, list[Sitzung]]) -> Kalendertag:
    return Kalendertag(tag, tag.month == erster.month, find_feiertag(tag), tuple(je_tag.get(tag, ())))


def read_monat(query: QueryDict, heute: date) -> date:
    """Return the first day of the month the address names, of this month where it names none."""
    jahr = _read_zahl(query.get("jahr"), FRUEHESTER.year, SPAETESTER.year)
    monat = _read_zahl(query.get("monat"), 1, 12)
    return date(jahr, monat, 1) if jahr and monat else heute.replace(day=1)


def list_jahre(konto: Besucher) -> list[int]:
    """Return the years with sittings ``konto`` may see, newest first."""
    tage = Sitzung.objects.visible_to(konto).order_by().dates("beginn", "year", order="DESC")
    return [tag.year for tag in tage]


def list_gremien(konto: Besucher) -> list[Gremium]:
    """Return the bodies with sittings ``konto`` may see."""
    gremien = Sitzung.objects.visible_to(konto).values("gremium")
    return list(Gremium.objects.visible_to(konto).filter(pk__in=gremien))


def find_nachbarn(sitzung: Sitzung, konto: Besucher) -> tuple[Sitzung | None, Sitzung | None]:
    """Return the body's sittings before and after this one, as far as ``konto`` may see them."""
    andere = Sitzung.objects.visible_to(konto).filter(gremium=sitzung.gremium_id).select_related("gremium")
    return (
        andere.filter(beginn__lt=sitzung.beginn).order_by("-beginn").first(),
        andere.filter(beginn__gt=sitzung.beginn).order_by("beginn").first(),
    )
