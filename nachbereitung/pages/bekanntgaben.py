"""The duty list of the Sitzungsdienst: every closed decision, and what is done about its announcement."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from konten.actions.zweite_person import ZweitePerson, read_lage
from konten.models import Konto, Vorschlag
from konten.rechte import Besucher
from konten.rules.vier_augen import is_unter
from nachbereitung.actions.bekanntgabe import find_punkte, list_freigebende
from nachbereitung.actions.freigabetext import check_freigabe, compute_fingerabdruck
from nachbereitung.models import Bekanntgabe, Beschluss
from nachbereitung.models.freigabetext import Freigabetext
from nachbereitung.permissions import may_announce_beschluesse
from nachbereitung.querysets import BeschlussQuerySet
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung


@dataclass(frozen=True, slots=True)
class Pflicht:
    """A closed decision with what was decided about it; ``wartet``: its words wait for a second person."""

    beschluss: Beschluss
    bekanntgabe: Bekanntgabe | None = None
    wartet: bool = False
    is_eigener: bool = False


@dataclass(slots=True)
class Angebot:
    """What waits for the next public part of one body, and the sitting on whose agenda it can be put."""

    gremium: str
    bereite: list[Pflicht]
    sitzung: Sitzung | None = None
    steht: bool = False


@dataclass(slots=True)
class Pflichtenliste:
    """Duties by what is to be done."""

    offene: list[Pflicht] = field(default_factory=list)
    wartende: list[Pflicht] = field(default_factory=list)
    angebote: list[Angebot] = field(default_factory=list)
    geschuetzte: list[Pflicht] = field(default_factory=list)
    bekannte: list[Pflicht] = field(default_factory=list)


def count_offene(konto: Besucher) -> int:
    """Return how many closed decisions ``konto`` has to do something about: to decide, or to release."""
    if not isinstance(konto, Konto) or not may_announce_beschluesse(konto):
        return 0
    vorgelegt = _read_vorgelegte()
    wartende = _list_wartende(konto, vorgelegt) if vorgelegt else []
    return _list_undecided(konto, vorgelegt).count() + sum(not pflicht.is_eigener for pflicht in wartende)


def count_unerledigte(konto: Besucher) -> int:
    """Return how many closed decisions are neither ready to be announced nor withheld, whoever has to do something."""
    if not may_announce_beschluesse(konto):
        return 0
    erledigt = Bekanntgabe.objects.newest().filter(Q(freigegeben_am__isnull=False) | Q(text=""))
    return Beschluss.objects.to_announce().visible_to(konto).exclude(pk__in=erledigt.values("top")).count()


def _read_vorgelegte() -> set[int]:
    """Return the keys of the announcements whose words wait for a second person."""
    return {int(pk) for pk in Vorschlag.objects.open().of_art(Bekanntgabe).values_list("gegenstand_id", flat=True)}


def _list_undecided(konto: Besucher, vorgelegt: set[int]) -> BeschlussQuerySet[Beschluss]:
    """Return the closed decisions about whose announcement nothing stands: none yet, or only what was declined."""
    erledigt = Bekanntgabe.objects.newest().filter(Q(freigegeben_am__isnull=False) | Q(text="") | Q(pk__in=vorgelegt))
    beschluesse = Beschluss.objects.to_announce().visible_to(konto).exclude(pk__in=erledigt.values("top"))
    return beschluesse.select_related("sitzung__gremium").order_by("sitzung__beginn", "position")


def list_pflichten(konto: Konto) -> Pflichtenliste:
    """Return all duties, oldest first; what was announced newest first."""
    vorgelegt = _read_vorgelegte()
    abgelehnt = {b.top_id: b for b in Bekanntgabe.objects.newest().filter(freigegeben_am__isnull=True).exclude(text="")}
    liste = Pflichtenliste(offene=[Pflicht(b, abgelehnt.get(b.pk)) for b in _list_undecided(konto, vorgelegt)])
    liste.wartende = _list_wartende(konto, vorgelegt)
    bereite = _with_beschluss(konto, Bekanntgabe.objects.ready())
    liste.geschuetzte = _with_beschluss(konto, Bekanntgabe.objects.newest().filter(text=""))
    bekannte = Bekanntgabe.objects.newest().filter(bekanntgegeben_in__isnull=False)
    liste.bekannte = _with_beschluss(konto, bekannte)[::-1]
    liste.angebote = list(_build_angebote(bereite))
    return liste


def _list_wartende(konto: Konto, vorgelegt: set[int]) -> list[Pflicht]:
    wartende = _with_beschluss(konto, Bekanntgabe.objects.newest().filter(pk__in=vorgelegt, freigegeben_am=None))
    return [
        Pflicht(p.beschluss, p.bekanntgabe, wartet=True, is_eigener=is_unter(konto.auge, p.bekanntgabe.augen))
        for p in wartende
        if p.bekanntgabe is not None
    ]


def _with_beschluss(konto: Konto, bekanntgaben: Iterable[Bekanntgabe]) -> list[Pflicht]:
    je_top = {b.top_id: b for b in bekanntgaben.select_related("konto__person", "bekanntgegeben_in__gremium")}  # type: ignore[attr-defined]
    beschluesse = Beschluss.objects.to_announce().visible_to(konto).filter(pk__in=je_top)
    sortiert = beschluesse.select_related("sitzung__gremium").order_by("sitzung__beginn", "position")
    return [Pflicht(beschluss, je_top[beschluss.pk]) for beschluss in sortiert]


def _build_angebote(bereite: list[Pflicht]) -> Iterable[Angebot]:
    je_gremium: dict[int, list[Pflicht]] = {}
    for pflicht in bereite:
        je_gremium.setdefault(pflicht.beschluss.sitzung.gremium_id, []).append(pflicht)
    for gremium, pflichten in je_gremium.items():
        naechste = _find_naechste(gremium)
        steht = naechste is not None and find_punkte(naechste).exists()
        yield Angebot(str(pflichten[0].beschluss.sitzung.gremium), pflichten, naechste, steht)


def _find_naechste(gremium: int) -> Sitzung | None:
    offen = [Sitzungsstatus.GEPLANT, Sitzungsstatus.EINGELADEN]
    kommende = Sitzung.objects.filter(gremium=gremium, status__in=offen, beginn__date__gte=timezone.localdate())
    return kommende.select_related("gremium").order_by("beginn", "pk").first()


def read_zweite(zeile: Freigabetext, konto: Konto, andere: list[str] | None = None) -> ZweitePerson:
    """Return what stands against ``konto`` releasing these words, as the page of a proposal shows it."""
    andere = list_freigebende(konto) if andere is None else andere
    lage = read_lage(zeile, konto, compute=lambda: compute_fingerabdruck(zeile))
    befunde = tuple(check_freigabe(zeile, konto, andere))
    return ZweitePerson(lage=lage, is_erlaubt=not befunde, befunde=befunde, andere=tuple(andere))
