"""A clerk has a packet bound and opens it; the page tells how far it is and comes back by itself."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.browser.conftest import Fenster

BINDEN_MS = 90_000


def test_packet_is_ordered_watched_and_opened_in_three_presses(
    fenster: Callable[..., Fenster], finde: Callable[[str], int], tmp_path: Path
) -> None:
    offen = fenster("sitzungsdienst")
    page = offen.open(f"/sitzungen/{finde('veröffentlichte Tagesordnung')}/")
    page.get_by_role("link", name="Sitzungsmappe", exact=True).click()
    page.get_by_role("button", name="Druckfertige Mappe binden (beidseitig): Mitglieder des Gremiums").click()
    laufend = page.get_by_role("heading", name="Wird gerade gebunden")
    laufend.wait_for()
    assert page.get_by_role("progressbar").count() == 1
    assert offen.axe() == []
    fertig = page.get_by_role("link", name="Öffnen: Mitglieder des Gremiums, PDF, mit Anlagen, für beidseitigen Druck")
    fertig.wait_for(timeout=BINDEN_MS)
    assert offen.axe() == []
    antwort = page.request.get(offen.adresse + str(fertig.get_attribute("href")))
    assert antwort.headers["content-type"] == "application/pdf"
    (tmp_path / "mappe.pdf").write_bytes(antwort.body())
    angaben = subprocess.run(["pdfinfo", tmp_path / "mappe.pdf"], capture_output=True, text=True, check=True).stdout
    assert "Sitzungsmappe" in angaben


def test_order_can_be_taken_back_without_javascript(
    fenster: Callable[..., Fenster], finde: Callable[[str], int]
) -> None:
    offen = fenster("sitzungsdienst", js=False)
    page = offen.open(f"/sitzungen/{finde('veröffentlichte Tagesordnung')}/mappe/")
    page.get_by_role("button", name="Als ZIP zusammenstellen: Verwaltung (vollständig)").click()
    page.get_by_role("button", name="Abbrechen").click()
    assert page.locator(".messages").inner_text() in (
        "Das Binden ist abgebrochen.",
        "Dieser Auftrag war schon beendet.",
    )
