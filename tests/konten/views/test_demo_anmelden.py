"""/anmelden/demo/<rolle>/"""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from konten.login.demo import DEMO_ROLLEN
from konten.models import Installation, Konto
from tests.bauten import build_konto

pytestmark = pytest.mark.django_db


@pytest.fixture
def _demo(settings: Settings) -> None:
    settings.DEMO = True
    Installation.objects.create(demo=True)


@pytest.fixture
def konten() -> dict[str, Konto]:
    return {rolle: build_konto(username=f"demo-{rolle}") for rolle in DEMO_ROLLEN}


@pytest.mark.usefixtures("_demo")
@pytest.mark.parametrize("rolle", DEMO_ROLLEN)
def test_one_click_per_role(client: Client, konten: dict[str, Konto], rolle: str) -> None:
    adresse = reverse("demo_anmelden", args=[rolle])
    assert f'action="{adresse}"' in client.get(reverse("account_login")).content.decode()
    antwort = client.post(adresse)
    assert (antwort.status_code, antwort.headers["Location"]) == (302, "/schreibtisch/")
    assert client.session["_auth_user_id"] == str(konten[rolle].pk)


@pytest.mark.usefixtures("_demo", "konten")
def test_refuses_get(client: Client) -> None:
    assert client.get(reverse("demo_anmelden", args=["amtsleitung"]))["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_demo", "konten")
@pytest.mark.parametrize(("ziel", "erwartet"), [("//evil.example/", "/schreibtisch/"), ("/gremien/", "/gremien/")])
def test_goes_only_to_own_pages(client: Client, ziel: str, erwartet: str) -> None:
    antwort = client.post(reverse("demo_anmelden", args=["amtsleitung"]), {"next": ziel})
    assert antwort.headers["Location"] == erwartet


@pytest.mark.usefixtures("_demo")
def test_only_the_named_accounts(client: Client) -> None:
    build_konto(username="demo-chef")
    assert client.post(reverse("demo_anmelden", args=["chef"])).status_code == 404


@pytest.mark.usefixtures("_demo", "konten")
def test_not_for_a_locked_account(client: Client) -> None:
    Konto.objects.update(is_active=False)
    assert client.post(reverse("demo_anmelden", args=["amtsleitung"])).status_code == 404


@pytest.mark.parametrize(("schalter", "zeile"), [(False, True), (True, False), (False, False)])
@pytest.mark.parametrize("methode", ["GET", "POST"])
def test_does_not_exist_outside_demo_mode(
    client: Client, settings: Settings, konten: dict[str, Konto], schalter: bool, zeile: bool, methode: str
) -> None:
    settings.DEMO = schalter
    Installation.objects.create(demo=zeile)
    assert client.generic(methode, reverse("demo_anmelden", args=["amtsleitung"])).status_code == 404
    assert "/anmelden/demo/" not in client.get(reverse("account_login")).content.decode()
    assert "_auth_user_id" not in client.session
