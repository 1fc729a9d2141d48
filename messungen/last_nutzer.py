"""Simulated people: they log in, open what their role opens, and think between two pages."""

import random
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Sequence
from http.cookiejar import CookieJar
from typing import Final, NamedTuple

from messungen.last_server import Zielserver

DENKEN_SEKUNDEN: Final = (1.0, 2.0)
GEDULD_SEKUNDEN: Final = 30
SUCHWORTE: Final = ("Haushalt", "Radwege Satzung", "Lärmschutz", "Feuerwehr Gebühr", "Kultur")
_MARKE: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Messung(NamedTuple):
    """One page asked for: when (monotonic clock, seconds), what kind, how long (ms), whether it came."""

    beginn: float
    art: str
    ms: float
    ok: bool


Weg = tuple[str, str]
"""Kind of page and its path."""


class Nutzer:
    """One person with a browser of its own. ``rolle`` is a role of the demo council, or empty for the public."""

    def __init__(
        self, server: Zielserver, rolle: str, *, saat: int, denken: tuple[float, float] = DENKEN_SEKUNDEN
    ) -> None:
        self.server, self.rolle, self.denken = server, rolle, denken
        self.zufall = random.Random(saat)  # noqa: S311
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.messungen: list[Messung] = []

    def login(self) -> None:
        """Log in with one click, unless this is the public."""
        if self.rolle:
            self.fill("/anmelden/", f"/anmelden/demo/{self.rolle}/", {})

    def read(self, pfad: str) -> bytes:
        """Return a page; raises ``URLError`` when it does not come."""
        with self.browser.open(self.server.adresse + pfad, timeout=GEDULD_SEKUNDEN) as antwort:
            return bytes(antwort.read())

    def fill(self, seite: str, ziel: str, felder: dict[str, str]) -> None:
        """Send the form on ``seite`` to ``ziel``; raises ``URLError`` when it is refused."""
        angaben = urllib.parse.urlencode(felder | {"csrfmiddlewaretoken": self.read_marke(seite)}).encode()
        with self.browser.open(self.server.adresse + ziel, angaben, timeout=GEDULD_SEKUNDEN) as antwort:
            antwort.read()

    def read_marke(self, seite: str) -> str:
        """Return the secret of the form on ``seite``; raises ``RuntimeError`` where there is none."""
        marke = _MARKE.search(self.read(seite).decode())
        if marke is None:
            raise RuntimeError(f"no form on {seite}")
        return marke[1]

    def work(self, ende: threading.Event) -> None:
        """Open page after page until ``ende``."""
        while not ende.wait(self.zufall.uniform(*self.denken)):
            art, pfad = WEGE[self.rolle](self)
            beginn = time.monotonic()
            try:
                self.read(pfad)
                ok = True
            except (OSError, urllib.error.URLError):
                ok = False
            self.messungen.append(Messung(beginn, art, (time.monotonic() - beginn) * 1000, ok))


def _choose_member(nutzer: Nutzer) -> Weg:
    vorlage = nutzer.zufall.choice(nutzer.server.vorlagen)
    anlage = nutzer.zufall.choice(nutzer.server.anlagen)
    sitzung = nutzer.server.sitzung
    return nutzer.zufall.choice(
        (
            ("Schreibtisch", "/schreibtisch/"),
            ("Sitzung", f"/sitzungen/{sitzung}/"),
            ("Vorlage", f"/vorlagen/{vorlage}/"),
            ("Vorlage als PDF", f"/vorlagen/{vorlage}/pdf/"),
            ("Vorlage als PDF", f"/vorlagen/{vorlage}/pdf/"),
            ("Tagesordnung als PDF", f"/sitzungen/{sitzung}/tagesordnung.pdf"),
            ("Anlage", f"/vorlagen/{anlage[0]}/anlagen/{anlage[1]}/?original"),
        )
    )


def _choose_clerk(nutzer: Nutzer) -> Weg:
    sitzung = nutzer.server.sitzung
    return nutzer.zufall.choice(
        (
            ("Arbeitsliste", "/sitzungsdienst/"),
            ("Sitzung", f"/sitzungen/{sitzung}/"),
            ("Ergebnisse", f"/sitzungen/{sitzung}/ergebnisse/"),
            ("Mappe", f"/sitzungen/{sitzung}/mappe/"),
            ("Stand der Mappe", f"/sitzungen/{sitzung}/mappe/stand/"),
            ("Vorlage", f"/vorlagen/{nutzer.zufall.choice(nutzer.server.vorlagen)}/"),
        )
    )


def _choose_public(nutzer: Nutzer) -> Weg:
    vorlage = nutzer.zufall.choice(nutzer.server.vorlagen)
    wort = urllib.parse.quote(nutzer.zufall.choice(SUCHWORTE))
    return nutzer.zufall.choice(
        (
            ("Startseite", "/"),
            ("Suche", f"/vorlagen/?q={wort}"),
            ("Sitzung", f"/sitzungen/{nutzer.server.sitzung}/"),
            ("Vorlage", f"/vorlagen/{vorlage}/"),
            ("Vorlage als PDF", f"/vorlagen/{vorlage}/pdf/"),
        )
    )


WEGE: Final[dict[str, Callable[[Nutzer], Weg]]] = {
    "ratsmitglied": _choose_member,
    "sitzungsdienst": _choose_clerk,
    "": _choose_public,
}


def build_nutzer(server: Zielserver, anzahl: int) -> Sequence[Nutzer]:
    """Return so many people: half of them members, a fifth clerks, the rest the public."""
    rollen = ["ratsmitglied"] * 5 + ["sitzungsdienst"] * 2 + [""] * 3
    return [Nutzer(server, rollen[nummer % len(rollen)], saat=nummer) for nummer in range(anzahl)]
