"""/sitzungsdienst/"""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from konten.models import Konto
from sitzungen.actions.sitzung import invite_sitzung
from tests.bauten import (
    build_freigegebene_vorlage,
    build_gremium,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    future,
    iter_tops,
    release_fassung,
)
from tests.sitzungen.views.seiten import login_clerk, soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clerk(client: Client) -> Konto:
    return login_clerk(client)


def read(client: Client) -> BeautifulSoup:
    return soup(client.get(reverse("sitzungsdienst")))


def test_teaches_when_there_is_nothing(client: Client) -> None:
    assert texts(read(client), ".empty-state__title") == ["Keine Sitzung braucht Sie gerade", "Keine Vorlage wartet"]


def test_sorts_sittings_by_what_is_due(client: Client, clerk: Konto) -> None:
    build_veroeffentlichte_sitzung(begonnen=True)
    build_veroeffentlichte_sitzung(beginn=future(-1), oeffentliche=2)
    build_sitzung(beginn=future(10))
    build_sitzung(beginn=future(60))
    build_veroeffentlichte_sitzung(beginn=future(10))
    eingeladen = build_veroeffentlichte_sitzung(beginn=future(12))
    invite_sitzung(eingeladen, zugang=timezone.now(), konto=clerk)
    seite = read(client)
    assert texts(seite, "main > section > h2") == [
        "Läuft gerade (1)",
        "Vorbei, aber nicht abgeschlossen (1)",
        "Tagesordnung zu veröffentlichen (2)",
        "Noch einzuladen (1)",
        "Vorlagen, die auf eine Tagesordnung warten",
    ]
    assert texts(seite, "summary") == ["Später einzuladen (1)"]
    assert "3 ohne Ergebnis" in texts(seite, ".rows__meta")[1]


@pytest.mark.parametrize(
    ("tage", "marke"),
    [(4, ["Einladungsfrist verstrichen"]), (5, ["Frist endet bald"]), (8, ["Frist endet bald"]), (9, [])],
)
def test_warns_of_the_invitation_day(client: Client, tage: int, marke: list[str]) -> None:
    build_sitzung(beginn=future(tage))
    assert texts(read(client), ".kern-badge") == marke


def test_lists_waiting_papers_by_body_in_the_citys_order(client: Client) -> None:
    rat, ausschuss = build_gremium(name="Rat", reihenfolge=1), build_gremium(name="Ausschuss", reihenfolge=2)
    for gremium in (ausschuss, rat, ausschuss):
        build_freigegebene_vorlage(stationen=[(gremium, None, True, True)])
    assert texts(read(client), "h3") == ["Rat (1)", "Ausschuss (2)"]


def test_names_papers_with_a_newer_fassung_than_placed(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(nichtoeffentliche=0)
    top = next(iter_tops(sitzung))
    assert top.beratung is not None
    release_fassung(build_neufassung(top.beratung.vorlage))
    seite = read(client)
    assert "Neuere Fassung als aufgesetzt (1)" in texts(seite, "h2")
    [link] = seite.select(f'a[href*="#punkt-{top.pk}"]')
    assert link.get_text() == str(top)


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_is_fixed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    for tag in range(anzahl):
        sitzung = build_sitzung(beginn=future(10 + tag))
        build_top(sitzung)
        build_freigegebene_vorlage(
            stationen=[(build_gremium(), None, False, True), (sitzung.gremium, None, True, True)]
        )
    with django_assert_num_queries(12):
        assert len(read(client).select(".rows > li")) == 3 * anzahl
