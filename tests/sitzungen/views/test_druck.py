"""/sitzungen/<pk>/….pdf: who gets which document of a sitting."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from dokumente.druck.norm.datei import check_pdf
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.actions.sitzung import invite_sitzung
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_gremium,
    build_konto,
    build_mitglied,
    build_sitzung,
    build_veroeffentlichte_sitzung,
    build_veroeffentlichte_vorlage,
    forget_rechte,
    iter_tops,
)
from tests.pdf_text import extract_text
from tests.sitzungen.views.seiten import login_clerk, soup, texts
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db

INTERNE = ("anwesenheitsliste_pdf", "abstimmungsblatt_pdf", "leitfaden_pdf")
FAMILIE = ("tagesordnung_pdf", "einladung_pdf", *INTERNE)
LEUTE: dict[str, Callable[[Sitzung], Konto | None]] = {
    "anonym": lambda sitzung: None,
    "anderes Mitglied": lambda sitzung: build_mitglied(),
    "Sachbearbeitung": lambda sitzung: build_konto(rolle=Rolle.SACHBEARBEITUNG),
    "fremde Schriftführung": lambda sitzung: build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=build_gremium()),
    "Administration": lambda sitzung: build_konto(superuser=True),
    "Mitglied": lambda sitzung: build_mitglied(gremium=sitzung.gremium),
    "Schriftführung": lambda sitzung: build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium),
    "Sitzungsdienst": lambda sitzung: build_konto(rolle=Rolle.SITZUNGSDIENST),
}
FUEHREND = {"Schriftführung", "Sitzungsdienst"}


def login(client: Client, wer: str, sitzung: Sitzung) -> None:
    if konto := LEUTE[wer](sitzung):
        client.force_login(forget_rechte(konto))


def status(client: Client, name: str, sitzung: Sitzung) -> int:
    return client.get(reverse(name, args=[sitzung.pk])).status_code


def read(client: Client, adresse: str) -> str:
    antwort = client.get(adresse)
    assert antwort.status_code == 200
    assert antwort["Content-Type"] == "application/pdf"
    angemeldet = settings.SESSION_COOKIE_NAME in client.cookies
    assert antwort["Cache-Control"] == ("no-store, private" if angemeldet else "private, no-cache")
    assert check_pdf(antwort.content) == []
    return " ".join(extract_text(antwort.content, raw=True).split())


@pytest.mark.parametrize("wer", LEUTE)
def test_who_gets_which_document(client: Client, wer: str) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    login(client, wer, sitzung)
    erwartet = dict.fromkeys(FAMILIE, 200 if wer in FUEHREND else 404) | {"tagesordnung_pdf": 200}
    assert {name: status(client, name, sitzung) for name in FAMILIE} == erwartet
    invite_sitzung(sitzung, zugang=timezone.now(), konto=build_konto())
    if wer == "Mitglied":
        erwartet["einladung_pdf"] = 200
    assert {name: status(client, name, sitzung) for name in FAMILIE} == erwartet


@pytest.mark.parametrize("wer", LEUTE)
def test_a_planned_sitting_has_documents_only_for_those_who_keep_it(client: Client, wer: str) -> None:
    sitzung = build_sitzung()
    login(client, wer, sitzung)
    erwartet = dict.fromkeys(FAMILIE, 200 if wer in FUEHREND else 404)
    if wer == "Administration":
        erwartet["tagesordnung_pdf"] = 200
    assert {name: status(client, name, sitzung) for name in FAMILIE} == erwartet


@pytest.mark.parametrize("wer", ["anonym", "anderes Mitglied", "Sachbearbeitung", "fremde Schriftführung"])
def test_the_public_agenda_holds_no_word_of_closed_items(client: Client, wer: str) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    offen, geheim = iter_tops(sitzung)
    login(client, wer, sitzung)
    adresse = reverse("tagesordnung_pdf", args=[sitzung.pk])
    text = read(client, adresse)
    assert text.startswith("Stadt Koblenz Sitzungsdienst Öffentliche Bekanntmachung")
    assert f"Ö 1 {offen.betreff}" in text
    assert "N 1 Grundstückssachen" in text
    assert geheim.betreff not in client.get(adresse).content.decode("latin-1") + text


def test_those_inside_choose_between_the_full_and_the_public_agenda(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung()
    _, geheim = iter_tops(sitzung)
    for wer in ("Mitglied", "Sitzungsdienst"):
        login(client, wer, sitzung)
        adresse = reverse("tagesordnung_pdf", args=[sitzung.pk])
        assert f"N 1 {geheim.betreff}" in read(client, adresse)
        oeffentlich = read(client, f"{adresse}?oeffentlich")
        assert geheim.betreff not in oeffentlich
        assert "N 1 Grundstückssachen" in oeffentlich
    geplant = build_sitzung()
    login_clerk(client)
    assert client.get(reverse("tagesordnung_pdf", args=[geplant.pk]) + "?oeffentlich").status_code == 404


def extract_address(top: Tagesordnungspunkt, sitzung: Sitzung | None = None) -> str:
    return reverse("beschlussauszug_pdf", args=[(sitzung or top.sitzung).pk, top.pk])


def test_the_extract_is_for_whoever_may_read_item_and_result(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    offen, geheim = iter_tops(sitzung)
    assert client.get(extract_address(offen)).status_code == 404
    for top in (offen, geheim):
        build_abstimmung(top, enthaltungen=1)
    assert "Ergebnis: einstimmig beschlossen" in read(client, extract_address(offen))
    assert client.get(extract_address(geheim)).status_code == 404
    assert client.get(extract_address(offen, build_veroeffentlichte_sitzung())).status_code == 404
    for wer in LEUTE:
        login(client, wer, sitzung)
        innen = FUEHREND | {"Mitglied", "Administration"}
        erwartet = 200 if wer in innen else 404
        if wer != "anonym":
            assert client.get(extract_address(geheim)).status_code == erwartet
            assert client.get(extract_address(offen)).status_code == 200


def test_a_corrected_result_prints_the_correction(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    [top] = iter_tops(sitzung)
    erste = build_abstimmung(top)
    build_abstimmung(top, berichtigt=erste, grund="verlesen", ausgang=Ausgang.ABGELEHNT, gegenstimmen=9)
    text = read(client, extract_address(top))
    assert "Ergebnis: abgelehnt" in text
    assert "einstimmig" not in text


def test_documents_are_only_read(client: Client) -> None:
    login_clerk(client)
    sitzung = build_veroeffentlichte_sitzung()
    for name in FAMILIE:
        assert client.post(reverse(name, args=[sitzung.pk])).status_code == 405
    assert client.post(extract_address(next(iter_tops(sitzung)))).status_code == 405


def test_the_page_of_the_sitting_offers_what_its_reader_may_open(client: Client) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    offen, geheim = iter_tops(sitzung)
    for top in (offen, geheim):
        build_abstimmung(top)
    erwartet = {
        "anonym": ["Tagesordnung (PDF)"],
        "Mitglied": ["Tagesordnung (PDF)"],
        "Schriftführung": [
            "Tagesordnung (PDF)",
            "Öffentliche Bekanntmachung (PDF)",
            "Einladung (PDF)",
            "Anwesenheitsliste (PDF)",
            "Abstimmungsblatt (PDF)",
            "Sitzungsleitfaden (PDF)",
            "Abstimmungsblatt zum Ausfüllen (PDF)",
        ],
    }
    for wer, angebot in erwartet.items():
        login(client, wer, sitzung)
        seite = soup(client.get(sitzung.get_absolute_url()))
        assert texts(seite, "nav[aria-labelledby=drucken] ul a") == angebot
        links = [
            str(link["href"])
            for link in seite.select("nav[aria-labelledby=drucken] ul a, .agenda__item .touch a[href$=pdf]")
        ]
        assert extract_address(offen) in links
        assert (extract_address(geheim) in links) == (wer != "anonym")
        assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_number_of_queries_is_fixed(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, anzahl: int
) -> None:
    sitzung = build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=anzahl, nichtoeffentliche=anzahl)
    for top in iter_tops(sitzung):
        build_abstimmung(top)
    login_clerk(client)
    for name, abfragen in {
        "tagesordnung_pdf": 11,
        "einladung_pdf": 13,
        "anwesenheitsliste_pdf": 8,
        "abstimmungsblatt_pdf": 13,
        "leitfaden_pdf": 14,
    }.items():
        # The first reader has the document set, every further one gets the stored bytes.
        status(client, name, sitzung)
        with django_assert_num_queries(abfragen):
            assert status(client, name, sitzung) == 200


def test_a_paper_that_cannot_be_laid_out_is_explained(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(begruendung="<ul><li>" * 400 + "zu tief")
    antwort = client.get(reverse("vorlage_pdf", args=[vorlage.pk]))
    assert antwort.status_code == 503
    assert antwort["Content-Type"].startswith("text/html")
    assert "Das Dokument konnte nicht gedruckt werden" in antwort.content.decode()
