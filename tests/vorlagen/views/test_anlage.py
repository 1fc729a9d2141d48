"""Attachments: rights at the moment of access, safe names, nothing that a browser would run."""

import io
from pathlib import Path

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dokumente.ablage.pruefen import fetch_oeffentliche_kopie
from dokumente.models import Dateipruefung
from konten.enums import Rolle
from tests.bauten import (
    build_anlage,
    build_datei,
    build_entwurf,
    build_konto,
    build_mitglied,
    build_pdf,
    release_fassung,
)
from tests.vorlagen.anlagenbeispiele import build_beredt, build_unkopierbar
from vorlagen.actions.freigabe import withdraw_vorlage
from vorlagen.actions.gremienweg import deliver_beratung
from vorlagen.actions.veroeffentlichung import publish_vorlage
from vorlagen.models import Anlage, Fassung

pytestmark = pytest.mark.django_db


def build_anlagen() -> tuple[Anlage, Anlage, bytes]:
    """Return a public and a non-public attachment of a published paper, and what is in the public one."""
    fassung = build_entwurf()
    inhalt = build_pdf()
    offen = build_anlage(fassung, titel="Lageplan", datei=build_datei(inhalt), oeffentlich=True)
    intern = build_anlage(fassung, titel="Kalkulation", datei=build_datei(), oeffentlich=False)
    publish_vorlage(release_fassung(fassung), konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    return offen, intern, inhalt


def address(anlage: Anlage) -> str:
    return reverse("anlage", args=[anlage.fassung.vorlage_id, anlage.pk])


def status(client: Client, anlage: Anlage) -> int:
    antwort = client.get(address(anlage))
    if antwort.status_code == 200:
        assert antwort.getvalue()  # reading to the end closes the file
    return antwort.status_code


def login(client: Client, anlage: Anlage, *, rolle: Rolle = Rolle.SACHBEARBEITUNG) -> None:
    amt = anlage.fassung.amt if rolle is Rolle.SACHBEARBEITUNG else None
    client.force_login(build_konto(rolle=rolle, amt=amt))


def publish_anlage(inhalt: bytes, *, oeffentlich: bool = True) -> Anlage:
    """Return an attachment, public unless said otherwise, of a published paper."""
    fassung = build_entwurf()
    anlage = build_anlage(fassung, titel="Plan", datei=build_datei(inhalt), oeffentlich=oeffentlich)
    dienst = build_konto(rolle=Rolle.SITZUNGSDIENST)
    publish_vorlage(release_fassung(fassung, grund="Es ist so gewollt."), konto=dienst, grund="Es ist so gewollt.")
    return Anlage.objects.select_related("datei", "fassung__vorlage", "fassung__amt").get(pk=anlage.pk)


def test_everybody_gets_a_copy_of_the_public_attachment_of_a_published_paper(client: Client) -> None:
    offen, _, inhalt = build_anlagen()
    antwort = client.get(address(offen))
    kopie = antwort.getvalue()
    assert offen.datei is not None
    assert kopie != inhalt
    with pikepdf.open(io.BytesIO(kopie)) as pdf:
        assert (len(pdf.pages), "/Info" in pdf.trailer) == (1, False)
    assert antwort.headers["Content-Type"] == "application/pdf"
    nummer = Fassung.objects.get(pk=offen.fassung_id).nummer.replace("/", "-")
    name = f"{nummer} Anlage 01 Lageplan.pdf"
    assert antwort.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert antwort.headers["X-Content-Type-Options"] == "nosniff"
    assert antwort.headers["Cache-Control"] == "private, no-cache"
    assert "script-src" not in antwort.headers["Content-Security-Policy"]


@pytest.mark.parametrize("frage", ["", "?original", "?original=1"])
def test_what_is_beside_the_pages_reaches_nobody_who_sees_only_what_is_public(client: Client, frage: str) -> None:
    anlage = publish_anlage(build_beredt())
    for konto in (None, build_mitglied(), build_konto(rolle=Rolle.SACHBEARBEITUNG)):
        client.logout()
        if konto is not None:
            client.force_login(konto)
        with pikepdf.open(io.BytesIO(client.get(address(anlage) + frage).getvalue())) as pdf:
            assert (len(pdf.attachments), "/Info" in pdf.trailer, "/Annots" in pdf.pages[0]) == (0, False, False)


@pytest.mark.parametrize("rolle", [Rolle.SACHBEARBEITUNG, Rolle.SITZUNGSDIENST])
def test_the_administration_sees_what_everybody_sees_and_the_original_on_request(client: Client, rolle: Rolle) -> None:
    inhalt = build_beredt()
    anlage = publish_anlage(inhalt)
    login(client, anlage, rolle=rolle)
    assert client.get(address(anlage)).getvalue() != inhalt
    antwort = client.get(f"{address(anlage)}?original")
    assert antwort.getvalue() == inhalt
    assert antwort.headers["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    seite = client.get(anlage.fassung.vorlage.get_absolute_url()).content.decode()
    assert "verlinkt ist die öffentliche Kopie" in seite
    assert f'href="{address(anlage)}?original"' in seite
    client.logout()
    seite = client.get(anlage.fassung.vorlage.get_absolute_url()).content.decode()
    assert f'href="{address(anlage)}"' in seite
    assert "original" not in seite.lower()


@pytest.mark.parametrize("oeffentlich", [True, False])
def test_members_get_the_cleaned_copy_and_the_original_only_as_a_download(client: Client, oeffentlich: bool) -> None:
    inhalt = build_beredt()
    anlage = publish_anlage(inhalt, oeffentlich=oeffentlich)
    beratung = anlage.fassung.vorlage.beratungen.get()
    client.force_login(build_mitglied(gremium=beratung.gremium))
    seite = anlage.fassung.vorlage.get_absolute_url()
    assert "Original" not in client.get(seite).content.decode()
    assert status(client, anlage) == (200 if oeffentlich else 404)
    deliver_beratung(beratung, anlage.fassung, timezone.now())
    with pikepdf.open(io.BytesIO(client.get(address(anlage)).getvalue())) as pdf:
        assert (len(pdf.attachments), "/Info" in pdf.trailer, "/Annots" in pdf.pages[0]) == (0, False, False)
    antwort = client.get(f"{address(anlage)}?original")
    assert antwort.getvalue() == inhalt
    assert antwort.headers["Content-Disposition"] == 'attachment; filename="Plan.pdf"'
    assert f'href="{address(anlage)}?original"' in client.get(seite).content.decode()


def test_where_there_is_no_copy_members_are_offered_the_original(client: Client) -> None:
    inhalt = build_unkopierbar()
    anlage = publish_anlage(inhalt)
    beratung = anlage.fassung.vorlage.beratungen.get()
    deliver_beratung(beratung, anlage.fassung, timezone.now())
    client.force_login(build_mitglied(gremium=beratung.gremium))
    antwort = client.get(address(anlage))
    assert antwort.status_code == 404
    assert '<a href="?original">Original herunterladen</a>' in antwort.content.decode()
    assert client.get(f"{address(anlage)}?original").getvalue() == inhalt


def test_a_closed_attachment_has_no_copy_to_choose(client: Client) -> None:
    _, intern, _ = build_anlagen()
    login(client, intern)
    assert intern.datei is not None
    assert client.get(address(intern)).getvalue() == Path(intern.datei.inhalt.path).read_bytes()


def test_where_there_is_no_copy_the_public_gets_a_page_and_not_the_file(client: Client) -> None:
    inhalt = build_unkopierbar()
    anlage = publish_anlage(inhalt)
    for frage in ("", "?original"):
        antwort = client.get(address(anlage) + frage)
        assert antwort.status_code == 404
        seite = antwort.content.decode()
        assert "Von dieser Datei lässt sich keine öffentliche Kopie herstellen." in seite
        assert "Anmerkung" not in seite
        assert "original" not in seite.lower()
    login(client, anlage)
    seite = client.get(address(anlage)).content.decode()
    assert "Auf Seite 1 verdeckt eine Anmerkung Text" in seite
    assert 'href="?original"' in seite
    assert client.get(f"{address(anlage)}?original").getvalue() == inhalt


def test_while_the_file_cannot_be_checked_the_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    anlage = publish_anlage(build_beredt())
    assert anlage.datei is not None
    Dateipruefung.objects.all().delete()
    # No time at all, so that it is never enough.
    monkeypatch.setattr(fetch_oeffentliche_kopie, "__kwdefaults__", {"hoechstens": 0.0})
    antwort = client.get(address(anlage))
    assert (antwort.status_code, antwort.headers["Retry-After"]) == (503, "60")
    assert "Die Datei wird gerade geprüft." in antwort.content.decode()


def test_knowing_the_address_is_no_right(client: Client) -> None:
    _, intern, _ = build_anlagen()
    for konto in (None, build_mitglied(), build_konto(rolle=Rolle.SACHBEARBEITUNG)):
        client.logout()
        if konto is not None:
            client.force_login(konto)
        assert status(client, intern) == 404
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=intern.fassung.amt))
    assert status(client, intern) == 200


def test_the_attachment_of_a_draft_or_of_a_withdrawn_paper_is_not_there(client: Client) -> None:
    entwurf = build_anlage(build_entwurf(), datei=build_datei(), oeffentlich=True)
    offen, _, _ = build_anlagen()
    withdraw_vorlage(offen.fassung.vorlage, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund="x")
    assert status(client, entwurf) == 404
    assert status(client, offen) == 404


def test_an_attachment_is_found_under_its_own_paper_only(client: Client) -> None:
    offen, _, _ = build_anlagen()
    andere, _, _ = build_anlagen()
    assert client.get(reverse("anlage", args=[andere.fassung.vorlage_id, offen.pk])).status_code == 404


def test_an_attachment_without_file_is_not_there(client: Client) -> None:
    fassung = build_entwurf()
    anlage = build_anlage(fassung)
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=fassung.amt))
    assert status(client, anlage) == 404


def test_other_kinds_are_only_downloaded_never_shown(client: Client) -> None:
    fassung = build_entwurf()
    anlage = build_anlage(fassung, titel="Notiz", datei=build_datei(b"Fett <b>", name="notiz.txt"))
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG, amt=fassung.amt))
    antwort = client.get(address(anlage))
    assert antwort.getvalue() == b"Fett <b>"
    assert antwort.headers["Content-Type"] == "text/plain"
    assert antwort.headers["Content-Disposition"].startswith("attachment; ")
    assert antwort.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("methode", ["post", "put", "delete"])
def test_attachments_are_only_read(client: Client, methode: str) -> None:
    offen, _, _ = build_anlagen()
    assert getattr(client, methode)(address(offen)).status_code == 405
