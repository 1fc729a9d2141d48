"""Each mail arrives once, at a real server: also when that is down, busy, unwilling, or the worker is killed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as einstellungen
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max
from pytest_django import DjangoCaptureOnCommitCallbacks

from koblenz_council.demo.uhr import set_uhr
from konten.models import Konto
from post.actions.nachricht import deliver_again, write_nachricht
from post.enums import Anlass, Zustand
from post.models import Nachricht
from post.rules.pausen import PAUSEN
from post.tasks import FRIST, UNERWARTET, deliver, deliver_faellige
from post.versand.brief import GESCHLOSSEN, OHNE_ADRESSE
from tests.bauten import build_konto
from tests.post.empfang import Empfang, listen


def write(konto: Konto | None = None, **angaben: str) -> Nachricht:
    """Write a mail to an account with an address."""
    with transaction.atomic():
        nachricht = write_nachricht(
            Anlass.MITZEICHNUNG,
            konto=konto or build_konto(email="petra@example.org", first_name="Petra", last_name="Muster"),
            **{"gegenstand": "Eine Vorlage wartet", "satz": "Bitte lesen Sie sie.", "ziel": "/vorlagen/7/"} | angaben,
        )
    assert nachricht is not None
    return nachricht


def look(nachricht: Nachricht) -> tuple[Zustand, int, str]:
    nachricht.refresh_from_db()
    return nachricht.zustand, nachricht.versuche, nachricht.fehler


@contextmanager
def later(pause: timedelta) -> Iterator[None]:
    """Live that much later, and a second."""
    with set_uhr(timezone.now() + pause + timedelta(seconds=1)):
        yield


@pytest.mark.django_db
def test_a_mail_arrives_once(empfang: Empfang) -> None:
    nachricht = write()
    assert [deliver(), deliver()] == [1, 0]
    assert empfang.umschlaege == [("rat@example.org", ["petra@example.org"])]
    assert empfang.kennungen == [nachricht.message_id]
    assert look(nachricht) == (Zustand.ZUGESTELLT, 1, "")
    assert nachricht.zugestellt_an == "Petra Muster <petra@example.org>"


@pytest.mark.django_db
def test_many_mails_go_over_one_connection_each_to_its_own(empfang: Empfang) -> None:
    for zahl in range(3):
        write(build_konto(email=f"k{zahl}@example.org"))
    assert deliver() == 3
    assert [an for _, an in empfang.umschlaege] == [[f"k{zahl}@example.org"] for zahl in range(3)]


@pytest.mark.django_db
def test_a_server_that_is_down_is_tried_with_growing_pauses(postweg: int) -> None:
    erste, zweite = write(), write()
    assert deliver() == 0
    zustand, versuche, fehler = look(erste)
    assert (zustand, versuche) == (Zustand.WARTET, 1)
    assert fehler.startswith(f"Unter 127.0.0.1:{postweg} nimmt zurzeit niemand E-Mails an: ")
    assert look(zweite)[:2] == (Zustand.WARTET, 1)
    # Not due yet: nothing is tried.
    assert deliver() == 0
    assert look(erste)[1] == 1
    vorher = timezone.now()
    for stelle, pause in enumerate(PAUSEN[:3]):
        with set_uhr(vorher := vorher + pause + timedelta(seconds=1)):
            deliver()
            assert look(erste)[1] == stelle + 2
            assert erste.naechster_versuch == timezone.now() + PAUSEN[stelle + 1]
    server = Empfang()
    with listen(server, postweg), set_uhr(vorher + PAUSEN[3] + timedelta(seconds=1)):
        assert deliver() == 2
    assert sorted(server.kennungen) == sorted([erste.message_id, zweite.message_id])
    assert look(erste)[0] == look(zweite)[0] == Zustand.ZUGESTELLT


@pytest.mark.django_db
def test_a_server_that_stays_down_is_given_up_and_said_so(postweg: int) -> None:
    nachricht = write()
    Nachricht.objects.update(versuche=len(PAUSEN))
    deliver()
    zustand, _, fehler = look(nachricht)
    assert zustand == Zustand.GESCHEITERT
    assert fehler.startswith(
        "Seit Tagen nimmt kein Mailserver diese E-Mail an; sie wird nicht mehr versucht. Zuletzt: "
    )


@pytest.mark.django_db
@pytest.mark.parametrize("wann", ["an_wen", "inhalt"])
def test_not_now_means_later_and_the_others_go_on(empfang: Empfang, wann: str) -> None:
    getattr(empfang, wann).append("451 Bitte später")
    spaeter, gleich = write(), write()
    assert deliver() == 1
    assert empfang.kennungen == [gleich.message_id]
    zustand, versuche, fehler = look(spaeter)
    assert (zustand, versuche) == (Zustand.WARTET, 1)
    assert fehler.endswith(": 451 Bitte später")
    with later(PAUSEN[0]):
        assert deliver() == 1
    assert empfang.kennungen == [gleich.message_id, spaeter.message_id]
    assert look(spaeter) == (Zustand.ZUGESTELLT, 2, "")


@pytest.mark.django_db
@pytest.mark.parametrize("wann", ["an_wen", "inhalt"])
def test_never_is_not_tried_again_until_somebody_says_so(empfang: Empfang, wann: str) -> None:
    getattr(empfang, wann).append("550 Unbekannt")
    nachricht, andere = write(), write()
    assert deliver() == 1
    zustand, _, fehler = look(nachricht)
    assert zustand == Zustand.GESCHEITERT
    assert fehler.endswith(": 550 Unbekannt")
    with later(timedelta(days=30)):
        assert deliver() == 0
    assert deliver_again(Nachricht.objects.all()) == 1
    assert deliver() == 1
    assert empfang.kennungen == [andere.message_id, nachricht.message_id]


@pytest.mark.django_db
def test_a_sender_that_is_refused_costs_no_mail(empfang: Empfang) -> None:
    """It is the house that is meant, and somebody puts it right: none of the mails is given up."""
    empfang.von_wem.append("550 Absender gesperrt")
    erste, zweite = write(), write()
    assert deliver() == 0
    satz = "Der Mailserver nimmt vom Absender nichts an: 550 Absender gesperrt"
    assert look(erste) == look(zweite) == (Zustand.WARTET, 1, satz)
    with later(PAUSEN[0]):
        assert deliver() == 2


@pytest.mark.django_db
def test_whoever_has_no_address_is_seen_at_once_and_reached_once_there_is_one(empfang: Empfang) -> None:
    konto = build_konto()
    nachricht = write(konto)
    assert look(nachricht) == (Zustand.GESCHEITERT, 0, OHNE_ADRESSE)
    assert deliver() == 0
    Konto.objects.filter(pk=konto.pk).update(email="spaet@example.org")
    deliver_again(Nachricht.objects.all())
    assert deliver() == 1
    assert empfang.umschlaege[0][1] == ["spaet@example.org"]


@pytest.mark.django_db
@pytest.mark.parametrize("adresse", ["petra", "käthe@example.org", "a@b@example.org", "petra@example.org\nBcc: x@y.de"])
def test_what_is_no_address_fails_with_a_sentence(empfang: Empfang, adresse: str) -> None:
    nachricht = write(build_konto(email=adresse))
    deliver()
    zustand, _, fehler = look(nachricht)
    assert zustand == Zustand.GESCHEITERT
    assert "ist keine E-Mail-Adresse. Bitte tragen Sie die richtige ein" in fehler
    assert empfang.genommen == []


@pytest.mark.django_db
def test_a_closed_account_gets_nothing(empfang: Empfang) -> None:
    nachricht = write()
    Konto.objects.update(is_active=False)
    deliver()
    assert look(nachricht) == (Zustand.GESCHEITERT, 1, GESCHLOSSEN)
    assert empfang.genommen == []


@pytest.mark.django_db
def test_one_mail_that_cannot_be_made_keeps_no_other(empfang: Empfang, settings: pytest.FixtureRequest) -> None:
    settings.POST_LINKS = {Anlass.MITZEICHNUNG.value: "konten.gibt_es_nicht"}  # type: ignore[attr-defined]
    kaputt = write()
    heil = write()
    Nachricht.objects.filter(pk=heil.pk).update(anlass=Anlass.FREIGABE)
    assert deliver() == 1
    assert look(kaputt) == (Zustand.WARTET, 1, UNERWARTET)
    assert empfang.kennungen == [heil.message_id]


@pytest.mark.django_db
def test_somebody_else_who_has_it_keeps_it(empfang: Empfang) -> None:
    nachricht = write()
    Nachricht.objects.update(naechster_versuch=timezone.now() + FRIST)
    assert deliver() == 0
    assert look(nachricht)[1] == 0


# --- the queue


@pytest.mark.django_db
def test_the_worker_is_told_once_it_is_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True) as rufe:
        write()
        write()
        assert not DBTaskResult.objects.exists()
    assert len(rufe) == 2
    # Whoever looks delivers both.
    assert [auftrag.task_path for auftrag in DBTaskResult.objects.ready()] == [deliver_faellige.module_path]


@pytest.mark.django_db
def test_what_is_rolled_back_is_never_sent(empfang: Empfang) -> None:
    konto = build_konto(email="petra@example.org")
    with transaction.atomic():
        write(konto)
        transaction.set_rollback(True)
    assert deliver() == 0
    assert not Nachricht.objects.exists()


@pytest.mark.django_db
def test_somebody_looks_again_when_it_is_due(postweg: int) -> None:
    nachricht = write()
    deliver()
    nachricht.refresh_from_db()
    geplant = DBTaskResult.objects.order_by("run_after").values_list("run_after", flat=True)
    assert nachricht.naechster_versuch is not None
    assert geplant[0] == nachricht.naechster_versuch
    # Looking more often plans nothing more.
    deliver()
    assert len(geplant.all()) == 2


# --- drills with the real worker, in a process of its own


UHREN = timedelta(minutes=1)
"""The clocks of two processes of a run on another day are set one after the other, and differ by as much at most."""


def start_worker(ablage: Path, port: int, *weiteres: str) -> "subprocess.Popen[bytes]":
    """Start the worker on the test's own database; it ends when nothing is left to do."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    umgebung = os.environ | {
        "DATA_DIR": str(ablage),
        "DJANGO_SETTINGS_MODULE": "koblenz_council.settings",
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "POST_ABSENDER": "rat@example.org",
    }
    befehl = [sys.executable, "-m", "tests.post.worker_uebung", name, *weiteres]
    return subprocess.Popen(befehl, cwd=einstellungen.BASE_DIR, env=umgebung)


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_the_worker_delivers_what_an_act_wrote(empfang: Empfang, postweg: int, tmp_path: Path) -> None:
    nachricht = write()
    assert start_worker(tmp_path, postweg).wait(timeout=60) == 0
    assert empfang.kennungen == [nachricht.message_id]
    assert look(nachricht)[0] == Zustand.ZUGESTELLT


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_sending_and_writing_it_down_loses_nothing(
    empfang: Empfang, postweg: int, tmp_path: Path
) -> None:
    """The server has taken the mail, the worker never heard of it: once more, with the same Message-ID."""
    nachricht = write()
    worker = start_worker(tmp_path, postweg)
    empfang.opfer = worker.pid
    assert worker.wait(timeout=60) == -9
    assert look(nachricht)[:2] == (Zustand.WARTET, 1)
    # It was planned beforehand that somebody looks again: in time, or as soon as there is a worker.
    geplant = DBTaskResult.objects.filter(status="READY").values_list("run_after", flat=True)
    spaetestens = timezone.now() + FRIST + UHREN
    assert [um for um in geplant if um <= spaetestens or um == get_date_max()], list(geplant)
    with later(FRIST + UHREN):
        assert deliver() == 1
    assert empfang.kennungen == [nachricht.message_id] * 2
    assert look(nachricht)[0] == Zustand.ZUGESTELLT


def deliver_by_two(empfang: Empfang, port: int, ablage: Path, *weiteres: str) -> tuple[list[str], list[str]]:
    """Let two workers deliver at the same time; return the keys of what was written and of what arrived."""
    empfang.bedenkzeit = 0.15
    geschrieben = sorted(write().message_id for _ in range(40))
    # One order would be worked on by one of them only.
    deliver_faellige.enqueue()
    worker = [start_worker(ablage, port, *weiteres) for _ in range(2)]
    assert [einer.wait(timeout=90) for einer in worker] == [0, 0]
    return geschrieben, sorted(empfang.kennungen)


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(empfang: Empfang, postweg: int, tmp_path: Path) -> None:
    geschrieben, angekommen = deliver_by_two(empfang, postweg, tmp_path)
    assert angekommen == geschrieben


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_the_same_drill_without_protection_sends_twice(empfang: Empfang, postweg: int, tmp_path: Path) -> None:
    geschrieben, angekommen = deliver_by_two(empfang, postweg, tmp_path, "--ohne-schutz")
    assert len(angekommen) > len(geschrieben)
