"""What holds for every page: nothing a login sees stays in the browser."""

import gzip

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from konten.enums import Rolle
from tests.bauten import build_freigegebene_vorlage, build_konto

pytestmark = pytest.mark.django_db

NICHT_BEHALTEN = "no-store, private"


@pytest.mark.parametrize(
    "adresse", ["/", "/schreibtisch/", "/vorlagen/", "/vorlagen/987654/", "/vorlagen/neu/", "/admin/", "/x/"]
)
def test_nothing_a_login_sees_is_kept(client: Client, adresse: str) -> None:
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG))
    assert client.get(adresse).headers["Cache-Control"] == NICHT_BEHALTEN


def test_neither_is_a_file(client: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    antwort = client.get(reverse("vorlage_pdf", args=[vorlage.pk]))
    assert (antwort.status_code, antwort.headers["Cache-Control"]) == (200, NICHT_BEHALTEN)


def test_the_answer_that_begins_the_login_is_not_kept_either(client: Client) -> None:
    konto = build_konto(username="petra")
    konto.set_password("ein langes Passwort 17")
    konto.save()
    antwort = client.post(reverse("account_login"), {"login": "petra", "password": "ein langes Passwort 17"})
    assert settings.SESSION_COOKIE_NAME in antwort.cookies
    assert antwort.headers["Cache-Control"] == NICHT_BEHALTEN


def test_what_everybody_may_see_may_be_kept(client: Client) -> None:
    assert "no-store" not in client.get("/gremien/").headers.get("Cache-Control", "")


def test_no_page_asks_the_browser_for_camera_or_place(client: Client) -> None:
    verboten = client.get("/").headers["Permissions-Policy"]
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(verboten.split(", "))


def test_pages_are_sent_compressed_to_whoever_takes_it(client: Client) -> None:
    roh = client.get("/gremien/")
    gepackt = client.get("/gremien/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in roh.headers
    assert gepackt.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in gepackt.headers["Vary"]
    assert len(gepackt.content) * 2 < len(gzip.decompress(gepackt.content)) == len(roh.content)


def test_files_are_sent_as_they_are(client: Client) -> None:
    vorlage = build_freigegebene_vorlage()
    client.force_login(build_konto(rolle=Rolle.SITZUNGSDIENST))
    antwort = client.get(reverse("vorlage_pdf", args=[vorlage.pk]), headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in antwort.headers
    assert antwort.getvalue().startswith(b"%PDF")
