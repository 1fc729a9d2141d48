"""Pressed twice, every form makes one: the page's own token is the key."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gremien.models import Amt
from koblenz_council import einmal
from konten.enums import Rolle
from konten.models import Einsendung, Konto
from mappen.models import Mappe
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_amt,
    build_entwurf,
    build_gremium,
    build_konto,
    build_pdf,
    build_sitzung,
    build_veroeffentlichte_sitzung,
)
from vorlagen.models import Anlage, Vorlage

Daten = dict[str, Any]


def login(konto: Konto) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(konto)
    return client


def fetch_felder(client: Client, seite: str) -> Daten:
    """Return the token of the page as it is drawn now."""
    eingabe = BeautifulSoup(client.get(seite).content, "html.parser").select_one("main [name=csrfmiddlewaretoken]")
    assert eingabe is not None
    return {"csrfmiddlewaretoken": str(eingabe["value"])}


def prepare_vorlage() -> tuple[Client, str, str, Daten, type[Model]]:
    client = login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=build_amt(nummer="77")))
    adresse = reverse("vorlage_neu")
    return client, adresse, adresse, {"art": "BV", "betreff": "Markt", "amt": Amt.objects.get().pk}, Vorlage


def prepare_sitzung() -> tuple[Client, str, str, Daten, type[Model]]:
    client = login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    adresse = reverse("sitzung_neu")
    daten = {"gremium": build_gremium().pk, "tag": "01.03.2030", "zeit": "16:00", "ort": "Saal"}
    return client, adresse, adresse, daten, Sitzung


def prepare_top() -> tuple[Client, str, str, Daten, type[Model]]:
    client = login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    sitzung = build_sitzung()
    daten = {"teil": "oe", "betreff": "Mitteilungen", "mehrheit": "einfach"}
    seite, adresse = reverse("tagesordnung", args=[sitzung.pk]), reverse("top_neu", args=[sitzung.pk])
    return client, seite, adresse, daten, Tagesordnungspunkt


def prepare_mappe() -> tuple[Client, str, str, Daten, type[Model]]:
    client = login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    adresse = reverse("mappe", args=[build_veroeffentlichte_sitzung().pk])
    return client, adresse, adresse, {"fuer": "mitglieder", "umfang": "alles", "form": "zip"}, Mappe


def prepare_anlage() -> tuple[Client, str, str, Daten, type[Model]]:
    fassung = build_entwurf()
    assert fassung.verfasser is not None
    client = login(fassung.verfasser)
    adresse = reverse("entwurf_teil", args=[fassung.vorlage_id, "anlagen"])
    seite = BeautifulSoup(client.get(adresse).content, "html.parser")
    daten: Daten = {
        str(feld["name"]): str(feld.get("value", ""))
        for feld in seite.select("main form input[name]:not([type=checkbox]):not([type=file])")
    }
    daten |= {str(feld["name"]): feld.get_text().strip() for feld in seite.select("main form textarea[name]")}
    for auswahl in seite.select("main form select[name]"):
        gewaehlt = auswahl.select_one("option[selected]") or auswahl.select_one("option")
        daten[str(auswahl["name"])] = str(gewaehlt["value"]) if gewaehlt else ""
    return client, adresse, adresse, daten | {"dateien": build_pdf()}, Anlage


BAUTEN: dict[str, Callable[[], tuple[Client, str, str, Daten, type[Model]]]] = {
    "Vorlage": prepare_vorlage,
    "Sitzung": prepare_sitzung,
    "Punkt": prepare_top,
    "Mappe": prepare_mappe,
    "Anlage": prepare_anlage,
}


def send(client: Client, adresse: str, daten: Daten) -> Any:
    """Send the fields; bytes are a file, new for every press as in a browser."""
    dateien = {
        name: SimpleUploadedFile("plan.pdf", wert, "application/pdf")
        for name, wert in daten.items()
        if isinstance(wert, bytes)
    }
    return client.post(adresse, daten | dateien)


@pytest.mark.django_db
@pytest.mark.parametrize("was", BAUTEN)
def test_pressed_twice_a_form_makes_one(was: str) -> None:
    client, seite, adresse, daten, modell = BAUTEN[was]()
    vorher = modell._default_manager.count()
    daten |= fetch_felder(client, seite)
    erste, zweite = send(client, adresse, daten), send(client, adresse, daten)
    assert (erste.status_code, zweite.status_code) == (302, 302)
    assert zweite["Location"] == erste["Location"]
    assert modell._default_manager.count() == vorher + 1


@pytest.mark.django_db
def test_without_the_guard_there_are_two(settings: Settings) -> None:
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if m != "koblenz_council.einmal.Einmal"]
    client, seite, adresse, daten, modell = prepare_vorlage()
    daten |= fetch_felder(client, seite)
    send(client, adresse, daten)
    send(client, adresse, daten)
    assert modell._default_manager.count() == 2


@pytest.mark.django_db
def test_another_text_another_page_and_another_person_are_another_intention() -> None:
    client, seite, adresse, daten, modell = prepare_vorlage()
    marke = fetch_felder(client, seite)
    send(client, adresse, daten | marke)
    send(client, adresse, daten | marke | {"betreff": "Kirmes"})
    send(client, adresse, daten | fetch_felder(client, seite))
    assert modell._default_manager.count() == 3


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again() -> None:
    client, seite, adresse, daten, modell = prepare_vorlage()
    marke = fetch_felder(client, seite)
    assert send(client, adresse, daten | marke | {"art": "XX"}).status_code == 200
    assert not Einsendung.objects.exists()
    assert send(client, adresse, daten | marke).status_code == 302
    assert modell._default_manager.count() == 1


@pytest.mark.django_db
def test_a_press_that_was_killed_is_given_up_and_old_ones_are_forgotten() -> None:
    jetzt = timezone.now()
    Einsendung.objects.create(schluessel="a" * 64, begonnen_am=jetzt - einmal.AUFGEGEBEN * 2)
    Einsendung.objects.create(schluessel="b" * 64, ziel="/", begonnen_am=jetzt - einmal.GEMERKT * 2)
    assert einmal.claim("a" * 64) is not None
    assert einmal.claim("a" * 64) is None
    assert [e.schluessel for e in Einsendung.objects.all()] == ["a" * 64]


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one() -> None:
    client, seite, adresse, daten, modell = prepare_vorlage()
    daten |= fetch_felder(client, seite)
    start, antworten = threading.Barrier(4), []

    def press() -> None:
        eigener = Client(enforce_csrf_checks=True)
        eigener.cookies = client.cookies
        start.wait()
        antworten.append(send(eigener, adresse, daten)["Location"])
        connections.close_all()

    faeden = [threading.Thread(target=press) for _ in range(4)]
    for faden in faeden:
        faden.start()
    for faden in faeden:
        faden.join()
    assert len(antworten) == 4
    assert len(set(antworten)) == 1
    assert modell._default_manager.count() == 1


@pytest.mark.django_db
def test_a_page_that_reads_files_in_its_own_way_is_left_alone() -> None:
    client = login(build_konto())
    adresse = reverse("pruefen")
    marke = fetch_felder(client, adresse)
    for _ in range(2):
        datei = SimpleUploadedFile("plan.pdf", build_pdf(), "application/pdf")
        assert client.post(adresse, marke | {"datei": datei}).status_code == 404
    assert not Einsendung.objects.exists()
