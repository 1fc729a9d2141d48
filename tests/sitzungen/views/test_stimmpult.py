"""The panel of the vote run: taking back, the same for the next items, who is excluded, who comes and goes."""

import pytest
from django.test import Client
from django.urls import reverse

from konten.models import Konto
from sitzungen.actions.aufnahme import admit_top
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Teil
from sitzungen.models import Abstimmung, Anwesenheit, Sitzung, Teilnahme
from tests.bauten import build_anwesenheit, build_gremium, build_konto, build_veroeffentlichte_sitzung, iter_tops
from tests.bauten_saal import build_eroeffnete_sitzung
from tests.sitzungen.views.seiten import errors, login_clerk, soup, texts, value_of
from tests.sitzungen.views.test_feststellung import address, seat, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clerk(client: Client) -> Konto:
    return login_clerk(client)


@pytest.fixture
def sitzung() -> Sitzung:
    """A sitting that has begun, with three public items."""
    return build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=3, nichtoeffentliche=0)


def test_what_was_recorded_last_is_taken_back_at_one_press(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    seite = soup(send(client, top, "einstimmig"))
    form = seite.select_one("[data-zuruecknehmen]")
    assert form is not None
    assert "TOP Ö 1: einstimmig beschlossen" in form.get_text()
    angaben = {"abstimmung": value_of(seite, "[data-zuruecknehmen] input[name=abstimmung]")}
    seite = soup(client.post(str(form["action"]), angaben, follow=True))
    assert texts(seite, ".messages .kern-alert") == ["TOP Ö 1: „einstimmig beschlossen“ ist zurückgenommen."]
    assert (texts(seite, "h1"), seite.select("[data-zuruecknehmen]")) == ([top.betreff], [])
    assert texts(seite, "#verlauf ~ ol .rows__title") == ["zurückgenommen", "einstimmig beschlossen zurückgenommen"]
    # Nothing stands, so the next result is a first one and needs no reason.
    assert errors(send(client, top, "mehrheitlich", gegenstimmen=3)) == []


def test_a_written_answer_follows_the_promise_of_one(client: Client) -> None:
    sitzung = build_eroeffnete_sitzung(gremium=build_gremium())
    top = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Anfrage", konto=build_konto(), nachtrag_grund="Eilt")
    build_anwesenheit(sitzung, anwesend=3)
    client.post(reverse("tagesordnung_veroeffentlichen", args=[sitzung.pk]))
    admit_top(top, ja=3, konto=build_konto())
    send(client, top, "soll_schriftlich")
    seite = soup(client.get(address(top)))
    assert value_of(seite, "input[name=ausgang][checked]") == "schriftlich_beantwortet"
    grund = seite.select_one("#id_berichtigungsgrund")
    assert grund is not None
    assert grund.get_text().strip() == "Die schriftliche Antwort liegt vor."


def test_the_next_items_get_the_same_at_one_press(client: Client, sitzung: Sitzung) -> None:
    erster, _, dritter = iter_tops(sitzung)
    seite = soup(send(client, erster, "einstimmig"))
    assert [str(wahl["value"]) for wahl in seite.select("#ebenso-bis option[value]")][1:] == [
        str(top.pk) for top in list(iter_tops(sitzung))[1:]
    ]
    angaben = {"abstimmung": value_of(seite, "[data-zuruecknehmen] input[name=abstimmung]"), "bis": dritter.pk}
    seite = soup(client.post(reverse("ergebnis_ebenso", args=[sitzung.pk]), angaben, follow=True))
    assert texts(seite, ".messages .kern-alert") == [
        "TOP Ö 2, Ö 3: einstimmig beschlossen",
        "Alle Punkte haben ein Ergebnis.",
    ]
    assert Abstimmung.objects.count() == 3


def test_who_is_excluded_and_who_goes_is_said_at_the_item(client: Client, sitzung: Sitzung) -> None:
    bleibt, geht = seat(sitzung), seat(sitzung)
    liste = reverse("anwesenheit", args=[sitzung.pk])
    client.post(liste, {"anwesende": [bleibt, geht], "vollstaendig": "on", "gaeste": "Ina Gast, Gutachterin\n\n"})
    assert list(Teilnahme.objects.values_list("name", "funktion")) == [("Ina Gast", "Gutachterin")]
    top = next(iter_tops(sitzung))
    seite = soup(client.post(reverse("befangenheit", args=[sitzung.pk, top.pk]), {"person": bleibt}, follow=True))
    assert "1 befangen: 1 stimmen ab" in texts(seite, "aside p")[0]
    weg = {"person": geht, "richtung": "geht", "top": top.pk}
    antwort = client.post(reverse("anwesenheit_bewegung", args=[sitzung.pk]), weg)
    assert antwort["Location"] == address(top)
    zeile = Anwesenheit.objects.valid().get(person=geht)
    assert (zeile.anwesend, zeile.top) == (False, top)
    # Again it is refused, on a page that keeps what was chosen.
    antwort = client.post(reverse("anwesenheit_bewegung", args=[sitzung.pk]), weg)
    assert errors(antwort) == [f"Wer: {zeile.person} ist schon als abwesend erfasst."]
    assert value_of(soup(antwort), "select[name=person] option[selected]") == str(geht)


def test_excused_is_who_is_away_and_ticked(client: Client, sitzung: Sitzung) -> None:
    da, krank, fehlt = seat(sitzung), seat(sitzung), seat(sitzung)
    adresse = reverse("anwesenheit", args=[sitzung.pk])
    client.post(adresse, {"anwesende": [da], "entschuldigte": [da, krank]})
    assert dict(sitzung.anwesenheiten.values_list("person", "entschuldigt")) == {da: None, krank: True, fehlt: False}
    titel = texts(soup(client.get(adresse)), "#teilnehmer ~ dl dt")
    assert titel == ["Anwesend", "Entschuldigt", "Unentschuldigt"]
