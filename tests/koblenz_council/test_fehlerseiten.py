"""What people see when something cannot be shown."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from konten.enums import Rolle
from tests.bauten import build_freigegebene_vorlage, build_konto, build_sitzung

pytestmark = pytest.mark.django_db


def read(client: Client, adresse: str) -> tuple[int, int, str, dict[str, str]]:
    """Return everything a stranger could compare; random tokens of equal length are left out."""
    antwort = client.get(adresse)
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", antwort.content.decode())
    return antwort.status_code, len(antwort.content), text, dict(antwort.headers)


@pytest.mark.parametrize("angemeldet", [False, True])
def test_hidden_reads_like_never_existed(client: Client, angemeldet: bool) -> None:
    vorlage = build_freigegebene_vorlage(betreff="Verkauf des Grundstücks", oeffentlich=False)
    sitzung = build_sitzung()
    if angemeldet:
        client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG))
    for hier, nie in (
        (vorlage.get_absolute_url(), "/vorlagen/987654/"),
        (sitzung.get_absolute_url(), "/sitzungen/987654/"),
    ):
        verborgen = read(client, hier)
        assert verborgen[0] == 404
        assert verborgen == read(client, nie)


def test_not_found_says_what_to_do_and_repeats_no_address(client: Client) -> None:
    antwort = client.get("/geheim-4711/")
    seite = BeautifulSoup(antwort.content, "html.parser")
    assert antwort.status_code == 404
    assert [h.get_text() for h in seite.select("h1")] == ["Diese Seite gibt es nicht"]
    assert "4711" not in seite.get_text()
    assert "melden Sie sich bitte an" in seite.get_text()


@pytest.mark.parametrize("seite", ["400.html", "500.html"])
def test_plain_pages_need_neither_request_nor_database(
    seite: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        text = render_to_string(seite)
    assert "Bitte" in text


def test_a_forged_host_is_refused(client: Client) -> None:
    antwort = client.get("/", headers={"host": "evil.example"})
    assert antwort.status_code == 400
    assert "Die Anfrage war nicht verständlich" in antwort.content.decode()


def test_forbidden_says_what_to_do(client: Client) -> None:
    client.force_login(build_konto())
    antwort = client.get("/admin/", follow=True)
    assert antwort.status_code == 403
    assert "Dafür fehlt Ihnen die Berechtigung" in antwort.content.decode()


def test_no_page_may_be_framed_or_run_inline_code(client: Client) -> None:
    kopf = client.get("/").headers
    regeln = dict(regel.strip().split(" ", 1) for regel in kopf["Content-Security-Policy"].split(";"))
    assert kopf["X-Frame-Options"] == "DENY"
    assert (regeln["default-src"], regeln["style-src"], regeln["frame-ancestors"]) == ("'none'", "'self'", "'none'")
