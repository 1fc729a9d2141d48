"""Papers, sittings, results, files and the journal in the administration: everything visible, nothing changeable."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib import admin
from django.db import models, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from dokumente.models import Datei, Druckstueck, Fehldruck
from journal.actions import record
from journal.enums import Akt
from journal.models import Eintrag, Kopf
from konten.enums import Rolle
from mappen.actions.mappe import order_mappe
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Empfaenger
from mappen.models import Bogen, Mappe
from nachbereitung.models import Ausfertigung, Einwendung, Niederschrift
from post.models import Nachricht
from sitzungen.models import Abstimmung, Oberbegriff, Sitzung, Standardpunkt, Tagesordnungspunkt
from tests.bauten import (
    build_abstimmung,
    build_anlage,
    build_anwesenheit,
    build_datei,
    build_eingereichte_fassung,
    build_entwurf,
    build_konto,
    build_veroeffentlichte_sitzung,
    iter_tops,
)
from tests.nachbereitung.bau import build_saal, object_to
from tests.pruefen import EIGENE_APPS, read_alles
from vorlagen.enums import Ausgang
from vorlagen.models import Auswirkungsart, Beratung, Fassung, Kaestchen, Mitzeichnungsregel, Vorlage

pytestmark = pytest.mark.django_db

MODELLE: list[type[models.Model]] = [
    Vorlage,
    Fassung,
    Beratung,
    Sitzung,
    Tagesordnungspunkt,
    Abstimmung,
    Bogen,
    Mappe,
    Niederschrift,
    Ausfertigung,
    Einwendung,
    Datei,
    Eintrag,
    Nachricht,
]
"""What is looked at only."""


def adresse(modell: type[models.Model], seite: str, *werte: object) -> str:
    return reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_{seite}", args=werte)


def build_welt() -> None:
    """Build at least one row for every page, a correction and a closed paper among them."""
    sitzung = build_veroeffentlichte_sitzung(begonnen=True)
    build_anwesenheit(sitzung, anwesend=3)
    offen, _ = iter_tops(sitzung)
    erste = build_abstimmung(offen, ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=1)
    build_abstimmung(offen, ausgang=Ausgang.EINSTIMMIG, berichtigt=erste, grund="Verlesen.")
    entwurf = build_entwurf()
    build_anlage(entwurf, datei=build_datei())
    build_eingereichte_fassung(weitere=[build_konto()])
    Bogen.objects.create(
        sitzung=sitzung, datei=build_datei(), dateiname="bogen.pdf", werte=[], eingelesen_von=build_konto()
    )
    order_mappe(sitzung, Mappenwahl(fuer=Empfaenger.MITGLIEDER), konto=build_konto())
    object_to(build_saal())


BESTAND = build_welt


@pytest.fixture
def verwaltung(client: Client) -> Client:
    client.force_login(build_konto(superuser=True))
    return client


def test_every_model_with_pages_in_the_administration_is_tested() -> None:
    """The master data have their tests beside their apps; a model registered later must be named somewhere."""
    eigene = {m for m in admin.site._registry if m._meta.app_label in EIGENE_APPS}
    stammdaten = {m for m in eigene if m._meta.app_label in ("gremien", "konten")}
    # Prints and what failed to be one are looked at in tests/dokumente.
    vorgaben = {Auswirkungsart, Kaestchen, Mitzeichnungsregel, Oberbegriff, Standardpunkt}
    assert eigene - stammdaten == {*MODELLE, *vorgaben, Druckstueck, Fehldruck}


@pytest.mark.usefixtures("bestand")
@pytest.mark.parametrize("modell", [*MODELLE, Kaestchen])
def test_lists_and_pages_open_for_the_administration(verwaltung: Client, modell: type[models.Model]) -> None:
    assert verwaltung.get(reverse("admin:index")).status_code == 200
    assert verwaltung.get(adresse(modell, "changelist")).status_code == 200
    assert verwaltung.get(adresse(modell, "changelist"), {"q": "Betreff"}).status_code == 200
    objekte = list(modell._default_manager.all())
    assert objekte
    for objekt in objekte:
        assert verwaltung.get(adresse(modell, "change", objekt.pk)).status_code == 200


@pytest.mark.usefixtures("bestand")
@pytest.mark.parametrize("modell", MODELLE)
def test_every_filter_works(verwaltung: Client, modell: type[models.Model]) -> None:
    liste = verwaltung.get(adresse(modell, "changelist")).context["cl"]
    assert liste.filter_specs
    for filter_ in liste.filter_specs:
        for wahl in filter_.choices(liste):
            assert verwaltung.get(adresse(modell, "changelist") + wahl["query_string"]).status_code == 200


@pytest.mark.usefixtures("bestand")
@pytest.mark.parametrize("modell", [*MODELLE, Kaestchen])
def test_pages_are_closed_to_everybody_else(client: Client, modell: type[models.Model]) -> None:
    seiten = [adresse(modell, "changelist"), adresse(modell, "change", modell._default_manager.earliest("pk").pk)]
    for seite in seiten:
        assert client.get(seite).status_code == 302
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    for seite in seiten:
        assert client.get(seite, follow=True).status_code == 403
    # Belonging to the staff opens the door, but no drawer.
    client.force_login(build_konto(is_staff=True))
    for seite in seiten:
        assert client.get(seite).status_code == 403


@pytest.mark.usefixtures("bestand")
@pytest.mark.parametrize("modell", MODELLE)
def test_nothing_is_added_changed_or_deleted(verwaltung: Client, modell: type[models.Model]) -> None:
    pk = modell._default_manager.earliest("pk").pk
    eingaben: dict[str, Any] = {
        feld.name: "1" for feld in modell._meta.concrete_fields if not isinstance(feld, models.AutoField)
    }
    vorher = read_alles()

    assert verwaltung.post(adresse(modell, "add"), eingaben).status_code == 403
    assert verwaltung.post(adresse(modell, "change", pk), eingaben).status_code == 403
    assert verwaltung.post(adresse(modell, "delete", pk), {"post": "yes"}).status_code == 403
    auswahl = {"action": "delete_selected", "_selected_action": [pk], "post": "yes"}
    verwaltung.post(adresse(modell, "changelist"), auswahl)

    assert read_alles() == vorher


@pytest.mark.usefixtures("bestand")
@pytest.mark.parametrize(
    ("modell", "ziel"),
    [
        (Vorlage, "vorlage"),
        (Fassung, "vorlage"),
        (Beratung, "vorlage"),
        (Sitzung, "sitzung"),
        (Tagesordnungspunkt, "sitzung"),
        (Abstimmung, "sitzung"),
    ],
)
def test_pages_lead_to_the_site(verwaltung: Client, modell: type[models.Model], ziel: str) -> None:
    seite = verwaltung.get(adresse(modell, "change", modell._default_manager.earliest("pk").pk))
    auf_der_seite = seite.context["absolute_url"]
    assert f'href="{auf_der_seite}"' in seite.content.decode()
    erwartet = Vorlage.objects.earliest("pk") if ziel == "vorlage" else Sitzung.objects.earliest("pk")
    if modell in (Vorlage, Sitzung):
        assert verwaltung.get(auf_der_seite)["Location"].endswith(erwartet.get_absolute_url())
    else:
        assert auf_der_seite == erwartet.get_absolute_url()


@pytest.mark.usefixtures("bestand")
def test_pages_lead_to_each_other(verwaltung: Client) -> None:
    top = Abstimmung.objects.earliest("pk").top
    assert top.beratung is not None
    assert top.fassung is not None
    ketten: list[tuple[models.Model, list[models.Model]]] = [
        (top.fassung.vorlage, [top.fassung, top.beratung]),
        (top.beratung, [top.fassung.vorlage, top]),
        (top.sitzung, [top]),
        (top, [top.sitzung, top.beratung, top.fassung, *top.abstimmungen.all()]),
        (Abstimmung.objects.earliest("pk"), [top]),
    ]
    for von, nach in ketten:
        text = verwaltung.get(adresse(type(von), "change", von.pk)).content.decode()
        for ziel in nach:
            assert adresse(type(ziel), "change", ziel.pk) in text, f"{von!r} -> {ziel!r}"


def test_what_is_locked_says_where_it_is_changed(verwaltung: Client) -> None:
    anfrage = RequestFactory().get("/")
    anfrage.user = build_konto(superuser=True)
    gesperrt = [seite for seite in admin.site._registry.values() if not seite.has_change_permission(anfrage)]
    assert {seite.model for seite in gesperrt} == {*MODELLE, Druckstueck, Fehldruck}
    for seite in gesperrt:
        satz = seite.hinweis  # type: ignore[attr-defined]
        assert satz.endswith("."), seite
        assert escape(satz) in verwaltung.get(adresse(seite.model, "changelist")).content.decode()


def test_a_journal_entry_is_told_in_words(verwaltung: Client) -> None:
    build_welt()
    eintrag = Eintrag.objects.filter(akt=Akt.FESTSTELLEN).earliest("laufend")
    seite = BeautifulSoup(verwaltung.get(adresse(Eintrag, "change", eintrag.pk)).content, "html.parser")
    text = seite.main.get_text(" ", strip=True)  # type: ignore[union-attr]
    assert "ausgang: mehrheitlich" in text
    assert not re.search(r"[{}\[\]]|None|sitzungen\.", text)


def test_a_text_is_shown_as_its_readers_see_it(verwaltung: Client) -> None:
    fassung = build_entwurf(begruendung="<p>Die <strong>Brücke</strong> trägt.</p>")
    seite = verwaltung.get(adresse(Fassung, "change", fassung.pk)).content.decode()
    assert "<p>Die <strong>Brücke</strong> trägt.</p>" in seite
    assert "Suchtext" not in seite


def test_headings_within_a_text_stand_under_its_own(verwaltung: Client) -> None:
    fassung = build_entwurf(begruendung="<h3>Kosten</h3><p>Keine.</p>")
    baum = BeautifulSoup(verwaltung.get(adresse(Fassung, "change", fassung.pk)).content, "html.parser")
    ebenen = [(titel.name, titel.get_text(strip=True)) for titel in baum.find_all(["h1", "h2", "h3"])]
    stelle = ebenen.index(("h3", "Kosten"))
    assert ebenen[stelle - 1] == ("h2", "Begründung")


def test_uncounted_votes_are_never_a_number(verwaltung: Client) -> None:
    build_abstimmung(gegenstimmen=0)
    assert "nicht gezählt" in verwaltung.get(adresse(Abstimmung, "changelist")).content.decode()


@pytest.mark.usefixtures("bestand")
def test_the_journal_leads_to_what_was_done_to(verwaltung: Client) -> None:
    vorlage = Vorlage.objects.filter(laufend=1).get()
    text = verwaltung.get(adresse(Eintrag, "changelist")).content.decode()
    assert f'Vorlage <a href="{adresse(Vorlage, "change", vorlage.pk)}">{vorlage.nummer}</a>' in text


def test_the_journal_outlives_what_it_names(verwaltung: Client) -> None:
    with transaction.atomic():
        record(Akt.EINLESEN, Kopf(pk=1), konto=None)
    assert "Kopf des Journals Nr. 1" in verwaltung.get(adresse(Eintrag, "changelist")).content.decode()


ANFRAGEN = {
    Vorlage: 11,
    Fassung: 12,
    Beratung: 11,
    Sitzung: 12,
    Tagesordnungspunkt: 11,
    Abstimmung: 11,
    Datei: 9,
    Niederschrift: 11,
    Ausfertigung: 11,
    Einwendung: 11,
    Eintrag: 15,
    Bogen: 11,
    Mappe: 11,
    Nachricht: 10,
}
"""Three of them are the head of every page; the journal asks once for every kind of thing it names."""


@pytest.mark.usefixtures("bestand")
@pytest.mark.parametrize("anzahl", [1, 3])
@pytest.mark.parametrize("modell", MODELLE)
def test_lists_ask_a_fixed_number_of_times(
    verwaltung: Client, django_assert_num_queries: DjangoAssertNumQueries, modell: type[models.Model], anzahl: int
) -> None:
    for _ in range(anzahl - 1):
        build_welt()
    with django_assert_num_queries(ANFRAGEN[modell]):
        verwaltung.get(adresse(modell, "changelist"))


def test_an_entry_about_something_long_gone_stays_readable() -> None:
    seite = admin.site._registry[Eintrag]
    assert seite.gegenstand(Eintrag(objekt_art="frueher.modell", objekt_id="7")) == "frueher.modell 7"  # type: ignore[attr-defined]
