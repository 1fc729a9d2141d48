"""/sitzungen/"""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.bauten import (
    build_gremium,
    build_mitglied,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
)
from tests.sitzungen.views.seiten import login_clerk, soup, texts
from tests.zweite_person import publish_agenda

pytestmark = pytest.mark.django_db


def read(client: Client, **auswahl: str | int) -> BeautifulSoup:
    return soup(client.get(reverse("sitzungen"), auswahl))


def bodies(seite: BeautifulSoup) -> list[str]:
    return [titel.split(" am ")[0] for titel in texts(seite, ".rows__title")]


def test_shows_the_coming_sittings_soonest_first_by_month(client: Client) -> None:
    gremien = {name: build_gremium(name=name) for name in ("Forstausschuss", "Kulturausschuss", "Sozialausschuss")}
    build_sitzung(gremium=gremien["Kulturausschuss"], beginn=future(40), bekanntmachen=True)
    build_sitzung(gremium=gremien["Forstausschuss"], beginn=future(3), bekanntmachen=True, ort="Forsthaus")
    build_sitzung(gremium=gremien["Sozialausschuss"], beginn=future(-3), bekanntmachen=True)
    seite = read(client)
    assert bodies(seite) == ["Forstausschuss", "Kulturausschuss"]
    assert texts(seite, ".rows__meta")[0] == "Forsthaus"
    assert len(seite.select("section > h2")) == 2


def test_the_past_is_one_link_away_newest_first(client: Client) -> None:
    alt, neu = build_gremium(name="Alt"), build_gremium(name="Neu")
    build_sitzung(gremium=alt, beginn=future(-40), bekanntmachen=True)
    build_sitzung(gremium=neu, beginn=future(-3), bekanntmachen=True)
    link = read(client).select_one('a[href*="zeit=vergangen"]')
    assert link is not None
    seite = soup(client.get(reverse("sitzungen") + str(link["href"])))
    assert bodies(seite) == ["Neu", "Alt"]


def test_filters_by_body_year_and_month(client: Client) -> None:
    rat, ausschuss = build_gremium(name="Rat"), build_gremium(name="Ausschuss")
    for gremium, monat in ((rat, 3), (rat, 9), (ausschuss, 9)):
        beginn = datetime(2024, monat, 5, 14, tzinfo=UTC)
        build_sitzung(gremium=gremium, beginn=beginn, bekanntmachen=True)
    assert bodies(read(client, jahr=2024)) == ["Rat", "Rat", "Ausschuss"]
    assert bodies(read(client, jahr=2024, monat=9)) == ["Rat", "Ausschuss"]
    assert bodies(read(client, jahr=2024, monat=9, gremium=ausschuss.pk)) == ["Ausschuss"]
    assert bodies(read(client, jahr=2025)) == []


def test_the_year_of_a_new_years_sitting_is_the_local_one(client: Client) -> None:
    build_sitzung(beginn=datetime(2024, 12, 31, 23, 30, tzinfo=UTC), bekanntmachen=True)
    assert len(bodies(read(client, jahr=2025, monat=1))) == 1
    assert bodies(read(client, jahr=2024)) == []


@pytest.mark.parametrize(
    "unsinn",
    [
        {"gremium": "abc"},
        {"gremium": "9" * 40},
        {"jahr": "0"},
        {"jahr": "99999"},
        {"monat": "13"},
        {"seite": "-1"},
        {"seite": "xyz"},
        {"order_by": "gremium__name"},
        {"tops__betreff__startswith": "P"},
        {"zeit": "'; DROP TABLE"},
        {"jahr": "²"},
    ],
)
def test_values_without_sense_change_nothing(client: Client, unsinn: dict[str, str]) -> None:
    build_sitzung(gremium=build_gremium(name="Rat"), bekanntmachen=True)
    assert bodies(read(client, **unsinn)) == ["Rat"]


def test_a_planned_sitting_shows_to_clerks_alone(client: Client) -> None:
    sitzung = build_sitzung(gremium=build_gremium(name="Rat"))
    build_top(sitzung)
    client.force_login(build_mitglied(gremium=sitzung.gremium))
    assert bodies(read(client)) == []
    client.logout()
    seite = read(client)
    assert bodies(seite) == []
    # Nor do the choices of the filter give it away.
    assert texts(seite, "#id_gremium option") == ["alle"]
    assert texts(seite, "#id_jahr option") == ["ab heute"]
    login_clerk(client)
    seite = read(client)
    assert bodies(seite) == ["Rat"]
    assert texts(seite, ".kern-badge") == ["intern"]


def test_says_when_there_is_nothing(client: Client) -> None:
    assert texts(read(client), ".empty-state__title") == ["Zurzeit sind keine kommenden Sitzungen bekannt gemacht"]
    assert texts(read(client, zeit="vergangen"), ".empty-state__title") == ["Keine vergangenen Sitzungen"]
    assert texts(read(client, jahr=1999), ".empty-state__title") == ["Keine Sitzungen in dieser Auswahl"]


def test_only_clerks_are_offered_to_schedule(client: Client) -> None:
    assert read(client).select(f'a[href="{reverse("sitzung_neu")}"]') == []
    login_clerk(client)
    assert len(read(client).select(f'a[href="{reverse("sitzung_neu")}"]')) == 1


def test_says_which_have_an_agenda(client: Client) -> None:
    build_veroeffentlichte_sitzung(beginn=future(3))
    build_sitzung(beginn=future(4), bekanntmachen=True)
    assert texts(read(client), ".kern-badge") == ["mit Tagesordnung"]


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_is_fixed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    for tag in range(anzahl):
        sitzung = build_sitzung(beginn=future(tag + 2))
        build_top(sitzung)
        publish_agenda(sitzung)
    with django_assert_num_queries(5):
        assert len(bodies(read(client))) == anzahl
