"""The journeys of the drafting desk, by mouse and keyboard as a person makes them, their clicks counted."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bauten import build_pdf
from tests.browser.conftest import Fenster
from tests.browser.klicks import count_clicks
from tests.browser.test_vorlage_bearbeiten import PASTE

WORD = """<html><body><p class=MsoNormal><b>Die Straße</b> ist alt.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1. </span>Der Belag ist gerissen.</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2. </span>Der Kanal ist undicht.</p>
<table><tr><td><p>Jahr</p></td><td><p>Kosten</p></td></tr><tr><td><p>2027</p></td><td><p>5.000,00 €</p></td></tr></table>
</body></html>"""  # noqa: E501


def begin(page: Page, betreff: str) -> None:
    page.get_by_label("Betreff").click()
    page.keyboard.type(betreff)
    page.get_by_role("button", name="Entwurf anlegen").click()
    page.wait_for_url(re.compile("/bearbeiten/angaben/$"))


def go_on(page: Page, teil: str) -> None:
    """Go on by the button that names what follows, until this part is open."""
    while f"/bearbeiten/{teil}/" not in page.url:
        offen = re.escape(page.url)
        page.get_by_role("button", name=re.compile("^Weiter: ")).click()
        page.wait_for_url(re.compile(f"^(?!{offen}$)"))


def write_way(page: Page) -> None:
    """Plan the one station that decides, its body chosen by its first letters."""
    page.get_by_role("button", name="Station hinzufügen").click()
    page.keyboard.type("Stadtrat")
    page.get_by_label("entscheidet").click()
    page.get_by_label("berät öffentlich").click()


def choose_files(page: Page, ordner: Path, *namen: str) -> None:
    for name in namen:
        (ordner / name).write_bytes(build_pdf())
    with page.expect_file_chooser() as auswahl:
        page.get_by_label(re.compile("Dateien")).first.click()
    auswahl.value.set_files([ordner / name for name in namen])
    page.locator("button[name=bleiben]").click()


def hand_in(page: Page) -> None:
    """Hand in, with a reason where something is to be passed over."""
    if page.locator("#id_grund").count():
        page.fill("#id_grund", "So besprochen.")
    page.get_by_role("button", name=re.compile("In die Mitzeichnung geben")).click()
    page.wait_for_url(re.compile(r"/vorlagen/\d+/$"))
    expect(page.locator("main")).to_contain_text("In Mitzeichnung")


def test_a_first_paper_from_nothing_to_co_signature_in_25_clicks(
    fenster: Callable[..., Fenster], tmp_path: Path
) -> None:
    offen = fenster("sachbearbeitung")
    klicks = count_clicks(offen)
    page = offen.open("/schreibtisch/")
    page.get_by_role("link", name="Neue Vorlage", exact=True).click()
    begin(page, "Ausbau der Mustergasse")
    page.get_by_label("Diese Vorlage soll öffentlich werden").click()
    go_on(page, "kurzfassung")
    page.get_by_label("Kurzfassung").click()
    page.keyboard.type("Die Mustergasse soll einen neuen Belag bekommen. Das kostet 5.000 Euro.")
    go_on(page, "gremienweg")
    write_way(page)
    go_on(page, "beschlussentwurf")
    page.locator("#id_beschlussentwurf.richtext__text").click()
    page.keyboard.type("Der Stadtrat beschließt den Ausbau der Mustergasse gemäß den Anlagen 1 und 2.")
    go_on(page, "begruendung")
    page.locator("#id_begruendung.richtext__text").click()
    page.evaluate(PASTE, ["id_begruendung", WORD])
    go_on(page, "anlagen")
    choose_files(page, tmp_path, "Lageplan.pdf", "Kostenberechnung.pdf")
    page.get_by_role("link", name="Prüfen und in die Mitzeichnung geben").click()
    page.wait_for_url(re.compile("/einreichen/"))
    haupt = page.locator("main")
    expect(haupt.locator("ol > li")).to_contain_text(["Der Belag ist gerissen.", "Der Kanal ist undicht."])
    expect(haupt.locator(".prose strong")).to_have_text(["Die Straße"])
    expect(haupt.locator("td").filter(has_text="5.000,00 €")).to_have_count(1)
    hand_in(page)
    assert len(klicks) <= 25
    assert offen.beschwerden == []


def test_what_is_missing_is_two_clicks_away(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = offen.open("/vorlagen/neu/")
    page.get_by_label("Betreff").fill("Ohne alles")
    page.get_by_role("button", name="Entwurf anlegen").click()
    page.wait_for_url(re.compile("/bearbeiten/angaben/$"))
    klicks = count_clicks(offen)
    page.reload()
    page.get_by_role("link", name="Prüfen und in die Mitzeichnung geben").click()
    page.get_by_role("link", name=re.compile("Bitte schreiben Sie die Begründung")).click()
    page.wait_for_url(re.compile("/bearbeiten/begruendung/"))
    assert len(klicks) == 2
    expect(page.locator("#id_begruendung")).to_be_visible()


@pytest.mark.parametrize("breite", [1280, 390])
def test_a_late_attachment_becomes_public_in_six_clicks_of_two_people(
    fenster: Callable[..., Fenster], finde: Callable[[str], int], tmp_path: Path, breite: int
) -> None:
    vorlage = finde("entschiedene Vorlage")
    eins = fenster("sitzungsdienst", breite=breite)
    klicks = count_clicks(eins)
    page = eins.open(f"/vorlagen/{vorlage}/")
    page.get_by_role("link", name="Anlage nachreichen").click()
    name = f"Gutachten {breite}.pdf"
    (tmp_path / name).write_bytes(build_pdf())
    with page.expect_file_chooser() as auswahl:
        page.get_by_label("Datei").click()
    auswahl.value.set_files(tmp_path / name)
    # By keyboard from field to field: typing is not counted.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Lag beim Versand noch nicht vor.")
    page.get_by_role("button", name="Anlage nachreichen").click()
    page.wait_for_url(re.compile("/veroeffentlichen/$"))
    assert eins.axe() == []
    page.reload()
    page.get_by_label(re.compile("Warum soll die nachgereichte Anlage")).fill("Gehört zum Beschluss.")
    page.get_by_role("button", name="Zur Bestätigung vorlegen").click()
    expect(page.locator("main")).to_contain_text("wartet jetzt auf eine zweite Person")
    # The other person finds it on their desk and confirms it: two more.
    assert len(klicks) + 2 <= 6
    assert eins.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
