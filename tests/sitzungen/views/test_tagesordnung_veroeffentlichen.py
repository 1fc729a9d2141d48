"""/sitzungen/<pk>/tagesordnung/veroeffentlichen/"""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from konten.models import Konto, Vorschlag
from sitzungen.actions.sitzung import cancel_sitzung
from sitzungen.actions.tagesordnung import place_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung
from tests.bauten import (
    build_freigegebene_vorlage,
    build_konto,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_sitzung,
    release_fassung,
)
from tests.pruefen import read_alles
from tests.sitzungen.views.seiten import errors, login_clerk, soup, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clerk(client: Client) -> Konto:
    return login_clerk(client)


def address(sitzung: Sitzung) -> str:
    return reverse("tagesordnung_veroeffentlichen", args=[sitzung.pk])


def read(client: Client, sitzung: Sitzung) -> BeautifulSoup:
    return soup(client.get(address(sitzung)))


def test_lists_exactly_what_becomes_public_and_what_members_get(client: Client) -> None:
    sitzung = build_sitzung(ort="Saal 101")
    offen = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, True)],
        betreff="Neubau Kita",
        kurzfassung="Die Kita wird gebaut.",
        anlagen=[("Lageplan", True), ("Kosten", False), ("Vertrag", False)],
    )
    geschlossen = build_freigegebene_vorlage(
        stationen=[(sitzung.gremium, None, True, False)], oeffentlich=False, betreff="Kauf Flurstück 7"
    )
    build_top(sitzung, vorlage=offen)
    build_top(sitzung, vorlage=geschlossen)
    kalender, punkte, vorlagen, zustellung = [texts(liste, "li") for liste in read(client, sitzung).select("main ul")]
    assert len(kalender) == 1
    assert kalender[0].endswith("Uhr, Saal 101")
    assert punkte == ["Ö 1 Neubau Kita", "N 1 Grundstückssachen"]
    kopf = f"{offen.nummer}: Neubau Kita Die Kita wird gebaut. zu Ö 1"
    assert vorlagen == [f"{kopf} Anlage 01: Lageplan (ohne Datei) 2 nichtöffentliche Anlagen bleiben intern"]
    assert zustellung == ["Ö 1 Neubau Kita", "N 1 Kauf Flurstück 7"]
    assert texts(read(client, sitzung), "main button[type=submit]") == [
        "Tagesordnung veröffentlichen (2 neue Punkte, 1 Vorlage)"
    ]


def test_later_shows_only_the_difference(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2)
    assert texts(read(client, sitzung), ".empty-state__title") == ["Es gibt nichts Neues zu veröffentlichen"]
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Nachtrag", konto=build_konto())
    seite = read(client, sitzung)
    assert texts(seite, "main ul li") == ["Ö 3 Nachtrag"]
    assert texts(seite, "main button[type=submit]") == ["Tagesordnung veröffentlichen (1 neuer Punkt, 0 Vorlagen)"]


def test_publishes(client: Client) -> None:
    sitzung = build_sitzung()
    build_top(sitzung)
    antwort = client.post(address(sitzung))
    assert antwort["Location"] == sitzung.get_absolute_url()
    client.logout()
    assert texts(soup(client.get(sitzung.get_absolute_url())), ".agenda__item > .nowrap") == ["TOP Ö 1"]


def test_a_block_is_named_with_its_norm_and_there_is_no_button(client: Client) -> None:
    sitzung = build_sitzung()
    build_top(sitzung, oeffentlich=False, oberbegriff="")
    seite = read(client, sitzung)
    assert texts(seite, ".kern-alert .kern-title") == ["So kann die Tagesordnung nicht veröffentlicht werden"]
    assert texts(seite, ".kern-alert li")[0].endswith("(§ 35 Abs. 1 GemO)")
    assert seite.select("main button[type=submit]") == []
    assert errors(client.post(address(sitzung)))[0].endswith("(§ 35 Abs. 1 GemO)")
    sitzung.refresh_from_db()
    assert not sitzung.is_veroeffentlicht


def test_a_warning_needs_a_reason(client: Client) -> None:
    sitzung = build_sitzung()
    vorlage = build_freigegebene_vorlage(stationen=[(sitzung.gremium, None, True, True)])
    build_top(sitzung, vorlage=vorlage)
    release_fassung(build_neufassung(vorlage))
    assert len(read(client, sitzung).select("textarea[name=grund]")) == 1
    antwort = client.post(address(sitzung), {"grund": " "})
    assert errors(antwort)[0].startswith("TOP Ö 1: Es gibt eine neuere Fassung dieser Vorlage (Neufassung 1).")
    assert len(soup(antwort).select("textarea[name=grund]")) == 1
    client.post(address(sitzung), {"grund": "Ausschuss hat die erste beraten"})
    sitzung.refresh_from_db()
    assert sitzung.is_veroeffentlicht


def test_an_empty_agenda_is_not_published(client: Client) -> None:
    sitzung = build_sitzung()
    assert texts(read(client, sitzung), ".kern-alert li") == [
        "Die Tagesordnung ist leer. Bitte setzen Sie mindestens einen Punkt."
    ]


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_is_fixed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    sitzung = build_sitzung()
    for _ in range(anzahl):
        build_top(sitzung)
        build_top(sitzung, oeffentlich=False)
    with django_assert_num_queries(13):
        read(client, sitzung)


def test_own_words_are_put_before_a_second_person_who_confirms(client: Client, clerk: Konto) -> None:
    sitzung = build_sitzung(konto=build_konto())
    zweite = build_konto(rolle=Rolle.SITZUNGSDIENST)
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Berichte", konto=clerk)
    seite = read(client, sitzung)
    assert texts(seite, ".kern-alert .kern-title") == ["Eine zweite Person muss das sehen"]
    assert texts(seite, "main button[type=submit]") == ["Zur Veröffentlichung vorlegen"]
    assert errors(client.post(address(sitzung)))[0].startswith("Die öffentlichen Worte von Ö 1 hat niemand außer Ihnen")
    antwort = client.post(address(sitzung), {"vorlegen": "1"})
    assert antwort["Location"] == address(sitzung)
    wartend = read(client, sitzung)
    assert f"Bestätigen können: {zweite}." in wartend.text
    assert wartend.select("main button[type=submit]") == []

    client.force_login(zweite)
    for tisch in ("schreibtisch", "sitzungsdienst"):
        assert "Veröffentlichung bestätigen" in client.get(reverse(tisch)).content.decode()
    assert texts(read(client, sitzung), "main button[type=submit]") == [
        "Bestätigen und veröffentlichen (1 neuer Punkt, 0 Vorlagen)"
    ]
    assert client.post(address(sitzung))["Location"] == sitzung.get_absolute_url()
    sitzung.refresh_from_db()
    assert sitzung.is_veroeffentlicht


def test_a_proposed_agenda_is_declined_with_a_reason_or_taken_back(client: Client, clerk: Konto) -> None:
    sitzung = build_sitzung(konto=build_konto())
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Berichte", konto=clerk)
    ablehnen = reverse("tagesordnung_ablehnen", args=[sitzung.pk])
    client.post(address(sitzung), {"vorlegen": "1"})
    assert client.post(ablehnen).status_code == 302
    client.post(address(sitzung), {"vorlegen": "1"})
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert errors(client.post(ablehnen)) == [
        "Was soll geändert werden?: Bitte geben Sie an, warum Sie den Vorschlag ablehnen."
    ]
    assert client.post(ablehnen, {"grund": "Bitte genauer."}).status_code == 302
    client.force_login(clerk)
    assert "Bitte genauer." in read(client, sitzung).text
    assert [v.ausgang for v in Vorschlag.objects.order_by("pk")] == ["zurueckgenommen", "abgelehnt"]


# --- with whose eyes


def look(client: Client, sitzung: Sitzung, als: str) -> BeautifulSoup:
    return soup(client.get(reverse("tagesordnung_zeigen", args=[sitzung.pk]), {"als": als}))


@pytest.mark.parametrize(
    ("als", "titel"),
    [
        ("oeffentlichkeit", ["Neubau Kita", "Grundstückssachen"]),
        ("ohne-recht", ["Neubau Kita", "Grundstückssachen"]),
        ("mitglied", ["Neubau Kita", "Kauf Flurstück 7"]),
        ("unsinn", ["Neubau Kita", "Grundstückssachen"]),
    ],
)
def test_shows_what_others_will_read_and_publishes_nothing(client: Client, als: str, titel: list[str]) -> None:
    sitzung = build_sitzung()
    for oeffentlich, betreff in ((True, "Neubau Kita"), (False, "Kauf Flurstück 7")):
        weg = [(sitzung.gremium, None, True, oeffentlich)]
        vorlage = build_freigegebene_vorlage(stationen=weg, oeffentlich=oeffentlich, betreff=betreff)
        build_top(sitzung, vorlage=vorlage, konto=build_konto())
    vorher = read_alles()
    seite = look(client, sitzung, als)
    assert texts(seite, ".agenda__title") == titel
    assert texts(seite, ".agenda__item > .nowrap") == ["TOP Ö 1", "TOP N 1"]
    assert "geht keine E-Mail hinaus" in seite.text
    assert read_alles() == vorher


def test_what_waits_for_a_second_person_can_be_looked_at(client: Client, clerk: Konto) -> None:
    sitzung = build_sitzung()
    place_top(sitzung, teil=Teil.OEFFENTLICH, betreff="Berichte", konto=clerk)
    assert texts(look(client, sitzung, "oeffentlichkeit"), ".agenda__title") == ["Berichte"]


def test_an_agenda_that_has_ended_is_not_tried(client: Client, clerk: Konto) -> None:
    sitzung = cancel_sitzung(build_sitzung(), konto=clerk, grund="Keine Punkte")
    assert texts(look(client, sitzung, "oeffentlichkeit"), ".error-summary li") == [
        "Die Sitzung ist abgesagt; ihre Tagesordnung ändert sich nicht mehr."
    ]


def test_the_count_names_attachments(client: Client) -> None:
    sitzung = build_sitzung()
    weg = [(sitzung.gremium, None, True, True)]
    build_top(sitzung, vorlage=build_freigegebene_vorlage(stationen=weg, anlagen=[("Plan", True), ("Preis", False)]))
    assert texts(read(client, sitzung), "main h2")[0] == "Das wird öffentlich: 1 neuer Punkt, 1 Vorlage, 1 Anlage"
