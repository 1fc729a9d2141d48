"""Earlier papers about the same matter, while a Betreff is typed."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import (
    build_amt,
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_neufassung,
    build_veroeffentlichte_vorlage,
)
from tests.fraktionen import build_geschaeftsstelle
from vorlagen.models import Vorlage
from vorlagen.pages.aehnliche import HOECHSTENS, list_aehnliche

pytestmark = pytest.mark.django_db


def author() -> Konto:
    return build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=build_amt())


def found(konto: Konto, betreff: str) -> list[str]:
    return [zeile.betreff for zeile in list_aehnliche(konto, betreff)]


def test_papers_are_found_by_their_words_the_most_alike_first() -> None:
    for betreff in ("Neubau der Grundschule Rübenach", "Sanierung der Spielplätze in Lützel", "Spielplatzsatzung"):
        build_veroeffentlichte_vorlage(betreff=betreff)
    konto = author()
    assert found(konto, "Sanierung Spielplatz Lützel") == ["Sanierung der Spielplätze in Lützel"]
    assert found(konto, "Spielplatz") == ["Sanierung der Spielplätze in Lützel", "Spielplatzsatzung"]
    assert found(konto, "ÄNDERUNG der Hauptsatzung") == []
    assert found(konto, "der die das") == []
    assert found(konto, "") == []


def test_the_year_makes_no_difference() -> None:
    build_veroeffentlichte_vorlage(betreff="Haushaltssatzung der Stadt Koblenz für das Jahr 2026")
    assert found(author(), "Haushaltssatzung 2027") == ["Haushaltssatzung der Stadt Koblenz für das Jahr 2026"]


def test_umlauts_are_found_whatever_their_case() -> None:
    build_veroeffentlichte_vorlage(betreff="Änderung der Friedhofsgebühren")
    build_veroeffentlichte_vorlage(betreff="Zweite änderung der Übergangswohnheime")
    assert sorted(found(author(), "Änderungen")) == [
        "Zweite änderung der Übergangswohnheime",
        "Änderung der Friedhofsgebühren",
    ]


def test_nothing_shows_that_the_author_may_not_read() -> None:
    amt = build_amt()
    build_freigegebene_vorlage(amt=amt, betreff="Verkauf Schlossgarten", oeffentlich=False)
    build_entwurf(amt=amt, betreff="Verkauf Schlossgarten, Entwurf")
    eigene = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    assert found(eigene, "Verkauf Schlossgarten") == ["Verkauf Schlossgarten"]
    assert found(author(), "Verkauf Schlossgarten") == []


def test_the_fragment_links_paper_and_copy_and_says_how_many(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(betreff="Brückensanierung Balduinbrücke")
    Vorlage.objects.filter(pk=vorlage.pk).update(status="abgeschlossen")
    client.force_login(author())
    html = client.get(reverse("vorlagen_aehnliche"), {"betreff": "Sanierung der Balduinbrücke"}).content.decode()
    assert f'href="{vorlage.get_absolute_url()}"' in html
    assert f'href="{reverse("vorlage_neu", query={"nach": vorlage.pk})}"' in html
    assert "1 ähnliche Vorlage gefunden" in html
    assert "<h2" not in client.get(reverse("vorlagen_aehnliche"), {"betreff": "Kita"}).content.decode()


def test_a_draft_in_hand_is_not_like_itself_and_needs_no_model(client: Client) -> None:
    amt = build_amt()
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt)
    eigene = build_veroeffentlichte_vorlage(amt=amt, betreff="Sanierung der Balduinbrücke")
    andere = build_veroeffentlichte_vorlage(betreff="Brückensanierung Balduinbrücke")
    build_neufassung(eigene, konto=konto)
    client.force_login(konto)
    angaben = client.get(reverse("entwurf_teil", args=[eigene.pk, "angaben"])).content.decode()
    adresse = reverse("vorlagen_aehnliche", query={"entwurf": eigene.pk})
    assert f'hx-get="{adresse}"' in angaben
    assert (
        reverse("vorlagen_aehnliche")
        not in client.get(reverse("entwurf_teil", args=[eigene.pk, "begruendung"])).content.decode()
    )
    html = client.get(f"{adresse}&betreff=Sanierung der Balduinbrücke").content.decode()
    assert andere.get_absolute_url() in html
    assert f'"{eigene.get_absolute_url()}"' not in html
    assert "nach=" not in html
    assert client.get(reverse("vorlagen_aehnliche"), {"entwurf": "x", "betreff": "Brücke"}).status_code == 200


def test_only_who_drafts_is_answered(client: Client) -> None:
    adresse = reverse("vorlagen_aehnliche")
    assert client.get(adresse).status_code == 302
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert client.get(adresse).status_code == 403
    client.force_login(build_geschaeftsstelle())
    assert client.get(adresse).status_code == 200


def test_rows_cost_no_queries_of_their_own() -> None:
    konto = author()
    build_veroeffentlichte_vorlage(betreff="Kita Zauberland")

    def count() -> int:
        Vorlage.objects.update(status="abgeschlossen")
        with CaptureQueriesContext(connection) as abfragen:
            list_aehnliche(konto, "Kita Zauberland")
        return len(abfragen)

    count()
    eine = count()
    for zahl in range(HOECHSTENS):
        build_veroeffentlichte_vorlage(betreff=f"Kita Zauberland, Bauabschnitt {zahl}")
    assert len(list_aehnliche(konto, "Kita Zauberland")) == HOECHSTENS
    assert count() == eine == 2
