"""From the filled sheet to the recorded result in a real browser, by keyboard alone."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf.form import CheckboxField, DefaultAppearanceStreamGenerator, Form

from mappen.rules.bogen import parse_feldname
from tests.browser.conftest import Fenster


def fill_all(pdf: bytes, ziel: Path) -> int:
    """Tick "vertagt" on every item and return how many there are."""
    anzahl = 0
    with pikepdf.open(BytesIO(pdf)) as datei:
        for name, feld in Form(datei, DefaultAppearanceStreamGenerator).items():
            stelle = parse_feldname(name)
            if stelle is not None and stelle.eingabe == "vertagt" and isinstance(feld, CheckboxField):
                feld.checked = True
                anzahl += 1
        datei.save(ziel)
    return anzahl


def bring(offen: Fenster, sitzung: int, ordner: Path) -> None:
    """Fetch the sheet, fill it in and upload it by keyboard."""
    page = offen.open(f"/sitzungen/{sitzung}/bogen/")
    pdf = page.request.get(f"{offen.adresse}/sitzungen/{sitzung}/abstimmungsbogen.pdf")
    assert pdf.ok
    bogen = ordner / "bogen.pdf"
    assert fill_all(pdf.body(), bogen) > 1
    page.set_input_files("input[type=file]", bogen)
    page.get_by_role("button", name="Einlesen").press("Enter")
    page.get_by_text("„bogen.pdf“ ist eingelesen.").wait_for()


def test_a_sheet_is_read_and_recorded_by_keyboard(
    fenster: Callable[..., Fenster], finde: Callable[[str], int], tmp_path: Path
) -> None:
    sitzung = finde("laufende Sitzung")
    offen = fenster("sitzungsdienst")
    bring(offen, sitzung, tmp_path)
    page = offen.page
    assert offen.beschwerden == []
    vorher = page.get_by_role("link", name="Prüfen und feststellen").count()
    assert vorher > 1
    page.locator("[autofocus]").press("Enter")
    page.get_by_text("Vorschlag aus dem Bogen vom").wait_for()
    assert page.get_by_role("radio", name="vertagt").is_checked()
    assert page.evaluate("document.activeElement.value") == "vertagt"
    assert offen.beschwerden == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/bogen/?nach=*")
    assert page.get_by_role("link", name="Prüfen und feststellen").count() == vorher - 1
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Prüfen und feststellen: ")
    assert offen.beschwerden == []
    assert offen.axe() == []


@pytest.mark.parametrize(("breite", "dunkel"), [(1280, False), (390, True), (320, False)])
def test_the_proposals_are_accessible_and_fit(
    breite: int,
    dunkel: bool,
    fenster: Callable[..., Fenster],
    finde: Callable[[str], int],
    tmp_path: Path,
) -> None:
    sitzung = finde("laufende Sitzung")
    offen = fenster("sitzungsdienst", breite=breite, dunkel=dunkel)
    bring(offen, sitzung, tmp_path)
    assert offen.page.get_by_text("Was auf den Bögen steht").is_visible()
    top = offen.page.locator("a[href*='/bogen/'][href*='/tops/']").first.get_attribute("href")
    assert top is not None
    for pfad in (f"/sitzungen/{sitzung}/bogen/", top):
        # A window of its own: axe makes the browser complain about axe.
        offen = fenster("sitzungsdienst", breite=breite, dunkel=dunkel)
        page = offen.open(pfad)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert offen.beschwerden == []
        assert offen.axe() == []
