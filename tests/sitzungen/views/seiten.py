"""What tests of the pages of sittings have in common."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_konto


def login_clerk(client: Client) -> Konto:
    """Log a Sitzungsdienst in and return the account."""
    clerk = build_konto(rolle=Rolle.SITZUNGSDIENST)
    client.force_login(clerk)
    return clerk


def soup(antwort: HttpResponse) -> BeautifulSoup:
    """Return the page, which must be there."""
    assert antwort.status_code == 200
    return BeautifulSoup(antwort.content, "html.parser")


def texts(seite: BeautifulSoup, auswahl: str) -> list[str]:
    """Return the words of every matching element, spaces evened out."""
    return [" ".join(element.get_text(" ").split()) for element in seite.select(auswahl)]


def errors(antwort: HttpResponse) -> list[str]:
    """Return the lines of the error summary."""
    return texts(soup(antwort), ".error-summary li")


def messages(client: Client, adresse: str) -> list[str]:
    """Return what the next page tells."""
    return texts(soup(client.get(adresse)), ".messages .notice")  # type: ignore[arg-type]
