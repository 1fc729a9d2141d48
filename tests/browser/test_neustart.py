"""The server is stopped and started again while somebody writes."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Fenster, find_port, login, serve
from tests.browser.test_entwurf_sichern import GESPEICHERT, OHNE_NETZ, reopen, text_of, write
from tests.browser.test_vorlage_bearbeiten import begin


def test_a_restart_costs_no_word_and_no_login(chromium: Browser, erste_vorfuehrung: Path, tmp_path: Path) -> None:
    ablage = shutil.copytree(erste_vorfuehrung, tmp_path / "daten")
    port = find_port()
    kontext = chromium.new_context(locale="de-DE")
    with serve(ablage, port) as adresse:
        login(kontext.new_page(), adresse, "sachbearbeitung")
        page = begin(Fenster(kontext, adresse), "Neustart")
        write(page, "Vorher.")
        expect(page.locator("[data-stand]")).to_have_text(GESPEICHERT)
    write(page, " Während des Neustarts.")
    expect(page.locator("[data-stand]")).to_have_text(OHNE_NETZ)
    with serve(ablage, port):
        # Nobody presses anything: the page tries again by itself.
        expect(page.locator("[data-stand]")).to_have_text(GESPEICHERT, timeout=60_000)
        reopen(page)
        assert text_of(page) == "Vorher. Während des Neustarts."
        assert page.locator("[data-meldungen]").is_hidden()
    kontext.close()
