"""The list of papers."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import (
    build_abstimmung,
    build_amt,
    build_entwurf,
    build_freigegebene_vorlage,
    build_gremium,
    build_konto,
    build_mitglied,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    iter_tops,
)
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.enums import Ausgang, Vorlagenart

pytestmark = pytest.mark.django_db


def titles(client: Client, **filter_: Any) -> list[str]:
    antwort = client.get(reverse("vorlagen"), filter_)
    assert antwort.status_code == 200
    return [vorlage.sichtbare_fassungen[0].betreff for vorlage in antwort.context["page"].object_list]


def test_the_public_sees_published_papers_only_newest_first(client: Client) -> None:
    build_veroeffentlichte_vorlage(betreff="Kita")
    build_veroeffentlichte_vorlage(betreff="Archiv")
    build_entwurf(betreff="Entwurf")
    build_freigegebene_vorlage(betreff="Freigegeben")
    assert titles(client) == ["Archiv", "Kita"]


def test_a_withdrawn_paper_leaves_the_list(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(betreff="Kita")
    withdraw_vorlage(vorlage, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Fehler")
    assert titles(client) == []


def test_the_own_office_also_sees_its_drafts(client: Client) -> None:
    amt = build_amt()
    build_entwurf(amt=amt, betreff="Unser Entwurf")
    build_entwurf(betreff="Fremder Entwurf")
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt))
    assert titles(client) == ["Unser Entwurf"]


def test_search_finds_number_title_and_texts_of_visible_papers(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(betreff="Kita Zauberland", begruendung="<p>Rübenach wächst.</p>")
    build_freigegebene_vorlage(betreff="Kita geheim")
    for wort in ("zauberland", "Kita", "wächst", vorlage.nummer, "kita rübenach"):
        assert titles(client, q=wort) == ["Kita Zauberland"]
    assert titles(client, q="geheim") == []


def test_filters_narrow_the_list(client: Client) -> None:
    stadtrat = build_gremium()
    build_veroeffentlichte_vorlage(betreff="Neubau", stationen=[(stadtrat, None, True, True)])
    anfrage = build_veroeffentlichte_vorlage(betreff="Anfrage zur Kita", art=Vorlagenart.AF)
    assert titles(client, art="AF") == ["Anfrage zur Kita"]
    assert titles(client, gremium=stadtrat.pk) == ["Neubau"]
    assert titles(client, jahr=anfrage.jahr) == ["Anfrage zur Kita", "Neubau"]
    assert titles(client, status="freigegeben") == ["Anfrage zur Kita", "Neubau"]
    assert titles(client, status="abgeschlossen") == []


def build_erledigte() -> None:
    """Build papers settled in every way, one by a closed station, and some that are not settled or withdrawn."""
    for ausgang in (Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, Ausgang.ABGELEHNT):
        settle([(True, True, ausgang)], betreff=str(ausgang))
    settle([(False, True, Ausgang.KENNTNIS)], art=Vorlagenart.UV, betreff="Bericht zur Kita")
    settle([(False, True, Ausgang.EINSTIMMIG)], art=Vorlagenart.UV, betreff="Zugestimmtes")
    settle([(False, True, Ausgang.SCHRIFTLICH_BEANTWORTET)], art=Vorlagenart.AF, betreff="Frage")
    settle([(False, True, Ausgang.ABGELEHNT), (True, True, None)], betreff="Vorberaten")
    settle([(False, True, Ausgang.EINSTIMMIG), (True, False, Ausgang.ABGELEHNT)], betreff="Vertraulich")
    build_veroeffentlichte_vorlage(betreff="Neu")
    build_entwurf(betreff="Entwurf")
    zurueck = build_veroeffentlichte_vorlage(betreff="Zurück")
    withdraw_vorlage(zurueck, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Fehler")


def settle(weg: list[tuple[bool, bool, Ausgang | None]], **felder: Any) -> None:
    """Build a paper that went this way: for each station whether it decides, whether in public, and its result."""
    stationen = [(build_gremium(), None, entscheidend, oeffentlich) for entscheidend, oeffentlich, _ in weg]
    vorlage = build_freigegebene_vorlage(stationen=stationen, **felder)
    for (gremium, *_), (*_, ausgang) in zip(stationen, weg, strict=True):
        if ausgang is not None:
            sitzung = build_veroeffentlichte_sitzung(
                gremium=gremium, begonnen=True, oeffentliche=0, nichtoeffentliche=0, vorlagen=[vorlage]
            )
            build_abstimmung(next(iter_tops(sitzung)), ausgang=ausgang, grund="So beschlossen.")


def read_rows(client: Client, **filter_: Any) -> tuple[dict[str, str], str, dict[str, str]]:
    """Return the first word of each row by its title, the heading with the count, and the states offered."""
    seite = BeautifulSoup(client.get(reverse("vorlagen"), filter_).content, "html.parser")
    zeilen = {
        zeile.select(".rows__title")[0].get_text(strip=True): zeile.select(".kern-badge")[0].get_text(strip=True)
        for zeile in seite.select("section ul.rows > li")
    }
    angebot = {str(o["value"]): o.get_text(strip=True) for o in seite.select("select[name=status] option")}
    return zeilen, seite.select("#treffer-titel")[0].get_text(strip=True), angebot


def test_the_filter_by_state_finds_what_the_rows_say(client: Client) -> None:
    build_erledigte()
    woerter = "Freigegeben, In Beratung, Beschlossen, Zugestimmt, Abgelehnt, Zur Kenntnis genommen, "
    woerter += "Schriftlich beantwortet, Erledigt, Abgeschlossen"
    assert list(read_rows(client)[2].values()) == ["Jeder Stand", *woerter.split(", ")]
    assert read_rows(client, status="abgelehnt")[:2] == ({"abgelehnt": "Abgelehnt"}, "1 Vorlage gefunden")
    assert read_rows(client, status="beschlossen")[:2] == (
        {"mehrheitlich": "Beschlossen", "einstimmig": "Beschlossen"},
        "2 Vorlagen gefunden",
    )
    assert read_rows(client, status="abgeschlossen")[0] == {"Vertraulich": "Abgeschlossen"}
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert set(read_rows(client, status="abgelehnt")[0]) == {"abgelehnt", "Vertraulich"}
    assert read_rows(client, status="abgeschlossen")[1] == "0 Vorlagen gefunden"


LESER: dict[str, Callable[[], Konto]] = {
    "Mitglied": build_mitglied,
    "Sitzungsdienst": lambda: build_konto(rolle=Rolle.SITZUNGSDIENST),
    "Administration": lambda: build_konto(superuser=True),
}


@pytest.mark.parametrize("leser", ["niemand", *LESER])
def test_every_row_is_found_under_its_word_and_no_other(client: Client, leser: str) -> None:
    build_erledigte()
    if leser != "niemand":
        client.force_login(LESER[leser]())
    alle, _, angebot = read_rows(client)
    del angebot[""]
    gefunden = {name: read_rows(client, status=name)[0] for name in angebot}
    for name, wort in angebot.items():
        assert gefunden[name] == {titel: stand for titel, stand in alle.items() if stand == wort}, name
    assert sum(map(len, gefunden.values())) == len(alle) > 8


def test_the_filter_by_body_does_not_betray_a_closed_station(client: Client) -> None:
    geheim, stadtrat = build_gremium(), build_gremium()
    build_veroeffentlichte_vorlage(stationen=[(stadtrat, None, False, True), (geheim, None, True, False)])
    assert titles(client, gremium=geheim.pk) == []
    client.force_login(build_mitglied(gremium=geheim))
    assert len(titles(client, gremium=geheim.pk)) == 1


@pytest.mark.parametrize(
    "parameter",
    [
        {"art": "XX"},
        {"jahr": "zweitausend"},
        {"gremium": "999999"},
        {"status": "' OR 1=1"},
        {"order_by": "betreff"},
        {"nichtoeffentlich_grund__startswith": "G"},
        {"seite": "99"},
        {"seite": "-1"},
        {"q": "\x00"},
        {"q": " \u202e\u200b "},
    ],
)
def test_what_nobody_offered_changes_nothing(client: Client, parameter: dict[str, str]) -> None:
    build_veroeffentlichte_vorlage(betreff="Kita")
    assert titles(client, **parameter) == ["Kita"]


@pytest.mark.parametrize(
    "q", ["%", "_", "'; DROP TABLE x;--", "a & | ! :*", "\\", "{{ 7*7 }}", "<script>", "x" * 100_000, "\u0301" * 10_000]
)
def test_signs_with_a_meaning_elsewhere_are_only_searched(client: Client, q: str) -> None:
    build_veroeffentlichte_vorlage(betreff="Kita")
    assert titles(client, q=q) == []


def test_markup_in_the_search_comes_back_as_text(client: Client) -> None:
    antwort = client.get(reverse("vorlagen"), {"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in antwort.content.decode()


def test_empty_lists_say_what_to_do(client: Client) -> None:
    assert "Noch keine Vorlagen veröffentlicht" in client.get(reverse("vorlagen")).content.decode()
    assert "Dazu gibt es keine öffentliche Vorlage" in client.get(reverse("vorlagen"), {"q": "x"}).content.decode()


def test_the_list_comes_in_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vorlagen.views.liste.JE_SEITE", 2)
    for nummer in range(3):
        build_veroeffentlichte_vorlage(betreff=f"Vorlage {nummer}")
    assert titles(client) == ["Vorlage 2", "Vorlage 1"]
    assert titles(client, seite=2) == ["Vorlage 0"]
    assert "Seite 1 von 2" in client.get(reverse("vorlagen")).content.decode()


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_list(
    client: Client, django_assert_num_queries: Any, anzahl: int
) -> None:
    for _ in range(anzahl):
        build_veroeffentlichte_vorlage()
    with django_assert_num_queries(6):
        client.get(reverse("vorlagen"))
