"""The page on which an imported paper gets the files of its attachments."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from tests.bauten import build_freigegebene_vorlage, build_konto, build_pdf
from tests.vorlagen.einlesebeispiele import build_stammdaten, formular
from vorlagen.actions.einlesen import import_text
from vorlagen.models import Anlage

pytestmark = pytest.mark.django_db

GRUND = "Die Dateien lagen beim Einlesen nicht vor."
ANLAGEN = "\nAnlage/n:\n- Anlage 1: Lageplan\n- Anlage 2: Gutachten\n"


@pytest.fixture
def adresse(client: Client) -> str:
    """The page of a paper with two attachments without files, for a logged-in Sitzungsdienst."""
    build_stammdaten()
    konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    client.force_login(konto)
    fassung = import_text(formular(ende=ANLAGEN), konto=konto)
    return reverse("anlagen_nachreichen", args=[fassung.vorlage_id])


def pdf(name: str, seiten: int = 1) -> SimpleUploadedFile:
    """Return a PDF to upload; another number of pages is another content."""
    return SimpleUploadedFile(name, build_pdf(seiten), "application/pdf")


def read_namen() -> list[str]:
    return list(Anlage.objects.order_by("position").values_list("dateiname", flat=True))


def test_files_find_their_attachment_by_name(client: Client, adresse: str) -> None:
    antwort = client.post(
        adresse, {"grund": GRUND, "dateien": [pdf("Anlage_02_Gutachten.pdf"), pdf("Lageplan.pdf", 2)]}, follow=True
    )
    assert read_namen() == ["Lageplan.pdf", "Anlage_02_Gutachten.pdf"]
    assert [str(m) for m in antwort.context["messages"]] == [
        "Nachgereicht sind Anlage 02 (Anlage_02_Gutachten.pdf), Anlage 01 (Lageplan.pdf)."
    ]
    assert "Alle Anlagen haben ihre Datei." in antwort.content.decode()


def test_a_name_that_tells_nothing_is_assigned_by_hand(client: Client, adresse: str) -> None:
    seite = client.post(
        adresse, {"grund": GRUND, "dateien": [pdf("scan0001.pdf"), pdf("Anlage 1.pdf", 2)]}, follow=True
    )
    assert read_namen() == ["Anlage 1.pdf", ""]
    zuordnung = seite.context["zuordnung"]
    feld, _ = zuordnung.fields
    assert zuordnung.fields[feld].label == "„scan0001.pdf“ ist"
    offene = Anlage.objects.get(position=2)
    client.post(adresse, {"grund": GRUND, "zuordnen": "1", feld: str(offene.pk)})
    assert read_namen() == ["Anlage 1.pdf", "scan0001.pdf"]
    assert client.get(adresse).context["zuordnung"].mitgebracht == {}


def test_only_files_brought_for_this_paper_can_be_chosen(client: Client, adresse: str) -> None:
    offene = Anlage.objects.get(position=2)
    fremde = build_freigegebene_vorlage().fassungen.get()
    client.post(adresse, {"grund": GRUND, "zuordnen": "1", f"datei-{fremde.pk}": str(offene.pk)})
    assert read_namen()[:2] == ["", ""]


def test_a_bad_file_is_named_and_costs_none_of_the_others(client: Client, adresse: str) -> None:
    dateien = [SimpleUploadedFile("Anlage 2.exe", b"MZ"), pdf("Anlage 1.pdf")]
    antwort = client.post(adresse, {"grund": GRUND, "dateien": dateien})
    assert read_namen() == ["Anlage 1.pdf", ""]
    (satz,) = antwort.context["form"].errors["dateien"]
    assert satz.startswith("„Anlage 2.exe“ kann nicht angehängt werden.")
    assert client.post(adresse, {"grund": GRUND}).context["form"].errors["dateien"] == [
        "Bitte wählen Sie mindestens eine Datei aus."
    ]


def test_the_reason_is_proposed_and_without_one_the_files_wait(client: Client, adresse: str) -> None:
    assert client.get(adresse).context["form"]["grund"].value() == GRUND
    seite = client.post(adresse, {"grund": " ", "dateien": [pdf("Anlage 1.pdf")]})
    assert read_namen() == ["", ""]
    assert seite.context["form"].errors["grund"] == ["Bitte geben Sie an, warum die Datei erst jetzt kommt."]
    offen = client.get(adresse)
    feld, _ = offen.context["zuordnung"].fields
    assert offen.content.decode().count('id="id_grund"') == 1
    client.post(adresse, {"grund": GRUND, "zuordnen": "1", feld: str(Anlage.objects.get(position=1).pk)})
    assert read_namen() == ["Anlage 1.pdf", ""]


def test_who_does_not_import_brings_no_files(client: Client, adresse: str) -> None:
    for rolle, status in ((Rolle.SACHBEARBEITUNG, 404), (Rolle.AMTSLEITUNG, 404), (Rolle.DEZERNAT, 404)):
        client.force_login(build_konto(rolle=rolle))
        assert client.get(adresse).status_code == status
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    eigene = build_freigegebene_vorlage()
    assert client.get(reverse("anlagen_nachreichen", args=[eigene.pk])).status_code == 403


def test_the_paper_offers_it_while_a_file_is_missing(client: Client, adresse: str) -> None:
    papier = adresse.replace("nachreichen/", "")
    assert f'href="{adresse}"' in client.get(papier).content.decode()
    client.post(adresse, {"grund": GRUND, "dateien": [pdf("Anlage 1.pdf"), pdf("Anlage 2.pdf", 2)]})
    assert f'href="{adresse}"' not in client.get(papier).content.decode()
