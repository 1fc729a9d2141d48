"""/konto/passwort/ and /anmelden/bestaetigen/"""

import pytest
from django.test import Client
from django.urls import reverse

from konten.models import Konto
from tests.bauten import build_konto

pytestmark = pytest.mark.django_db

ALT, NEU = "ein langes Passwort 17", "ein anderes Passwort 18"


@pytest.fixture
def konto() -> Konto:
    konto = build_konto(username="petra")
    konto.set_password(ALT)
    konto.save()
    return konto


@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate"])
def test_asks_strangers_to_log_in(client: Client, name: str) -> None:
    antwort = client.get(reverse(name))
    assert (antwort.status_code, antwort.headers["Location"]) == (302, f"/anmelden/?next={reverse(name)}")


@pytest.mark.parametrize("name", ["account_change_password", "account_reauthenticate"])
def test_shows_the_form(client: Client, konto: Konto, name: str) -> None:
    client.force_login(konto)
    assert client.get(reverse(name)).content.decode().count('type="password"') in {1, 3}


def test_changes_the_password(client: Client, konto: Konto) -> None:
    client.force_login(konto)
    antwort = client.post(reverse("account_change_password"), {"oldpassword": ALT, "password1": NEU, "password2": NEU})
    assert antwort.status_code == 302
    konto.refresh_from_db()
    assert konto.check_password(NEU)


@pytest.mark.parametrize(
    ("alt", "neu", "satz"),
    [
        ("falsch", NEU, "Das ist nicht Ihr jetziges Passwort. Bitte prüfen Sie die Eingabe."),
        (ALT, "kurz", "Dieses Passwort ist zu kurz. Es muss mindestens 12 Zeichen enthalten."),
    ],
)
def test_refuses_with_a_sentence(client: Client, konto: Konto, alt: str, neu: str, satz: str) -> None:
    client.force_login(konto)
    antwort = client.post(reverse("account_change_password"), {"oldpassword": alt, "password1": neu, "password2": neu})
    assert satz in antwort.content.decode()
    konto.refresh_from_db()
    assert konto.check_password(ALT)


def test_an_account_without_password_is_told(client: Client) -> None:
    client.force_login(build_konto())
    antwort = client.get(reverse("account_change_password"))
    assert (antwort.status_code, antwort.headers["Location"]) == (302, "/schreibtisch/")
