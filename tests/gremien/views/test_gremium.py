"""/gremien/<pk>/"""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gremien.enums import Funktion, Gremienart
from gremien.models import Gremium
from tests.bauten import (
    build_fraktion,
    build_gremium,
    build_mitglied,
    build_person,
    build_sitzung,
    build_veroeffentlichte_sitzung,
    future,
)

pytestmark = pytest.mark.django_db


def read(client: Client, gremium: Gremium) -> BeautifulSoup:
    return BeautifulSoup(client.get(gremium.get_absolute_url()).content, "html.parser")


def rows(seite: BeautifulSoup, tabelle: str) -> list[list[str]]:
    zeilen = seite.select(f"table:has(#{tabelle}) tbody tr")
    return [[zelle.get_text(" ", strip=True) for zelle in zeile.select("th, td")] for zeile in zeilen]


def seat(gremium: Gremium, nachname: str, **felder: object) -> None:
    konto = build_mitglied(gremium=gremium, **felder)  # type: ignore[arg-type]
    assert konto.person is not None
    konto.person.nachname = nachname
    konto.person.save()


def test_shows_the_members_chair_first(client: Client) -> None:
    gremium = build_gremium(name="Kulturausschuss")
    fraktion = build_fraktion(name="Freie Liste")
    seat(gremium, "Zeder", fraktion=fraktion)
    seat(gremium, "Ahorn", funktion=Funktion.BERATEND, stimmberechtigt=False)
    seat(gremium, "Birke", funktion=Funktion.VORSITZ)
    seat(gremium, "Eiche")
    seite = read(client, gremium)
    assert [h.get_text() for h in seite.select("h1")] == ["Kulturausschuss"]
    assert rows(seite, "mitglieder") == [
        ["Erika Birke", "Vorsitz", "–"],
        ["Erika Eiche", "Mitglied", "–"],
        ["Erika Zeder", "Mitglied", "Freie Liste"],
        ["Erika Ahorn", "Beratendes Mitglied (ohne Stimmrecht)", "–"],
    ]


def test_folds_former_members_away_and_hides_coming_ones(client: Client) -> None:
    gremium = build_gremium()
    heute = timezone.localdate()
    seat(gremium, "Frueher", bis=heute - timedelta(days=1))
    seat(gremium, "Heute", von=heute, bis=heute)
    seat(gremium, "Spaeter", von=heute + timedelta(days=1))
    seite = read(client, gremium)
    assert [zeile[0] for zeile in rows(seite, "mitglieder")] == ["Erika Heute"]
    assert [zeile[0] for zeile in rows(seite, "fruehere")] == ["Erika Frueher"]
    assert "Spaeter" not in seite.get_text()


def test_shows_the_seats_of_the_groups_for_the_council_alone(client: Client) -> None:
    build_fraktion(name="Gruppe A", sitze=15, reihenfolge=1)
    build_fraktion(name="Gruppe B", sitze=4, reihenfolge=2)
    build_fraktion(name="Ohne Sitz", sitze=0)
    build_fraktion(name="Vergangen", sitze=9, bis=timezone.localdate() - timedelta(days=1))
    rat = read(client, build_gremium(art=Gremienart.RAT))
    assert [zeile[:2] for zeile in rows(rat, "fraktionen")] == [["Gruppe A", "15"], ["Gruppe B", "4"]]
    assert rows(read(client, build_gremium()), "fraktionen") == []


def test_shows_announced_sittings_and_hides_the_others(client: Client) -> None:
    gremium = build_gremium()
    bekannt = build_veroeffentlichte_sitzung(gremium=gremium)
    geplant = build_sitzung(gremium=gremium, ort="Geheimer Saal")
    seite = read(client, gremium)
    verweise = [a["href"] for a in seite.select("section[aria-labelledby=sitzungen-titel] a")]
    assert verweise == [bekannt.get_absolute_url(), reverse("gremium_ics", args=[gremium.pk])]
    assert geplant.ort not in seite.get_text()


def test_names_no_account_and_no_stranger(client: Client) -> None:
    gremium = build_gremium()
    konto = build_mitglied(gremium=gremium)
    build_person(nachname="Unbeteiligt")
    text = read(client, gremium).get_text()
    assert konto.username not in text
    assert "Unbeteiligt" not in text


def test_unknown_bodies_are_not_found(client: Client) -> None:
    assert client.get(reverse("gremium", args=[4711])).status_code == 404


@pytest.mark.parametrize("methode", ["POST", "PUT", "DELETE"])
def test_refuses_everything_but_reading(client: Client, methode: str) -> None:
    assert client.generic(methode, build_gremium().get_absolute_url()).status_code == 405


@pytest.mark.parametrize("anzahl", [1, 3])
def test_asks_a_fixed_number_of_times(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    gremium = build_gremium()
    for nummer in range(anzahl):
        build_mitglied(gremium=gremium, fraktion=build_fraktion())
        build_mitglied(gremium=gremium, bis=timezone.localdate() - timedelta(days=1))
        build_veroeffentlichte_sitzung(gremium=gremium, beginn=future(10 + nummer), nichtoeffentliche=0)
    with django_assert_num_queries(6):
        client.get(gremium.get_absolute_url())
