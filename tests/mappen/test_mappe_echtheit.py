"""A packet is a print like any other: its file can be checked, and it is outdated once its sitting changes."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dokumente.models import Ausdruck
from konten.models import Konto
from mappen.models import Mappe
from tests.bauten import build_konto, build_mitglied, build_veroeffentlichte_sitzung, iter_tops
from tests.mappen.echtheit.drucken import client_of
from tests.mappen.mappenbau import Empfaenger, Mappenform, bind
from vorlagen.actions.freigabe import withdraw_vorlage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leerer_zaehler")]


def check(mappe: Mappe, konto: Konto | None = None) -> str:
    """Return the page that answers for the file of this packet."""
    assert mappe.datei is not None
    inhalt = Path(mappe.datei.inhalt.path).read_bytes()
    antwort = client_of(konto).post("/pruefen/", {"datei": SimpleUploadedFile("mappe.pdf", inhalt)})
    return " ".join(b"".join(antwort).decode().split())


def test_a_packet_is_genuine_until_its_sitting_changes() -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2, nichtoeffentliche=0)
    mappe = bind(sitzung, fuer=Empfaenger.OEFFENTLICH)
    seite = check(mappe)
    assert "Dieser Ausdruck ist echt und aktuell" in seite
    assert "Sitzungsmappe" in seite
    assert sitzung.nummer in seite
    top = next(iter_tops(sitzung))
    assert top.fassung is not None
    withdraw_vorlage(top.fassung.vorlage, konto=build_konto(), grund="Überholt.")
    assert "überholt seit" in check(mappe)


def test_a_packet_of_members_is_unknown_to_everybody_else() -> None:
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=1, nichtoeffentliche=1)
    mappe = bind(sitzung, fuer=Empfaenger.MITGLIEDER)
    assert "echt und aktuell" in check(mappe, build_mitglied(gremium=sitzung.gremium))
    for fremd in (None, build_konto()):
        assert "nicht bekannt oder nur für angemeldete Personen einsehbar" in check(mappe, fremd)


def test_a_zip_is_not_entered() -> None:
    bind(build_veroeffentlichte_sitzung(oeffentliche=1, nichtoeffentliche=0), form=Mappenform.ZIP)
    assert not Ausdruck.objects.filter(art="Sitzungsmappe").exists()
