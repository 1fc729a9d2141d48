"""Every kind of page: no finding of axe, no complaint of the browser, nothing wider than the window."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Fenster

ENTWURF = "SELECT vorlage_id FROM vorlagen_fassung WHERE status = 'entwurf' AND neufassung = 0 ORDER BY id"
WARTENDE = "SELECT vorlage_id FROM vorlagen_fassung WHERE status = 'mitzeichnung' ORDER BY id"
ENTSCHIEDEN = "SELECT vorlage_id FROM sitzungen_tagesordnungspunkt t JOIN vorlagen_fassung f ON f.id = t.fassung_id \
JOIN sitzungen_abstimmung a ON a.top_id = t.id WHERE t.teil = 'oe' AND a.geaendert ORDER BY t.id"
VERGANGEN = "SELECT s.id FROM sitzungen_sitzung s JOIN sitzungen_tagesordnungspunkt t ON t.sitzung_id = s.id \
WHERE s.status = 'beendet' GROUP BY s.id ORDER BY count(*) DESC"
OFFEN = "SELECT s.id FROM sitzungen_sitzung s JOIN sitzungen_tagesordnungspunkt t ON t.sitzung_id = s.id \
WHERE s.tagesordnung_veroeffentlicht_am IS NULL GROUP BY s.id ORDER BY count(*) DESC"
MAPPE = "SELECT s.id FROM sitzungen_sitzung s JOIN sitzungen_tagesordnungspunkt t ON t.sitzung_id = s.id \
WHERE s.tagesordnung_veroeffentlicht_am IS NOT NULL AND s.status = 'eingeladen' GROUP BY s.id ORDER BY count(*) DESC"
GREMIUM = "SELECT id FROM gremien_gremium WHERE kuerzel = 'SR'"

SEITEN = [
    ("anonym", "/", None),
    ("anonym", "/anmelden/", None),
    ("anonym", "/sitzungen/", None),
    ("anonym", "/sitzungen/{}/", VERGANGEN),
    ("anonym", "/vorlagen/", None),
    ("anonym", "/vorlagen/?q=gibtesnicht", None),
    ("anonym", "/vorlagen/{}/", ENTSCHIEDEN),
    ("anonym", "/gremien/", None),
    ("anonym", "/gremien/{}/", GREMIUM),
    ("anonym", "/pruefen/", None),
    ("anonym", "/pruefen/?q=BV/9999/2026", None),
    ("anonym", "/p/000000000000/", None),
    ("anonym", "/gibt-es-nicht/", None),
    ("sachbearbeitung", "/schreibtisch/", None),
    ("sachbearbeitung", "/vorlagen/neu/", None),
    ("sachbearbeitung", "/vorlagen/{}/bearbeiten/", ENTWURF),
    ("sachbearbeitung", "/vorlagen/{}/einreichen/", ENTWURF),
    ("amtsleitung", "/schreibtisch/", None),
    ("amtsleitung", "/vorlagen/{}/", WARTENDE),
    ("dezernat", "/schreibtisch/", None),
    ("sitzungsdienst", "/sitzungsdienst/", None),
    ("sitzungsdienst", "/sitzungen/neu/", None),
    ("sitzungsdienst", "/sitzungen/{}/", VERGANGEN),
    ("sitzungsdienst", "/sitzungen/{}/tagesordnung/", OFFEN),
    ("sitzungsdienst", "/sitzungen/{}/tagesordnung/veroeffentlichen/", OFFEN),
    ("sitzungsdienst", "/sitzungen/{}/mappe/", MAPPE),
    ("sitzungsdienst", "/sitzungen/{}/anwesenheit/", VERGANGEN),
    ("sitzungsdienst", "/sitzungen/{}/ergebnisse/", VERGANGEN),
    ("sitzungsdienst", "/sitzungen/{}/bogen/", VERGANGEN),
    ("sitzungsdienst", "/vorlagen/einlesen/", None),
    ("ratsmitglied", "/schreibtisch/", None),
    ("ratsmitglied", "/sitzungen/{}/", VERGANGEN),
]
UNBEKANNT = ("/gibt-es-nicht/", "/pruefen/?q=BV/9999/2026", "/p/000000000000/")
BREITEN = [(1280, False), (390, True), (320, False)]


@pytest.mark.parametrize(("rolle", "pfad", "sql"), SEITEN)
def test_page_is_accessible_quiet_and_fits(
    rolle: str, pfad: str, sql: str | None, fenster: Callable[..., Fenster], finde: Callable[[str], int]
) -> None:
    ziel = pfad.format(finde(sql)) if sql else pfad
    for breite, dunkel in BREITEN:
        offen = fenster(rolle, breite=breite, dunkel=dunkel)
        page = offen.open(ziel)
        erwartet = ["404 (Not Found)"] if pfad in UNBEKANNT else []
        assert [b for b in offen.beschwerden if not any(e in b for e in erwartet)] == [], (ziel, breite)
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (ziel, breite)
        assert offen.axe() == [], (ziel, breite, dunkel)
        page.context.close()
