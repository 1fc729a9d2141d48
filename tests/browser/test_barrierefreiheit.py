"""Every kind of page: no finding of axe, no complaint of the browser, nothing wider than the window."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Fenster

SEITEN = [
    ("anonym", "/", None),
    ("anonym", "/anmelden/", None),
    ("anonym", "/passwort/vergessen/", None),
    ("anonym", "/passwort/neu/MQ/abc-123/", None),
    ("anonym", "/sitzungen/", None),
    ("anonym", "/sitzungen/{}/", "vergangene Sitzung"),
    ("anonym", "/vorlagen/", None),
    ("anonym", "/vorlagen/?q=gibtesnicht", None),
    ("anonym", "/vorlagen/{}/", "entschiedene Vorlage"),
    ("anonym", "/gremien/", None),
    ("anonym", "/gremien/{}/", "Stadtrat"),
    ("anonym", "/pruefen/", None),
    ("anonym", "/pruefen/?q=BV/9999/2026", None),
    ("anonym", "/p/000000000000/", None),
    ("anonym", "/gibt-es-nicht/", None),
    ("sachbearbeitung", "/schreibtisch/", None),
    ("sachbearbeitung", "/konto/post/", None),
    ("sachbearbeitung", "/vorlagen/neu/", None),
    ("sachbearbeitung", "/vorlagen/neu/word/", None),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/angaben/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/gremienweg/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/wegplan/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/begruendung/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/auswirkungen/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/auswirkungen/staende/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/anlagen/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/begruendung/staende/", "Entwurf"),
    ("sachbearbeitung", "/vorlagen/{}/einreichen/", "Entwurf"),
    ("fraktion", "/schreibtisch/", None),
    ("fraktion", "/antraege/neu/", None),
    ("fraktion", "/vorlagen/{}/bearbeiten/angaben/", "Entwurf einer Fraktion"),
    ("fraktion", "/vorlagen/{}/einreichen/", "Entwurf einer Fraktion"),
    ("fraktion", "/vorlagen/{}/quittung/", "eingereichter Antrag"),
    ("sitzungsdienst", "/vorlagen/{}/annehmen/", "eingereichter Antrag"),
    ("amtsleitung", "/schreibtisch/", None),
    ("amtsleitung", "/vorlagen/{}/", "offene Mitzeichnung"),
    ("dezernat", "/schreibtisch/", None),
    ("sitzungsdienst", "/sitzungsdienst/", None),
    ("sitzungsdienst", "/sitzungen/neu/", None),
    ("sitzungsdienst", "/sitzungen/{}/", "vergangene Sitzung"),
    ("sitzungsdienst", "/sitzungen/{}/tagesordnung/", "offene Tagesordnung"),
    ("sitzungsdienst", "/sitzungen/{}/tagesordnung/veroeffentlichen/", "offene Tagesordnung"),
    ("sitzungsdienst", "/sitzungen/{}/mappe/", "veröffentlichte Tagesordnung"),
    ("sitzungsdienst", "/sitzungen/{}/anwesenheit/", "vergangene Sitzung"),
    ("sitzungsdienst", "/sitzungen/{}/ergebnisse/", "vergangene Sitzung"),
    ("sitzungsdienst", "/sitzungen/{}/bogen/", "vergangene Sitzung"),
    ("sitzungsdienst", "/vorlagen/einlesen/", None),
    ("ratsmitglied", "/schreibtisch/", None),
    ("ratsmitglied", "/sitzungen/{}/", "vergangene Sitzung"),
]
UNBEKANNT = ("/gibt-es-nicht/", "/pruefen/?q=BV/9999/2026", "/p/000000000000/")
BREITEN = [(1280, False), (390, True), (320, True)]
"""Width of the window, and whether it is dark. Narrowest and dark is judged by axe, and wide and light."""


@pytest.mark.parametrize(("rolle", "pfad", "bedarf"), SEITEN)
def test_page_is_accessible_quiet_and_fits(
    rolle: str, pfad: str, bedarf: str | None, fenster: Callable[..., Fenster], finde: Callable[[str], int]
) -> None:
    offen = fenster(rolle)
    ziel = pfad.format(finde(bedarf)) if bedarf else pfad
    erwartet = ["404 (Not Found)"] if pfad in UNBEKANNT else []
    for breite, dunkel in BREITEN:
        offen.resize(breite, dunkel=dunkel)
        page = offen.open(ziel)
        assert [b for b in offen.beschwerden if not any(e in b for e in erwartet)] == [], (ziel, breite)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (ziel, breite)
    for breite, dunkel in (BREITEN[-1], BREITEN[0]):
        offen.resize(breite, dunkel=dunkel)
        assert offen.axe() == [], (ziel, breite, dunkel)
