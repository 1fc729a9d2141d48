"""Delivering what was written: each mail once, again after growing pauses where a server does not take it."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Min, Q
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult, get_date_max

from post.enums import Zustand
from post.models import Nachricht
from post.rules.pausen import compute_pause
from post.versand.brief import build_mail
from post.versand.fehler import Aufgeschoben, Stoerung, Unzustellbar
from post.versand.verbindung import Verbindung

VORRANG: Final = 10
"""Somebody waits for a mail that lets them in; a packet can wait that long."""
FRIST: Final = timedelta(minutes=5)
"""How long a mail belongs to whoever began with it; a worker that was killed loses it then."""
AUFGEGEBEN: Final = "Seit Tagen nimmt kein Mailserver diese E-Mail an; sie wird nicht mehr versucht. Zuletzt: "
UNERWARTET: Final = "Beim Zustellen ist etwas Unerwartetes geschehen; Näheres steht in der Aufzeichnung des Servers."
logger = logging.getLogger(__name__)


@task(priority=VORRANG)
def deliver_faellige() -> None:
    """Deliver what is due. May run twice at once: whoever takes a mail first has it."""
    deliver()


def deliver() -> int:
    """Try every mail that is due, and see to it that somebody looks again; return how many were taken."""
    jetzt = timezone.now()
    if not Nachricht.objects.in_zustand(Zustand.WARTET).exists():
        return 0
    # Before anything is sent: whoever is killed over it is missed by then.
    plan_zustellung(jetzt + FRIST)
    genommen = 0
    stoerung: Stoerung | None = None
    with Verbindung() as verbindung:
        for pk in list(Nachricht.objects.due(jetzt).values_list("pk", flat=True)):
            nachricht = _take(pk)
            if nachricht is None:
                continue
            if stoerung is not None:
                _postpone(nachricht, str(stoerung))
                continue
            try:
                genommen += _deliver_one(nachricht, verbindung)
            except Stoerung as fehler:
                stoerung = fehler
                _postpone(nachricht, str(fehler))
    if naechster := Nachricht.objects.in_zustand(Zustand.WARTET).aggregate(um=Min("naechster_versuch"))["um"]:
        plan_zustellung(naechster)
    return genommen


def enqueue_zustellung() -> None:
    """Have what is due delivered, unless that is waiting to be done anyway."""
    plan_zustellung(timezone.now())


def plan_zustellung(um: datetime) -> None:
    """Have somebody look at the mails no later than ``um``."""
    geplant = DBTaskResult.objects.filter(task_path=deliver_faellige.module_path, status=TaskResultStatus.READY)
    if geplant.filter(Q(run_after=get_date_max()) | Q(run_after__lte=um)).exists():
        return
    if um <= timezone.now():
        deliver_faellige.enqueue()
    else:
        deliver_faellige.using(run_after=um).enqueue()


def _take(pk: int) -> Nachricht | None:
    """Take a mail that is due, for a while; None if somebody else has it."""
    jetzt = timezone.now()
    faellig = Nachricht.objects.due(jetzt).filter(pk=pk)
    if not faellig.update(versuche=F("versuche") + 1, naechster_versuch=jetzt + FRIST):
        return None
    return Nachricht.objects.select_related("konto").get(pk=pk)


def _deliver_one(nachricht: Nachricht, verbindung: Verbindung) -> bool:
    try:
        mail = build_mail(nachricht)
        verbindung.send(mail)
    except Unzustellbar as fehler:
        _give_up(nachricht, str(fehler))
    except Aufgeschoben as fehler:
        _postpone(nachricht, str(fehler))
    except Stoerung:
        raise
    except Exception:
        # One mail that cannot be made must not keep the others.
        logger.exception("Nachricht %s nicht zugestellt", nachricht.pk)
        _postpone(nachricht, UNERWARTET)
    else:
        _mark_zugestellt(nachricht, mail.recipients()[0])
        return True
    return False


def _mark_zugestellt(nachricht: Nachricht, an: str) -> None:
    Nachricht.objects.filter(pk=nachricht.pk).update(
        zugestellt_am=timezone.now(), zugestellt_an=an[:254], naechster_versuch=None, gescheitert=False, fehler=""
    )


def _postpone(nachricht: Nachricht, satz: str) -> None:
    pause = compute_pause(nachricht.versuche)
    if pause is None:
        _give_up(nachricht, f"{AUFGEGEBEN}{satz}")
        return
    offen = Nachricht.objects.filter(pk=nachricht.pk, zugestellt_am=None)
    offen.update(naechster_versuch=timezone.now() + pause, fehler=satz)


def _give_up(nachricht: Nachricht, satz: str) -> None:
    offen = Nachricht.objects.filter(pk=nachricht.pk, zugestellt_am=None)
    offen.update(gescheitert=True, naechster_versuch=None, fehler=satz)
