"""Somebody comes or goes while the sitting runs; the administration and guests take part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gremien.enums import Funktion
from gremien.models import Mitgliedschaft
from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.anwesenheit import check_bereit, read_geltende, read_sitze
from sitzungen.enums import Sitzungsstatus, Teilnahmeart
from sitzungen.models import Anwesenheit, Sitzung, Tagesordnungspunkt, Teilnahme
from sitzungen.rules.bewegung import check_bewegung, check_vertretung, check_zeitpunkt


@dataclass(frozen=True, slots=True)
class Bewegung:
    """Who comes or goes. ``um`` is None for now; ``vertritt`` is the person whose seat a deputy takes."""

    person: int
    kommt: bool
    um: datetime | None = None
    top: Tagesordnungspunkt | None = None
    vertritt: int | None = None


@transaction.atomic
def record_bewegung(sitzung: Sitzung, bewegung: Bewegung, *, konto: Konto, berichtigungsgrund: str = "") -> Anwesenheit:
    """Kommen oder Gehen feststellen: a further row from this moment on; votes before it keep their basis.

    Once the sitting is closed it needs ``berichtigungsgrund``. Raises :class:`VorgangGesperrt`, also for somebody who
    holds no seat, or who is recorded so already.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    sitze = {sitz.person_id: sitz for sitz in read_sitze(sitzung)}
    geltende = read_geltende(sitzung)
    require([*check_bereit(sitzung, berichtigungsgrund), *_check(sitzung, bewegung, sitze, geltende)])
    sitz, jetzt = sitze[bewegung.person], timezone.now()
    beendet = sitzung.status == Sitzungsstatus.BEENDET
    neu = Anwesenheit.objects.create(
        sitzung=sitzung,
        person_id=bewegung.person,
        anwesend=bewegung.kommt,
        stimmberechtigt=sitz.stimmberechtigt,
        vertritt_id=bewegung.vertritt if bewegung.kommt else None,
        gilt_ab=bewegung.um or jetzt,
        top=bewegung.top,
        ersetzt=geltende.get(bewegung.person),
        grund=berichtigungsgrund.strip() if beendet else "",
        erfasst_am=jetzt,
        erfasst_von=konto,
    )
    record(
        Akt.ANWESENHEIT_BERICHTIGEN if beendet else Akt.ANWESENHEIT,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        kommt=str(sitz.person) if bewegung.kommt else "",
        geht="" if bewegung.kommt else str(sitz.person),
        um=timezone.localtime(neu.gilt_ab).isoformat() if neu.gilt_ab else "",
        top=bewegung.top.bezeichnung if bewegung.top else "",
        **({"berichtigungsgrund": neu.grund} if beendet else {}),
    )
    return neu


def _check(
    sitzung: Sitzung, bewegung: Bewegung, sitze: Mapping[int, Mitgliedschaft], geltende: Mapping[int, Anwesenheit]
) -> list[Befund]:
    sitz = sitze.get(bewegung.person)
    if sitz is None:
        satz = "Diese Person gehört dem Gremium an diesem Tag nicht an."
        return [Befund(satz, "", Stufe.SPERRE, "person")]
    bisher = geltende.get(bewegung.person)
    anwesend = (bisher is not None and bisher.anwesend) if geltende else None
    befunde = check_bewegung(name=str(sitz.person), kommt=bewegung.kommt, anwesend=anwesend)
    if bewegung.um is not None:
        beginn = timezone.localtime(sitzung.beginn)
        zuletzt = timezone.localtime(bisher.gilt_ab) if bisher and bisher.gilt_ab else beginn
        befunde += check_zeitpunkt(
            um=timezone.localtime(bewegung.um), beginn=beginn, zuletzt=zuletzt, jetzt=timezone.localtime()
        )
    if bewegung.kommt and sitz.funktion == Funktion.VERTRETUNG and sitz.stimmberechtigt:
        befunde += check_vertretung(
            vertreter=bewegung.person,
            vertritt=bewegung.vertritt,
            abwesend=list_abwesende(sitze.values(), geltende),
            bisher={z.person_id: z.vertritt_id for z in geltende.values() if z.anwesend and z.vertritt_id},
        )
    return befunde


def list_abwesende(sitze: Iterable[Mitgliedschaft], geltende: Mapping[int, Anwesenheit]) -> set[int]:
    """Return the members with a vote who are away; deputies are not among them."""
    return {
        sitz.person_id
        for sitz in sitze
        if sitz.stimmberechtigt
        and sitz.funktion != Funktion.VERTRETUNG
        and not (sitz.person_id in geltende and geltende[sitz.person_id].anwesend)
    }


@dataclass(frozen=True, slots=True)
class Teilnehmend:
    """Somebody of the administration, or a guest, as written down."""

    art: Teilnahmeart
    name: str
    funktion: str = ""


@transaction.atomic
def record_teilnahmen(
    sitzung: Sitzung, teilnehmende: Iterable[Teilnehmend], *, konto: Konto, berichtigungsgrund: str = ""
) -> Sitzung:
    """Teilnehmende feststellen: these take part without a vote, and nobody else does.

    Raises :class:`VorgangGesperrt` before the sitting was opened, and after its end without ``berichtigungsgrund``.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    require(check_bereit(sitzung, berichtigungsgrund))
    bisher = {(z.art, z.name): z for z in Teilnahme.objects.filter(sitzung=sitzung).standing()}
    soll = {(str(einer.art), einer.name): einer for einer in teilnehmende}
    gegangen = [(*schluessel, z.funktion, False) for schluessel, z in bisher.items() if schluessel not in soll]
    neue = [
        (*schluessel, einer.funktion, True)
        for schluessel, einer in soll.items()
        if schluessel not in bisher or bisher[schluessel].funktion != einer.funktion
    ]
    if not gegangen and not neue:
        return sitzung
    Teilnahme.objects.bulk_create(
        Teilnahme(sitzung=sitzung, art=art, name=name, funktion=funktion, anwesend=anwesend, erfasst_von=konto)
        for art, name, funktion, anwesend in (*gegangen, *neue)
    )
    beendet = sitzung.status == Sitzungsstatus.BEENDET
    record(
        Akt.ANWESENHEIT_BERICHTIGEN if beendet else Akt.ANWESENHEIT,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        teilnehmende=len(soll),
        neu=len(neue),
        gestrichen=len(gegangen),
        **({"berichtigungsgrund": berichtigungsgrund.strip()} if beendet else {}),
    )
    return sitzung
