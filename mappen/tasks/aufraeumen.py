"""What is left of packets that were replaced, cancelled or lost with their process."""

from datetime import timedelta
from typing import Final

from django.db import models, transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from dokumente.ablage.behalten import remove_datei, remove_verwaist
from dokumente.models import Datei
from mappen.enums import Mappenstatus
from mappen.models import Mappe
from mappen.tasks.werkstatt import is_besetzt, sweep_werkstatt

AUFGABE: Final = "mappen.tasks.binden.bind_sitzungsmappe"
"""Under which name the queue knows the work on a packet."""
ANLAUF: Final = timedelta(seconds=15)
"""How long an order may lie between the queue and the bindery."""
VERLOREN: Final = (
    "Das Binden wurde unterbrochen, weil der Hintergrunddienst beendet wurde. Bitte binden Sie noch einmal."
)


def reap_mappen() -> int:
    """End the orders nobody works on any more, remove what they left, and return how many that were."""
    beendet = sum(_reap(mappe) for mappe in Mappe.objects.open())
    clear_ersetzte()
    reste = Mappe.objects.filter(status__in=[Mappenstatus.FEHLGESCHLAGEN, Mappenstatus.ABGEBROCHEN])
    for kennung in reste.exclude(pruefsumme="").values_list("pk", flat=True):
        if not is_besetzt(str(kennung)):
            clear_datei(kennung)
    sweep_werkstatt()
    return beendet


def clear_ersetzte() -> None:
    """Remove the packets that were replaced, with their files."""
    for kennung in Mappe.objects.filter(status=Mappenstatus.ERSETZT).values_list("pk", flat=True):
        clear_datei(kennung)
        Mappe.objects.filter(pk=kennung, status=Mappenstatus.ERSETZT).delete()


def clear_datei(kennung: int) -> None:
    """Remove the file of an order that does not stand; may be broken off anywhere and called again."""
    mappe = Mappe.objects.exclude(status=Mappenstatus.FERTIG).filter(pk=kennung).exclude(pruefsumme="").first()
    if mappe is None:
        return
    with transaction.atomic(durable=True):
        Mappe.objects.filter(pk=kennung).update(datei=None)
        for datei in Datei.objects.filter(pruefsumme=mappe.pruefsumme):
            remove_datei(datei)
    remove_verwaist(mappe.pruefsumme)
    Mappe.objects.filter(pk=kennung).update(pruefsumme="")


def _reap(mappe: Mappe) -> bool:
    if is_besetzt(str(mappe.pk)) or not (mappe.status == Mappenstatus.LAEUFT or _is_lost(mappe)):
        return False
    # Only if it is still as it was read: between the two questions it may have ended by itself.
    verwaist = Mappe.objects.filter(pk=mappe.pk, status=mappe.status)
    if not verwaist.update(status=Mappenstatus.FEHLGESCHLAGEN, fehler=VERLOREN, beendet_am=timezone.now()):
        return False
    _find_aufgaben(mappe).filter(status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now()
    )
    clear_datei(mappe.pk)
    return True


def _is_lost(mappe: Mappe) -> bool:
    """Return whether the queue knows nothing of a waiting order, or gave it to a worker that never began."""
    grenze = timezone.now() - ANLAUF
    if mappe.bestellt_am > grenze:
        return False
    aufgaben = _find_aufgaben(mappe)
    bereit = aufgaben.filter(status=TaskResultStatus.READY)
    begonnen = aufgaben.filter(status=TaskResultStatus.RUNNING, started_at__gt=grenze)
    return not (bereit.exists() or begonnen.exists())


def _find_aufgaben(mappe: Mappe) -> "models.QuerySet[DBTaskResult[..., object]]":
    return DBTaskResult.objects.filter(task_path=AUFGABE, args_kwargs__args=[mappe.pk])
