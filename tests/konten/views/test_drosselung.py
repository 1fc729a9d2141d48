"""Guessing passwords is slowed down, and locks nobody out: no town hall, and no colleague on the day of a sitting."""

import pytest
from django.test import Client
from django.urls import reverse

from konten.login.drosselung import COOKIE
from konten.models import Konto
from tests.bauten import build_konto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leerer_zaehler")]

PASSWORT = "ein langes Passwort 17"
RATHAUS, DAHEIM, FREMD = "192.0.2.1", "198.51.100.7", "203.0.113."


@pytest.fixture(autouse=True)
def konten() -> None:
    for name in ("petra", "karim"):
        konto: Konto = build_konto(username=name)
        konto.set_password(PASSWORT)
        konto.save()


def attempt(client: Client, name: str, *, ort: str, passwort: str = "falsch") -> bool:
    """Try to log in from an address; return whether it was refused without looking at the password."""
    antwort = client.post(reverse("account_login"), {"login": name, "password": passwort}, REMOTE_ADDR=ort)
    return "Zu viele falsche Versuche" in antwort.content.decode()


def enters(client: Client, name: str, *, ort: str) -> bool:
    """Return whether the right password lets in; logs out again."""
    attempt(client, name, ort=ort, passwort=PASSWORT)
    if "_auth_user_id" not in client.session:
        return False
    client.post(reverse("account_logout"), REMOTE_ADDR=ort)
    return True


def attack(name: str, *, orte: int, versuche: int) -> int:
    """Guess from so many strange addresses; return how many guesses were looked at."""
    return sum(not attempt(Client(), name, ort=f"{FREMD}{ort}") for ort in range(orte) for _ in range(versuche))


def lock_out(name: str) -> None:
    """Guess from strange addresses until nobody looks at the guesses any more."""
    assert attack(name, orte=7, versuche=5) == 30


def test_strangers_together_may_guess_a_few_times_an_hour() -> None:
    assert attack("petra", orte=20, versuche=7) == 30


def test_one_stranger_may_not_go_through_all_accounts() -> None:
    gesehen = sum(not attempt(Client(), f"konto{zahl}", ort=f"{FREMD}1") for zahl in range(60))
    assert gesehen == 20


def test_an_attack_locks_nobody_out_at_a_device_that_is_known() -> None:
    tablet = Client()
    assert enters(tablet, "petra", ort=DAHEIM)
    lock_out("petra")
    assert enters(tablet, "petra", ort=f"{FREMD}200")


def test_an_attack_locks_nobody_out_in_the_town_hall_even_at_a_new_device() -> None:
    assert enters(Client(), "karim", ort=RATHAUS)
    lock_out("petra")
    assert enters(Client(), "petra", ort=RATHAUS)


def test_without_knowing_either_the_attack_does_lock_out() -> None:
    lock_out("petra")
    assert not enters(Client(), "petra", ort=DAHEIM)


def test_many_people_behind_one_address_log_in_and_mistype() -> None:
    assert enters(Client(), "karim", ort=RATHAUS)
    assert not any(attempt(Client(), f"mitglied{zahl}", ort=RATHAUS) for zahl in range(120))
    assert enters(Client(), "petra", ort=RATHAUS)


def test_a_colleague_who_guesses_in_the_town_hall_does_not_lock_the_known_device() -> None:
    tablet = Client()
    assert enters(tablet, "petra", ort=RATHAUS)
    versuche = [attempt(Client(), "petra", ort=RATHAUS) for _ in range(25)]
    assert versuche == [False] * 20 + [True] * 5
    assert enters(tablet, "petra", ort=RATHAUS)


def test_a_known_device_counts_its_own_failures() -> None:
    tablet = Client()
    assert enters(tablet, "petra", ort=RATHAUS)
    assert [attempt(tablet, "petra", ort=RATHAUS) for _ in range(12)] == [False] * 10 + [True] * 2
    assert enters(Client(), "petra", ort=RATHAUS)


@pytest.mark.parametrize("wert", ["", "x", "WyJhIl0:1:abc"])
def test_a_forged_device_is_a_strange_one(wert: str) -> None:
    faelscher = Client()
    faelscher.cookies[COOKIE] = wert
    assert [attempt(faelscher, "petra", ort=f"{FREMD}1") for _ in range(6)] == [False] * 5 + [True]


def test_a_shared_tablet_knows_several_accounts_and_names_none() -> None:
    tablet = Client()
    assert enters(tablet, "petra", ort=DAHEIM)
    assert enters(tablet, "karim", ort=DAHEIM)
    assert "petra" not in tablet.cookies[COOKIE].value
    lock_out("petra")
    assert enters(tablet, "petra", ort=f"{FREMD}200")
