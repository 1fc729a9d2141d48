"""Minutes that are not finished, for the desks of those who have to do something about them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from gremien.rules.befund import Befund
from konten.models import Konto
from konten.rechte import Besucher, rechte_of
from nachbereitung.documents.lage import MIT_PERSONEN, read_lage
from nachbereitung.enums import Schrittart, Stand
from nachbereitung.models import Ausfertigung, Einwendung, Niederschrift, Niederschriftschritt
from nachbereitung.permissions import find_unterschrift
from nachbereitung.rules.frist import check_frist
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Sitzung

RUECKBLICK: Final = timedelta(days=60)
"""After so long a sitting whose minutes nobody has begun moves into the fold: they are kept elsewhere, or forgotten."""
HOECHSTENS: Final = 100
"""How many sittings the desk looks at, newest first."""


@dataclass(frozen=True, slots=True)
class OffeneNiederschrift:
    """A sitting that is over, without signed minutes, or with an objection (its key) that is on no agenda yet."""

    sitzung: Sitzung
    tag: date
    begonnen: bool
    einwendung: int | None
    befunde: tuple[Befund, ...]


@dataclass(frozen=True, slots=True)
class OffeneNiederschriften:
    """What is due, oldest first, what is long past, and signed minutes with an objection nobody has placed."""

    faellige: tuple[OffeneNiederschrift, ...] = ()
    alte: tuple[OffeneNiederschrift, ...] = ()
    bestrittene: tuple[OffeneNiederschrift, ...] = ()


def list_offene(konto: Besucher) -> OffeneNiederschriften:
    """Return the minutes ``konto`` has still to see to, of the sittings it keeps, in one query."""
    fertig = Ausfertigung.objects.filter(niederschrift__sitzung=OuterRef("pk"))
    begonnen = Niederschrift.objects.filter(sitzung=OuterRef("pk"))
    ohne_punkt = Einwendung.objects.filter(niederschrift__sitzung=OuterRef("pk"), top=None).order_by("pk")
    zeilen = (
        Sitzung.objects.led_by(konto)
        .filter(status=Sitzungsstatus.BEENDET)
        .annotate(fertig=Exists(fertig), begonnen=Exists(begonnen), einwendung=Subquery(ohne_punkt.values("pk")[:1]))
        .filter(Q(fertig=False) | Q(einwendung__isnull=False))
        .select_related("gremium")
        .order_by("-beginn", "-pk")[:HOECHSTENS]
    )
    heute = timezone.localdate()
    offene = [_build(sitzung, heute) for sitzung in reversed(list(zeilen))]
    unfertige = [zeile for zeile in offene if zeile.einwendung is None]
    faellig = [zeile for zeile in unfertige if zeile.begonnen or heute - zeile.tag <= RUECKBLICK]
    return OffeneNiederschriften(
        tuple(faellig),
        tuple(zeile for zeile in unfertige if zeile not in faellig),
        tuple(zeile for zeile in offene if zeile.einwendung is not None),
    )


def _build(sitzung: Sitzung, heute: date) -> OffeneNiederschrift:
    tag = sitzung.tag
    begonnen: bool = sitzung.begonnen  # type: ignore[attr-defined]
    einwendung: int | None = sitzung.einwendung  # type: ignore[attr-defined]
    return OffeneNiederschrift(sitzung, tag, begonnen, einwendung, tuple(check_frist(tag, heute=heute)))


@dataclass(frozen=True, slots=True)
class Wartende:
    """Minutes that wait for the reader: ``worum`` says for what."""

    niederschrift: Niederschrift
    worum: str


def list_wartende(konto: Besucher) -> list[Wartende]:
    """Return the minutes that this person has to check or sign now."""
    person = rechte_of(konto).person
    if person is None or not isinstance(konto, Konto):
        return []
    letzter = Niederschriftschritt.objects.filter(niederschrift=OuterRef("pk")).order_by("-pk").values("art")[:1]
    meine = Niederschrift.objects.filter(Q(vorsitz=person) | Q(schriftfuehrung=person)).annotate(letzter=letzter)
    # Signed by both, the last step is a signature as well; these have one print more than corrections.
    drucke = Count("ausfertigungen", distinct=True)
    berichtigungen = Count("schritte", filter=Q(schritte__art=Schrittart.BERICHTIGUNG), distinct=True)
    offene = meine.annotate(drucke=drucke, berichtigungen=berichtigungen).filter(
        letzter__in=[Schrittart.VORGELEGT, Schrittart.GEPRUEFT, Schrittart.UNTERZEICHNET],
        drucke__lte=F("berichtigungen"),
    )
    gefunden = []
    for niederschrift in offene.select_related(*MIT_PERSONEN).order_by("sitzung__beginn", "pk"):
        lage, unterschrift = read_lage(niederschrift), find_unterschrift(konto, niederschrift)
        if lage.stand is Stand.VORGELEGT and niederschrift.vorsitz_id == person:
            gefunden.append(Wartende(niederschrift, "prüfen"))
        elif lage.stand is Stand.GEPRUEFT and unterschrift not in lage.unterschriften:
            gefunden.append(Wartende(niederschrift, "unterzeichnen"))
    return gefunden
