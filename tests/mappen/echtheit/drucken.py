"""Printing as somebody, and asking about the print."""

from django.test import Client

from dokumente.models import Ausdruck
from konten.models import Konto


def client_of(konto: Konto | None = None) -> Client:
    """Return a browser logged in as ``konto``, anonymous without."""
    client = Client()
    if konto is not None:
        client.force_login(konto)
    return client


def print_as(adresse: str, konto: Konto | None = None) -> tuple[bytes, Ausdruck]:
    """Return the PDF behind ``adresse`` as ``konto`` gets it, and its row in the register."""
    antwort = client_of(konto).get(adresse)
    assert antwort.status_code == 200, antwort.status_code
    return antwort.content, Ausdruck.objects.latest("pk")


def ask(ausdruck: Ausdruck, konto: Konto | None = None) -> tuple[int, str]:
    """Return status and page of the answer about the code of this print."""
    antwort = client_of(konto).get(f"/p/{ausdruck.code}/")
    return antwort.status_code, " ".join(antwort.content.decode().split())
