"""/gremien/"""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from gremien.enums import Gremienart
from tests.bauten import build_gremium, build_mitglied

pytestmark = pytest.mark.django_db


def test_groups_the_bodies_by_kind(client: Client) -> None:
    build_gremium(name="Ortsbeirat Güls", art=Gremienart.ORTSBEIRAT)
    build_gremium(name="Schulausschuss", art=Gremienart.AUSSCHUSS)
    build_gremium(name="Stadtrat", art=Gremienart.RAT)
    seite = BeautifulSoup(client.get(reverse("gremien")).content, "html.parser")
    assert [h.get_text() for h in seite.select("h2")] == ["Stadtrat", "Ausschüsse", "Ortsbeiräte"]
    assert [a.get_text() for a in seite.select(".rows a")] == ["Stadtrat", "Schulausschuss", "Ortsbeirat Güls"]


def test_leaves_out_bodies_of_the_past(client: Client) -> None:
    gestern = timezone.localdate() - timedelta(days=1)
    build_gremium(name="Alter Ausschuss", bis=gestern)
    build_gremium(name="Neuer Ausschuss", bis=gestern + timedelta(days=1))
    text = client.get(reverse("gremien")).content.decode()
    assert "Neuer Ausschuss" in text
    assert "Alter Ausschuss" not in text


def test_counts_the_members_of_today(client: Client) -> None:
    gremium = build_gremium()
    build_mitglied(gremium=gremium)
    build_mitglied(gremium=gremium)
    build_mitglied(gremium=gremium, bis=timezone.localdate() - timedelta(days=1))
    build_mitglied(gremium=gremium, von=timezone.localdate() + timedelta(days=1))
    assert "2 Mitglieder" in client.get(reverse("gremien")).content.decode()


def test_teaches_when_empty(client: Client) -> None:
    assert "Noch keine Gremien" in client.get(reverse("gremien")).content.decode()


@pytest.mark.parametrize("methode", ["POST", "PUT", "DELETE"])
def test_refuses_everything_but_reading(client: Client, methode: str) -> None:
    assert client.generic(methode, reverse("gremien")).status_code == 405


@pytest.mark.parametrize("anzahl", [1, 3])
def test_asks_twice(client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int) -> None:
    for _ in range(anzahl):
        build_mitglied()
    with django_assert_num_queries(2):
        client.get(reverse("gremien"))
