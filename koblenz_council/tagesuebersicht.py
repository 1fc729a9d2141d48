"""Once on each working day, one mail to everybody for whom something waits; and what the worker begins with."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from gremien.rules.arbeitstage import is_arbeitstag
from konten.models import Konto
from konten.rechte import rechte_of
from nachbereitung.pages.bekanntgaben import count_offene
from nachbereitung.pages.freigaben import list_wartende_auskuenfte
from nachbereitung.pages.kontrolle import count_ueberfaellige
from post.actions.nachricht import write_nachricht
from post.enums import Anlass
from post.tasks import enqueue_zustellung
from sitzungen.pages.vorschlaege import list_vorgelegtes
from vorlagen.models import Fassung, Mitzeichnung
from vorlagen.pages.eingelesen import count_eingelesene
from vorlagen.pages.schreibtisch import list_rueckgaben_for
from vorlagen.querysets import MitzeichnungQuerySet

UM: Final = time(7)


def _waiting(konto: Konto) -> MitzeichnungQuerySet[Mitzeichnung]:
    """Return what waits for a co-signature of this account that is no release."""
    return Mitzeichnung.objects.waiting_for(konto).exclude(
        fassung__in=Fassung.objects.waiting_for_release(konto).values("pk"), dezernat__in=rechte_of(konto).dezernate
    )


WARTENDES: Final[tuple[tuple[str, str, Callable[[Konto], int]], ...]] = (
    ("zurückgegebene Vorlage", "zurückgegebene Vorlagen", lambda konto: len(list_rueckgaben_for(konto))),
    ("überfällige Mitzeichnung", "überfällige Mitzeichnungen", lambda konto: _waiting(konto).overdue().count()),
    ("Mitzeichnung", "Mitzeichnungen", lambda konto: _waiting(konto).count() - _waiting(konto).overdue().count()),
    ("Freigabe", "Freigaben", lambda konto: Fassung.objects.waiting_for_release(konto).count()),
    (
        "eingereichter Antrag oder eingereichte Anfrage",
        "eingereichte Anträge und Anfragen",
        lambda konto: Fassung.objects.waiting_for_acceptance(konto).count(),
    ),
    (
        "vorgeschlagene Veröffentlichung",
        "vorgeschlagene Veröffentlichungen",
        lambda konto: sum(not v.is_eigenes and not v.antwort for v in list_vorgelegtes(konto)),
    ),
    (
        "überfälliger Beschluss, den Ihr Amt umsetzt",
        "überfällige Beschlüsse, die Ihr Amt umsetzt",
        count_ueberfaellige,
    ),
    (
        "Auskunft „Was wurde daraus?“ zur Freigabe",
        "Auskünfte „Was wurde daraus?“ zur Freigabe",
        lambda konto: len(list_wartende_auskuenfte(konto)),
    ),
    ("nichtöffentlicher Beschluss zur Bekanntgabe", "nichtöffentliche Beschlüsse zur Bekanntgabe", count_offene),
    ("eingelesene Vorlage", "eingelesene Vorlagen", count_eingelesene),
)
"""One of it, several of it, and how many wait for an account: what stands under „Wartet auf Sie“ on its desk."""


def count_wartendes(konto: Konto) -> tuple[int, str]:
    """Return how much waits for this account, and the same in words."""
    zahlen = [(zaehle(konto), eines, mehrere) for eines, mehrere, zaehle in WARTENDES]
    worte = [f"{zahl} {eines if zahl == 1 else mehrere}" for zahl, eines, mehrere in zahlen if zahl]
    return sum(zahl for zahl, _, _ in zahlen), ", ".join(worte)


def write_tagesuebersicht(tag: date) -> int:
    """Write to each person for whom something waits, once a day; return to how many. Nothing on days off.

    A person with several accounts gets it for the one for which most waits.
    """
    if not is_arbeitstag(tag):
        return 0
    wartend = [(konto, *count_wartendes(konto)) for konto in Konto.objects.filter(is_active=True).exclude(email="")]
    geschrieben: set[str] = set()
    for konto, anzahl, worte in sorted(wartend, key=lambda zeile: (-zeile[1], zeile[0].pk)):
        wer = f"person-{konto.person_id}" if konto.person_id else f"konto-{konto.pk}"
        if anzahl and wer not in geschrieben and _write(konto, worte, f"tagesuebersicht-{tag}-{wer}"):
            geschrieben.add(wer)
    return len(geschrieben)


@transaction.atomic
def _write(konto: Konto, worte: str, kennung: str) -> bool:
    nachricht = write_nachricht(
        Anlass.TAGESUEBERSICHT,
        konto=konto,
        gegenstand="Auf Ihrem Schreibtisch wartet etwas",
        satz=f"Auf Ihrem Schreibtisch wartet: {worte}.",
        ziel=reverse("schreibtisch"),
        kennung=kennung,
    )
    return nachricht is not None


@task()
def send_tagesuebersicht() -> None:
    """Write today's, and see to the next one first: that must not hang on how today goes."""
    plan_tagesuebersicht()
    write_tagesuebersicht(timezone.localdate())


def compute_naechste(jetzt: datetime) -> datetime:
    """Return when the next one is written: at seven o'clock on the first working day for which that is to come."""
    tag = timezone.localtime(jetzt).date()
    while not is_arbeitstag(tag) or timezone.make_aware(datetime.combine(tag, UM)) <= jetzt:
        tag += timedelta(days=1)
    return timezone.make_aware(datetime.combine(tag, UM))


def plan_tagesuebersicht() -> None:
    """Have the next one written at its time, unless that is planned."""
    geplant = DBTaskResult.objects.filter(task_path=send_tagesuebersicht.module_path, status=TaskResultStatus.READY)
    if not geplant.exists():
        send_tagesuebersicht.using(run_after=compute_naechste(timezone.now())).enqueue()


def start_post() -> None:
    """Begin with what is due, and plan the next overview: what every worker does first."""
    enqueue_zustellung()
    plan_tagesuebersicht()
