"""Attachments: rights at the moment of access, safe names, nothing that a browser would run."""

import pytest
from django.test import Client
from django.urls import reverse

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
from vorlagen.actions.freigabe import publish_vorlage, withdraw_vorlage
from vorlagen.models import Anlage

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


def test_everybody_gets_the_public_attachment_of_a_published_paper(client: Client) -> None:
    offen, _, inhalt = build_anlagen()
    antwort = client.get(address(offen))
    assert antwort.getvalue() == inhalt
    assert antwort.headers["Content-Type"] == "application/pdf"
    assert antwort.headers["Content-Disposition"] == 'inline; filename="Lageplan.pdf"'
    assert antwort.headers["X-Content-Type-Options"] == "nosniff"
    assert antwort.headers["Cache-Control"] == "private, no-cache"
    assert "script-src" not in antwort.headers["Content-Security-Policy"]


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
