"""Who was there, and how many of them have a vote."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gremien.models import Mitgliedschaft
from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Anwesenheit, Sitzung
from sitzungen.rules.ablauf import check_berichtigungsgrund, check_eroeffnet


@dataclass(frozen=True, slots=True)
class Anwesende:
    """How many members entitled to vote are present (None: nothing recorded), and whether that can be relied on."""

    stimmberechtigt: int | None
    vollstaendig: bool


def count_anwesende(sitzung: Sitzung) -> int | None:
    """Return how many members entitled to vote are present, None while no attendance is recorded."""
    return _count(Anwesenheit.objects.valid().filter(sitzung=sitzung))


def read_anwesende(sitzung: Sitzung, *, zum: datetime | None = None) -> Anwesende:
    """Return who is present now, or was at the moment ``zum``, with what was corrected after the sitting.

    Where people came or went since, a doubt remains whether the list was right at that moment.
    """
    jetzt = count_anwesende(sitzung)
    if zum is None or jetzt is None:
        return Anwesende(jetzt, sitzung.anwesenheit_vollstaendig)
    zeilen = Anwesenheit.objects.filter(Q(erfasst_am__lte=zum) | ~Q(grund=""), sitzung=sitzung).order_by("pk")
    damals = _count({zeile.person_id: zeile for zeile in zeilen}.values())
    if damals is None:
        return Anwesende(jetzt, vollstaendig=False)
    return Anwesende(damals, sitzung.anwesenheit_vollstaendig and damals == jetzt)


def _count(anwesenheiten: Iterable[Anwesenheit]) -> int | None:
    zeilen = list(anwesenheiten)
    return sum(zeile.anwesend and zeile.stimmberechtigt for zeile in zeilen) if zeilen else None


@transaction.atomic
def record_anwesenheit(
    sitzung: Sitzung,
    *,
    anwesende: Collection[int],
    konto: Konto,
    vollstaendig: bool = True,
    berichtigungsgrund: str = "",
) -> Sitzung:
    """Record who is there: ``anwesende`` are keys of Person among the body's members on that day; the rest is absent.

    Whoever comes or goes later gets a further row. Once the sitting is closed this is a correction (§ 41 Abs. 1 GemO):
    it needs ``berichtigungsgrund``, and the journal names who changed. Raises :class:`VorgangGesperrt`, also before
    the sitting was opened and for somebody who holds no seat.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    tag = timezone.localtime(sitzung.beginn).date()
    sitze = list(Mitgliedschaft.objects.gueltig_am(tag).filter(gremium=sitzung.gremium_id))
    require(_check_anwesenheit(sitzung, sitze, anwesende, berichtigungsgrund))
    berichtigung = sitzung.status == Sitzungsstatus.BEENDET
    grund = berichtigungsgrund.strip() if berichtigung else ""
    bisher = _read_geltende(sitzung)
    neue = _list_neue(sitzung, bisher, sitze, anwesende, konto=konto, grund=grund)
    if berichtigung and not neue and vollstaendig == sitzung.anwesenheit_vollstaendig:
        return sitzung
    Anwesenheit.objects.bulk_create(neue)
    sitzung.anwesenheit_vollstaendig = vollstaendig
    sitzung.save(update_fields=["anwesenheit_vollstaendig"])
    record(
        Akt.ANWESENHEIT_BERICHTIGEN if berichtigung else Akt.ANWESENHEIT,
        sitzung,
        konto=konto,
        nummer=sitzung.nummer,
        anwesend=len(set(anwesende)),
        vollstaendig=vollstaendig,
        personen=sorted(set(anwesende)),
        **({"berichtigungsgrund": grund, **_name_geaenderte(bisher, neue)} if berichtigung else {}),
    )
    return sitzung


def _check_anwesenheit(
    sitzung: Sitzung, sitze: Iterable[Mitgliedschaft], anwesende: Collection[int], berichtigungsgrund: str
) -> list[Befund]:
    befunde = check_eroeffnet(Sitzungsstatus(sitzung.status))
    if set(anwesende) - {sitz.person_id for sitz in sitze}:
        satz = "Mindestens eine der angegebenen Personen gehört dem Gremium an diesem Tag nicht an."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "anwesende"))
    if sitzung.status == Sitzungsstatus.BEENDET:
        befunde += check_berichtigungsgrund(berichtigungsgrund, berichtigt="die Berichtigung der Anwesenheit")
    return befunde


def _read_geltende(sitzung: Sitzung) -> dict[int, Anwesenheit]:
    geltende = Anwesenheit.objects.valid().filter(sitzung=sitzung).select_related("person")
    return {anwesenheit.person_id: anwesenheit for anwesenheit in geltende}


def _list_neue(
    sitzung: Sitzung,
    bisher: Mapping[int, Anwesenheit],
    sitze: Sequence[Mitgliedschaft],
    anwesende: Collection[int],
    *,
    konto: Konto,
    grund: str,
) -> list[Anwesenheit]:
    """Return a row for everybody of whom something else is to be said than stands, and for who holds no seat now."""
    soll = {sitz.person_id: (sitz.person_id in anwesende, sitz.stimmberechtigt) for sitz in sitze}
    soll |= {person: (False, False) for person in bisher if person not in soll}
    jetzt = timezone.now()
    return [
        Anwesenheit(
            sitzung=sitzung,
            person_id=person,
            anwesend=anwesend,
            stimmberechtigt=stimmberechtigt,
            ersetzt=bisher.get(person),
            grund=grund,
            erfasst_am=jetzt,
            erfasst_von=konto,
        )
        for person, (anwesend, stimmberechtigt) in soll.items()
        if person not in bisher or (anwesend, stimmberechtigt) != _says(bisher[person])
    ]


def _says(anwesenheit: Anwesenheit) -> tuple[bool, bool]:
    return anwesenheit.anwesend, anwesenheit.stimmberechtigt


def _name_geaenderte(bisher: Mapping[int, Anwesenheit], neue: Iterable[Anwesenheit]) -> dict[str, list[str]]:
    """Return who is there now and was not, and the other way round, by name as the journal keeps it."""
    gekommen: list[str] = []
    gegangen: list[str] = []
    sonst: list[str] = []
    for neu in neue:
        alt = bisher.get(neu.person_id)
        if neu.anwesend == (alt is not None and alt.anwesend):
            sonst.append(str(neu.person))
        else:
            (gekommen if neu.anwesend else gegangen).append(str(neu.person))
    return {"jetzt_anwesend": sorted(gekommen), "jetzt_abwesend": sorted(gegangen), "sonst_geaendert": sorted(sonst)}
