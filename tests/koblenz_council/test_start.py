"""/"""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from tests.bauten import (
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_sitzung,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    future,
)

pytestmark = pytest.mark.django_db


def titles(client: Client, teil: str) -> list[str]:
    seite = BeautifulSoup(client.get(reverse("start")).content, "html.parser")
    return [a.get_text() for a in seite.select(f"section[aria-labelledby={teil}] .rows a")]


def test_shows_coming_public_sittings_in_order(client: Client) -> None:
    build_veroeffentlichte_sitzung(gremium=build_gremium(name="Später"), beginn=future(30))
    build_veroeffentlichte_sitzung(gremium=build_gremium(name="Bald"), beginn=future(10))
    build_veroeffentlichte_sitzung(gremium=build_gremium(name="Vorbei"), begonnen=True)
    assert titles(client, "sitzungen-titel") == ["Bald", "Später"]


def test_hides_what_is_not_announced_from_everybody(client: Client) -> None:
    sitzung = build_sitzung(gremium=build_gremium(name="Noch geheim"))
    for konto in (None, build_mitglied(gremium=sitzung.gremium), build_konto(rolle=Rolle.SITZUNGSDIENST)):
        if konto:
            client.force_login(konto)
        assert titles(client, "sitzungen-titel") == []


def test_shows_published_papers_newest_first(client: Client) -> None:
    aelter = build_veroeffentlichte_vorlage(betreff="Älter")
    build_veroeffentlichte_vorlage(betreff="Neuer")
    assert titles(client, "vorlagen-titel") == ["Neuer", "Älter"]
    assert aelter.get_absolute_url() in client.get(reverse("start")).content.decode()


def test_hides_unpublished_papers_from_everybody(client: Client) -> None:
    build_freigegebene_vorlage(betreff="Freigegeben, nicht veröffentlicht")
    build_freigegebene_vorlage(betreff="Nichtöffentlich", oeffentlich=False)
    for konto in (None, build_konto(rolle=Rolle.SITZUNGSDIENST), build_konto(superuser=True)):
        if konto:
            client.force_login(konto)
        assert titles(client, "vorlagen-titel") == []


def test_searches_papers(client: Client) -> None:
    seite = BeautifulSoup(client.get(reverse("start")).content, "html.parser")
    suche = seite.select("form[role=search]")
    assert [(form["method"], form["action"]) for form in suche] == [("get", reverse("vorlagen"))]
    assert [feld["name"] for feld in suche[0].select("input")] == ["q"]


@pytest.mark.parametrize("methode", ["POST", "PUT", "DELETE"])
def test_refuses_everything_but_reading(client: Client, methode: str) -> None:
    assert client.generic(methode, reverse("start")).status_code == 405


@pytest.mark.parametrize("anzahl", [1, 3])
def test_asks_three_times(client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int) -> None:
    for tage in range(anzahl):
        build_veroeffentlichte_sitzung(beginn=timezone.now() + timedelta(days=10 + tage), nichtoeffentliche=0)
        build_veroeffentlichte_vorlage()
    with django_assert_num_queries(3):
        client.get(reverse("start"))
