"""The pages of errors wear their dress in production: collected, hashed files, DEBUG off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as einstellungen
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import storage
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from django.utils.functional import empty

from koblenz_council.ablehnung import KEIN_PLATZ

SEITEN: dict[str, dict[str, object]] = {
    "400.html": {},
    "403.html": {"ausweg": "/"},
    "403_csrf.html": {"ausweg": "/"},
    "404.html": {},
    "413.html": {},
    "429.html": {},
    "500.html": {},
    "507.html": {"ablehnung": KEIN_PLATZ},
    "eingabe_abgelehnt.html": {"ablehnung": KEIN_PLATZ, "ausweg": "/"},
    "eingabe_abgemeldet.html": {},
    "sitzungen/druckfehler.html": {"satz": "Der Druck ist nicht gelungen."},
}


@pytest.fixture(scope="module")
def _gesammelt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    ordner: Path = tmp_path_factory.mktemp("statisch")
    speicher = einstellungen.STORAGES | {"staticfiles": {"BACKEND": "koblenz_council.statische_dateien.HashedDateien"}}
    with override_settings(STATIC_ROOT=ordner, STORAGES=speicher, DEBUG=False):
        storage.staticfiles_storage._wrapped = empty  # type: ignore[attr-defined]
        call_command("collectstatic", interactive=False, verbosity=0)
        storage.staticfiles_storage._wrapped = empty  # type: ignore[attr-defined]
        yield
    storage.staticfiles_storage._wrapped = empty  # type: ignore[attr-defined]


@pytest.mark.django_db
@pytest.mark.usefixtures("_gesammelt")
@pytest.mark.parametrize("seite", SEITEN)
def test_every_style_sheet_is_there(seite: str) -> None:
    anfrage = RequestFactory().get("/")
    anfrage.user = AnonymousUser()
    text = render_to_string(seite, SEITEN[seite], anfrage)
    stile = [str(link["href"]) for link in BeautifulSoup(text, "html.parser").select("link[rel=stylesheet]")]
    assert stile
    assert {stil: fetch_status(stil) for stil in stile} == dict.fromkeys(stile, 200)


def fetch_status(adresse: str) -> int:
    antwort = Client().get(adresse)
    antwort.close()
    return antwort.status_code


@pytest.mark.usefixtures("_gesammelt")
def test_the_plain_pages_know_the_hashed_name() -> None:
    assert "css/error." in render_to_string("500.html")
    assert 'href="/static/css/error.css"' not in render_to_string("500.html")
