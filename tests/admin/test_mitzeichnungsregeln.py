"""The city decides which offices must co-sign, by words or by an amount."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from tests.bauten import build_amt, build_konto
from vorlagen.models import Mitzeichnungsregel

pytestmark = pytest.mark.django_db
NEU = "admin:vorlagen_mitzeichnungsregel_add"


@pytest.fixture
def verwaltung(client: Client) -> Client:
    client.force_login(build_konto(superuser=True))
    return client


def add(verwaltung: Client, **felder: object) -> list[str]:
    """Send the form; return what is refused."""
    werte: dict[str, object] = {"grund": "Satzung", "bedingung": "wort", "woerter": "Satzung", "betrag": ""}
    werte |= {"amt": build_amt().pk} | felder
    antwort = verwaltung.post(reverse(NEU), werte)
    if antwort.status_code == 302:
        return []
    return [li.get_text() for li in BeautifulSoup(antwort.content, "html.parser").select(".error-summary li")]


def test_a_rule_of_words_and_one_of_an_amount_are_added(verwaltung: Client) -> None:
    assert add(verwaltung, teile=["beschlussentwurf"]) == []
    assert add(verwaltung, grund="ab 50.000 Euro", bedingung="betrag", woerter="", betrag="50000") == []
    regeln = {regel.grund: (regel.woerter, regel.betrag, regel.teile) for regel in Mitzeichnungsregel.objects.all()}
    assert regeln == {
        "Satzung": ("Satzung", None, "beschlussentwurf"),
        "ab 50.000 Euro": ("", Decimal("50000.00"), ""),
    }


@pytest.mark.parametrize(
    ("felder", "satz"),
    [
        ({"woerter": ""}, "Bitte geben Sie mindestens ein Wort an."),
        ({"bedingung": "betrag", "woerter": ""}, "Bitte geben Sie an, ab welchem Betrag die Regel gilt."),
    ],
)
def test_a_rule_says_what_it_looks_at(verwaltung: Client, felder: dict[str, object], satz: str) -> None:
    assert satz in "".join(add(verwaltung, **felder))
    assert not Mitzeichnungsregel.objects.exists()


def test_others_do_not_get_there(client: Client) -> None:
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert client.get(reverse(NEU)).status_code in (302, 403)
