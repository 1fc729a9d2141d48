"""What a file gives away stands on every page on which somebody decides about it."""

import pytest
from django.test import Client
from django.urls import reverse

from dokumente.models import Dateipruefung
from konten.enums import Rolle
from tests.bauten import (
    build_anlage,
    build_datei,
    build_entwurf,
    build_konto,
    build_sitzung,
    build_top,
    release_fassung,
)
from tests.vorlagen.anlagenbeispiele import VERDECKT, build_beredt, build_geschwaerzt
from tests.vorlagen.views.entwurfsseite import ANLAGEN, address, drafter
from vorlagen.actions.anlagenpruefung import finish_anlagen
from vorlagen.actions.mitzeichnung import submit_vorlage
from vorlagen.models import Fassung

pytestmark = pytest.mark.django_db

TROTZDEM = "Der Text darf gelesen werden."
SATZ = f"Anlage 1 „Plan“: {VERDECKT}"
WARTEN = "Die Datei wird noch auf verborgene Inhalte und Angaben zu Personen geprüft"


@pytest.fixture
def entwurf(client: Client) -> Fassung:
    """A draft with covered text in its public attachment, not looked through yet; its author is logged in."""
    fassung = build_entwurf()
    build_anlage(fassung, titel="Plan", datei=build_datei(build_geschwaerzt()))
    drafter(client, fassung)
    return fassung


def read(client: Client, name: str, fassung: Fassung) -> str:
    return client.get(reverse(name, args=[fassung.vorlage_id])).content.decode()


def post(client: Client, name: str, fassung: Fassung, **daten: str) -> tuple[int, str]:
    antwort = client.post(reverse(name, args=[fassung.vorlage_id]), daten)
    return antwort.status_code, antwort.content.decode()


def test_the_row_of_the_attachment_says_what_was_found(client: Client, entwurf: Fassung) -> None:
    seite = client.get(address(entwurf, ANLAGEN)).content.decode()
    assert WARTEN in seite
    finish_anlagen(entwurf)
    seite = client.get(address(entwurf, ANLAGEN)).content.decode()
    assert WARTEN not in seite
    zeile = seite.split('data-zeilen="anlagen"')[1]
    assert "Auf Seite 2 liegt lesbarer Text unter einer Fläche." in zeile
    assert "Eselsberg" not in seite


def test_a_closed_attachment_is_described_too_before_somebody_opens_it(client: Client) -> None:
    fassung = build_entwurf()
    build_anlage(fassung, titel="Plan", datei=build_datei(build_beredt()), oeffentlich=False)
    drafter(client, fassung)
    Dateipruefung.objects.all().delete()
    assert WARTEN in client.get(address(fassung, ANLAGEN)).content.decode()
    fassung.anlagen.update(oeffentlich=True)
    finish_anlagen(fassung)
    fassung.anlagen.update(oeffentlich=False)
    seite = client.get(address(fassung, ANLAGEN)).content.decode()
    assert "Was die öffentliche Kopie nicht enthalten wird (3)" in seite


def test_handing_in_says_that_it_waits_and_then_asks_for_a_reason(client: Client, entwurf: Fassung) -> None:
    assert WARTEN in read(client, "vorlage_einreichen", entwurf)
    assert not Dateipruefung.objects.exists()
    status, seite = post(client, "vorlage_einreichen", entwurf)
    assert status == 200
    assert SATZ in seite
    assert "Bitte begründen Sie, warum es trotz der Hinweise weitergehen soll." in seite
    assert post(client, "vorlage_einreichen", entwurf, grund=TROTZDEM)[0] == 302


def test_release_and_publication_show_it_and_ask(client: Client, entwurf: Fassung) -> None:
    assert entwurf.verfasser is not None
    fassung = submit_vorlage(entwurf, konto=entwurf.verfasser, grund=TROTZDEM)
    client.force_login(build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat))
    assert SATZ in read(client, "vorlage_freigeben", fassung)
    assert post(client, "vorlage_freigeben", fassung)[0] == 200
    assert post(client, "vorlage_freigeben", fassung, grund=TROTZDEM)[0] == 302
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert SATZ in read(client, "vorlage_veroeffentlichen", fassung)
    assert post(client, "vorlage_veroeffentlichen", fassung)[0] == 200
    assert not Fassung.objects.get(pk=fassung.pk).is_veroeffentlicht
    assert post(client, "vorlage_veroeffentlichen", fassung, grund=TROTZDEM)[0] == 302
    assert Fassung.objects.get(pk=fassung.pk).is_veroeffentlicht


def test_the_agenda_shows_it_and_asks(client: Client) -> None:
    sitzung = build_sitzung()
    fassung = build_entwurf(stationen=[(sitzung.gremium, None, True, True)])
    build_anlage(fassung, titel="Plan", datei=build_datei(build_geschwaerzt()))
    build_top(sitzung, vorlage=release_fassung(fassung, grund=TROTZDEM).vorlage)
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    weg = reverse("tagesordnung_veroeffentlichen", args=[sitzung.pk])
    assert SATZ in client.get(weg).content.decode()
    assert client.post(weg).status_code == 200
    assert client.post(weg, {"grund": TROTZDEM}).status_code == 302
