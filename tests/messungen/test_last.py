"""The measurement under load: its arithmetic, and that its simulated people open real pages."""

import threading
from collections import Counter
from typing import Any

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from mappen.models import Mappe
from messungen.entwuerfe import Schreibende
from messungen.last import compare, order_mappe_as, summarise
from messungen.last_daten import describe
from messungen.last_nutzer import WEGE, Messung, Nutzer, build_nutzer
from messungen.last_server import Zielserver
from messungen.mappe_sitzung import Umfang, build_sitzung
from messungen.werte import compute_perzentil
from vorlagen.models import Fassung


def test_percentiles_are_measured_values() -> None:
    werte = [float(zahl) for zahl in range(200, 0, -1)]
    assert [compute_perzentil(werte, anteil) for anteil in (50, 95, 99)] == [100, 190, 198]


def test_a_summary_counts_failures_and_leaves_them_out_of_the_times() -> None:
    messungen = [Messung(0, "Sitzung", 10, ok=True), Messung(1, "Sitzung", 30_000, ok=False)]
    assert summarise("idle", messungen) == {
        "idle_requests": 2,
        "idle_errors": 1,
        "idle_ms_p50": 10,
        "idle_ms_p95": 10,
        "idle_ms_p99": 10,
    }


def test_before_and_during_are_told_apart_by_when_a_page_was_asked_for() -> None:
    messungen = [
        Messung(1, "Sitzung", 10, ok=True),
        Messung(5, "Sitzung", 20, ok=True),
        Messung(6, "Suche", 40, ok=True),
        Messung(6, "Suche", 9_000, ok=False),
        Messung(9, "Suche", 500, ok=True),
    ]
    assert compare(messungen, 5, 9) == {"ratio_p50": 2, "ratio_p95": 4, "packet_ms_p95_slowest_page": 40}


def test_half_of_the_people_are_members() -> None:
    server = Zielserver("http://127.0.0.1:1", 1, [1], [(1, 1)])
    rollen = Counter(person.rolle for person in build_nutzer(server, 20))
    assert rollen == {"ratsmitglied": 10, "sitzungsdienst": 4, "": 6}


def test_a_page_that_does_not_come_is_an_error_and_nobody_stops() -> None:
    person = Nutzer(Zielserver("http://127.0.0.1:1", 1, [1], [(1, 1)]), "", saat=1, denken=(0, 0))
    ende = threading.Event()
    threading.Timer(0.2, ende.set).start()
    person.work(ende)
    assert len(person.messungen) > 1
    assert not any(messung.ok for messung in person.messungen)


@pytest.fixture
def server(live_server: LiveServer, settings: Settings) -> Zielserver:
    settings.DEMO = True
    build_sitzung(Umfang(tops=2, anlagen=2, seiten=30))
    angaben: dict[str, Any] = describe()
    return Zielserver(live_server.url, **angaben)


def test_every_page_they_may_choose_opens_and_the_clerk_orders_a_packet(server: Zielserver) -> None:
    for rolle, choose in WEGE.items():
        person = Nutzer(server, rolle, saat=1)
        person.login()
        for pfad in sorted({choose(person)[1] for _ in range(200)}):
            assert person.read(pfad), pfad
    dienst = Nutzer(server, "sitzungsdienst", saat=1)
    dienst.login()
    order_mappe_as(dienst, {"fuer": "gesamt", "duplex": "on"})
    assert list(Mappe.objects.values_list("fuer", "duplex", "mit_anlagen")) == [("gesamt", True, True)]


def test_authors_save_in_drafts_of_their_own_and_look_at_the_form(server: Zielserver) -> None:
    erste, zweite = (Schreibende(server, "sachbearbeitung", saat=zahl) for zahl in (1, 2))
    for person in (erste, zweite):
        person.login()
        person.begin()
        person.save("<p>Text</p>")
        person.save("<p>Text</p>")
    assert erste.vorlage != zweite.vorlage
    assert [messung.ok for messung in (*erste.messungen, *zweite.messungen)] == [True] * 4
    assert (erste.stand, zweite.stand) == (2, 2)
    assert Fassung.objects.get(vorlage=erste.vorlage).begruendung == "<p>Text</p><p>Satz 2.</p>"
    assert erste.look() > 0
