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

    Where the list was written anew since, a doubt remains whether it was right at that moment.
    """
    jetzt = count_anwesende(sitzung)
    if zum is None or jetzt is None:
        return Anwesende(jetzt, sitzung.anwesenheit_vollstaendig)
    damals = _count(read_rows(sitzung, zum=zum))
    if damals is None:
        return Anwesende(jetzt, vollstaendig=False)
    # Whoever came or went with a time leaves no doubt; a list that was written anew does.
    ohne_zeit = Anwesenheit.objects.filter(sitzung=sitzung, erfasst_am__gt=zum, gilt_ab__isnull=True, grund="")
    zweifel = damals != jetzt and ohne_zeit.exists()
    return Anwesende(damals, sitzung.anwesenheit_vollstaendig and not zweifel)


def read_rows(sitzung: Sitzung, *, zum: datetime | None = None) -> list[Anwesenheit]:
    """Return the row of every person that counts now, or counted at the moment ``zum``."""
    if zum is None:
        return list(Anwesenheit.objects.valid().filter(sitzung=sitzung))
    galt = Q(gilt_ab__lte=zum) | Q(gilt_ab__isnull=True) & (Q(erfasst_am__lte=zum) | ~Q(grund=""))
    zeilen = Anwesenheit.objects.filter(galt, sitzung=sitzung).order_by("pk")
    return list({zeile.person_id: zeile for zeile in zeilen}.values())


def _count(anwesenheiten: Iterable[Anwesenheit]) -> int | None:
    zeilen = list(anwesenheiten)
    return sum(zeile.anwesend and zeile.stimmberechtigt for zeile in zeilen) if zeilen else None


@transaction.atomic
def record_anwesenheit(
    sitzung: Sitzung,
    *,
    anwesende: Collection[int],
    konto: Konto,
    entschuldigte: Collection[int] | None = None,
    vollstaendig: bool = True,
    berichtigungsgrund: str = "",
) -> Sitzung:
    """Record who is there: ``anwesende`` are keys of Person among the body's members on that day; the rest is absent.

    ``entschuldigte`` are those of the absent who are excused, None where nobody says. Once the sitting is closed this
    is a correction (§ 41 Abs. 1 GemO): it needs ``berichtigungsgrund``, and the journal names who changed. Raises
    :class:`VorgangGesperrt`, also before the sitting was opened and for somebody who holds no seat.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=sitzung.pk)
    sitze = read_sitze(sitzung)
    require(_check_anwesenheit(sitzung, sitze, anwesende, berichtigungsgrund))
    berichtigung = sitzung.status == Sitzungsstatus.BEENDET
    grund = berichtigungsgrund.strip() if berichtigung else ""
    bisher = read_geltende(sitzung)
    soll = _list_soll(bisher, sitze, anwesende, entschuldigte)
    neue = _list_neue(sitzung, bisher, soll, konto=konto, grund=grund)
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
    befunde = check_bereit(sitzung, berichtigungsgrund)
    if set(anwesende) - {sitz.person_id for sitz in sitze}:
        satz = "Mindestens eine der angegebenen Personen gehört dem Gremium an diesem Tag nicht an."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "anwesende"))
    return befunde


def read_sitze(sitzung: Sitzung) -> list[Mitgliedschaft]:
    """Return the seats of the body on the day of the sitting."""
    return list(sitzung.sitze.select_related("person"))


def check_bereit(sitzung: Sitzung, berichtigungsgrund: str) -> list[Befund]:
    """Check that attendance can be recorded: the sitting was opened, and after its end there is a reason."""
    befunde = check_eroeffnet(Sitzungsstatus(sitzung.status))
    if sitzung.status == Sitzungsstatus.BEENDET:
        befunde += check_berichtigungsgrund(berichtigungsgrund, berichtigt="die Berichtigung der Anwesenheit")
    return befunde


def read_geltende(sitzung: Sitzung) -> dict[int, Anwesenheit]:
    """Return the row that counts for every person."""
    geltende = Anwesenheit.objects.valid().filter(sitzung=sitzung).select_related("person")
    return {anwesenheit.person_id: anwesenheit for anwesenheit in geltende}


Aussage = tuple[bool, bool, bool | None]
"""Whether somebody is there, has a vote, and is excused if not."""


def _list_soll(
    bisher: Mapping[int, Anwesenheit],
    sitze: Sequence[Mitgliedschaft],
    anwesende: Collection[int],
    entschuldigte: Collection[int] | None,
) -> dict[int, Aussage]:
    """Return what is to be said of everybody, also of who holds no seat now."""

    def is_entschuldigt(person: int) -> bool | None:
        if person in anwesende:
            return None
        if entschuldigte is None:
            return bisher[person].entschuldigt if person in bisher else None
        return person in entschuldigte

    soll: dict[int, Aussage] = {
        sitz.person_id: (sitz.person_id in anwesende, sitz.stimmberechtigt, is_entschuldigt(sitz.person_id))
        for sitz in sitze
    }
    return soll | {person: (False, False, None) for person in bisher if person not in soll}


def _list_neue(
    sitzung: Sitzung, bisher: Mapping[int, Anwesenheit], soll: Mapping[int, Aussage], *, konto: Konto, grund: str
) -> list[Anwesenheit]:
    """Return a row for everybody of whom something else is to be said than stands."""
    jetzt = timezone.now()
    return [
        Anwesenheit(
            sitzung=sitzung,
            person_id=person,
            anwesend=anwesend,
            stimmberechtigt=stimmberechtigt,
            entschuldigt=entschuldigt,
            ersetzt=bisher.get(person),
            grund=grund,
            erfasst_am=jetzt,
            erfasst_von=konto,
        )
        for person, (anwesend, stimmberechtigt, entschuldigt) in soll.items()
        if person not in bisher or (anwesend, stimmberechtigt, entschuldigt) != _says(bisher[person])
    ]


def _says(anwesenheit: Anwesenheit) -> Aussage:
    return anwesenheit.anwesend, anwesenheit.stimmberechtigt, anwesenheit.entschuldigt


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
