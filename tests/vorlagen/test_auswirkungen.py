"""Effects and the short version reach every reader alike: page, print, Word file, data file, search, co-signer."""

import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from dokumente.anlagen.texte.docx import read_docx
from dokumente.druck.norm.datei import check_pdf
from gremien.models import Stadt
from konten.enums import Rolle
from tests.bauten import (
    build_entwurf,
    build_freigegebene_vorlage,
    build_konto,
    build_neufassung,
    build_veroeffentlichte_vorlage,
)
from tests.mitzeichnen import ask
from tests.pdf_text import extract_text
from tests.vorlagen.auswirkungsbeispiele import build_auswirkung, build_klima
from vorlagen.actions.mitzeichnung import countersign_vorlage, submit_vorlage
from vorlagen.documents.gesehen import read_gesehenes
from vorlagen.documents.unterschied import compare_fassungen
from vorlagen.enums import Mitzeichnungsergebnis, Turnus
from vorlagen.models import Fassung, Vorlage
from vorlagen.models.pruefsumme import compute_pruefsumme
from vorlagen.rules.auswirkungen import WAHL, Auswirkung, write_auswirkungen

pytestmark = pytest.mark.django_db

KURZ = "Der Platz ist alt. Er wird im kommenden Jahr saniert."
OHNE_GELD: dict[str, Any] = {"betrag": None, "turnus": None, "haushaltsstelle": ""}


def list_alle() -> list[Auswirkung]:
    """Return an effect for every choice of every form, each with a remark of its own, money said in all its ways."""
    paare = [(form, wirkung) for form, wahl in WAHL.items() for wirkung in wahl]
    ohne = [
        build_klima(art=n, titel=f"Art {n} & Co.", form=form, wirkung=wirkung, bemerkung=f"Bemerkung Nummer {n} <x>")
        for n, (form, wirkung) in enumerate(paare, start=10)
    ]
    mit = [
        build_auswirkung(art=n, titel=f"Geld {n}", bemerkung=f"Geldbemerkung {n}", **geld)
        for n, geld in enumerate(({}, {"turnus": Turnus.JAEHRLICH}, {**OHNE_GELD, "haushaltsstelle": "77.1"}), start=90)
    ]
    return [*mit, *ohne]


def squeeze(text: str) -> str:
    """Return only what does not depend on where lines and words are broken."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def list_gesagtes(auswirkungen: list[Auswirkung]) -> list[str]:
    """Return what every reader must find of each effect; a page may end between choice and remark."""
    return [squeeze(satz) for a in auswirkungen for satz in (f"{a.titel}: {', '.join(a.angaben)}", a.bemerkung)]


def read_seite(client: Client, vorlage: Vorlage) -> str:
    seite = BeautifulSoup(client.get(vorlage.get_absolute_url()).content, "html.parser")
    [abschnitt] = seite.select('section[aria-labelledby="auswirkungen-titel"]')
    return abschnitt.get_text(" ")


def read_pdf(client: Client, vorlage: Vorlage) -> bytes:
    return client.get(reverse("vorlage_pdf", args=[vorlage.pk])).content


def read_word(client: Client, vorlage: Vorlage, ordner: Path) -> str:
    datei = ordner / "papier.docx"
    datei.write_bytes(client.get(reverse("vorlage_word", args=[vorlage.pk])).content)
    return read_docx(datei)[0]


def read_daten(pdf: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(pdf)) as datei:
        [anhang] = [datei.attachments[name] for name in datei.attachments if name.endswith(".json")]
        return dict(json.loads(anhang.get_file().read_bytes()))


def test_every_effect_reaches_page_print_word_and_data_alike(client: Client, tmp_path: Path) -> None:
    alle = list_alle()
    vorlage = build_veroeffentlichte_vorlage(auswirkungen=write_auswirkungen(alle))
    pdf = read_pdf(client, vorlage)
    texte = {
        "Seite": read_seite(client, vorlage),
        "Druck": extract_text(pdf, raw=True),
        "Word": read_word(client, vorlage, tmp_path),
    }
    fehlend = {(wo, satz) for wo, text in texte.items() for satz in list_gesagtes(alle) if satz not in squeeze(text)}
    assert fehlend == set()
    daten = read_daten(pdf)["auswirkungen"]
    assert len(daten) == len(alle)
    assert daten[:3] == [
        {
            "titel": "Geld 90",
            "wirkung": "ja",
            "betrag": "1250000.00",
            "turnus": "einmalig",
            "haushaltsstelle": "5410.785100",
            "bemerkung": "Geldbemerkung 90",
        },
        {
            "titel": "Geld 91",
            "wirkung": "ja",
            "betrag": "1250000.00",
            "turnus": "jährlich",
            "haushaltsstelle": "5410.785100",
            "bemerkung": "Geldbemerkung 91",
        },
        {"titel": "Geld 92", "wirkung": "ja", "haushaltsstelle": "77.1", "bemerkung": "Geldbemerkung 92"},
    ]
    assert [(d["titel"], d["wirkung"], d["bemerkung"]) for d in daten] == [
        (a.titel, a.wirkung.label, a.bemerkung) for a in alle
    ]
    assert check_pdf(pdf) == []


def test_without_effects_nothing_is_printed_of_them(client: Client, tmp_path: Path) -> None:
    vorlage = build_veroeffentlichte_vorlage()
    pdf = read_pdf(client, vorlage)
    seite = client.get(vorlage.get_absolute_url()).content.decode()
    for text in (extract_text(pdf), read_word(client, vorlage, tmp_path), seite):
        assert "Auswirkungen" not in text
        assert "Kurzfassung" not in text
    assert not {"auswirkungen", "kurzfassung"} & read_daten(pdf).keys()


@pytest.mark.parametrize("gedruckt", [True, False])
def test_the_city_decides_whether_the_short_version_is_printed(client: Client, tmp_path: Path, gedruckt: bool) -> None:
    vorlage = build_veroeffentlichte_vorlage(kurzfassung=KURZ)
    Stadt.objects.update(kurzfassung_drucken=gedruckt)
    pdf = read_pdf(client, vorlage)
    texte = extract_text(pdf, raw=True), read_word(client, vorlage, tmp_path)
    assert [squeeze(f"Kurzfassung: {KURZ} Beschlussentwurf:") in squeeze(text) for text in texte] == [gedruckt] * 2
    assert read_daten(pdf).get("kurzfassung") == (f"<p>{KURZ}</p>" if gedruckt else None)
    assert KURZ in client.get(vorlage.get_absolute_url()).content.decode()


def test_the_words_are_found_and_nothing_the_house_wrote() -> None:
    vorlage = build_veroeffentlichte_vorlage(auswirkungen=write_auswirkungen([build_auswirkung(), build_klima()]))
    for begriff in ("Hälfte", "5410.785100", "1.250.000,00", "Bäume gefällt"):
        assert list(Vorlage.objects.search(begriff, AnonymousUser())) == [vorlage], begriff
    # Every paper would be found by the names of what is asked.
    for begriff in ("Umwelt", "negativ"):
        assert not Vorlage.objects.search(begriff, AnonymousUser()).exists(), begriff


def test_a_co_signer_keeps_them_as_they_were() -> None:
    fassung = build_entwurf(kurzfassung=KURZ, auswirkungen=write_auswirkungen([build_klima()]))
    gefragt = build_konto(rolle=Rolle.AMTSLEITUNG)
    assert fassung.verfasser is not None
    fassung = submit_vorlage(fassung, konto=fassung.verfasser, wuensche=[ask(gefragt)])
    antwort = countersign_vorlage(fassung, konto=gefragt, ergebnis=Mitzeichnungsergebnis.ZUGESTIMMT)
    assert read_gesehenes(antwort.gesehen).texte == [
        ["Kurzfassung", f"<p>{KURZ}</p>"],
        ["Beschlussentwurf", "<p>Der Stadtrat stimmt zu.</p>"],
        ["Begründung", "<p>Weil es nötig ist.</p>"],
        ["Auswirkungen", "<p><strong>Klima und Umwelt:</strong> negativ</p><p>Zwölf Bäume werden gefällt.</p>"],
    ]


def test_released_they_are_part_of_the_digest_and_stay() -> None:
    text = write_auswirkungen([build_auswirkung()])
    fassung = build_freigegebene_vorlage(auswirkungen=text).fassungen.get()
    vorher = compute_pruefsumme(fassung), compute_pruefsumme(fassung, formatnummer=2)
    fassung.auswirkungen = write_auswirkungen([build_auswirkung(bemerkung="Anders.")])
    assert compute_pruefsumme(fassung) != vorher[0]
    assert compute_pruefsumme(fassung, formatnummer=2) == vorher[1]
    with pytest.raises(DatabaseError, match="Eine freigegebene Fassung bleibt, wie sie ist"), transaction.atomic():
        fassung.save()
    assert Fassung.objects.get(pk=fassung.pk).auswirkungen == text


def test_what_changed_is_told_as_it_reads() -> None:
    vorlage = build_veroeffentlichte_vorlage(auswirkungen=write_auswirkungen([build_auswirkung()]))
    alt = vorlage.fassungen.get()
    neu = build_neufassung(vorlage, auswirkungen=write_auswirkungen([build_auswirkung(betrag=Decimal(1300000))]))
    [text] = compare_fassungen(alt, neu, leser=None).texte
    assert (text.label, text.stellen) == ("Auswirkungen", 1)
    woerter = re.sub(r"<[^>]*>", " ", text.html).split()
    assert {"1.250.000,00", "1.300.000,00", "einmalig,"} <= set(woerter)
    assert '"betrag"' not in text.html


def test_what_an_unpublished_fassung_says_stays_with_those_who_may_read_it(client: Client) -> None:
    vorlage = build_veroeffentlichte_vorlage(kurzfassung="Alte Fassung.")
    neu = build_neufassung(vorlage, kurzfassung="Neue Fassung.", auswirkungen=write_auswirkungen([build_klima()]))
    listen = [reverse("vorlagen"), reverse("start"), vorlage.get_absolute_url()]
    for adresse in listen:
        seite = client.get(adresse).content.decode()
        assert ("Alte Fassung." in seite, "Neue Fassung." in seite, "Zwölf Bäume" in seite) == (True, False, False)
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=neu.amt))
    assert "Neue Fassung." in client.get(reverse("vorlagen")).content.decode()
    assert "Zwölf Bäume" in client.get(vorlage.get_absolute_url()).content.decode()
