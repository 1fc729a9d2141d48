"""The waiting list of /sitzungen/<pk>/tagesordnung/: what is planned for the day, and what is looked for."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.sperren import lift_sperren
from konten.models import Konto
from sitzungen.models import Sitzung
from sitzungen.pages import warteliste
from tests.bauten import build_amt, build_freigegebene_vorlage, build_sitzung, build_top, iter_tops
from tests.sitzungen.views.seiten import login_clerk, soup, texts, value_of
from vorlagen.enums import Vorlagenart
from vorlagen.models import Beratung

pytestmark = pytest.mark.django_db

WARTEND = ".waiting__row"


@pytest.fixture(autouse=True)
def clerk(client: Client) -> Konto:
    return login_clerk(client)


@pytest.fixture
def sitzung() -> Sitzung:
    return build_sitzung()


def read(client: Client, sitzung: Sitzung) -> BeautifulSoup:
    return soup(client.get(reverse("tagesordnung", args=[sitzung.pk])))


def order_of(sitzung: Sitzung) -> list[str]:
    return [top.betreff for top in iter_tops(sitzung)]


def planned(sitzung: Sitzung, betreff: str, tage: int | None = 0, **felder: Any) -> Beratung:
    """Build a waiting paper planned so many days after the sitting, None for no day."""
    tag = None if tage is None else timezone.localtime(sitzung.beginn).date() + timedelta(days=tage)
    oeffentlich = felder.pop("oeffentlich", True)
    vorlage = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, tag, True, oeffentlich)], oeffentlich=oeffentlich, betreff=betreff, **felder
    )
    return vorlage.beratungen.get()


def waiting_subjects(client: Client, sitzung: Sitzung, ueberschrift: str = "", **abfrage: str) -> list[str]:
    seite = soup(client.get(reverse("tagesordnung", args=[sitzung.pk]), abfrage))
    liste = f"[aria-labelledby={ueberschrift}] " if ueberschrift else ""
    zeilen = texts(seite, f"{liste}{WARTEND} .waiting__text")
    return [zeile.split()[1] for zeile in zeilen]


def test_papers_planned_for_the_day_come_first_and_go_at_one_press(client: Client, sitzung: Sitzung) -> None:
    for betreff, tage in (("Später", 30), ("Heute", 0), ("Irgendwann", None), ("Auch", 0)):
        planned(sitzung, betreff, tage)
    assert waiting_subjects(client, sitzung, "geplant") == ["Heute", "Auch"]
    assert waiting_subjects(client, sitzung, "weitere") == ["Später", "Irgendwann"]
    antwort = client.post(reverse("top_aufsetzen", args=[sitzung.pk]), {"alle": "1"}, follow=True)
    assert texts(soup(antwort), ".messages .kern-alert") == ["2 Vorlagen sind aufgesetzt."]
    assert order_of(sitzung) == ["Heute", "Auch"]
    assert soup(antwort).select("[name=alle]") == []


def test_what_cannot_be_placed_is_not_among_all_of_the_day(client: Client, sitzung: Sitzung) -> None:
    vorlage = planned(sitzung, "Falsch").vorlage
    planned(sitzung, "Richtig")
    # No act makes a public paper non-public; an older database may hold one.
    with lift_sperren(connection):
        vorlage.fassungen.update(oeffentlich=False)
    assert texts(read(client, sitzung), "[name=alle]") == ["Die für diesen Tag geplante aufsetzen"]
    client.post(reverse("top_aufsetzen", args=[sitzung.pk]), {"alle": "1"}, follow=True)
    assert order_of(sitzung) == ["Richtig"]


@pytest.mark.parametrize(
    ("abfrage", "gefunden"),
    [
        ({"q": "brücke ÜBER"}, ["Brücke"]),
        ({"art": "UV"}, ["Ampel"]),
        ({"amt": "66-Tiefbauamt"}, ["Zaun"]),
        ({"ordnung": "betreff"}, ["Ampel", "Brücke", "Zaun"]),
        ({"ordnung": "nummer", "art": "BV"}, ["Zaun", "Brücke"]),
        ({"ordnung": "unsinn"}, ["Brücke", "Zaun", "Ampel"]),
        ({"q": "Tunnel"}, []),
    ],
)
def test_the_waiting_list_is_searched_filtered_and_sorted(
    client: Client, sitzung: Sitzung, abfrage: dict[str, str], gefunden: list[str]
) -> None:
    planned(sitzung, "Zaun am Rhein", 40, amt=build_amt(nummer="66", name="Tiefbauamt"))
    planned(sitzung, "Brücke über die Mosel", 30)
    planned(sitzung, "Ampel", None, art=Vorlagenart.UV)
    assert waiting_subjects(client, sitzung, **abfrage) == gefunden


def test_every_act_keeps_what_is_looked_for(client: Client, sitzung: Sitzung) -> None:
    eine, andere = planned(sitzung, "Brücke A"), planned(sitzung, "Brücke B")
    adresse = reverse("top_aufsetzen", args=[sitzung.pk])
    antwort = client.post(f"{adresse}?q=Br%C3%BCcke&ordnung=betreff", {"einzeln": eine.pk}, follow=True)
    assert value_of(soup(antwort), "#suche-wartende") == "Brücke"
    assert texts(soup(antwort), f"{WARTEND} a") == [andere.vorlage.fassungen.get().nummer]
    for form in soup(antwort).select("#werkbank form[method=post]"):
        assert "q=Br%C3%BCcke&ordnung=betreff" in form["action"]


def test_a_long_waiting_list_says_how_many_it_leaves_out(
    client: Client, sitzung: Sitzung, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warteliste, "HOECHSTENS", 2)
    for betreff in "ABCD":
        planned(sitzung, betreff, 9)
    planned(sitzung, "Heute")
    seite = read(client, sitzung)
    assert len(seite.select(WARTEND)) == 3
    assert "2 weitere stehen hier nicht. Bitte suchen Sie nach Nummer oder Betreff." in texts(seite, "#aufsetzen > p")


def test_a_closed_matter_is_called_as_it_was_last(client: Client, sitzung: Sitzung) -> None:
    davor = build_sitzung()
    weg = [(davor.gremium, None, False, False), (sitzung.gremium, None, True, False)]
    vorlage = build_freigegebene_vorlage(stationen=weg, oeffentlich=False)
    build_top(davor, vorlage=vorlage, oberbegriff="Vertragssachen")
    assert texts(read(client, sitzung), f"{WARTEND} option[selected]") == ["Vertragssachen"]
