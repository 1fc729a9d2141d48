"""/"""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from sitzungen.actions.sitzung import close_sitzung
from sitzungen.models import Sitzung
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_sitzung,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    future,
    iter_tops,
)

pytestmark = pytest.mark.django_db


def titles(client: Client, teil: str) -> list[str]:
    seite = BeautifulSoup(client.get(reverse("start")).content, "html.parser")
    return [a.get_text() for a in seite.select(f"section[aria-labelledby={teil}] .rows a")]


def test_shows_coming_public_sittings_in_order(client: Client) -> None:
    build_veroeffentlichte_sitzung(gremium=build_gremium(name="Später"), beginn=future(30))
    build_veroeffentlichte_sitzung(gremium=build_gremium(name="Bald"), beginn=future(10))
    build_veroeffentlichte_sitzung(gremium=build_gremium(name="Gestern"), beginn=future(-1))
    assert titles(client, "sitzungen-titel") == ["Bald", "Später"]


def test_shows_the_running_sitting_first_and_none_that_has_ended(client: Client) -> None:
    build_veroeffentlichte_sitzung(gremium=build_gremium(name="Morgen"), beginn=future(1))
    laufend = build_veroeffentlichte_sitzung(gremium=build_gremium(name="Läuft"), begonnen=True)
    beendet = build_veroeffentlichte_sitzung(gremium=build_gremium(name="Beendet"), begonnen=True)
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    for top in iter_tops(beendet):
        build_abstimmung(top)
    close_sitzung(beendet, konto=konto)
    seite = BeautifulSoup(client.get(reverse("start")).content, "html.parser")
    zeilen = [" ".join(li.get_text(" ").split()) for li in seite.select("section[aria-labelledby=sitzungen-titel] li")]
    assert [zeile.split()[0] for zeile in zeilen] == ["Läuft", "Morgen"]
    assert [zeile.endswith("Läuft") for zeile in zeilen] == [True, False]
    # One that nobody closed is not shown for ever.
    Sitzung.objects.filter(pk=laufend.pk).update(beginn=future(-2))
    assert titles(client, "sitzungen-titel") == ["Morgen"]


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
