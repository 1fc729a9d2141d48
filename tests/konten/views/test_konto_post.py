"""/konto/post/"""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from konten.models import Konto
from post.actions.abbestellung import list_gewaehlte
from post.actions.nachricht import write_nachricht
from post.enums import WAEHLBAR, Anlass
from tests.bauten import build_konto

pytestmark = pytest.mark.django_db

SEITE = "/konto/post/"


@pytest.fixture
def konto(client: Client) -> Konto:
    konto = build_konto(email="petra@example.org")
    client.force_login(konto)
    return konto


def read(client: Client) -> BeautifulSoup:
    return BeautifulSoup(client.get(SEITE).content, "html.parser")


def test_asks_strangers_to_log_in(client: Client) -> None:
    assert client.get(SEITE).headers["Location"] == f"/anmelden/?next={SEITE}"


def test_the_desk_and_the_page_of_the_password_lead_there(client: Client, konto: Konto) -> None:
    konto.set_password("ein langes Passwort 17")
    konto.save()
    client.force_login(konto)
    for name in ("schreibtisch", "account_change_password"):
        assert f'href="{SEITE}"' in client.get(reverse(name)).content.decode()


def test_offers_every_kind_that_can_be_chosen_and_begins_with_all(client: Client, konto: Konto) -> None:
    kaestchen = read(client).select("input[name=anlaesse]")
    assert [str(k["value"]) for k in kaestchen] == [anlass.value for anlass in WAEHLBAR]
    assert all(k.has_attr("checked") for k in kaestchen)


def test_keeps_what_was_chosen(client: Client, konto: Konto) -> None:
    antwort = client.post(SEITE, {"anlaesse": ["freigabe", "vorschlag"]})
    assert antwort.headers["Location"] == SEITE
    assert list_gewaehlte(konto) == [Anlass.FREIGABE, Anlass.VORSCHLAG]
    assert [str(k["value"]) for k in read(client).select("input[name=anlaesse][checked]")] == ["freigabe", "vorschlag"]
    client.post(SEITE, {})
    assert list_gewaehlte(konto) == []


@pytest.mark.parametrize("wert", ["passwort", "einladung", "gibtesnicht", ""])
def test_refuses_what_is_no_choice(client: Client, konto: Konto, wert: str) -> None:
    text = client.post(SEITE, {"anlaesse": [wert]}).content.decode()
    assert "Diese Auswahl gibt es nicht mehr. Bitte wählen Sie noch einmal." in text
    assert list_gewaehlte(konto) == list(WAEHLBAR)


def test_shows_ones_own_last_mails_and_nobody_elses(client: Client, konto: Konto) -> None:
    for zahl in range(25):
        write_nachricht(Anlass.FREIGABE, konto=konto, gegenstand=f"Meine {zahl:02}", satz="x", ziel=f"/z{zahl}/")
    andere = build_konto(email="andere@example.org")
    write_nachricht(Anlass.FREIGABE, konto=andere, gegenstand="Fremdes", satz="x", ziel="/fremd/")
    titel = [eintrag.get_text(strip=True) for eintrag in read(client).select(".rows__title")]
    assert titel == [f"Meine {zahl:02}" for zahl in range(24, 4, -1)]
    assert "wartet" in read(client).select_one(".rows__meta").get_text()  # type: ignore[union-attr]


def test_says_where_mails_go(client: Client, konto: Konto, settings: Settings) -> None:
    assert "bleibt als Datei auf dem Server" in read(client).get_text()
    settings.POST_WIRD_VERSCHICKT = True
    assert "Ihre E-Mails gehen an petra@example.org" in " ".join(read(client).get_text(" ", strip=True).split())
    Konto.objects.update(email="")
    assert "Bei Ihrem Konto ist keine Adresse eingetragen" in read(client).get_text()
