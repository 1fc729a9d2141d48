"""/sitzungen/<pk>/tagesordnung/veroeffentlichen/ when the agenda was announced before."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import build_konto, build_veroeffentlichte_sitzung, future
from tests.sitzungen.views.seiten import Antwort, errors, login_clerk, soup, texts, value_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clerk(client: Client) -> Konto:
    return login_clerk(client)


def invited(tage: int, clerk: Konto) -> Sitzung:
    sitzung = build_veroeffentlichte_sitzung(beginn=future(tage), nichtoeffentliche=0)
    return invite_sitzung(sitzung, zugang=timezone.now(), konto=clerk, dringlich_grund="" if tage > 4 else "Eilt")


def add(sitzung: Sitzung, betreff: str = "Hochwasser") -> Tagesordnungspunkt:
    andere = build_konto(rolle=Rolle.SITZUNGSDIENST)
    return place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=betreff, konto=andere)


def address(sitzung: Sitzung) -> str:
    return reverse("tagesordnung_veroeffentlichen", args=[sitzung.pk])


def read(client: Client, sitzung: Sitzung) -> BeautifulSoup:
    return soup(client.get(address(sitzung)))


def send(client: Client, sitzung: Sitzung, tag: date | str, **angaben: str) -> Antwort:
    zugang = tag if isinstance(tag, str) else tag.isoformat()
    return client.post(address(sitzung), {"zugang": zugang, **angaben}, follow=True)


def fields_of(seite: BeautifulSoup) -> list[str]:
    return [str(feld["name"]) for feld in seite.select("main form input:not([type=hidden]), main form textarea")]


def test_in_time_only_the_day_is_asked(client: Client, clerk: Konto) -> None:
    sitzung = invited(8, clerk)
    top = add(sitzung)
    seite = read(client, sitzung)
    assert texts(seite, ".kern-alert h2, .kern-alert__header") == ["1. Nachtrag innerhalb der Einladungsfrist"]
    assert fields_of(seite) == ["zugang"]
    assert value_of(seite, "#id_zugang") == timezone.localdate().isoformat()
    antwort = send(client, sitzung, timezone.localdate())
    assert texts(soup(antwort), ".messages .kern-alert") == ["Die Tagesordnung ist veröffentlicht."]
    top.refresh_from_db()
    assert (top.bezeichnung, top.nachtrag_grund) == ("Ö 2", "")


def test_a_later_day_asks_for_urgency_and_keeps_the_input(client: Client, clerk: Konto) -> None:
    sitzung = invited(8, clerk)
    top, anderer = add(sitzung), add(sitzung, "Brücke")
    spaet, felder = timezone.localdate() + timedelta(days=4), [f"dringlichkeit_{t.pk}" for t in (top, anderer)]
    antwort = send(client, sitzung, spaet, **{felder[0]: "Pegel steigt"})
    [zeile] = errors(antwort)
    assert zeile.startswith("Dringlichkeit von Ö 3: Ö 3 geht am")
    seite = soup(antwort)
    assert fields_of(seite) == ["zugang", *felder]
    assert value_of(seite, f"#id_{felder[0]}") == "Pegel steigt"
    send(client, sitzung, spaet, **dict.fromkeys(felder, "Pegel steigt"))
    top.refresh_from_db()
    assert (top.bezeichnung, top.nachtrag_grund) == ("Ö 2", "Pegel steigt")


def test_after_the_period_urgency_is_asked_at_once(client: Client, clerk: Konto) -> None:
    sitzung = invited(4, clerk)
    top = add(sitzung)
    seite = read(client, sitzung)
    assert texts(seite, ".kern-alert h2, .kern-alert__header") == ["1. Nachtrag nach Ablauf der Einladungsfrist"]
    assert fields_of(seite) == ["zugang", f"dringlichkeit_{top.pk}"]


@pytest.mark.parametrize("unsinn", ["", "morgen", "2026-02-30"])
def test_a_day_that_is_none_is_asked_again(client: Client, clerk: Konto, unsinn: str) -> None:
    sitzung = invited(8, clerk)
    add(sitzung)
    assert len(errors(send(client, sitzung, unsinn))) == 1
    assert sitzung.bekanntmachungen.count() == 1


def test_before_the_invitation_nothing_is_asked(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    add(sitzung)
    seite = read(client, sitzung)
    assert texts(seite, ".kern-alert h2, .kern-alert__header") == ["1. Nachtrag zur Tagesordnung"]
    assert fields_of(seite) == []


def test_what_comes_in_the_sitting_is_no_nachtrag(client: Client, clerk: Konto) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    andere = build_konto(rolle=Rolle.SITZUNGSDIENST)
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Pegel", konto=andere, nachtrag_grund="Steigt")
    seite = read(client, sitzung)
    assert texts(seite, ".kern-alert h2, .kern-alert__header") == ["Die Sitzung läuft"]
    assert fields_of(seite) == [f"dringlichkeit_{top.pk}"]
    client.post(address(sitzung), {f"dringlichkeit_{top.pk}": "Steigt weiter"})
    top.refresh_from_db()
    assert (top.bezeichnung, top.nachtrag_grund, top.bekanntmachung) == ("Ö 2", "Steigt weiter", None)


def test_a_proposal_keeps_why_it_is_urgent(client: Client, clerk: Konto) -> None:
    sitzung = invited(4, clerk)
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Pegel", konto=clerk)
    feld = f"dringlichkeit_{top.pk}"
    antwort = send(client, sitzung, timezone.localdate(), vorlegen="1", **{feld: "Steigt"})
    assert texts(soup(antwort), ".messages .kern-alert") == ["Die Tagesordnung ist zur Veröffentlichung vorgelegt."]
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert value_of(read(client, sitzung), f"#id_{feld}") == "Steigt"
