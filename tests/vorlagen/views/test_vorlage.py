"""The page of a paper, and of its earlier Fassungen."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from dokumente.ausgabe.ausdrucke import Herkunft, Registrierung
from dokumente.ausgabe.druckstuecke import get_or_render
from dokumente.druck.beilage import build_beilage
from konten.enums import Rolle
from tests.bauten import (
    build_abstimmung,
    build_amt,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    iter_tops,
    release_fassung,
)
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.actions.veroeffentlichung import propose_veroeffentlichung, publish_vorlage
from vorlagen.enums import Ausgang, Mitzeichnungsergebnis, Vorlagenart
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db


def read(client: Client, vorlage: Vorlage, neufassung: int | None = None) -> str:
    args = [vorlage.pk] if neufassung is None else [vorlage.pk, neufassung]
    antwort = client.get(reverse("vorlage" if neufassung is None else "vorlage_fassung", args=args))
    assert antwort.status_code == 200
    return antwort.content.decode()


def test_the_public_page_shows_the_paper(client: Client) -> None:
    gremium = build_gremium(name="Umweltausschuss")
    amt = build_amt(nummer="31", name="Ordnungsamt")
    vorlage = build_veroeffentlichte_vorlage(
        amt=amt,
        betreff="Kita & Kunst",
        aktenzeichen="31-12.4",
        beschlussentwurf="<p>Der Rat <strong>stimmt</strong> zu.</p>",
        begruendung="<ul><li>Punkt</li></ul>",
        stationen=[(gremium, date(2026, 9, 3), True, True)],
        anlagen=[("Lageplan", True), ("Interne Kalkulation", False)],
    )
    seite = read(client, vorlage)
    for text in (
        "<h1>Kita &amp; Kunst</h1>",
        vorlage.nummer,
        "31-Ordnungsamt",
        "31-12.4",
        "<p>Der Rat <strong>stimmt</strong> zu.</p>",
        "<li>Punkt</li>",
        "03.09.2026",
        "Umweltausschuss",
        "entscheidend, öffentlich",
        "Anlage 01: Lageplan",
    ):
        assert text in seite, text
    assert "Interne Kalkulation" not in seite
    assert "Mitzeichnung" not in seite


def test_the_result_stands_at_its_station_in_words_and_numbers(client: Client) -> None:
    gremium = build_gremium()
    vorlage = build_freigegebene_vorlage(stationen=[(gremium, None, True, True)])
    sitzung = build_veroeffentlichte_sitzung(
        gremium=gremium, vorlagen=[vorlage], oeffentliche=0, nichtoeffentliche=0, begonnen=True
    )
    top = next(iter_tops(sitzung))
    build_abstimmung(
        top, ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=12, enthaltungen=4, geaendert=True, wortlaut="Nur bis 2027."
    )
    seite = read(client, vorlage)
    assert "mehrheitlich beschlossen mit geändertem Wortlaut, 12 Gegenstimmen, 4 Enthaltungen" in seite
    assert f"TOP {top.bezeichnung}" in seite
    assert "Nur bis 2027." in seite


def test_inner_matters_stay_with_the_administration(client: Client) -> None:
    amt = build_amt()
    leitung = build_konto(rolle=Rolle.AMTSLEITUNG, amt=amt)
    fassung = build_entwurf(amt=amt, oeffentlich=False, nichtoeffentlich_grund="GRUND-INTERN", nicht_zugeordnet="REST")
    assert fassung.verfasser is not None
    fassung = submit_vorlage(fassung, konto=fassung.verfasser)
    countersign_vorlage(fassung, konto=leitung, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT, bemerkung="BEMERKUNG")
    release_fassung(fassung)
    propose_veroeffentlichung(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="FREIGABEGRUND")
    publish_vorlage(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    client.force_login(leitung)
    drinnen = read(client, fassung.vorlage)
    geheim = ("GRUND-INTERN", "REST", "BEMERKUNG", "verwaltungsintern")
    assert [text for text in geheim[:3] if text not in drinnen] == []
    for konto in (None, build_mitglied(), build_konto(rolle=Rolle.SACHBEARBEITUNG)):
        client.logout()
        if konto is not None:
            client.force_login(konto)
        assert [text for text in (*geheim, "FREIGABEGRUND") if text in read(client, fassung.vorlage)] == []


def test_a_closed_station_of_a_public_paper_is_not_shown_to_the_public(client: Client) -> None:
    geheim = build_gremium(name="Grundstücksausschuss")
    vorlage = build_veroeffentlichte_vorlage(
        stationen=[(build_gremium(), None, False, True), (geheim, None, True, False)]
    )
    assert "Grundstücksausschuss" not in read(client, vorlage)
    client.force_login(build_mitglied(gremium=geheim))
    assert "Grundstücksausschuss" in read(client, vorlage)


def test_everybody_sees_the_newest_fassung_open_to_them(client: Client) -> None:
    amt = build_amt()
    vorlage = build_veroeffentlichte_vorlage(amt=amt, betreff="Erste Fassung")
    neu = build_neufassung(vorlage, betreff="Zweite Fassung")
    assert "<h1>Erste Fassung</h1>" in read(client, vorlage)
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt))
    seite = read(client, vorlage)
    assert "<h1>Zweite Fassung</h1>" in seite
    assert "Neufassung in Arbeit" in seite
    assert reverse("vorlage_fassung", args=[vorlage.pk, 0]) in seite
    client.logout()
    assert client.get(reverse("vorlage_fassung", args=[vorlage.pk, 1])).status_code == 404
    neu = release_fassung(neu)
    publish_vorlage(neu, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert "<h1>Zweite Fassung</h1>" in read(client, vorlage)
    assert "Es gibt eine neuere Fassung" in read(client, vorlage, 0)


def test_an_earlier_fassung_that_was_internal_stays_hidden(client: Client) -> None:
    vorlage = build_freigegebene_vorlage(betreff="INTERN")
    neu = release_fassung(build_neufassung(vorlage, betreff="Öffentlich"))
    publish_vorlage(neu, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert "INTERN" not in read(client, vorlage)
    assert client.get(reverse("vorlage_fassung", args=[vorlage.pk, 0])).status_code == 404


def test_a_paper_withdrawn_from_the_public_names_only_its_number(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(betreff="Peinlich", anlagen=[("Lageplan", True)])
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    withdraw_vorlage(vorlage, konto=dienst, grund="RUECKNAHMEGRUND")
    antwort = client.get(reverse("vorlage", args=[vorlage.pk]))
    seite = antwort.content.decode()
    assert antwort.status_code == 410
    assert vorlage.nummer in seite
    assert [text for text in ("Peinlich", "Lageplan", "RUECKNAHMEGRUND") if text in seite] == []
    assert client.get(reverse("vorlage_fassung", args=[vorlage.pk, 0])).status_code == 404
    client.force_login(dienst)
    assert "RUECKNAHMEGRUND" in read(client, vorlage)


def test_a_withdrawn_paper_that_never_was_public_does_not_exist(client: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    withdraw_vorlage(vorlage, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="x")
    assert client.get(reverse("vorlage", args=[vorlage.pk])).status_code == 404


def buttons(client: Client, vorlage: Vorlage) -> list[str]:
    antwort = client.get(reverse("vorlage", args=[vorlage.pk]))
    return [schritt.label for schritt in antwort.context["schritte"]]


def test_the_buttons_name_what_the_reader_may_do(client: Client) -> None:
    amt = build_amt()
    entwurf = build_entwurf(amt=amt).vorlage
    vorlage = build_freigegebene_vorlage(amt=amt)
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt))
    assert buttons(client, entwurf) == ["Bearbeiten", "Prüfen und in die Mitzeichnung geben", "Entwurf löschen"]
    assert buttons(client, vorlage) == ["Neu fassen", "Als Vorbild nehmen"]
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert buttons(client, vorlage) == ["Veröffentlichen", "Gremienweg ändern", "Anlage nachreichen", "Zurückziehen"]
    client.force_login(build_mitglied())
    assert buttons(client, build_veroeffentlichte_vorlage()) == []


def test_markup_in_a_title_is_text(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(betreff="<img src=x onerror=alert(1)> {{ 7*7 }} %s")
    seite = read(client, vorlage)
    assert "<img" not in seite
    assert "&lt;img src=x onerror=alert(1)&gt; {{ 7*7 }} %s" in seite


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_does_not_grow_with_stations_and_attachments(
    client: Client, django_assert_num_queries: Any, anzahl: int
) -> None:
    stationen = [(build_gremium(), None, nummer == anzahl - 1, True) for nummer in range(anzahl)]
    vorlage = build_veroeffentlichte_vorlage(
        stationen=stationen, anlagen=[(f"Anlage {nummer}", True) for nummer in range(anzahl)]
    )
    with django_assert_num_queries(7):
        read(client, vorlage)


def test_a_finished_paper_offers_nothing_that_would_be_refused(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    adresse = reverse("vorlage", args=[vorlage.pk])
    assert "Zurückziehen" in client.get(adresse).content.decode()
    Vorlage.objects.filter(pk=vorlage.pk).update(status="abgeschlossen")
    seite = client.get(adresse).content.decode()
    assert "Zurückziehen" not in seite
    assert "Gremienweg ändern" not in seite


def test_the_office_reads_why_a_print_holds_no_norm(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    fassung = vorlage.fassungen.get()
    get_or_render(
        '<html lang="de"><title>T</title><body><h1>T</h1><!--pruefzeichen--><table><tr><td>a</td><td rowspan="2">b</td>'
        '</tr><tr><td colspan="2">c</td></tr></table></body></html>',
        stylesheets=["pdf/basis.css"],
        zweck="Probe",
        daten=build_beilage("probe.json", "Daten", {}),
        registrierung=Registrierung("1", lambda _: Herkunft(f"fassung:{fassung.pk}", "oeffentlich")),
    )
    satz = "In einer Tabelle überdecken sich Zellen. Das PDF wird trotzdem ausgegeben."
    assert satz not in read(client, vorlage)
    client.force_login(build_mitglied())
    assert satz not in read(client, vorlage)
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert satz in read(client, vorlage)


@pytest.mark.parametrize(("ausgang", "wort"), [(Ausgang.ABGELEHNT, "Abgelehnt"), (Ausgang.EINSTIMMIG, "Beschlossen")])
def test_says_on_top_and_in_the_list_what_became_of_it(client: Client, ausgang: Ausgang, wort: str) -> None:
    [top] = iter_tops(build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0))
    build_abstimmung(top, ausgang=ausgang)
    assert top.beratung is not None
    for adresse in (top.beratung.vorlage.get_absolute_url(), reverse("vorlagen")):
        seite = BeautifulSoup(client.get(adresse).content, "html.parser")
        assert seite.select(".kern-badge")[0].get_text(strip=True) == wort


@pytest.mark.parametrize(
    ("art", "rolle", "satz"),
    [
        (
            Vorlagenart.UV,
            "zur Kenntnis",
            "Eine Unterrichtungsvorlage hat keinen Beschlussentwurf: Das Gremium nimmt sie zur Kenntnis.",
        ),
        (Vorlagenart.AF, "zur Beantwortung", "Eine Anfrage hat keinen Beschlussentwurf: Sie wird beantwortet."),
    ],
)
def test_what_is_not_decided_on_says_so(client: Client, art: Vorlagenart, rolle: str, satz: str) -> None:
    vorlage = build_veroeffentlichte_vorlage(
        art=art, beschlussentwurf="", stationen=[(build_gremium(), None, False, True)]
    )
    seite = BeautifulSoup(client.get(vorlage.get_absolute_url()).content, "html.parser")
    assert [s.get_text(strip=True) for s in seite.select("section[aria-labelledby=beschluss-titel] .muted")] == [satz]
    assert seite.select("tbody th .muted")[0].get_text(strip=True) == f"{rolle}, öffentlich"
