"""/anmelden/"""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from konten.models import Konto
from tests.bauten import build_konto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leerer_zaehler")]

PASSWORT = "ein langes Passwort 17"
FALSCH = "Anmeldename oder Passwort ist falsch. Bitte prüfen Sie beides."
GEBREMST = "Zu viele falsche Versuche. Bitte warten Sie fünf Minuten"


@pytest.fixture
def konto() -> Konto:
    konto = build_konto(username="petra")
    konto.set_password(PASSWORT)
    konto.save()
    return konto


def post(client: Client, login: str = "petra", password: str = PASSWORT, **weiteres: str) -> tuple[int, str, str]:
    antwort = client.post(reverse("account_login"), {"login": login, "password": password, **weiteres})
    return antwort.status_code, antwort.headers.get("Location", ""), antwort.content.decode()


def test_shows_the_form(client: Client) -> None:
    seite = BeautifulSoup(client.get(reverse("account_login")).content, "html.parser")
    assert [h.get_text() for h in seite.select("h1")] == ["Anmelden"]
    assert seite.select_one("input[name=password]") is not None
    assert "Vorführung" not in seite.get_text()


def test_logs_in(client: Client, konto: Konto) -> None:
    assert post(client)[:2] == (302, "/schreibtisch/")
    assert client.session["_auth_user_id"] == str(konto.pk)


def test_unknown_account_and_wrong_password_read_the_same(client: Client, konto: Konto) -> None:
    def meldungen(login: str) -> list[str]:
        seite = BeautifulSoup(post(client, login=login, password="falsch")[2], "html.parser")
        return [eintrag.get_text() for eintrag in seite.select("[role=alert] li")]

    assert meldungen("petra") == meldungen("niemand") == [FALSCH]


def test_an_inactive_account_reads_the_same(client: Client, konto: Konto) -> None:
    Konto.objects.update(is_active=False)
    status, _, text = post(client)
    assert status == 200
    assert FALSCH in text


@pytest.mark.parametrize("login", ["petra", "niemand"])
def test_is_throttled(client: Client, konto: Konto, login: str) -> None:
    antworten = [post(client, login=login, password="falsch")[2] for _ in range(10)]
    assert [GEBREMST in text for text in antworten] == [False] * 5 + [True] * 5
    assert GEBREMST in post(client, login=login)[2]
    assert "_auth_user_id" not in client.session


def test_a_forged_forwarding_address_does_not_lift_the_brake(client: Client, konto: Konto) -> None:
    for nummer in range(6):
        antwort = client.post(
            reverse("account_login"),
            {"login": f"niemand{nummer}", "password": "falsch"},
            headers={"x-forwarded-for": f"192.0.2.{nummer}"},
        )
        assert GEBREMST not in antwort.content.decode()
    for nummer in range(40):
        antwort = client.post(
            reverse("account_login"),
            {"login": f"jemand{nummer}", "password": "falsch"},
            headers={"x-forwarded-for": f"198.51.100.{nummer}"},
        )
    assert GEBREMST in antwort.content.decode()


@pytest.mark.parametrize("ziel", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_goes_nowhere_else_afterwards(client: Client, konto: Konto, ziel: str) -> None:
    assert post(client, next=ziel)[:2] == (302, "/schreibtisch/")


def test_returns_to_where_one_came_from(client: Client, konto: Konto) -> None:
    assert post(client, next="/gremien/")[:2] == (302, "/gremien/")


def test_a_logged_in_visitor_is_sent_on(client: Client, konto: Konto) -> None:
    client.force_login(konto)
    assert client.get(reverse("account_login")).headers["Location"] == "/schreibtisch/"


def test_nobody_registers_and_no_password_comes_by_mail(client: Client) -> None:
    assert [client.get(pfad).status_code for pfad in ("/signup/", "/accounts/signup/", "/password/reset/")] == [404] * 3


def test_the_administration_uses_the_same_door(client: Client) -> None:
    antwort = client.get("/admin/login/?next=/admin/")
    assert (antwort.status_code, antwort.headers["Location"]) == (302, "/anmelden/?next=%2Fadmin%2F")
    assert client.post("/admin/login/", {"username": "petra", "password": PASSWORT}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_the_administration_is_closed_to_others(client: Client, konto: Konto) -> None:
    client.force_login(konto)
    assert client.get("/admin/", follow=True).status_code == 403
