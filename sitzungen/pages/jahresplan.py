"""The days of a row of sittings, each with its deadline and what speaks against it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Gremium, Mitgliedschaft, SitzungsfreieZeit
from gremien.rules.befund import Befund
from konten.rechte import Besucher
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung
from sitzungen.rules.jahresplan import Belegung, FreieZeit, Muster, check_tag, list_tage
from sitzungen.rules.ortszeit import combine_ortszeit
from sitzungen.rules.wegplan import latest_einreichungstag


@dataclass(frozen=True, slots=True)
class Plantag:
    """One day of the row; ``hindernis`` says why there is no such time on that day, empty otherwise."""

    tag: date
    einreichung: date
    befunde: tuple[Befund, ...] = ()
    beginn: datetime | None = None
    ende: datetime | None = None
    hindernis: str = ""

    @property
    def is_frei(self) -> bool:
        """Return whether nothing speaks against it: then it is chosen beforehand."""
        return not self.befunde and not self.hindernis


Sitze = dict[int, list[tuple[int, date | None, date | None]]]
"""By body: who sits there, from when until when."""


def build_plantage(
    gremium: Gremium, muster: Muster, *, von: date, bis: date, zeit: time, ende: time | None, ort: str, konto: Besucher
) -> list[Plantag]:
    """Return the days of the pattern, in a fixed number of queries."""
    tage = list_tage(muster, von, bis)
    sitze = _read_sitze()
    freie = _read_freie(von, bis)
    andere = _read_andere(tage, sitze, konto)
    plantage = []
    for tag in tage:
        einreichung = latest_einreichungstag(tag, gremium.einreichungsfrist, settings.EINLADUNGSFRIST_TAGE)
        try:
            beginn, schluss = _combine(tag, zeit), _combine(tag, ende) if ende else None
        except ValueError as fehler:
            plantage.append(Plantag(tag, einreichung, hindernis=str(fehler)))
            continue
        befunde = check_tag(
            gremium=str(gremium),
            beginn=beginn,
            ende=schluss,
            ort=ort,
            personen=_list_personen(sitze, gremium.pk, tag),
            freie=freie,
            andere=andere.get(tag, []),
        )
        plantage.append(Plantag(tag, einreichung, tuple(befunde), beginn, schluss))
    return plantage


def _combine(tag: date, zeit: time) -> datetime:
    return combine_ortszeit(tag, zeit, ZoneInfo(settings.TIME_ZONE))


def _read_freie(von: date, bis: date) -> list[FreieZeit]:
    zeiten = SitzungsfreieZeit.objects.filter(Q(von__isnull=True) | Q(von__lte=bis))
    zeiten = zeiten.filter(Q(bis__isnull=True) | Q(bis__gte=von))
    return [FreieZeit(zeit.name, zeit.von or date.min, zeit.bis or date.max) for zeit in zeiten]


def _read_sitze() -> Sitze:
    sitze: Sitze = defaultdict(list)
    zeilen = Mitgliedschaft.objects.exclude(funktion=Funktion.VERTRETUNG).order_by()
    for gremium, person, von, bis in zeilen.values_list("gremium", "person", "von", "bis"):
        sitze[gremium].append((person, von, bis))
    return sitze


def _list_personen(sitze: Sitze, gremium: int, tag: date) -> frozenset[int]:
    return frozenset(person for person, von, bis in sitze.get(gremium, []) if (von or tag) <= tag <= (bis or tag))


def _read_andere(tage: list[date], sitze: Sitze, konto: Besucher) -> dict[date, list[Belegung]]:
    """Return the sittings on these days, as far as ``konto`` may see them."""
    sitzungen = Sitzung.objects.visible_to(konto).exclude(status=Sitzungsstatus.ABGESAGT)
    andere: dict[date, list[Belegung]] = defaultdict(list)
    for sitzung in sitzungen.filter(beginn__date__in=tage).select_related("gremium").order_by("beginn"):
        beginn = timezone.localtime(sitzung.beginn)
        ende = timezone.localtime(sitzung.ende) if sitzung.ende else None
        personen = _list_personen(sitze, sitzung.gremium_id, beginn.date())
        andere[beginn.date()].append(Belegung(str(sitzung.gremium), beginn, ende, sitzung.ort, personen))
    return andere
