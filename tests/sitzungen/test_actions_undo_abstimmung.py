"""Zurücknehmen: what was recorded last is undone by a further row, for ten minutes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from journal.enums import Akt
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.abstimmung import Ergebnis, record_abstimmung
from sitzungen.actions.ruecknahme import GRUND, find_ruecknehmbare, undo_abstimmung
from sitzungen.actions.sitzung import close_sitzung
from sitzungen.models import Abstimmung, Tagesordnungspunkt
from tests.bauten import build_konto
from tests.pruefen import journals, refused
from tests.sitzungen.test_actions_record_abstimmung import begun_item
from vorlagen.enums import Ausgang
from vorlagen.models import Beratung

pytestmark = pytest.mark.django_db

BERICHTIGEN = "Bitte berichtigen Sie es mit Begründung."


@pytest.fixture
def konto() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def station(top: Tagesordnungspunkt) -> Beratung:
    assert top.beratung is not None
    return Beratung.objects.get(pk=top.beratung.pk)


@pytest.mark.parametrize("ausgang", [Ausgang.EINSTIMMIG, Ausgang.VERTAGT, Ausgang.ZURUECKGEZOGEN, Ausgang.ABGESETZT])
def test_a_first_result_leaves_the_item_waiting_again(konto: Konto, ausgang: Ausgang) -> None:
    top = begun_item()
    wege = top.fassung.vorlage.beratungen.count() if top.fassung else 0
    erste = record_abstimmung(top, Ergebnis(ausgang=ausgang), konto=konto)
    with journals(Akt.BERICHTIGEN):
        undo_abstimmung(erste, konto=konto)
    assert not Abstimmung.objects.valid().exists()
    assert list(Abstimmung.objects.order_by("pk").values_list("ausgang", "berichtigungsgrund")) == [
        (ausgang, ""),
        ("", GRUND),
    ]
    beratung = station(top)
    assert (beratung.ausgang, beratung.aufgesetzt, beratung.vorlage.is_zurueckgezogen) == ("", True, False)
    assert beratung.vorlage.beratungen.count() == wege
    top.refresh_from_db()
    assert top.abgesetzt_am is None
    # The next result is a first one: it needs no reason, and is no correction that anybody reads of.
    with journals(Akt.FESTSTELLEN):
        neu = record_abstimmung(top, Ergebnis(ausgang=Ausgang.KENNTNIS), konto=konto)
    assert (neu.is_berichtigung, station(top).ausgang) == (False, Ausgang.KENNTNIS)


def test_an_undone_correction_lets_stand_what_stood_before(konto: Konto) -> None:
    top = begun_item()
    erste = record_abstimmung(top, Ergebnis(ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=3), konto=konto)
    zweite = record_abstimmung(
        top, Ergebnis(ausgang=Ausgang.ABGELEHNT), konto=konto, berichtigt=erste, berichtigungsgrund="Irrtum"
    )
    undo_abstimmung(zweite, konto=konto)
    stehend = Abstimmung.objects.valid().get()
    assert (stehend.ausgang, stehend.gegenstimmen, stehend.berichtigt) == (Ausgang.MEHRHEITLICH, 3, zweite)
    assert (station(top).ausgang, station(top).gegenstimmen) == (Ausgang.MEHRHEITLICH, 3)


def test_only_soon_only_by_oneself_and_only_while_it_runs(konto: Konto) -> None:
    top, andere = begun_item(), build_konto(rolle=Rolle.SITZUNGSDIENST)
    erste = record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    with refused(f"Dieses Ergebnis hat jemand anderes festgestellt. {BERICHTIGEN}"):
        undo_abstimmung(erste, konto=andere)
    frueher = Abstimmung(top=top, festgestellt_von=konto, festgestellt_am=timezone.now() - timedelta(minutes=10))
    with refused(f"Das Ergebnis steht seit mehr als 10 Minuten fest. {BERICHTIGEN}"):
        undo_abstimmung(frueher, konto=konto)
    close_sitzung(top.sitzung, konto=konto)
    with refused(f"Die Sitzung läuft nicht mehr. {BERICHTIGEN}"):
        undo_abstimmung(erste, konto=konto)


def test_what_was_corrected_by_now_stays(konto: Konto) -> None:
    top = begun_item()
    erste = record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    record_abstimmung(
        top, Ergebnis(ausgang=Ausgang.ABGELEHNT), konto=konto, berichtigt=erste, berichtigungsgrund="Irrtum"
    )
    with refused("Zu Ö 1 ist inzwischen „abgelehnt“ festgestellt. Bitte prüfen Sie beide Angaben."):
        undo_abstimmung(erste, konto=konto)


def test_the_last_own_result_is_offered_for_ten_minutes(konto: Konto) -> None:
    top = begun_item()
    erste = record_abstimmung(top, Ergebnis(ausgang=Ausgang.EINSTIMMIG), konto=konto)
    jetzt = erste.festgestellt_am
    neun, zehn = jetzt + timedelta(minutes=9), jetzt + timedelta(minutes=10)
    assert find_ruecknehmbare(top.sitzung, konto, jetzt=neun) == erste
    assert find_ruecknehmbare(top.sitzung, konto, jetzt=zehn) is None
    assert find_ruecknehmbare(top.sitzung, build_konto(), jetzt=neun) is None
    undo_abstimmung(erste, konto=konto)
    assert find_ruecknehmbare(top.sitzung, konto, jetzt=neun) is None
