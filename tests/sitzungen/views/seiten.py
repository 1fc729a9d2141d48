"""What tests of the pages of sittings have in common."""

from typing import Protocol

from bs4 import BeautifulSoup, Tag
from django.test import Client

from konten.enums import Rolle
from konten.models import Konto
from tests.bauten import build_konto


class Antwort(Protocol):
    """What the test client gives back, as far as pages are concerned."""

    @property
    def status_code(self) -> int: ...

    @property
    def content(self) -> bytes: ...


def login_clerk(client: Client) -> Konto:
    """Log a Sitzungsdienst in and return the account."""
    clerk = build_konto(rolle=Rolle.SITZUNGSDIENST)
    client.force_login(clerk)
    return clerk


def soup(antwort: Antwort) -> BeautifulSoup:
    """Return the page, which must be there."""
    assert antwort.status_code == 200
    return BeautifulSoup(antwort.content, "html.parser")


def texts(seite: Tag, auswahl: str) -> list[str]:
    """Return the words of every matching element, spaces evened out."""
    return [" ".join(element.get_text(" ").split()) for element in seite.select(auswahl)]


def value_of(seite: BeautifulSoup, auswahl: str) -> str:
    """Return what stands in the one field that matches."""
    [feld] = seite.select(auswahl)
    return str(feld.get("value", ""))


def errors(antwort: Antwort) -> list[str]:
    """Return the lines of the error summary."""
    return texts(soup(antwort), ".error-summary li")
