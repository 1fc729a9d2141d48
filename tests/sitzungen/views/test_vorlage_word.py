"""A paper as a Word file: for whoever may read it, with what the print of the same reader holds."""

import io
from pathlib import Path

import docx
import pytest
from django.test import Client
from django.urls import reverse

from dokumente.anlagen.texte.docx import read_docx
from konten.enums import Rolle
from tests.bauten import (
    build_amt,
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_neufassung,
    build_veroeffentlichte_vorlage,
)
from tests.pdf_text import extract_text
from vorlagen.models import Vorlage

pytestmark = pytest.mark.django_db


def text_of(client: Client, vorlage: Vorlage, ordner: Path) -> str:
    """Return the text of the file that this reader gets."""
    antwort = client.get(reverse("vorlage_word", args=[vorlage.pk]))
    assert antwort.status_code == 200
    datei = ordner / "a.docx"
    datei.write_bytes(antwort.content)
    return read_docx(datei)[0]


def build_gemischte() -> Vorlage:
    """Build a published paper with an annex that is not public."""
    anlagen = [("Offener Plan", True), ("Geheimer Plan", False)]
    return build_veroeffentlichte_vorlage(anlagen=anlagen, oeffentlich=True)


def test_the_public_gets_a_published_paper_and_only_its_public_part(client: Client, tmp_path: Path) -> None:
    vorlage = build_gemischte()
    text = text_of(client, vorlage, tmp_path)
    assert vorlage.fassungen.get().nummer in text
    assert "Anlage 01: Offener Plan" in text
    assert "Geheimer Plan" not in text
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    assert "Anlage 02: Geheimer Plan (nichtöffentlich)" in text_of(client, vorlage, tmp_path)


@pytest.mark.parametrize("rolle", [None, Rolle.SITZUNGSDIENST])
def test_word_and_print_say_the_same_to_each_reader(client: Client, tmp_path: Path, rolle: Rolle | None) -> None:
    vorlage = build_gemischte()
    if rolle:
        client.force_login(build_konto(rolle=rolle))
    gedruckt = extract_text(client.get(reverse("vorlage_pdf", args=[vorlage.pk])).content, raw=True)
    geschrieben = text_of(client, vorlage, tmp_path)
    for wort in ("Geheimer Plan", "Offener Plan", "Entwurf", "Nichtöffentliche Vorlage"):
        assert (wort in geschrieben) == (wort in " ".join(gedruckt.split())), wort


def test_nobody_else_gets_what_is_not_published(client: Client) -> None:
    vorlagen = (build_freigegebene_vorlage(), build_entwurf().vorlage)
    adressen = [reverse("vorlage_word", args=[vorlage.pk]) for vorlage in vorlagen]
    assert [client.get(adresse).status_code for adresse in adressen] == [404, 404]
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG))
    assert [client.get(adresse).status_code for adresse in adressen] == [404, 404]


def test_each_fassung_has_its_file_and_its_name(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    fassung = vorlage.fassungen.get()
    neu = build_neufassung(vorlage)
    antwort = client.get(reverse("vorlage_word", args=[vorlage.pk, 0]))
    assert antwort["Content-Disposition"] == f'attachment; filename="{fassung.nummer.replace("/", "-")}.docx"'
    assert antwort["Content-Type"].endswith("wordprocessingml.document")
    assert client.get(reverse("vorlage_word", args=[vorlage.pk, 1])).status_code == 404
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=neu.amt))
    antwort = client.get(reverse("vorlage_word", args=[vorlage.pk, 1]))
    assert antwort["Content-Disposition"] == 'attachment; filename="Entwurf.docx"'
    assert "Entwurf" in [absatz.text for absatz in docx.Document(io.BytesIO(antwort.content)).paragraphs]


def test_the_page_offers_it(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    seite = client.get(reverse("vorlage", args=[vorlage.pk])).content.decode()
    assert f'href="{reverse("vorlage_word", args=[vorlage.pk, 0])}"' in seite


def test_no_account_stands_in_the_file(client: Client) -> None:
    amt = build_amt()
    konto = build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=amt, username="geheimes-konto")
    client.force_login(konto)
    vorlage = build_entwurf(konto, amt=amt).vorlage
    antwort = client.get(reverse("vorlage_word", args=[vorlage.pk]))
    angaben = docx.Document(io.BytesIO(antwort.content)).core_properties
    assert "geheimes-konto" not in f"{angaben.author}{angaben.last_modified_by}{angaben.comments}"


def test_only_reading_is_answered_and_a_text_without_end_is_explained(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(begruendung="<ul><li>" * 400 + "zu tief")
    adresse = reverse("vorlage_word", args=[vorlage.pk])
    assert client.post(adresse).status_code == 405
    antwort = client.get(adresse)
    assert antwort.status_code == 503
    assert "zu tief verschachtelt" in antwort.content.decode()
