"""No address takes more than it needs, whoever asks, and nothing is read before that is known."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from koblenz_council.serving.caps import OPEN_UPLOADS, UPLOADS, body_cap
from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_konto

MB = 1024 * 1024
TEXT = 5 * MB


def iter_names(resolver: URLResolver) -> Iterator[str]:
    """Yield the name of every address, those of the administration included."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from iter_names(pattern)
        elif pattern.name:
            yield pattern.name


@pytest.mark.parametrize(
    ("path", "logged_in", "cap"),
    [
        ("/", False, TEXT),
        ("/gibt-es-nicht/", True, TEXT),
        ("/anmelden/", False, TEXT),
        ("/admin/", True, TEXT),
        ("/pruefen/", False, 100 * MB + TEXT),
        ("/pruefen/", True, 100 * MB + TEXT),
        ("/vorlagen/5/bearbeiten/anlagen/", False, TEXT),
        ("/vorlagen/5/bearbeiten/anlagen/", True, 200 * MB + TEXT),
        ("/vorlagen/einlesen/", False, TEXT),
        ("/vorlagen/einlesen/", True, 200 * MB + TEXT),
        ("/sitzungen/5/bogen/", False, TEXT),
        ("/sitzungen/5/bogen/", True, 80 * MB + TEXT),
    ],
)
def test_the_cap_depends_on_address_and_reader(path: str, logged_in: bool, cap: int) -> None:
    assert body_cap(path, logged_in=logged_in) == cap


def test_only_addresses_that_exist_take_files() -> None:
    assert {*UPLOADS, *OPEN_UPLOADS} - set(iter_names(get_resolver())) == set()


class Unread(io.BytesIO):
    """A body that must not be touched."""

    def read(self, *args: object) -> bytes:
        raise AssertionError("somebody read the body")


def announce(client: Client, path: str, size: int) -> Any:
    """Post a form of so many bytes, none of which may be read."""
    body: dict[str, Any] = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    return client.generic("POST", path, content_type="multipart/form-data; boundary=x", **body)


ANONYMOUS = [
    "/",
    "/anmelden/",
    "/vorlagen/5/bearbeiten/anlagen/",
    "/vorlagen/einlesen/",
    "/sitzungen/5/bogen/",
    "/admin/",
    "/x/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ANONYMOUS)
def test_six_hundred_megabytes_of_a_stranger_are_refused_unread(client: Client, path: str) -> None:
    answer = announce(client, path, 600 * MB)
    assert answer.status_code == 413
    assert "Das ist zu groß" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "size"), [("/vorlagen/5/bearbeiten/anlagen/", 206 * MB), ("/schreibtisch/", 6 * MB)])
def test_too_much_of_an_account_is_refused_unread(client: Client, path: str, size: int) -> None:
    client.force_login(build_konto(rolle=Rolle.SACHBEARBEITUNG))
    assert announce(client, path, size).status_code == 413


@pytest.mark.django_db
def test_what_keeps_to_the_cap_arrives(client: Client) -> None:
    clerk: Konto = build_konto(rolle=Rolle.SITZUNGSDIENST)
    client.force_login(clerk)
    upload = SimpleUploadedFile("formular.txt", b"x" * (TEXT + 1))
    answer = client.post(reverse("vorlage_einlesen"), {"datei": upload})
    assert answer.status_code != 413
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == TEXT
