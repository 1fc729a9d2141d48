"""What every page carries around its content."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_konto

pytestmark = pytest.mark.django_db

OEFFENTLICH = ["Sitzungen", "Vorlagen", "Gremien"]


def read(client: Client, konto: Konto | None = None) -> BeautifulSoup:
    if konto is not None:
        client.force_login(konto)
    return BeautifulSoup(client.get(reverse("gremien")).content, "html.parser")


def rooms(seite: BeautifulSoup) -> list[str]:
    return [a.get_text() for a in seite.select("nav[aria-label=Hauptnavigation] a")]


def test_navigation_of_the_public(client: Client) -> None:
    seite = read(client)
    assert rooms(seite) == OEFFENTLICH
    assert [a.get_text() for a in seite.select("[aria-current=true]")] == ["Gremien"]


def test_navigation_of_staff(client: Client) -> None:
    assert rooms(read(client, build_konto(rolle=Rolle.SACHBEARBEITUNG))) == [*OEFFENTLICH, "Schreibtisch"]


def test_navigation_of_the_clerks(client: Client) -> None:
    erwartet = [*OEFFENTLICH, "Schreibtisch", "Sitzungsdienst"]
    assert rooms(read(client, build_konto(rolle=Rolle.SITZUNGSDIENST))) == erwartet


def test_navigation_of_the_administration(client: Client) -> None:
    assert rooms(read(client, build_konto(superuser=True))) == [*OEFFENTLICH, "Schreibtisch", "Verwaltung"]


def test_logging_out_is_a_post(client: Client) -> None:
    form = read(client, build_konto()).select(f'form[action="{reverse("account_logout")}"]')
    assert [f["method"] for f in form] == ["post"]


def test_first_stop_of_the_keyboard_leads_to_the_content(client: Client) -> None:
    seite = read(client)
    erster = seite.select("a")[0]
    assert seite.select_one(str(erster["href"])) == seite.select_one("main")


@pytest.mark.parametrize(("demo", "mal"), [(True, 1), (False, 0)])
def test_demo_data_say_so(client: Client, settings: Settings, demo: bool, mal: int) -> None:
    settings.DEMO = demo
    assert read(client).get_text().count("Vorführdaten – alle Personen sind erfunden") == mal
