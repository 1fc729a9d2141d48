"""The city changes the labels and places of its voting grid; the twelve meanings stay."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.bauten import build_konto
from vorlagen.enums import Kaestchenbedeutung
from vorlagen.models import Kaestchen

pytestmark = pytest.mark.django_db


@pytest.fixture
def verwaltung(client: Client) -> Client:
    client.force_login(build_konto(superuser=True))
    return client


@pytest.fixture
def einstimmig() -> Kaestchen:
    return Kaestchen.objects.get(bedeutung=Kaestchenbedeutung.EINSTIMMIG)


def change(verwaltung: Client, kaestchen: Kaestchen, **felder: object) -> str:
    """Post the form; return what it says when it is shown again, empty if it was saved."""
    werte = {"kurz": kaestchen.kurz, "lang": kaestchen.lang, "zeile": kaestchen.zeile, "spalte": kaestchen.spalte}
    antwort = verwaltung.post(reverse("admin:vorlagen_kaestchen_change", args=[kaestchen.pk]), werte | felder)
    return "" if antwort.status_code == 302 else antwort.content.decode()


def test_changes_the_labels(verwaltung: Client, einstimmig: Kaestchen) -> None:
    assert change(verwaltung, einstimmig, kurz="einst.", lang="einstimmig angenommen") == ""
    einstimmig.refresh_from_db()
    assert (einstimmig.kurz, einstimmig.lang) == ("einst.", "einstimmig angenommen")


def test_a_meaning_stays(verwaltung: Client, einstimmig: Kaestchen) -> None:
    change(verwaltung, einstimmig, bedeutung=Kaestchenbedeutung.ABGELEHNT)
    einstimmig.refresh_from_db()
    assert einstimmig.bedeutung == Kaestchenbedeutung.EINSTIMMIG


def test_two_boxes_change_places(verwaltung: Client, einstimmig: Kaestchen) -> None:
    frei = Kaestchen.objects.get(zeile=3, spalte=4)

    assert change(verwaltung, einstimmig, zeile=3, spalte=4) == ""

    plaetze = dict(Kaestchen.objects.values_list("bedeutung", "pk"))
    assert (Kaestchen.objects.get(zeile=3, spalte=4), Kaestchen.objects.get(zeile=1, spalte=1)) == (einstimmig, frei)
    assert Kaestchen.objects.get(zeile=1, spalte=1).lang == frei.lang
    assert len(plaetze) == 12


@pytest.mark.parametrize(("feld", "wert"), [("zeile", 0), ("zeile", 4), ("spalte", 0), ("spalte", 5)])
def test_refuses_a_place_outside_the_grid(verwaltung: Client, einstimmig: Kaestchen, feld: str, wert: int) -> None:
    text = change(verwaltung, einstimmig, **{feld: wert})
    assert "Dieser Wert muss" in text
    einstimmig.refresh_from_db()
    assert (einstimmig.zeile, einstimmig.spalte) == (1, 1)


def test_boxes_are_neither_added_nor_deleted(verwaltung: Client, einstimmig: Kaestchen) -> None:
    assert verwaltung.post(reverse("admin:vorlagen_kaestchen_add")).status_code == 403
    loeschen = reverse("admin:vorlagen_kaestchen_delete", args=[einstimmig.pk])
    assert verwaltung.post(loeschen, {"post": "yes"}).status_code == 403
    assert Kaestchen.objects.count() == 12
