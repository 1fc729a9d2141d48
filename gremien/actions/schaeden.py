"""Noting down that a kept file is damaged. Files know nobody: the lowest floor above them and the journal does it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from dokumente.ablage.bestand import describe_verwendung
from dokumente.ablage.lesen import Zustand
from dokumente.models import Datei
from journal.actions import record
from journal.enums import Akt
from journal.models import Eintrag


@dataclass(frozen=True, slots=True)
class Schaden:
    """A kept file that is not as it should be, since when, and what it belongs to."""

    datei: Datei
    fehlt: bool
    seit: datetime
    verwendung: str


def note_zustand(datei: Datei, zustand: Zustand) -> None:
    """Write a row when a file is found damaged or missing, and one when it is whole again: once per file and state."""
    if _is_bekannt(datei, zustand):
        return
    with transaction.atomic():
        # Two readers of the same file queue here; one that was given up meanwhile is nobody's loss.
        aktuell = Datei.objects.select_for_update().filter(pk=datei.pk).first()
        if aktuell is None or _is_bekannt(aktuell, zustand):
            return
        record(
            Akt.DATEI_BESCHAEDIGT,
            aktuell,
            konto=None,
            zustand=str(zustand),
            pruefsumme=aktuell.pruefsumme,
            verwendung=describe_verwendung(aktuell),
        )


def list_schaeden() -> list[Schaden]:
    """Return the files that are damaged or missing as far as anybody noticed, the longest known first."""
    zuletzt = {zeile.objekt_id: zeile for zeile in _rows().order_by("laufend")}
    offen = {pk: zeile for pk, zeile in zuletzt.items() if zeile.daten["zustand"] != Zustand.UNVERSEHRT}
    dateien = {str(datei.pk): datei for datei in Datei.objects.filter(pk__in=offen)}
    return [
        Schaden(dateien[pk], zeile.daten["zustand"] == Zustand.FEHLT, zeile.zeitpunkt, describe_verwendung(dateien[pk]))
        for pk, zeile in offen.items()
        if pk in dateien
    ]


def _rows() -> QuerySet[Eintrag]:
    return Eintrag.objects.filter(akt=Akt.DATEI_BESCHAEDIGT, objekt_art=Datei._meta.label_lower)


def _is_bekannt(datei: Datei, zustand: Zustand) -> bool:
    zeile = _rows().filter(objekt_id=str(datei.pk)).order_by("-laufend").first()
    return (zeile.daten["zustand"] if zeile else Zustand.UNVERSEHRT) == zustand
