"""/sitzungen/<pk>/bogen/ and the way from a sheet to a recorded result."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from journal.models import Eintrag
from journal.sperren import lift_sperren
from konten.enums import Rolle
from konten.models import Konto
from mappen.models import Bogen
from sitzungen.actions.anwesenheit import record_anwesenheit
from sitzungen.actions.tagesordnung import strike_top
from sitzungen.models import Abstimmung, Sitzung, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_anwesenheit,
    build_gremium,
    build_konto,
    build_mitglied,
    build_neufassung,
    build_veroeffentlichte_sitzung,
    iter_tops,
    release_fassung,
)
from tests.mappen.boegen import bring, fill, print_blatt, print_papier, upload
from tests.sitzungen.views.seiten import Antwort, errors, login_clerk, soup, texts
from vorlagen.enums import Ausgang

pytestmark = pytest.mark.django_db

MEHRHEITLICH: dict[str, str | bool] = {"mehrheitlich": True, "gegenstimmen": "12", "enthaltungen": "4"}


@pytest.fixture(autouse=True)
def clerk(client: Client) -> Konto:
    return login_clerk(client)


@pytest.fixture
def sitzung() -> Sitzung:
    return build_veroeffentlichte_sitzung(begonnen=True, oeffentliche=3, nichtoeffentliche=0)


def address(sitzung: Sitzung) -> str:
    return reverse("bogen", args=[sitzung.pk])


def send(client: Client, sitzung: Sitzung, *boegen: tuple[str, bytes], follow: bool = True) -> Any:
    dateien = [upload(inhalt, name) for name, inhalt in boegen]
    return client.post(address(sitzung), {"dateien": dateien}, follow=follow)


def rows(antwort: Antwort) -> list[str]:
    return texts(soup(antwort), "section[aria-labelledby=vorschlaege] .rows > li")


def buttons(seite: BeautifulSoup) -> list[Any]:
    return list(seite.select("section[aria-labelledby=vorschlaege] a.kern-btn"))


def confirm(client: Client, adresse: str, **mehr: str) -> Any:
    """Open the result's page, press the button as it stands there, and follow."""
    formular = soup(client.get(adresse)).select_one("form[data-stimmpult]")
    assert formular is not None
    werte = {
        str(feld["name"]): str(feld.get("value") or "")
        for feld in formular.select("input[type=hidden], input[type=number], input[type=radio][checked]")
    }
    werte |= {str(feld["name"]): feld.get_text().strip("\n") for feld in formular.select("textarea")}
    werte |= {str(feld["name"]): "on" for feld in formular.select("input[type=checkbox][checked]")}
    return client.post(adresse, werte | mehr, follow=True)


def test_from_the_sheet_to_the_recorded_result(client: Client, sitzung: Sitzung, clerk: Konto) -> None:
    build_anwesenheit(sitzung, anwesend=40)
    erster, zweiter, dritter = iter_tops(sitzung)
    pdf = fill(
        print_blatt(sitzung),
        {
            erster.pk: MEHRHEITLICH | {"ja": "20", "befangen": "1"},
            dritter.pk: {"einstimmig": True, "geaendert": True, "wortlaut": "Der Rat stimmt mit Auflagen zu."},
        },
    )
    seite = send(client, sitzung, ("blatt.pdf", pdf))
    assert texts(soup(seite), ".messages .kern-title") == [
        "„blatt.pdf“ ist eingelesen. Festgestellt ist damit noch nichts."
    ]
    eins, drei = rows(seite)
    assert (
        f"Ö 1 {erster.betreff} Bogen: mehrheitlich beschlossen, 20 Ja-Stimmen, 12 Gegenstimmen, 4 Enthaltungen" in eins
    )
    assert "noch nicht festgestellt" in eins
    assert "Ö 3" in drei
    assert "geänderter Wortlaut: „Der Rat stimmt mit Auflagen zu.“" in drei
    assert not Abstimmung.objects.exists()
    knopf, _ = buttons(soup(seite))
    ergebnis = soup(client.get(str(knopf["href"])))
    assert "Vorschlag aus dem Bogen vom" in ergebnis.get_text()
    danach = confirm(client, str(knopf["href"]))
    assert danach.redirect_chain[-1][0] == f"{address(sitzung)}?nach={erster.pk}"
    assert texts(soup(danach), ".messages .kern-title") == [
        "TOP Ö 1: mehrheitlich beschlossen, 20 Ja-Stimmen, 12 Gegenstimmen, 4 Enthaltungen, 1 befangen, 40 anwesend"
    ]
    [fokus] = soup(danach).select("[autofocus]")
    assert fokus["aria-label"] == "Prüfen und feststellen: Ö 3"
    fertig = confirm(client, str(fokus["href"]))
    assert "Alle Vorschläge sind bearbeitet." in soup(fertig).get_text()
    assert [badge for zeile in rows(fertig) for badge in ("schon so festgestellt",) if badge in zeile] == [
        "schon so festgestellt"
    ] * 2
    ja = Abstimmung.objects.get(top=erster)
    assert (ja.ausgang, ja.ja, ja.gegenstimmen, ja.enthaltungen, ja.befangen) == (Ausgang.MEHRHEITLICH, 20, 12, 4, 1)
    assert ja.festgestellt_von == clerk
    neu = Abstimmung.objects.get(top=dritter)
    assert (neu.ausgang, neu.geaendert, neu.wortlaut) == (Ausgang.EINSTIMMIG, True, "Der Rat stimmt mit Auflagen zu.")
    assert (neu.ja, neu.gegenstimmen, neu.enthaltungen, neu.befangen) == (None, None, None, 0)
    assert not Abstimmung.objects.filter(top=zweiter).exists()


def test_a_single_paper_proposes_too(client: Client, sitzung: Sitzung) -> None:
    _, top, _ = iter_tops(sitzung)
    seite = send(client, sitzung, ("papier.pdf", fill(print_papier(top), {top.pk: {"vertagt": True}})))
    assert [zeile.split(" Bogen: ")[1].split(" ")[0] for zeile in rows(seite)] == ["vertagt"]
    confirm(client, str(buttons(soup(seite))[0]["href"]))
    assert Abstimmung.objects.get(top=top).ausgang == Ausgang.VERTAGT


@pytest.mark.parametrize(
    ("werte", "satz"),
    [
        (
            {"einstimmig": True, "abgelehnt": True},
            "„einstimmig beschlossen“ und „abgelehnt“ schließen einander aus.",
        ),
        ({"einstimmig": True, "gegenstimmen": "3"}, "(§ 40"),
        ({"mehrheitlich": True, "gegenstimmen": "zwö"}, "Gegenstimmen: „zwö“ ist keine Zahl."),
        ({"mehrheitlich": True, "gegenstimmen": "30"}, "Eingetragen sind zusammen 30 Stimmen und Befangene, anwesend"),
        ({"mehrheitlich": True, "ja": "3", "gegenstimmen": "5"}, "ist der Antrag nicht angenommen."),
        ({"kenntnis": True, "enthaltungen": "5"}, "gehören keine Stimmenzahlen."),
        ({"gegenstimmen": "5"}, "Auf dem Bogen ist kein Ergebnis angekreuzt."),
        ({"einstimmig": True, "geaendert": True}, "Bitte tragen Sie den geänderten Wortlaut ein."),
    ],
)
def test_what_is_wrong_on_the_sheet_is_said_in_the_words_of_the_rules(
    client: Client, sitzung: Sitzung, werte: dict[str, str | bool], satz: str
) -> None:
    sitzung = build_anwesenheit(sitzung, anwesend=20)
    anwesende = list(sitzung.anwesenheiten.values_list("person", flat=True))
    record_anwesenheit(sitzung, anwesende=anwesende, konto=build_konto(), vollstaendig=True)
    top = next(iter_tops(sitzung))
    seite = send(client, sitzung, ("blatt.pdf", fill(print_blatt(sitzung), {top.pk: werte})))
    [zeile] = rows(seite)
    assert satz in zeile
    assert len(buttons(soup(seite))) == 1, "the clerk may still open it and put it right"


def test_a_contradiction_leaves_the_choice_to_the_clerk(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    werte: dict[str, str | bool] = {"einstimmig": True, "abgelehnt": True, "enthaltungen": "2"}
    seite = send(client, sitzung, ("blatt.pdf", fill(print_blatt(sitzung), {top.pk: werte})))
    adresse = str(buttons(soup(seite))[0]["href"])
    assert soup(client.get(adresse)).select("input[name=ausgang][checked]") == []
    assert errors(confirm(client, adresse)) == ["Ergebnis: Bitte wählen Sie ein Ergebnis."]
    confirm(client, adresse, ausgang="abgelehnt")
    assert Abstimmung.objects.values_list("ausgang", "enthaltungen").get() == (Ausgang.ABGELEHNT, 2)


def test_the_state_of_an_item_is_told_beside_the_proposal(client: Client, sitzung: Sitzung) -> None:
    gleich, anders, weg = iter_tops(sitzung)
    pdf = fill(print_blatt(sitzung), {top.pk: MEHRHEITLICH for top in (gleich, anders, weg)})
    build_abstimmung(gleich, ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=12, enthaltungen=4)
    build_abstimmung(anders, ausgang=Ausgang.EINSTIMMIG)
    strike_top(weg, konto=build_konto(), grund="entfällt")
    seite = send(client, sitzung, ("blatt.pdf", pdf))
    for zeile, lage in zip(rows(seite), ("schon so festgestellt", "anders festgestellt", "abgesetzt"), strict=True):
        assert f" {lage} " in f" {zeile} "
    [knopf] = buttons(soup(seite))
    assert knopf["aria-label"] == "Prüfen und berichtigen: Ö 2"
    confirm(client, str(knopf["href"]), berichtigungsgrund="Laut Bogen aus dem Saal.")
    berichtigt = Abstimmung.objects.valid().get(top=anders)
    assert (berichtigt.ausgang, berichtigt.gegenstimmen) == (Ausgang.MEHRHEITLICH, 12)
    assert berichtigt.berichtigt is not None


def test_what_changed_on_the_agenda_since_is_told(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    pdf = fill(print_blatt(sitzung), {top.pk: {"einstimmig": True}})
    assert top.fassung is not None
    neufassung = release_fassung(build_neufassung(top.fassung.vorlage), grund="Neue Zahlen.")
    # No act renumbers a published item; an older database may hold one that was.
    with lift_sperren(connection):
        Tagesordnungspunkt.objects.filter(pk=top.pk).update(fassung=neufassung, nummer="9")
    [zeile] = rows(send(client, sitzung, ("blatt.pdf", pdf)))
    assert "Auf dem Bogen steht dieser Punkt als Ö 1; inzwischen ist er Ö 9." in zeile
    assert f"zu einer anderen Fassung gedruckt; aufgesetzt ist {neufassung.nummer}." in zeile


def test_two_sheets_that_differ_are_both_offered_the_newest_first(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    blatt = print_blatt(sitzung)
    alt, neu = (bring(sitzung, fill(blatt, {top.pk: werte})) for werte in ({"einstimmig": True}, MEHRHEITLICH))
    seite = soup(client.get(address(sitzung)))
    [zeile] = texts(seite, "section[aria-labelledby=vorschlaege] .rows > li")
    assert "Bogen: mehrheitlich beschlossen" in zeile
    assert zeile.count("Ein früherer Bogen") == 1
    assert "sagt etwas anderes: einstimmig beschlossen." in zeile
    ziele = [str(a["href"]) for a in seite.select("section[aria-labelledby=vorschlaege] a")]
    assert ziele == [reverse("bogen_ergebnis", args=[sitzung.pk, bogen.pk, top.pk]) for bogen in (alt, neu)]


def test_one_refused_sheet_does_not_keep_the_others_out(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    gut = fill(print_blatt(sitzung), {top.pk: {"einstimmig": True}})
    antwort = send(client, sitzung, ("gut.pdf", gut), ("schlecht.pdf", b"Hallo"), follow=False)
    assert errors(antwort) == [
        (
            "Ausgefüllte Bögen: „schlecht.pdf“ ist keine PDF-Datei, obwohl der Name so endet. "
            "Bitte öffnen Sie die Datei und speichern Sie sie neu."
        )
    ]
    assert [bogen.dateiname for bogen in Bogen.objects.all()] == ["gut.pdf"]


def test_nothing_chosen_and_too_much_chosen_are_refused(client: Client, sitzung: Sitzung) -> None:
    assert errors(client.post(address(sitzung))) == [
        "Ausgefüllte Bögen: Bitte wählen Sie mindestens einen ausgefüllten Bogen aus."
    ]
    viele = [(f"{n}.pdf", b"x") for n in range(31)]
    assert errors(send(client, sitzung, *viele)) == [
        "Ausgefüllte Bögen: Das sind 31 Dateien, auf einmal gehen 30. Bitte lesen Sie sie nacheinander ein."
    ]
    assert not Eintrag.objects.filter(akt="einlesen").exists()


def test_a_sheet_of_another_sitting_fills_nothing_in(client: Client, sitzung: Sitzung) -> None:
    andere = build_veroeffentlichte_sitzung(begonnen=True, nichtoeffentliche=0)
    fremd = bring(andere, fill(print_blatt(andere), {next(iter_tops(andere)).pk: {"einstimmig": True}}))
    top = next(iter_tops(sitzung))
    for wert in (fremd.pk, 0, 10**15):
        seite = soup(client.get(reverse("bogen_ergebnis", args=[sitzung.pk, wert, top.pk]), follow=True))
        assert "Vorschlag aus dem Bogen" not in seite.get_text()
        assert seite.select("input[name=ausgang][checked]") == []
    assert client.get(reverse("bogen_datei", args=[sitzung.pk, fremd.pk])).status_code == 404


def test_the_sheet_can_be_had_back_as_it_came(client: Client, sitzung: Sitzung) -> None:
    pdf = fill(print_blatt(sitzung), {next(iter_tops(sitzung)).pk: {"einstimmig": True}})
    bogen = bring(sitzung, pdf, name="Blatt Ä.pdf")
    antwort = client.get(reverse("bogen_datei", args=[sitzung.pk, bogen.pk]))
    assert b"".join(antwort.streaming_content) == pdf  # type: ignore[attr-defined]
    assert antwort["Content-Disposition"].startswith("attachment")
    assert (antwort["X-Content-Type-Options"], antwort["Cache-Control"]) == ("nosniff", "no-store, private")
    assert "sandbox" in antwort["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("wer", "status"), [("schriftfuehrung", 200), ("woanders", 403), ("mitglied", 403), ("verwaltung", 403)]
)
def test_who_may_record_results_may_read_sheets(client: Client, sitzung: Sitzung, wer: str, status: int) -> None:
    bogen = bring(sitzung, fill(print_blatt(sitzung), {next(iter_tops(sitzung)).pk: {"einstimmig": True}}))
    leute = {
        "schriftfuehrung": lambda: build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=sitzung.gremium),
        "woanders": lambda: build_konto(rolle=Rolle.SCHRIFTFUEHRUNG, gremium=build_gremium()),
        "mitglied": lambda: build_mitglied(gremium=sitzung.gremium),
        "verwaltung": lambda: build_konto(superuser=True),
    }
    Sitzung.objects.filter(pk=sitzung.pk).update(bekanntgemacht_am=sitzung.beginn)
    client.force_login(leute[wer]())
    for adresse in (address(sitzung), reverse("bogen_datei", args=[sitzung.pk, bogen.pk])):
        antwort = client.get(adresse)
        assert antwort.status_code == status
        b"".join(getattr(antwort, "streaming_content", ()))
    assert send(client, sitzung, ("x.pdf", b"x")).status_code == status


def test_links_lead_there(client: Client, sitzung: Sitzung) -> None:
    top = next(iter_tops(sitzung))
    assert top.fassung is not None
    blatt = reverse("abstimmungsbogen_pdf", args=[sitzung.pk])
    papier = reverse("vorlage_bogen_pdf", args=[top.fassung.vorlage_id, 0])
    for adresse, ziele in (
        (reverse("sitzung", args=[sitzung.pk]), {address(sitzung), blatt}),
        (reverse("ergebnis", args=[sitzung.pk, top.pk]), {address(sitzung), papier}),
        (address(sitzung), {blatt}),
    ):
        assert ziele <= {str(a["href"]) for a in soup(client.get(adresse)).select("main a")}
        for ziel in ziele:
            assert client.get(ziel).status_code == 200


@pytest.mark.parametrize("anzahl", [1, 3])
def test_the_list_asks_the_database_the_same_however_long_it_is(
    client: Client, sitzung: Sitzung, anzahl: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    build_anwesenheit(sitzung, anwesend=20)
    blatt = print_blatt(sitzung)
    for top in list(iter_tops(sitzung))[:anzahl]:
        bring(sitzung, fill(blatt, {top.pk: MEHRHEITLICH}))
    client.get(address(sitzung))
    with django_assert_num_queries(10):
        client.get(address(sitzung))
