"""The order of a packet: asked twice, taken back, replaced, lost, and never half."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoCaptureOnCommitCallbacks

from dokumente.ablage.behalten import keep_file
from dokumente.bindung import MappenFehler
from dokumente.models import Datei
from mappen.actions.mappe import cancel_mappe
from mappen.enums import Blattart, Mappenstatus
from mappen.models import Mappe
from mappen.tasks import lauf
from mappen.tasks.aufraeumen import AUFGABE, VERLOREN, reap_mappen
from mappen.tasks.binden import bind_sitzungsmappe
from mappen.tasks.lauf import UNERWARTET, run_mappe
from mappen.tasks.werkstatt import find_werkstatt, is_besetzt, open_platz, sweep_werkstatt
from sitzungen.models import Sitzung
from tests.bauten import build_sitzung, build_top, build_veroeffentlichte_sitzung
from tests.mappen.mappenbau import Empfaenger, Mappenform, Umfang, bind, list_reste, order
from tests.mappen.test_mappe import GEHEIM, build_aufbau
from tests.pruefen import refused
from tests.sitzungen.gedruckt import clerk


def build_kleine() -> Sitzung:
    return build_veroeffentlichte_sitzung(oeffentliche=1, nichtoeffentliche=1)


@pytest.mark.django_db
def test_bound_packet_stands_with_its_report() -> None:
    sitzung = build_aufbau().sitzung
    mappe = bind(sitzung)
    assert (mappe.status, mappe.seiten, mappe.fehler) == (Mappenstatus.FERTIG, 7, "")
    assert mappe.bericht["selbstbeweis"]["funde"] == 0
    assert mappe.bericht["nicht_eingebunden"] == 2
    assert mappe.datei is not None
    assert Path(mappe.datei.inhalt.path).read_bytes().startswith(b"%PDF-1.7")
    assert mappe.datei.pruefsumme == mappe.pruefsumme
    arten = [blatt.art for blatt in mappe.blaetter.order_by("pk")]
    # Two public items; of the four annexes the internal one is not for this audience.
    assert arten == [Blattart.TOP] * 2 + [Blattart.FASSUNG] + [Blattart.ANLAGE] * 3
    assert list_reste()["tmp"] == []


@pytest.mark.django_db
def test_order_waits_in_the_queue_after_commit_and_only_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    sitzung = build_kleine()
    with django_capture_on_commit_callbacks(execute=True):
        erster = order(sitzung)
        assert not DBTaskResult.objects.filter(task_path=AUFGABE).exists()
        zweiter = order(sitzung)
    assert zweiter == erster
    aufgabe = DBTaskResult.objects.get(task_path=AUFGABE)
    assert aufgabe.args_kwargs == {"args": [erster.pk], "kwargs": {}}
    assert bind_sitzungsmappe.module_path == AUFGABE
    # Another form is another packet.
    assert order(sitzung, form=Mappenform.ZIP) != erster


@pytest.mark.django_db
def test_same_order_is_shown_while_it_is_being_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    sitzung = build_kleine()
    mappe = order(sitzung)
    gesehen: list[tuple[int, str]] = []

    def look(*angaben: Any, **weitere: Any) -> None:
        gesehen.append((order(sitzung).pk, Mappe.objects.get(pk=mappe.pk).status))
        raise MappenFehler("Genug gesehen.")

    monkeypatch.setattr(lauf, "build_mappe", look)
    run_mappe(mappe.pk)
    assert gesehen == [(mappe.pk, Mappenstatus.LAEUFT)]


@pytest.mark.django_db
def test_database_refuses_a_second_open_order_of_the_same_choice() -> None:
    mappe = order(build_kleine())
    mappe.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        mappe.save(force_insert=True)


@pytest.mark.django_db
def test_task_run_twice_builds_once() -> None:
    mappe = bind(build_kleine())
    beendet = mappe.beendet_am
    run_mappe(mappe.pk)
    mappe.refresh_from_db()
    assert mappe.beendet_am == beendet


# --- replaced in one step


@pytest.mark.django_db(transaction=True)
def test_new_packet_replaces_the_old_one_with_its_file() -> None:
    reste = list_reste()
    sitzung = build_kleine()
    alt = bind(sitzung)
    alte_datei = alt.datei
    assert alte_datei is not None
    andere = bind(sitzung, Empfaenger.MITGLIEDER)
    neu = order(sitzung)
    # Until the new one stands, the old one does.
    assert list(Mappe.objects.finished().filter(fuer=Empfaenger.OEFFENTLICH)) == [alt]
    run_mappe(neu.pk)
    assert set(Mappe.objects.values_list("pk", flat=True)) == {neu.pk, andere.pk}
    assert not Path(alte_datei.inhalt.path).exists()
    assert not Datei.objects.filter(pk=alte_datei.pk).exists()
    assert list_reste() == reste


@pytest.mark.django_db(transaction=True)
def test_failed_build_leaves_the_old_packet(monkeypatch: pytest.MonkeyPatch) -> None:
    sitzung = build_kleine()
    alt = bind(sitzung)

    def fail(*angaben: Any, **weitere: Any) -> None:
        raise MappenFehler("„Gutachten“ kann nicht in die Mappe aufgenommen werden.")

    monkeypatch.setattr(lauf, "build_mappe", fail)
    neu = bind(sitzung)
    assert (neu.status, neu.fehler) == (
        Mappenstatus.FEHLGESCHLAGEN,
        "„Gutachten“ kann nicht in die Mappe aufgenommen werden.",
    )
    alt.refresh_from_db()
    assert alt.is_fertig
    # The next order clears the failed one away.
    naechster = order(sitzung)
    assert not Mappe.objects.filter(pk=neu.pk).exists()
    assert naechster.is_offen


@pytest.mark.django_db(transaction=True)
def test_packet_whose_bytes_are_the_same_keeps_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    sitzung = build_kleine()
    jetzt = timezone.localtime()
    monkeypatch.setattr("mappen.tasks.aufbau.timezone.localtime", lambda *args: jetzt)
    alt = bind(sitzung, mit_anlagen=False)
    neu = bind(sitzung, mit_anlagen=False)
    assert alt.pruefsumme == neu.pruefsumme
    assert neu.datei is not None
    assert Path(neu.datei.inhalt.path).is_file()
    assert list(Mappe.objects.all()) == [neu]


# --- taken back


@pytest.mark.django_db
def test_waiting_order_taken_back_is_never_begun() -> None:
    mappe = order(build_kleine())
    assert cancel_mappe(mappe)
    assert not cancel_mappe(mappe)
    run_mappe(mappe.pk)
    mappe.refresh_from_db()
    assert (mappe.status, mappe.begonnen_am, mappe.datei) == (Mappenstatus.ABGEBROCHEN, None, None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("stelle", ["0 von 2 Vorlagen", "2 von 2 Vorlagen", "3 von 5 Dokumenten gebunden", "abgelegt"])
@pytest.mark.parametrize("fuer", [Empfaenger.MITGLIEDER])
def test_order_taken_back_while_it_is_bound_leaves_nothing(
    stelle: str, fuer: Empfaenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    reste = list_reste()
    mappe = order(build_kleine(), fuer)
    melde = lauf._Melder.__call__
    gemeldet: list[str] = []

    def cancel_there(self: Any, erledigt: int, gesamt: int, schritt: str) -> None:
        gemeldet.append(schritt)
        if stelle in schritt:
            assert cancel_mappe(mappe)
        melde(self, erledigt, gesamt, schritt)

    monkeypatch.setattr(lauf._Melder, "__call__", cancel_there)
    run_mappe(mappe.pk)
    mappe.refresh_from_db()
    assert stelle in gemeldet[-1]
    assert (mappe.status, mappe.datei, mappe.pruefsumme) == (Mappenstatus.ABGEBROCHEN, None, "")
    assert list_reste() == reste


@pytest.mark.django_db(transaction=True)
def test_order_taken_back_in_the_last_moment_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    reste = list_reste()
    mappe = order(build_kleine())

    def keep_and_cancel(*angaben: Any, **weitere: Any) -> Datei:
        datei = keep_file(*angaben, **weitere)
        assert cancel_mappe(mappe)
        return datei

    monkeypatch.setattr(lauf, "keep_file", keep_and_cancel)
    run_mappe(mappe.pk)
    mappe.refresh_from_db()
    assert (mappe.status, mappe.datei, mappe.pruefsumme) == (Mappenstatus.ABGEBROCHEN, None, "")
    assert list_reste() == reste


# --- lost


@pytest.mark.django_db(transaction=True)
def test_lost_order_is_given_up_once_with_a_sentence() -> None:
    mappe = order(build_kleine())
    Mappe.objects.filter(pk=mappe.pk).update(status=Mappenstatus.LAEUFT, begonnen_am=timezone.now())
    (find_werkstatt() / str(mappe.pk)).mkdir(parents=True)
    (find_werkstatt() / str(mappe.pk) / "halb.pdf").write_bytes(b"%PDF")
    assert reap_mappen() == 1
    mappe.refresh_from_db()
    assert (mappe.status, mappe.fehler) == (Mappenstatus.FEHLGESCHLAGEN, VERLOREN)
    assert reap_mappen() == 0
    assert list_reste()["tmp"] == []


@pytest.mark.django_db(transaction=True)
def test_file_moved_without_a_row_is_found_by_the_order() -> None:
    mappe = order(build_kleine())
    summe = "ab" * 32
    ort = Path(settings.DATA_DIR) / "dateien" / "ab" / "ab" / summe
    ort.parent.mkdir(parents=True, exist_ok=True)
    ort.write_bytes(b"%PDF")
    Mappe.objects.filter(pk=mappe.pk).update(status=Mappenstatus.LAEUFT, pruefsumme=summe)
    assert reap_mappen() == 1
    assert not ort.exists()


@pytest.mark.django_db(transaction=True)
def test_order_somebody_works_on_is_left_alone() -> None:
    mappe = order(build_kleine())
    Mappe.objects.filter(pk=mappe.pk).update(status=Mappenstatus.LAEUFT)
    with open_platz(str(mappe.pk)) as platz:
        assert is_besetzt(str(mappe.pk))
        assert (reap_mappen(), sweep_werkstatt(), platz.is_dir()) == (0, 0, True)
    assert reap_mappen() == 1


@pytest.mark.django_db(transaction=True)
def test_waiting_order_is_given_up_only_when_the_queue_has_lost_it() -> None:
    mappe = order(build_kleine())
    frueher = timezone.now() - timedelta(minutes=2)
    Mappe.objects.filter(pk=mappe.pk).update(bestellt_am=frueher)
    assert reap_mappen() == 0
    # Taken by a worker that was killed before it began.
    DBTaskResult.objects.filter(task_path=AUFGABE).update(status="RUNNING", started_at=frueher)
    assert reap_mappen() == 1
    mappe.refresh_from_db()
    assert mappe.status == Mappenstatus.FEHLGESCHLAGEN
    assert DBTaskResult.objects.get(task_path=AUFGABE).status == "FAILED"


@pytest.mark.django_db(transaction=True)
def test_worker_told_to_stop_ends_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*angaben: Any, **weitere: Any) -> None:
        raise SystemExit(1)

    mappe = order(build_kleine())
    monkeypatch.setattr(lauf, "build_mappe", stop)
    with pytest.raises(SystemExit):
        run_mappe(mappe.pk)
    mappe.refresh_from_db()
    assert (mappe.status, mappe.fehler) == (Mappenstatus.FEHLGESCHLAGEN, VERLOREN)


@pytest.mark.django_db
def test_what_nobody_expected_becomes_a_sentence_and_reaches_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*angaben: Any, **weitere: Any) -> None:
        raise OSError("No space left on device")

    mappe = order(build_kleine())
    monkeypatch.setattr(lauf, "build_mappe", fail)
    with pytest.raises(OSError, match="No space"):
        run_mappe(mappe.pk)
    mappe.refresh_from_db()
    assert (mappe.status, mappe.fehler) == (Mappenstatus.FEHLGESCHLAGEN, UNERWARTET)
    assert "No space left" in caplog.text


# --- refused


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wahl", "satz"),
    [
        (
            {"umfang": Umfang.NICHTOEFFENTLICH},
            "Für die Öffentlichkeit gibt es keine Mappe des nichtöffentlichen Teils.",
        ),
        (
            {"umfang": Umfang.NEUES},
            "Für diesen Empfängerkreis gibt es noch keine Mappe. Bitte geben Sie an, seit wann Neues gesucht wird.",
        ),
    ],
)
def test_impossible_order_is_refused(wahl: dict[str, Any], satz: str) -> None:
    sitzung = build_kleine()
    konto = clerk()
    with refused(satz):
        order(sitzung, konto=konto, **wahl)


@pytest.mark.django_db
def test_order_before_publication_is_refused() -> None:
    sitzung = build_sitzung()
    build_top(sitzung)
    konto = clerk()
    satz = f"Die Tagesordnung der Sitzung {sitzung.nummer} ist noch nicht veröffentlicht."
    with refused(f"{satz} Bitte veröffentlichen Sie sie zuerst."):
        order(sitzung, konto=konto)


@pytest.mark.django_db
def test_planted_leak_fails_the_order_with_the_places_and_without_the_secret() -> None:
    aufbau = build_aufbau(oeffentlicher_text=f"Siehe auch: {GEHEIM}.")
    mappe = bind(aufbau.sitzung)
    assert mappe.status == Mappenstatus.FEHLGESCHLAGEN
    assert f"Betreff zu {aufbau.geheim.nummer}" in mappe.fehler
    assert "Eselsberg" not in mappe.fehler + str(mappe.bericht)
    assert mappe.bericht["stellen"][0]["seite"] == 5
    zip_mappe = bind(aufbau.sitzung, form=Mappenform.ZIP)
    assert zip_mappe.status == Mappenstatus.FEHLGESCHLAGEN
    assert f"Betreff zu {aufbau.geheim.nummer}" in zip_mappe.fehler
    assert bind(aufbau.sitzung, Empfaenger.MITGLIEDER).is_fertig
