"""Whatever hands out a stored file notices that it is damaged: not a byte of it leaves the house, on any way."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from dokumente.ablage.behalten import keep_bytes
from dokumente.ablage.pruefen import fetch_oeffentliche_kopie
from dokumente.ausgabe.druckstuecke import get_or_render
from dokumente.models import Datei, Druckstueck
from gremien.documents import briefkopf
from gremien.documents.briefkopf import read_briefkopf
from gremien.models import Stadt
from journal.enums import Akt
from journal.models import Eintrag
from konten.enums import Rolle
from konten.models import Konto
from mappen.enums import Empfaenger, Mappenform
from mappen.models import Bogen, Mappe
from sitzungen.actions.tagesordnung import publish_tagesordnung
from tests.bauten import (
    build_anlage,
    build_datei,
    build_entwurf,
    build_konto,
    build_sitzung,
    build_top,
    release_fassung,
)
from tests.mappen.mappenbau import bind
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.models import Anlage

pytestmark = pytest.mark.django_db

SATZ = "Diese Datei ist beschädigt"


@pytest.fixture
def anlage() -> Anlage:
    """A public annex of a published paper, its public copy made."""
    fassung = build_entwurf()
    anlage = build_anlage(fassung, titel="Plan", oeffentlich=True, datei=build_datei())
    release_fassung(fassung)
    publish_vorlage(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="Geprüft.")
    assert anlage.datei is not None
    fetch_oeffentliche_kopie(anlage.datei)
    return anlage


def spoil(datei: Datei | None) -> bytes:
    assert datei is not None
    ort = Path(datei.inhalt.path)
    inhalt = ort.read_bytes()
    ort.chmod(0o600)
    ort.write_bytes(inhalt[:-20] + b"%geheimes Versehen%%")
    return inhalt


def is_refused(client: Client, adresse: str) -> None:
    for _ in range(2):
        antwort = client.get(adresse)
        inhalt = antwort.getvalue()
        assert (antwort.status_code, SATZ in inhalt.decode("utf-8", "replace")) == (502, True)
        assert b"geheimes Versehen" not in inhalt
    assert client.head(adresse).status_code == 502


def opens(client: Client, adresse: str) -> bytes:
    """Return the file that is handed out, read to its end."""
    antwort = client.get(adresse)
    assert antwort.status_code == 200
    return antwort.getvalue()


def noted() -> list[tuple[str, str]]:
    zeilen = Eintrag.objects.filter(akt=Akt.DATEI_BESCHAEDIGT).order_by("laufend")
    return [(zeile.daten["zustand"], zeile.objekt_id) for zeile in zeilen]


def log_in(client: Client, rolle: Rolle = Rolle.SITZUNGSDIENST) -> Konto:
    konto = build_konto(rolle=rolle)
    client.force_login(konto)
    return konto


def address(anlage: Anlage, zusatz: str = "") -> str:
    return reverse("anlage", args=[anlage.fassung.vorlage_id, anlage.pk]) + zusatz


def test_the_original_of_an_annex(client: Client, anlage: Anlage) -> None:
    log_in(client)
    assert anlage.datei is not None
    assert opens(client, address(anlage, "?original")) == Path(anlage.datei.inhalt.path).read_bytes()
    spoil(anlage.datei)
    is_refused(client, address(anlage, "?original"))
    assert noted() == [("beschaedigt", str(anlage.datei_id))]
    # The public copy is a file of its own.
    opens(client, address(anlage))


def test_a_damaged_public_copy_is_made_anew(client: Client, anlage: Anlage) -> None:
    assert anlage.datei is not None
    kopie = fetch_oeffentliche_kopie(anlage.datei)
    spoil(kopie)
    assert b"geheimes Versehen" not in opens(client, address(anlage))
    assert noted() == [("beschaedigt", str(kopie.pk))]


def test_copy_and_original_damaged(client: Client, anlage: Anlage) -> None:
    assert anlage.datei is not None
    spoil(fetch_oeffentliche_kopie(anlage.datei))
    Path(anlage.datei.inhalt.path).unlink()
    is_refused(client, address(anlage))
    assert noted()[-1] == ("fehlt", str(anlage.datei_id))


def test_who_may_not_read_it_learns_nothing_of_it(client: Client) -> None:
    fassung = build_entwurf(oeffentlich=False)
    anlage = build_anlage(fassung, titel="Plan", oeffentlich=False, datei=build_datei())
    release_fassung(fassung)
    spoil(anlage.datei)
    assert client.get(address(anlage)).status_code == 404
    assert noted() == []


def test_the_administration_finds_it_on_its_desk_and_nobody_else(client: Client, anlage: Anlage) -> None:
    log_in(client)
    spoil(anlage.datei)
    client.get(address(anlage, "?original"))
    desk = reverse("schreibtisch")
    assert "Beschädigte Dateien" not in client.get(desk).content.decode()
    client.force_login(build_konto(superuser=True))
    seite = client.get(desk).content.decode()
    assert "Beschädigte Dateien" in seite
    assert "Anlage 01: Plan" in seite


def test_a_packet(client: Client, anlage: Anlage) -> None:
    sitzung = build_sitzung()
    mappe = Mappe.objects.create(
        sitzung=sitzung,
        fuer=Empfaenger.GESAMT,
        form=Mappenform.PDF,
        status="fertig",
        datei=build_datei(),
        beendet_am=sitzung.created_at,
    )
    log_in(client)
    adresse = reverse("mappe_datei", args=[sitzung.pk, mappe.pk])
    opens(client, adresse)
    spoil(mappe.datei)
    is_refused(client, adresse)


def test_a_filled_sheet(client: Client) -> None:
    sitzung, konto = build_sitzung(), log_in(client)
    bogen = Bogen.objects.create(
        sitzung=sitzung, datei=build_datei(), dateiname="bogen.pdf", werte=[], eingelesen_von=konto
    )
    adresse = reverse("bogen_datei", args=[sitzung.pk, bogen.pk])
    opens(client, adresse)
    spoil(bogen.datei)
    is_refused(client, adresse)


def test_the_store_of_prints_sets_it_anew() -> None:
    def build() -> bytes:
        return get_or_render("<html lang='de'><title>Probe</title><p>Probe</p></html>", stylesheets=(), zweck="probe")

    erste = build()
    datei = Druckstueck.objects.get().datei
    spoil(datei)
    assert build() == erste
    assert Path(datei.inhalt.path).read_bytes() == erste
    assert noted() == [("beschaedigt", str(datei.pk)), ("unversehrt", str(datei.pk))]


def test_a_damaged_coat_of_arms_leaves_its_place_empty() -> None:
    briefkopf._bilder.clear()
    stadt = Stadt.objects.current()
    stadt.wappen = keep_bytes(
        b"<svg xmlns='http://www.w3.org/2000/svg'><title>Wappen</title></svg>", medientyp="image/svg+xml"
    )
    stadt.save()
    spoil(stadt.wappen)
    assert read_briefkopf().wappen == ""
    assert noted() == [("beschaedigt", str(stadt.wappen_id))]


@pytest.mark.parametrize("form", [Mappenform.PDF, Mappenform.ZIP])
def test_what_goes_into_a_packet(form: Mappenform) -> None:
    sitzung = build_sitzung()
    fassung = build_entwurf(stationen=[(sitzung.gremium, None, True, True)])
    anlage = build_anlage(fassung, titel="Plan", oeffentlich=True, datei=build_datei())
    build_top(sitzung, vorlage=release_fassung(fassung).vorlage)
    sitzung = publish_tagesordnung(sitzung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    spoil(anlage.datei)
    mappe = bind(sitzung, Empfaenger.GESAMT, form=form)
    assert mappe.datei is not None, mappe.fehler
    inhalt = Path(mappe.datei.inhalt.path).read_bytes()
    teile = [inhalt]
    if form is Mappenform.ZIP:
        with zipfile.ZipFile(BytesIO(inhalt)) as packung:
            teile = [packung.read(name) for name in packung.namelist()]
    assert not any(b"geheimes Versehen" in teil for teil in teile)
    assert ("beschaedigt", str(anlage.datei_id)) in noted()
