"""Who is excluded from an item under § 22 GemO: named before the vote, and out of its basis."""

from datetime import datetime

from django.db import transaction

from gremien.rules.befund import Befund, Stufe, require
from journal.actions import record
from journal.enums import Akt
from konten.models import Konto
from sitzungen.actions.anwesenheit import read_rows, read_sitze
from sitzungen.enums import Sitzungsstatus
from sitzungen.models import Befangenheit, Sitzung, Tagesordnungspunkt
from sitzungen.rules.ablauf import check_eroeffnet


@transaction.atomic
def record_befangenheit(top: Tagesordnungspunkt, person: int, *, konto: Konto, befangen: bool = True) -> Befangenheit:
    """Befangenheit feststellen, or that there is none after all: who is named has no vote on this item.

    Asked before the vote. Where a result stands by now, it is corrected next, because its basis has changed. Raises
    :class:`VorgangGesperrt` before the sitting was opened, and for somebody who holds no seat.
    """
    sitzung = Sitzung.objects.select_for_update().get(pk=top.sitzung_id)
    top = Tagesordnungspunkt.objects.select_for_update(of=("self",)).get(pk=top.pk)
    befunde = check_eroeffnet(Sitzungsstatus(sitzung.status))
    sitze = {sitz.person_id: sitz for sitz in read_sitze(sitzung)}
    if person not in sitze:
        satz = "Diese Person gehört dem Gremium an diesem Tag nicht an."
        befunde.append(Befund(satz, "§ 22 GemO", Stufe.SPERRE, "person"))
    elif (person in {zeile.person_id for zeile in read_befangene(top)}) == befangen:
        satz = f"{sitze[person].person} ist zu diesem Punkt {'schon' if befangen else 'nicht'} als befangen erfasst."
        befunde.append(Befund(satz, "§ 22 GemO", Stufe.SPERRE, "person"))
    require(befunde)
    neu = Befangenheit.objects.create(top=top, person_id=person, befangen=befangen, erfasst_von=konto)
    record(
        Akt.BEFANGENHEIT,
        top,
        konto=konto,
        sitzung=sitzung.nummer,
        top=top.bezeichnung,
        person=str(sitze[person].person),
        befangen=befangen,
    )
    return neu


def read_befangene(top: Tagesordnungspunkt) -> list[Befangenheit]:
    """Return the rows of those who are excluded from the item."""
    return Befangenheit.objects.filter(top=top).select_related("person").standing()


def count_befangene(top: Tagesordnungspunkt, *, zum: datetime | None = None) -> int | None:
    """Return how many of those named are in the room and would have a vote; None where nobody is named.

    ``zum`` is the moment of the vote, None for now. Without a list of attendance everybody named counts.
    """
    genannt = {zeile.person_id for zeile in read_befangene(top)}
    if not genannt:
        return None
    zeilen = read_rows(top.sitzung, zum=zum)
    if not zeilen:
        return len(genannt)
    return sum(zeile.person_id in genannt and zeile.anwesend and zeile.stimmberechtigt for zeile in zeilen)


def check_genannte(genannt: int | None, eingetragen: int) -> list[Befund]:
    """Check that a count typed does not contradict those named; 0 means that nobody typed one."""
    if genannt is None or eingetragen in (0, genannt):
        return []
    satz = (
        f"Namentlich befangen und anwesend sind {genannt}, eingetragen sind {eingetragen}. "
        "Bitte nennen Sie die Befangenen oder lassen Sie die Zahl leer."
    )
    return [Befund(satz, "§ 22 GemO", Stufe.SPERRE, "befangen")]
