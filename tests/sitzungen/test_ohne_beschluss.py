"""A paper on which nothing is decided says so wherever it is met: on the pages, in print and on its extract."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from dokumente.druck.norm.datei import check_pdf
from sitzungen.documents.beilage import build_sitzungsbeilage
from sitzungen.documents.ergebnis import build_beschlussauszug_druck
from sitzungen.documents.saal import build_abstimmungsblatt_druck, build_leitfaden_druck
from sitzungen.documents.tagesordnung import build_tagesordnung_druck, render_sitzungsdokument
from sitzungen.documents.vorlage import build_vorlage_druck
from sitzungen.models import Sitzung
from tests.bauten import (
    build_abstimmung,
    build_freigegebene_vorlage,
    build_gremium,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.pdf_text import extract_text
from tests.sitzungen.gedruckt import clerk, read
from vorlagen.documents.vorlage import build_vorlage_daten, render_vorlage_pdf
from vorlagen.enums import Ausgang, Vorlagenart

pytestmark = pytest.mark.django_db

KENNTNIS, ANTWORT = Ausgang.KENNTNIS, Ausgang.SCHRIFTLICH_BEANTWORTET
ARTEN = [
    (Vorlagenart.UV, KENNTNIS, "zur Kenntnis", "Kenntnisnahme", "Auszug zur Unterrichtungsvorlage"),
    (Vorlagenart.AW, KENNTNIS, "zur Kenntnis", "Kenntnisnahme", "Auszug zur Antwort"),
    (Vorlagenart.ST, KENNTNIS, "zur Kenntnis", "Kenntnisnahme", "Auszug zur Stellungnahme"),
    (Vorlagenart.AF, ANTWORT, "zur Beantwortung", "Beantwortung", "Auszug zur Anfrage"),
]
FREMD = ("Empfehlung", "empfohlen", "vorberatend", "beschlossen", "Beschlussauszug", "Ergebnis der Beratung")
"""Words of papers that are decided on."""


def sitting_with(art: Vorlagenart) -> Sitzung:
    """Return an opened sitting whose only item is a paper of this kind."""
    gremium = build_gremium()
    entscheidet = art in (Vorlagenart.BV, Vorlagenart.AT)
    vorlage = build_freigegebene_vorlage(
        art=art,
        stationen=[(gremium, None, entscheidet, True)],
        beschlussentwurf="<p>Der Rat stimmt zu.</p>" if entscheidet else "",
    )
    return build_veroeffentlichte_sitzung(
        gremium=gremium, begonnen=True, oeffentliche=0, nichtoeffentliche=0, vorlagen=[vorlage]
    )


def get_seite(client: Client, adresse: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(adresse).content, "html.parser")


@pytest.mark.parametrize(("art", "ausgang", "anlass", "raster", "auszug"), ARTEN)
def test_the_printed_grid(art: Vorlagenart, ausgang: Ausgang, anlass: str, raster: str, auszug: str) -> None:
    [top] = iter_tops(sitting_with(art))
    assert top.fassung is not None
    druck = build_vorlage_druck(top.fassung, leser=None)
    pdf = render_vorlage_pdf(druck)
    text = " ".join(extract_text(pdf, raw=True).split())
    assert f"Datum Gremium {raster} " in text
    assert f"TOP Ö 1 öffentlich {anlass} Enthaltungen" in text
    assert [wort for wort in FREMD if wort in text] == []
    assert check_pdf(pdf) == []
    daten = json.loads(build_vorlage_daten(druck).inhalt)
    assert [station["anlass"] for station in daten["consultation"]] == [anlass]


@pytest.mark.parametrize(("art", "ausgang", "anlass", "raster", "auszug"), ARTEN)
def test_agenda_and_sheets_for_the_room(
    art: Vorlagenart, ausgang: Ausgang, anlass: str, raster: str, auszug: str
) -> None:
    sitzung = sitting_with(art)
    [top] = iter_tops(sitzung)
    assert top.fassung is not None
    nummer = top.fassung.nummer
    agenda = build_tagesordnung_druck(sitzung, leser=AnonymousUser())
    assert f"{nummer} {anlass}" in read(agenda)
    assert check_pdf(render_sitzungsdokument(agenda)) == []
    [punkt] = json.loads(build_sitzungsbeilage(agenda).inhalt)["agendaItem"]
    assert punkt["anlass"] == anlass
    assert f"{nummer}, {anlass}" in read(build_abstimmungsblatt_druck(sitzung, leser=clerk()))
    assert f"Vorlage {nummer}, {anlass}" in read(build_leitfaden_druck(sitzung, leser=clerk()))


@pytest.mark.parametrize(("art", "ausgang", "anlass", "raster", "auszug"), ARTEN)
def test_page_of_the_sitting_and_extract(
    client: Client, art: Vorlagenart, ausgang: Ausgang, anlass: str, raster: str, auszug: str
) -> None:
    sitzung = sitting_with(art)
    [top] = iter_tops(sitzung)
    abstimmung = build_abstimmung(top, ausgang=ausgang)
    seite = get_seite(client, sitzung.get_absolute_url())
    assert top.fassung is not None
    angaben = [wort.get_text(strip=True) for wort in seite.select(".agenda__item .rows__meta span")]
    assert angaben == [top.fassung.nummer, anlass]
    assert [link.get_text(strip=True) for link in seite.select(".agenda__item .touch a[href$=pdf]")] == [
        f"{auszug} (PDF): Ö 1"
    ]
    druck = build_beschlussauszug_druck(abstimmung, leser=AnonymousUser())
    assert druck.dateiname == f"{auszug.replace(' ', '-')}-{sitzung.nummer.replace('/', '-')}-TOP-Ö-1.pdf"
    text = read(druck)
    assert f" {auszug} " in text
    assert f"{raster}: Eine {art.label} hat keinen Beschlussentwurf: " in text
    assert f"Ergebnis: {ausgang.label}" in text
    assert [wort for wort in FREMD if wort in text] == []
    antwort = client.get(reverse("beschlussauszug_pdf", args=[sitzung.pk, top.pk]))
    assert f" {auszug} " in " ".join(extract_text(antwort.content, raw=True).split())


@pytest.mark.parametrize("art", [Vorlagenart.UV, Vorlagenart.AF])
def test_page_of_the_paper(client: Client, art: Vorlagenart) -> None:
    [top] = iter_tops(sitting_with(art))
    assert top.beratung is not None
    text = get_seite(client, top.beratung.vorlage.get_absolute_url()).get_text(" ", strip=True)
    saetze = {
        Vorlagenart.UV: "Zur Kenntnis: Das Gremium wird unterrichtet; es empfiehlt und beschließt nichts.",
        Vorlagenart.AF: "Zur Beantwortung: Die Verwaltung antwortet dem Gremium; beschlossen wird nichts.",
    }
    assert saetze[art] in text
    assert [wort for wort in FREMD if wort in text.replace(saetze[art], "")] == []


def test_what_was_decided_after_all_is_a_resolution() -> None:
    [top] = iter_tops(sitting_with(Vorlagenart.UV))
    abstimmung = build_abstimmung(top, ausgang=Ausgang.EINSTIMMIG, grund="Der Rat hat abgestimmt.")
    druck = build_beschlussauszug_druck(abstimmung, leser=AnonymousUser())
    assert (druck.artname, druck.wortlaut_titel) == ("Beschlussauszug", "Beschluss")


@pytest.mark.parametrize("art", [Vorlagenart.BV, Vorlagenart.AT])
def test_a_paper_to_be_decided_on_keeps_the_official_form(client: Client, art: Vorlagenart) -> None:
    sitzung = sitting_with(art)
    [top] = iter_tops(sitzung)
    assert top.fassung is not None
    druck = build_vorlage_druck(top.fassung, leser=None)
    text = " ".join(extract_text(render_vorlage_pdf(druck), raw=True).split())
    assert "Datum Gremium Ergebnis der Beratung " in text
    assert "TOP Ö 1 öffentlich Enthaltungen Gegenstimmen" in text
    assert "anlass" not in build_vorlage_daten(druck).inhalt
    agenda = build_tagesordnung_druck(sitzung, leser=AnonymousUser())
    assert "anlass" not in build_sitzungsbeilage(agenda).inhalt
    build_abstimmung(top)
    seite = get_seite(client, sitzung.get_absolute_url())
    assert [wort.get_text(strip=True) for wort in seite.select(".agenda__item .rows__meta span")] == [
        top.fassung.nummer
    ]
    assert [link.get_text(strip=True) for link in seite.select(".agenda__item .touch a[href$=pdf]")] == [
        "Beschlussauszug (PDF): Ö 1"
    ]
