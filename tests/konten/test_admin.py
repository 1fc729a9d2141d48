"""Accounts and master data in the administration."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_fraktion, build_gremium, build_konto, build_mitglied

pytestmark = pytest.mark.django_db

SEITEN = [
    "konten_konto", "konten_rollenzuweisung", "gremien_gremium", "gremien_person", "gremien_mitgliedschaft",
    "gremien_fraktion", "gremien_wahlperiode", "gremien_dezernat", "gremien_amt",
]  # fmt: skip


@pytest.fixture
def verwaltung(client: Client) -> Client:
    client.force_login(build_konto(superuser=True))
    return client


@pytest.mark.parametrize("seite", SEITEN)
def test_lists_searches_and_adds(verwaltung: Client, seite: str) -> None:
    build_konto(rolle=Rolle.SACHBEARBEITUNG)
    build_mitglied(fraktion=build_fraktion())
    assert verwaltung.get(reverse(f"admin:{seite}_changelist"), {"q": "x"}).status_code == 200
    assert verwaltung.get(reverse(f"admin:{seite}_add")).status_code == 200


@pytest.mark.parametrize("seite", SEITEN)
def test_is_closed_to_everybody_else(client: Client, seite: str) -> None:
    assert client.get(reverse(f"admin:{seite}_changelist")).status_code == 302
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert client.get(reverse(f"admin:{seite}_changelist"), follow=True).status_code == 403


def test_shows_the_roles_of_an_account(verwaltung: Client) -> None:
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG)
    zuweisung = konto.rollenzuweisungen.get()
    assert str(zuweisung) in verwaltung.get(reverse("admin:konten_konto_changelist")).content.decode()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_of_accounts_asks_a_fixed_number_of_times(
    verwaltung: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    for _ in range(anzahl):
        build_konto(rolle=Rolle.SACHBEARBEITUNG)
    with django_assert_num_queries(10):
        verwaltung.get(reverse("admin:konten_konto_changelist"))


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_of_seats_asks_a_fixed_number_of_times(
    verwaltung: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    gremium = build_gremium()
    for _ in range(anzahl):
        build_mitglied(gremium=gremium, fraktion=build_fraktion())
    with django_assert_num_queries(12):
        verwaltung.get(reverse("admin:gremien_mitgliedschaft_changelist"))


def test_a_new_account_has_only_the_password_it_was_given(verwaltung: Client) -> None:
    angaben = {"username": "neu", "password1": "ein langes Passwort 17", "password2": "ein langes Passwort 17"}
    leer = {"rollenzuweisungen-TOTAL_FORMS": "0", "rollenzuweisungen-INITIAL_FORMS": "0"}
    verwaltung.post(reverse("admin:konten_konto_add"), angaben | leer | {"usable_password": "true"})
    konto = Konto.objects.get(username="neu")
    assert konto.check_password("ein langes Passwort 17")
    assert (konto.is_staff, konto.is_superuser) == (False, False)
