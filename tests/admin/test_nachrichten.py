"""Outgoing mail in the administration: what became of each, and trying it once more."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from post.actions.nachricht import write_nachricht
from post.enums import Anlass, Zustand
from post.models import Nachricht
from post.tasks import deliver
from tests.bauten import build_konto
from tests.post.empfang import Empfang

pytestmark = pytest.mark.django_db

LISTE = "/admin/post/nachricht/"


@pytest.fixture
def nachrichten(client: Client, empfang: Empfang) -> dict[Zustand, Nachricht]:
    """One mail in each state, and somebody of the administration."""
    empfang.an_wen += ["250 OK", "550 Unbekannt", "451 Später"]
    geschrieben = [_write(f"k{zahl}@example.org") for zahl in range(3)]
    deliver()
    client.force_login(build_konto(superuser=True))
    return dict(zip((Zustand.ZUGESTELLT, Zustand.GESCHEITERT, Zustand.WARTET), geschrieben, strict=True))


def _write(adresse: str) -> Nachricht:
    nachricht = write_nachricht(
        Anlass.FREIGABE, konto=build_konto(email=adresse), gegenstand=f"An {adresse}", satz="x", ziel="/"
    )
    assert nachricht is not None
    return nachricht


def list_rows(client: Client, **frage: str) -> list[list[str]]:
    seite = BeautifulSoup(client.get(LISTE, frage).content, "html.parser")
    return [[zelle.get_text(strip=True) for zelle in zeile.select("th, td")] for zeile in seite.select("tbody tr")]


def test_the_list_says_what_became_of_each(client: Client, nachrichten: dict[Zustand, Nachricht]) -> None:
    text = [" ".join(zeile) for zeile in list_rows(client)]
    assert len(text) == 3
    for zustand, nachricht in nachrichten.items():
        [zeile] = [zeile for zeile in text if nachricht.gegenstand in zeile]
        assert f" {zustand.label} " in zeile
    assert any("550 Unbekannt" in zeile for zeile in text)


@pytest.mark.parametrize("zustand", Zustand)
def test_the_filter_shows_one_state(client: Client, nachrichten: dict[Zustand, Nachricht], zustand: Zustand) -> None:
    [zeile] = list_rows(client, zustand=zustand.value)
    assert nachrichten[zustand].gegenstand in " ".join(zeile)


def test_trying_once_more_leaves_what_was_delivered(
    client: Client, nachrichten: dict[Zustand, Nachricht], empfang: Empfang
) -> None:
    auswahl = {"action": "deliver_once_more", "_selected_action": [n.pk for n in nachrichten.values()]}
    text = client.post(LISTE, auswahl, follow=True).content.decode()
    assert "2 Nachrichten werden noch einmal zugestellt." in text
    assert "Schon zugestellt und darum nicht noch einmal: 1." in text
    assert deliver() == 2
    assert sorted(empfang.kennungen) == sorted(n.message_id for n in nachrichten.values())


def test_nobody_without_all_rights_tries_again(client: Client, nachrichten: dict[Zustand, Nachricht]) -> None:
    client.force_login(build_konto(is_staff=True))
    auswahl = {"action": "deliver_once_more", "_selected_action": [n.pk for n in nachrichten.values()]}
    assert client.post(LISTE, auswahl).status_code == 403
    assert Nachricht.objects.get(pk=nachrichten[Zustand.GESCHEITERT].pk).gescheitert


def test_the_page_shows_all_of_it_and_changes_nothing(client: Client, nachrichten: dict[Zustand, Nachricht]) -> None:
    seite = client.get(reverse("admin:post_nachricht_change", args=[nachrichten[Zustand.GESCHEITERT].pk]))
    assert "550 Unbekannt" in seite.content.decode()
    assert not BeautifulSoup(seite.content, "html.parser").select("main input:not([type=hidden]), main textarea")


@pytest.mark.parametrize(
    ("verschickt", "satz"), [(True, "der Hintergrunddienst verschickt sie"), (False, "kein Mailserver")]
)
def test_says_whether_mails_leave_the_house(client: Client, settings: Settings, verschickt: bool, satz: str) -> None:
    settings.POST_WIRD_VERSCHICKT = verschickt
    client.force_login(build_konto(superuser=True))
    assert satz in client.get(LISTE).content.decode()
