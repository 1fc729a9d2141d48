"""Who handed a paper of the council in: asked for, kept, frozen, printed, found."""

import json
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gremien.models import Fraktion
from konten.enums import Rolle
from konten.models import Konto
from sitzungen.documents.geheimnisse import find_geheimnisse
from sitzungen.documents.vorlage import build_vorlage_druck, render_word
from tests.bauten import (
    build_amt,
    build_eingereichte_fassung,
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_neufassung,
    build_sitzung,
    build_top,
    build_veroeffentlichte_vorlage,
)
from tests.vorlagen.views.entwurfsseite import address, drafter, save, stored
from vorlagen.documents.gesehen import read_gesehenes, write_gesehenes
from vorlagen.documents.vorlage import build_vorlage_daten, build_vorlage_html
from vorlagen.enums import Vorlagenart
from vorlagen.models import Fassung, Vorlage
from vorlagen.models.pruefsumme import compute_pruefsumme

pytestmark = pytest.mark.django_db


@pytest.fixture
def fraktionen() -> list[str]:
    heute = timezone.localdate()
    Fraktion.objects.create(name="Alte Fraktion", kuerzel="ALT", bis=heute - timedelta(days=1))
    namen = ["Fraktion A, B und C", "Fraktion der Mitte"]
    for stelle, name in enumerate(namen):
        Fraktion.objects.create(name=name, kuerzel=f"F{stelle}", reihenfolge=stelle)
    return namen


def antrag(**felder: object) -> Fassung:
    return build_entwurf(art=Vorlagenart.AT, **felder)  # type: ignore[arg-type]


# --- asked for


def test_groups_of_today_and_further_names_are_asked_for(client: Client, fraktionen: list[str]) -> None:
    fassung = antrag(antragsteller="Alte Fraktion\nFraktion der Mitte\nErika Muster")
    drafter(client, fassung)
    form = client.get(address(fassung)).context["bearbeitung"].form
    assert [name for name, _ in form.fields["fraktionen"].choices] == fraktionen
    assert form["fraktionen"].value() == ["Fraktion der Mitte"]
    assert form["antragsteller"].value() == "Alte Fraktion\nErika Muster"


@pytest.mark.parametrize("art", [Vorlagenart.BV, Vorlagenart.UV, Vorlagenart.AW, Vorlagenart.ST])
def test_a_paper_of_the_administration_is_not_asked(client: Client, art: Vorlagenart) -> None:
    fassung = build_entwurf(art=art)
    drafter(client, fassung)
    felder = set(client.get(address(fassung)).context["bearbeitung"].form.fields)
    assert {"fraktionen", "antragsteller", "eingegangen_am"} & felder == set()
    assert "bezug" in felder


def test_several_groups_and_a_member_are_kept_in_one_order(client: Client, fraktionen: list[str]) -> None:
    fassung = antrag(antragsteller="")
    drafter(client, fassung)
    save(
        client,
        fassung,
        fraktionen=fraktionen,
        antragsteller=" Erika  Muster \n\nFraktion der Mitte",
        eingegangen_am="12.06.2026",
    )
    neu = stored(fassung)
    assert neu.antragstellende == (*fraktionen, "Erika Muster")
    assert f"{neu.eingegangen_am:%d.%m.%Y}" == "12.06.2026"


def test_a_group_that_is_none_is_refused_and_nothing_typed_is_lost(client: Client, fraktionen: list[str]) -> None:
    fassung = antrag(antragsteller="Erika Muster")
    drafter(client, fassung)
    antwort = save(
        client, fassung, fraktionen=["Alte Fraktion"], antragsteller="Max Beispiel", eingegangen_am="gestern"
    )
    seite = antwort.content.decode()
    satz = "Die Fraktion „Alte Fraktion“ gibt es heute nicht. Bitte schreiben Sie ihren Namen unter „Weitere Namen“."
    assert satz in seite
    assert "Bitte geben Sie den Tag als Tag.Monat.Jahr ein, zum Beispiel 12.06.2026." in seite
    assert "Max Beispiel" in seite
    assert stored(fassung).antragstellende == ("Erika Muster",)
    assert "Max Beispiel" in client.get(address(fassung)).content.decode()


def test_what_becomes_a_paper_of_the_administration_names_nobody(client: Client, fraktionen: list[str]) -> None:
    fassung = antrag()
    drafter(client, fassung)
    save(client, fassung, art="BV")
    neu = stored(fassung)
    assert (neu.vorlage.art, neu.antragsteller, neu.eingegangen_am) == ("BV", "", None)
    staende = client.get(reverse("entwurf_staende", args=[fassung.vorlage_id, "angaben"])).content.decode()
    assert "Fraktion der Mitte" in staende


def test_the_check_leads_to_what_is_missing(client: Client) -> None:
    fassung = antrag(antragsteller="", eingegangen_am=None)
    drafter(client, fassung)
    seite = client.get(reverse("vorlage_einreichen", args=[fassung.vorlage_id])).content.decode()
    for feld, satz in (
        ("antragsteller", "Bitte geben Sie an, von wem der Antrag kommt."),
        ("eingegangen_am", "Bitte geben Sie an, an welchem Tag der Antrag eingegangen ist."),
    ):
        assert satz in seite
        assert f"{address(fassung)}?zurueck=pruefen#id_{feld}" in seite


# --- what it refers to


def bezug_of(fassung: Fassung) -> Vorlage | None:
    return Vorlage.objects.select_related("bezug").get(pk=fassung.vorlage_id).bezug


def test_a_readable_number_becomes_the_reference_and_an_empty_one_ends_it(client: Client) -> None:
    frage = build_veroeffentlichte_vorlage(art=Vorlagenart.AF)
    fassung = build_entwurf(art=Vorlagenart.AW, bezug=frage)
    drafter(client, fassung)
    assert client.get(address(fassung)).context["bearbeitung"].form["bezug"].value() == frage.nummer
    andere = build_veroeffentlichte_vorlage(art=Vorlagenart.AF)
    save(client, fassung, bezug=f" {andere.nummer} ")
    assert bezug_of(fassung) == andere
    save(client, fassung, bezug="")
    assert bezug_of(fassung) is None


@pytest.mark.parametrize("gibt_es", [True, False])
def test_a_number_that_may_not_be_read_is_refused_as_one_that_does_not_exist(client: Client, gibt_es: bool) -> None:
    nummer = build_freigegebene_vorlage(art=Vorlagenart.AF).nummer if gibt_es else "AF/0001/1999"
    fassung = build_entwurf()
    drafter(client, fassung)
    seite = save(client, fassung, bezug=nummer).content.decode()
    satz = f"Unter den Vorlagen, die Sie lesen dürfen, ist keine mit der Nummer {nummer}. Bitte prüfen Sie die Nummer."
    assert satz in seite
    assert bezug_of(fassung) is None


def test_a_reference_its_writer_may_not_read_is_not_named_and_stays(client: Client) -> None:
    frage = build_freigegebene_vorlage(art=Vorlagenart.AF, betreff="Verdeckte Frage")
    fassung = build_entwurf(art=Vorlagenart.AW, bezug=frage)
    drafter(client, fassung)
    assert frage.nummer not in client.get(address(fassung)).content.decode()
    save(client, fassung, betreff="Neuer Betreff")
    assert (stored(fassung).betreff, bezug_of(fassung)) == ("Neuer Betreff", frage)


def test_what_is_no_number_is_refused_with_the_pattern(client: Client) -> None:
    fassung = build_entwurf()
    drafter(client, fassung)
    assert "in der Form BV/0546/2018" in save(client, fassung, bezug="die Anfrage").content.decode()


def test_the_reference_of_a_numbered_paper_stays(client: Client) -> None:
    frage = build_veroeffentlichte_vorlage(art=Vorlagenart.AF)
    fassung = build_neufassung(build_freigegebene_vorlage(art=Vorlagenart.AW, bezug=frage))
    drafter(client, fassung)
    save(client, fassung, betreff="Anders", bezug="")
    assert (stored(fassung).betreff, bezug_of(fassung)) == ("Anders", frage)


# --- kept


@pytest.mark.parametrize("aenderung", [{"antragsteller": "Andere"}, {"eingegangen_am": None}])
def test_both_are_frozen_with_release(aenderung: dict[str, object]) -> None:
    fassung = build_freigegebene_vorlage(art=Vorlagenart.AF).fassungen.get()
    with pytest.raises(DatabaseError, match="bleibt, wie sie ist"), transaction.atomic():
        Fassung.objects.filter(pk=fassung.pk).update(**aenderung)


def test_both_are_in_the_digest_and_older_formats_stay_what_they_were() -> None:
    fassung = antrag()
    vorher = {zahl: compute_pruefsumme(fassung, formatnummer=zahl) for zahl in (1, 2, 3, 4, 5)}
    Fassung.objects.filter(pk=fassung.pk).update(antragsteller="Andere", eingegangen_am="2020-01-01")
    nachher = {zahl: compute_pruefsumme(stored(fassung), formatnummer=zahl) for zahl in (1, 2, 3, 4, 5)}
    assert {zahl for zahl in vorher if vorher[zahl] != nachher[zahl]} == {5}


def test_a_new_fassung_begins_with_both_and_a_co_signer_has_seen_them() -> None:
    vorlage = build_freigegebene_vorlage(art=Vorlagenart.AT, antragsteller="CDU-Fraktion\nErika Muster")
    neu = build_neufassung(vorlage)
    heute = timezone.localdate()
    assert (neu.antragstellende, neu.eingegangen_am) == (("CDU-Fraktion", "Erika Muster"), heute)
    gesehen = read_gesehenes(write_gesehenes(neu))
    assert (gesehen.antragsteller, gesehen.eingegangen_am) == ("CDU-Fraktion, Erika Muster", f"{heute:%d.%m.%Y}")


def test_what_a_co_signer_saw_before_there_were_applicants_is_still_read() -> None:
    frueher = json.loads(write_gesehenes(build_eingereichte_fassung()))
    del frueher["antragsteller"], frueher["eingegangen_am"]
    assert read_gesehenes(json.dumps(frueher)).antragsteller == ""


# --- shown


@pytest.mark.parametrize(("art", "wort"), [(Vorlagenart.AT, "Antragsteller/in"), (Vorlagenart.AF, "Fragesteller/in")])
def test_head_data_and_word_file_name_who_and_when(art: Vorlagenart, wort: str) -> None:
    fassung = build_entwurf(art=art, antragsteller="CDU-Fraktion\nErika Muster", eingegangen_am="2026-06-12")
    druck = build_vorlage_druck(stored(fassung), leser=None)
    html = build_vorlage_html(druck)
    assert f'<p class="feld"><b>{wort}:</b> CDU-Fraktion, Erika Muster</p>' in html
    assert '<p class="feld"><b>Eingegangen am:</b> 12.06.2026</p>' in html
    daten = json.loads(build_vorlage_daten(druck).inhalt)
    assert (daten["antragsteller"], daten["eingang"]) == (["CDU-Fraktion", "Erika Muster"], "2026-06-12")
    absaetze = [absatz.text for absatz in docx.Document(BytesIO(render_word(stored(fassung), leser=None))).paragraphs]
    assert {f"{wort}: CDU-Fraktion, Erika Muster", "Eingegangen am: 12.06.2026"} <= set(absaetze)


def test_a_paper_of_the_administration_is_printed_as_before() -> None:
    druck = build_vorlage_druck(build_entwurf(), leser=None)
    html = build_vorlage_html(druck)
    assert ("Antragsteller" in html, "Eingegangen" in html) == (False, False)
    assert {"antragsteller", "eingang"} & set(json.loads(build_vorlage_daten(druck).inhalt)) == set()


def test_the_page_names_them_and_the_search_finds_them(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(art=Vorlagenart.AF, antragsteller="Fraktion Sonnenschein\nErika Muster")
    seite = client.get(vorlage.get_absolute_url()).content.decode()
    assert "Fragesteller/in" in seite
    assert "Fraktion Sonnenschein, Erika Muster" in seite
    assert f"{timezone.localdate():%d.%m.%Y}" in seite
    gefunden = client.get(reverse("vorlagen"), {"q": "Sonnenschein"}).content.decode()
    assert vorlage.get_absolute_url() in gefunden


def test_the_proof_of_a_packet_looks_for_those_whom_nobody_knows(fraktionen: list[str]) -> None:
    sitzung, namen = build_sitzung(), f"{fraktionen[0]}\nErika Fremd"
    weg = [(sitzung.gremium, None, True, False)]
    vorlage = build_freigegebene_vorlage(art=Vorlagenart.AT, oeffentlich=False, stationen=weg, antragsteller=namen)
    build_top(sitzung, vorlage=vorlage)
    gesucht = {geheimnis.text for geheimnis in find_geheimnisse(sitzung)}
    assert {"Erika Fremd", fraktionen[0], namen} & gesucht == {"Erika Fremd"}


# --- answered


@pytest.fixture
def schreibende() -> Konto:
    return build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=build_amt())


@pytest.mark.parametrize(
    ("art", "antwortart", "betreff"),
    [
        (Vorlagenart.AF, Vorlagenart.AW, "Antwort der Verwaltung: Leerstand"),
        (Vorlagenart.AT, Vorlagenart.ST, "Stellungnahme der Verwaltung: Leerstand"),
    ],
)
def test_an_answer_begins_with_subject_and_reference(
    client: Client, schreibende: Konto, art: Vorlagenart, antwortart: Vorlagenart, betreff: str
) -> None:
    frage = build_veroeffentlichte_vorlage(art=art, betreff="Leerstand")
    client.force_login(schreibende)
    adresse = reverse("vorlage_antworten", args=[frage.pk])
    assert adresse in client.get(frage.get_absolute_url()).content.decode()
    antwort = client.post(adresse)
    neu = Fassung.objects.select_related("vorlage").get(verfasser=schreibende)
    assert antwort["Location"] == reverse("vorlage_bearbeiten", args=[neu.vorlage_id])
    assert (neu.vorlage.art, neu.betreff, neu.vorlage.bezug, neu.oeffentlich) == (antwortart, betreff, frage, False)
    # Pressed twice, there is still one.
    assert client.post(adresse)["Location"] == antwort["Location"]
    assert Fassung.objects.filter(verfasser=schreibende).count() == 1


def test_the_subject_of_a_question_not_yet_public_stays_where_it_is(client: Client) -> None:
    frage = build_freigegebene_vorlage(art=Vorlagenart.AF, betreff="Vertraulich")
    eigene = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=frage.fassungen.get().amt)
    client.force_login(eigene)
    client.post(reverse("vorlage_antworten", args=[frage.pk]))
    neu = Fassung.objects.select_related("vorlage").get(verfasser=eigene)
    assert (neu.betreff, neu.vorlage.bezug) == ("", frage)


@pytest.mark.parametrize("art", [Vorlagenart.BV, Vorlagenart.UV, Vorlagenart.AW, Vorlagenart.ST])
def test_only_papers_of_the_council_are_answered(client: Client, schreibende: Konto, art: Vorlagenart) -> None:
    vorlage = build_veroeffentlichte_vorlage(art=art)
    client.force_login(schreibende)
    assert client.post(reverse("vorlage_antworten", args=[vorlage.pk])).status_code == 403
    assert not Fassung.objects.filter(verfasser=schreibende).exists()


@pytest.mark.parametrize("rolle", [Rolle.DEZERNAT, Rolle.SITZUNGSDIENST])
def test_only_who_drafts_for_an_office_answers(client: Client, rolle: Rolle) -> None:
    frage = build_veroeffentlichte_vorlage(art=Vorlagenart.AF)
    konto = build_konto(rolle=rolle)
    client.force_login(konto)
    adresse = reverse("vorlage_antworten", args=[frage.pk])
    assert adresse not in client.get(frage.get_absolute_url()).content.decode()
    assert client.post(adresse).status_code == 403
    assert not Fassung.objects.filter(verfasser=konto).exists()
