"""The pages on which an attachment comes after the release, and becomes public."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import (
    build_freigegebene_vorlage,
    build_konto,
    build_neufassung,
    build_pdf,
    build_veroeffentlichte_vorlage,
)
from vorlagen.models import Anlage, Vorlage

pytestmark = pytest.mark.django_db


def build_dienst() -> Konto:
    return build_konto(rolle=Rolle.SITZUNGSDIENST)


def login(konto: Konto) -> Client:
    client = Client()
    client.force_login(konto)
    return client


def send(client: Client, vorlage: Vorlage, **angaben: object) -> str:
    """Send the form, by default with all it asks for; return the page it leads to."""
    daten = {"datei": SimpleUploadedFile("Gutachten Lärm.pdf", build_pdf()), "grund": "Kam zu spät"} | angaben
    adresse = reverse("anlage_nachreichen", args=[vorlage.pk])
    gesendet = {name: wert for name, wert in daten.items() if wert is not None}
    return client.post(adresse, gesendet, follow=True).content.decode()


def address_of(anlage: Anlage, name: str = "anlage_veroeffentlichen") -> str:
    return reverse(name, args=[anlage.fassung.vorlage_id, anlage.pk])


def test_an_attachment_comes_by_the_page_and_is_offered_for_publication() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    seite = send(login(build_dienst()), vorlage)
    anlage = Anlage.objects.get()
    assert (anlage.titel, anlage.dateiname, anlage.nachgereicht_grund) == (
        "Gutachten Lärm",
        "Gutachten Lärm.pdf",
        "Kam zu spät",
    )
    assert "Anlage 01: Gutachten Lärm ist nachgereicht. Bisher ist sie nichtöffentlich." in seite
    assert "Nachgereichte Anlage veröffentlichen" in seite
    assert "Die Vorlage ist öffentlich: Die Anlage kann danach sofort jeder lesen." in seite
    assert "Gutachten Lärm" not in Client().get(vorlage.get_absolute_url()).content.decode()


def test_of_a_closed_paper_it_goes_back_to_the_paper_which_says_when_and_why() -> None:
    vorlage = build_freigegebene_vorlage(oeffentlich=False)
    client = login(build_dienst())
    seite = send(client, vorlage, titel="Schallgutachten")
    assert "Anlage 01: Schallgutachten" in seite
    assert ": Kam zu spät</span>" in seite
    assert "nachgereicht am" in seite
    assert client.get(address_of(Anlage.objects.get())).status_code == 403


@pytest.mark.parametrize(
    ("angaben", "satz"),
    [
        ({"datei": None}, "Bitte wählen Sie die Datei aus."),
        ({"grund": " "}, "Bitte geben Sie an, warum die Anlage erst jetzt kommt."),
        ({"titel": "x" * 251}, "Bitte kürzen Sie auf höchstens 250 Zeichen (es sind 251)."),
        ({"datei": SimpleUploadedFile("leer.pdf", b"")}, "„leer.pdf“ ist leer"),
        ({"datei": SimpleUploadedFile("bild.pdf", b"GIF89a")}, "„bild.pdf“"),
    ],
)
def test_what_is_refused_is_said_and_what_was_typed_stays(angaben: dict[str, object], satz: str) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    seite = send(login(build_dienst()), vorlage, **({"titel": "Mein Titel"} | angaben))
    assert satz in seite
    assert ("Mein Titel" in seite) == ("titel" not in angaben)
    assert not Anlage.objects.exists()


def test_a_draft_of_the_next_fassung_is_pointed_out() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    build_neufassung(vorlage)
    seite = send(login(build_dienst()), vorlage)
    assert "Der Entwurf der Neufassung hat diese Anlage noch nicht; bitte sagen Sie es dem Amt." in seite


def test_two_people_make_it_public_by_the_pages() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    eins, zwei = login(build_dienst()), login(build_dienst())
    send(eins, vorlage)
    anlage = Anlage.objects.get()
    seite = eins.post(address_of(anlage), {"vorlegen": "1", "grund": ""}, follow=True).content.decode()
    assert "Bitte begründen Sie, warum die nachgereichte Anlage öffentlich werden soll." in seite
    seite = eins.post(address_of(anlage), {"vorlegen": "1", "grund": "Für alle"}, follow=True).content.decode()
    assert "wartet jetzt auf eine zweite Person" in seite
    # Who proposed it has no button to confirm it, and is refused without one.
    assert "Bestätigen und veröffentlichen" not in seite
    eins.post(address_of(anlage), {"grund": "Doch"})
    anlage.refresh_from_db()
    assert not anlage.oeffentlich
    schreibtisch = zwei.get(reverse("sitzungsdienst")).content.decode()
    assert f'href="{address_of(anlage)}"' in schreibtisch
    assert "Bestätigen und veröffentlichen" in zwei.get(address_of(anlage)).content.decode()
    seite = zwei.post(address_of(anlage), follow=True).content.decode()
    assert "Anlage 01: Gutachten Lärm ist öffentlich." in seite
    oeffentlich = Client().get(vorlage.get_absolute_url()).content.decode()
    assert "Gutachten Lärm" in oeffentlich
    assert "nachgereicht am" in oeffentlich
    assert "Kam zu spät" not in oeffentlich
    assert f'href="{address_of(anlage)}"' not in zwei.get(reverse("sitzungsdienst")).content.decode()
    assert zwei.get(address_of(anlage)).status_code == 403


def test_a_proposal_is_declined_with_a_reason() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    eins, zwei = login(build_dienst()), login(build_dienst())
    send(eins, vorlage)
    anlage = Anlage.objects.get()
    eins.post(address_of(anlage), {"vorlegen": "1", "grund": "Für alle"})
    adresse = address_of(anlage, "anlage_ablehnen")
    assert "Bitte geben Sie an, warum Sie den Vorschlag ablehnen." in zwei.post(adresse, {"grund": ""}).content.decode()
    zwei.post(adresse, {"grund": "Enthält Namen"})
    assert "Enthält Namen" in eins.get(address_of(anlage)).content.decode()
    assert not Anlage.objects.get().oeffentlich


@pytest.mark.parametrize("rolle", [Rolle.SACHBEARBEITUNG, Rolle.AMTSLEITUNG, Rolle.OBERBUERGERMEISTER])
def test_others_bring_nothing(rolle: Rolle) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    client = login(build_konto(rolle=rolle))
    antwort = client.post(reverse("anlage_nachreichen", args=[vorlage.pk]), {"grund": "x"})
    assert antwort.status_code == 403
    assert not Anlage.objects.exists()
