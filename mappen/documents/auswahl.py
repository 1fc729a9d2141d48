"""Which items, papers and annexes go into a packet, in the order of the agenda.

Who reads what is decided by ``visible_to`` alone: each audience is a reader with exactly the rights of that audience.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from konten.rechte import Besucher
from mappen.documents.empfaenger import MappeVerweigert
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Blattart, Empfaenger, Umfang
from mappen.models import Mappe, Mappenblatt
from sitzungen.documents.agenda import TopZeile, build_tagesordnung
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from vorlagen.models import Anlage, Fassung
from vorlagen.querysets import VERFASSER


@dataclass(frozen=True, slots=True)
class Posten:
    """One item with its paper; ``mit_vorlage`` is False where only annexes of a known paper are new."""

    zeile: TopZeile
    top: Tagesordnungspunkt
    fassung: Fassung
    anlagen: tuple[Anlage, ...]
    mit_vorlage: bool = True

    @property
    def stempel(self) -> str:
        """Return what stands on every page of this item."""
        return f"TOP {self.zeile.bezeichnung} · {self.fassung.nummer}"


@dataclass(frozen=True, slots=True)
class Auswahl:
    """What a packet shows: every item its agenda names in full, and those that bring documents."""

    tops: tuple[int, ...]
    posten: tuple[Posten, ...]
    seit: datetime | None = None


def select_posten(sitzung: Sitzung, wahl: Mappenwahl, leser: Besucher) -> Auswahl:
    """Return what goes into this packet.

    :raises MappeVerweigert: when the choice leaves nothing, or asks the public for the closed part.
    """
    require_umfang(wahl)
    zeilen = list(_iter_zeilen(sitzung, leser))
    posten = tuple(_iter_posten(zeilen, wahl, leser))
    if wahl.umfang is Umfang.NICHTOEFFENTLICH:
        posten = tuple(p for p in posten if p.zeile.teil is Teil.NICHTOEFFENTLICH)
        if not posten:
            raise MappeVerweigert("Im nichtöffentlichen Teil dieser Tagesordnung steht keine Vorlage.")
    seit = None
    if wahl.umfang is Umfang.NEUES:
        seit = resolve_seit(sitzung, wahl)
        posten = _keep_neues(sitzung, wahl, seit, posten)
        if not posten:
            raise MappeVerweigert(
                f"Seit dem {timezone.localtime(seit):%d.%m.%Y, %H:%M} Uhr ist für diesen Empfängerkreis nichts Neues "
                "dazugekommen."
            )
    return Auswahl(tuple(zeile.pk for zeile in zeilen if zeile.pk is not None), posten, seit)


def require_umfang(wahl: Mappenwahl) -> None:
    """Refuse the closed part for the public.

    :raises MappeVerweigert: with the reason.
    """
    if wahl.umfang is Umfang.NICHTOEFFENTLICH and wahl.fuer is Empfaenger.OEFFENTLICH:
        raise MappeVerweigert("Für die Öffentlichkeit gibt es keine Mappe des nichtöffentlichen Teils.")


def resolve_seit(sitzung: Sitzung, wahl: Mappenwahl) -> datetime:
    """Return the moment since which documents count as new: the one asked for, or that of the newest packet.

    :raises MappeVerweigert: when none is given and this audience has no packet yet.
    """
    if wahl.seit is not None:
        return wahl.seit
    letzte = _finished(sitzung, wahl).order_by("-begonnen_am").first()
    if letzte is None or letzte.begonnen_am is None:
        raise MappeVerweigert(
            "Für diesen Empfängerkreis gibt es noch keine Mappe. Bitte geben Sie an, seit wann Neues gesucht wird."
        )
    return letzte.begonnen_am


def _iter_zeilen(sitzung: Sitzung, leser: Besucher) -> Iterator[TopZeile]:
    """Yield the items with a number that this audience may read in full and that still stand."""
    for teil in build_tagesordnung(sitzung, leser):
        for zeile in teil.zeilen:
            for punkt in (zeile, *zeile.unterpunkte):
                if punkt.pk is not None and punkt.bezeichnung and not punkt.is_abgesetzt:
                    yield punkt


def _iter_posten(zeilen: list[TopZeile], wahl: Mappenwahl, leser: Besucher) -> Iterator[Posten]:
    tops = Tagesordnungspunkt.objects.select_related("beratung").in_bulk([zeile.pk for zeile in zeilen])
    fassungen = (
        Fassung.objects.visible_to(leser)
        .released()
        .select_related("vorlage", *VERFASSER)
        .in_bulk([top.fassung_id for top in tops.values() if top.fassung_id])
    )
    anlagen: dict[int, list[Anlage]] = {}
    if wahl.mit_anlagen:
        lesbar = Anlage.objects.visible_to(leser).filter(fassung__in=list(fassungen)).select_related("datei", "fassung")
        for anlage in lesbar.order_by("position"):
            anlagen.setdefault(anlage.fassung_id, []).append(anlage)
    for zeile in zeilen:
        top = tops[zeile.pk or 0]
        fassung = fassungen.get(top.fassung_id or 0)
        if fassung is not None:
            yield Posten(zeile, top, fassung, tuple(anlagen.get(fassung.pk, ())))


def _keep_neues(sitzung: Sitzung, wahl: Mappenwahl, seit: datetime, posten: tuple[Posten, ...]) -> tuple[Posten, ...]:
    """Return what became readable after ``seit``, or was not in this audience's newest full packet made until then."""
    bekannt = _read_bekanntes(sitzung, wahl, seit)
    neu = []
    for p in posten:
        if _is_neu(p, wahl.fuer, seit) or (bekannt is not None and p.fassung.pk not in bekannt.fassungen):
            neu.append(p)
        elif bekannt is not None and bekannt.anlagen is not None:
            anlagen = tuple(anlage for anlage in p.anlagen if anlage.pk not in bekannt.anlagen)
            if anlagen:
                neu.append(Posten(p.zeile, p.top, p.fassung, anlagen, mit_vorlage=False))
    return tuple(neu)


def _is_neu(p: Posten, fuer: Empfaenger, seit: datetime) -> bool:
    """Return whether the item came onto the agenda or its paper reached this audience after ``seit``."""
    zeitpunkte = [p.top.created_at, p.fassung.freigegeben_am]
    if fuer is Empfaenger.OEFFENTLICH:
        zeitpunkte.append(p.fassung.veroeffentlicht_am)
    elif fuer is Empfaenger.MITGLIEDER and p.top.beratung is not None:
        zeitpunkte.append(p.top.beratung.zugestellt_am)
    return any(zeitpunkt is not None and zeitpunkt > seit for zeitpunkt in zeitpunkte)


@dataclass(frozen=True, slots=True)
class _Bekanntes:
    fassungen: frozenset[int | None]
    anlagen: frozenset[int | None] | None
    """None where that packet was bound without annexes, so that nothing is known about them."""


def _read_bekanntes(sitzung: Sitzung, wahl: Mappenwahl, seit: datetime) -> _Bekanntes | None:
    mappen = _finished(sitzung, wahl).filter(umfang=Umfang.ALLES, begonnen_am__lte=seit)
    mappe = mappen.order_by("-begonnen_am").first()
    if mappe is None:
        return None
    blaetter = list(Mappenblatt.objects.filter(mappe=mappe))
    anlagen = frozenset(blatt.anlage_id for blatt in blaetter if blatt.art == Blattart.ANLAGE)
    return _Bekanntes(
        frozenset(blatt.fassung_id for blatt in blaetter if blatt.art == Blattart.FASSUNG),
        anlagen if mappe.mit_anlagen else None,
    )


def _finished(sitzung: Sitzung, wahl: Mappenwahl) -> QuerySet[Mappe]:
    return Mappe.objects.finished().filter(sitzung=sitzung, fuer=wahl.fuer)
