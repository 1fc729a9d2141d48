"""The pages of minutes: what they show to whom, and what they take in."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from nachbereitung.actions.veroeffentlichung import publish_niederschrift
from nachbereitung.models import Ausfertigung, Einwendung, Mitschrift, Niederschrifttext
from tests.bauten import build_konto, build_sitzung, iter_tops
from tests.nachbereitung.bau import Saal, build_saal, finish, present, write

pytestmark = pytest.mark.django_db

BESTAND = build_saal
ALS_JSON = {"headers": {"accept": "application/json"}}


def _client(konto: Konto | None) -> Client:
    client = Client()
    if konto is not None:
        client.force_login(konto)
    return client


def _seite(saal: Saal, konto: Konto | None) -> str:
    antwort = _client(konto).get(reverse("niederschrift", args=[saal.sitzung.pk]))
    assert antwort.status_code == 200
    return antwort.content.decode()


def _schritte(text: str) -> list[str]:
    return re.findall(r'/niederschrift/(?:schritte/)?(\w+)/"', text)


def test_the_minutes_are_there_when_the_sitting_closes(bestand: Saal) -> None:
    text = _seite(bestand, bestand.schrift)
    assert text.count("data-sichern=") == 2
    # One for each editor, and that of logging out.
    assert text.count("csrfmiddlewaretoken") == 3
    assert "Der Beschluss wurde einstimmig gefasst." in text
    assert "Von 3 stimmberechtigten Mitgliedern waren 3 anwesend." in text
    assert _schritte(text) == ["vorlegen", "angaben", "mitschrift"]


def test_each_finds_the_next_act_where_it_is_theirs(bestand: Saal) -> None:
    present(bestand)
    assert _schritte(_seite(bestand, bestand.vorsitz)) == ["pruefen", "zurueckgeben"]
    assert _schritte(_seite(bestand, bestand.schrift)) == ["zurueckgeben"]
    wer = {"pruefen": [bestand.vorsitz], "unterzeichnen": [bestand.vorsitz, bestand.schrift]}
    for akt, konto in ((akt, konto) for akt, konten in wer.items() for konto in konten):
        adresse = reverse("niederschrift_akt", args=[bestand.sitzung.pk, akt])
        assert _client(konto).get(adresse).status_code == 200
        assert _client(konto).post(adresse).status_code == 302
    assert Ausfertigung.objects.count() == 1
    assert _schritte(_seite(bestand, bestand.schrift)) == ["berichtigen", "einwendung"]
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    assert _schritte(_seite(bestand, dienst)) == ["veroeffentlichen", "berichtigen", "einwendung"]


def test_an_act_that_is_somebody_elses_is_refused(bestand: Saal) -> None:
    present(bestand)
    fremde = {"pruefen": bestand.schrift, "unterzeichnen": bestand.mitglied, "vorlegen": bestand.vorsitz}
    for akt, konto in fremde.items():
        adresse = reverse("niederschrift_akt", args=[bestand.sitzung.pk, akt])
        assert _client(konto).post(adresse).status_code == 403
    unbekannt = reverse("niederschrift_akt", args=[bestand.sitzung.pk, "verbrennen"])
    assert _client(bestand.schrift).get(unbekannt).status_code == 404


def test_text_is_saved_while_somebody_types_and_a_conflict_is_told(bestand: Saal) -> None:
    top = next(iter_tops(bestand.sitzung))
    adresse = reverse("niederschrift_punkt", args=[bestand.sitzung.pk, top.pk])
    client, andere = _client(bestand.schrift), _client(build_konto(rolle=Rolle.SITZUNGSDIENST))
    erste = client.post(adresse, {"text": "<p>Eins.</p>", "stand": "0"}, **ALS_JSON)  # type: ignore[arg-type]
    assert (erste.status_code, erste.json()["stand"]) == (200, 1)
    zweite = andere.post(adresse, {"text": "<p>Zwei.</p>", "stand": "0"}, **ALS_JSON)  # type: ignore[arg-type]
    assert zweite.status_code == 409
    assert str(bestand.schrift) in zweite.json()["konflikt"]
    seite = andere.post(adresse, {"text": "<p>Zwei.</p>", "stand": "0"})
    assert seite.status_code == 409
    assert "<del>" in seite.content.decode()
    # From there saving is a decision.
    assert andere.post(adresse, {"text": "<p>Zwei.</p>", "stand": "1"}).status_code == 302
    assert [text.text for text in Niederschrifttext.objects.newest()] == ["<p>Zwei.</p>"]
    lage = client.get(adresse, **ALS_JSON).json()  # type: ignore[arg-type]
    assert (lage["stand"], lage["konto"]) == (2, bestand.schrift.pk)
    assert client.get(adresse).status_code == 302
    assert client.post(adresse, {"text": "<p>Drei.</p>"}, **ALS_JSON).status_code == 409  # type: ignore[arg-type]


def test_what_lies_before_the_chair_is_told_to_the_script(bestand: Saal) -> None:
    present(bestand)
    top = next(iter_tops(bestand.sitzung))
    client, adresse = _client(bestand.schrift), reverse("niederschrift_punkt", args=[bestand.sitzung.pk, top.pk])
    assert client.get(adresse, **ALS_JSON).status_code == 403  # type: ignore[arg-type]
    antwort = client.post(adresse, {"text": "<p>x</p>", "stand": "0"}, **ALS_JSON)  # type: ignore[arg-type]
    assert antwort.status_code == 422
    assert antwort.json()["satz"].startswith("Die Niederschrift liegt dem Vorsitz vor.")


def test_members_look_into_the_closed_part_and_take_no_copy_away(bestand: Saal) -> None:
    write(bestand, "Öffentliche Rede.", "Rede im nichtöffentlichen Teil.")
    assert _client(bestand.mitglied).get(reverse("niederschrift", args=[bestand.sitzung.pk])).status_code == 404
    finish(bestand)
    text = _seite(bestand, bestand.mitglied)
    assert "Öffentliche Rede." in text
    assert "Rede im nichtöffentlichen Teil." in text
    assert "Nur zur Einsicht" in text
    intern, oeffentlich = (
        reverse("ausfertigung_pdf", args=[bestand.sitzung.pk, 1, fuer]) for fuer in ("intern", "oeffentlich")
    )
    assert intern not in text
    assert _client(bestand.mitglied).get(intern).status_code == 404
    assert _client(bestand.mitglied).get(oeffentlich).status_code == 200
    assert _client(bestand.vorsitz).get(intern).status_code == 200


def test_everybody_reads_the_public_edition_once_it_is_published(bestand: Saal) -> None:
    write(bestand, "Öffentliche Rede.", "Rede im nichtöffentlichen Teil.")
    finish(bestand)
    adresse = reverse("niederschrift", args=[bestand.sitzung.pk])
    sitzung = reverse("sitzung", args=[bestand.sitzung.pk])
    assert _client(None).get(adresse).status_code == 404
    assert adresse not in _client(None).get(sitzung).content.decode()
    publish_niederschrift(bestand.niederschrift, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    text = _seite(bestand, None)
    assert "Öffentliche Rede." in text
    assert "Rede im nichtöffentlichen Teil." not in text
    assert "Grundstückssachen" in text
    assert adresse in _client(None).get(sitzung).content.decode()


def test_a_transcript_lies_beside_its_items(bestand: Saal) -> None:
    client, adresse = _client(bestand.schrift), reverse("niederschrift_mitschrift", args=[bestand.sitzung.pk])
    falsch = client.post(adresse, {"datei": SimpleUploadedFile("rede.pdf", b"%PDF-1.4")})
    assert "Bitte wählen Sie eine Textdatei" in falsch.content.decode()
    text = "Vorab.\nTOP Ö 1\nFrau Beispiel spricht.\n".encode()
    assert client.post(adresse, {"datei": SimpleUploadedFile("rede.txt", text)}).status_code == 302
    seite = _seite(bestand, bestand.schrift)
    assert 'aria-label="Mitschrift zu Ö 1"' in seite
    assert "Frau Beispiel spricht." in seite
    assert not Niederschrifttext.objects.exists()
    assert client.post(adresse, {"entfernen": "1"}).status_code == 302
    assert not Mitschrift.objects.exists()


def test_who_signs_is_chosen_from_those_who_can(bestand: Saal) -> None:
    client, adresse = _client(bestand.schrift), reverse("niederschrift_angaben", args=[bestand.sitzung.pk])
    assert bestand.vorsitz.person is not None
    assert bestand.schrift.person is not None
    fremde = build_konto(rolle=Rolle.SACHBEARBEITUNG)
    angaben = {
        "vorsitz": bestand.vorsitz.person.pk,
        "schriftfuehrung": fremde.person_id,
        "ende": "18:05",
        "weitere": "",
    }
    assert client.post(adresse, angaben).status_code == 200
    angaben |= {"schriftfuehrung": bestand.schrift.person.pk, "weitere": "Beigeordnete Muster"}
    assert client.post(adresse, angaben).status_code == 302
    seite = _seite(bestand, bestand.schrift)
    assert "bis 18:05 Uhr" in seite
    assert "Beigeordnete Muster" in seite


def test_an_objection_goes_from_the_page_onto_the_next_agenda(bestand: Saal) -> None:
    finish(bestand)
    assert bestand.mitglied.person is not None
    client = _client(build_konto(rolle=Rolle.SITZUNGSDIENST))
    angaben = {
        "person": bestand.mitglied.person.pk,
        "teil": "oe",
        "text": "Ich war dagegen.",
        "eingegangen_am": bestand.sitzung.beginn.date().isoformat(),
    }
    adresse = reverse("niederschrift_einwendung", args=[bestand.sitzung.pk])
    assert client.post(adresse, angaben).status_code == 302
    einwendung = Einwendung.objects.get()
    aufsetzen = reverse("einwendung_aufsetzen", args=[bestand.sitzung.pk, einwendung.pk])
    assert "noch keine weitere Sitzung" in client.get(aufsetzen).content.decode()
    assert aufsetzen in client.get(reverse("sitzungsdienst")).content.decode()
    naechste = build_sitzung(gremium=bestand.sitzung.gremium)
    assert client.post(aufsetzen).url == reverse("tagesordnung", args=[naechste.pk])  # type: ignore[attr-defined]
    assert aufsetzen not in client.get(reverse("sitzungsdienst")).content.decode()


def test_the_desks_tell_what_is_open_and_what_waits(bestand: Saal) -> None:
    adresse = reverse("niederschrift", args=[bestand.sitzung.pk])
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    assert adresse in _client(dienst).get(reverse("sitzungsdienst")).content.decode()
    schreibtisch = reverse("schreibtisch")
    assert adresse not in _client(bestand.vorsitz).get(schreibtisch).content.decode()
    present(bestand)
    assert "Niederschrift prüfen" in _client(bestand.vorsitz).get(schreibtisch).content.decode()
    adresse_pruefen = reverse("niederschrift_akt", args=[bestand.sitzung.pk, "pruefen"])
    _client(bestand.vorsitz).post(adresse_pruefen)
    for konto in (bestand.vorsitz, bestand.schrift):
        assert "Niederschrift unterzeichnen" in _client(konto).get(schreibtisch).content.decode()
    for konto in (bestand.vorsitz, bestand.schrift):
        _client(konto).post(reverse("niederschrift_akt", args=[bestand.sitzung.pk, "unterzeichnen"]))
    assert adresse not in _client(bestand.vorsitz).get(schreibtisch).content.decode()
    assert adresse not in _client(dienst).get(reverse("sitzungsdienst")).content.decode()


def test_before_a_sitting_was_opened_there_are_no_minutes() -> None:
    sitzung = build_sitzung()
    client = _client(build_konto(rolle=Rolle.SITZUNGSDIENST))
    for name, weiteres in (("niederschrift", []), ("niederschrift_angaben", []), ("niederschrift_pdf", ["intern"])):
        assert client.get(reverse(name, args=[sitzung.pk, *weiteres])).status_code == 404
