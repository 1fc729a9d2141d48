"""Cells are aligned by keyboard; the editor and the page show it alike."""

from collections.abc import Callable

from playwright.sync_api import expect

from dokumente.templatetags.richtext import show_tabellen
from dokumente.text.richtext import clean_richtext
from tests.browser.conftest import Fenster
from tests.browser.test_vorlage_bearbeiten import PASTE, begin, save

TABELLE = "<table><tr><th>Gewerk</th><th>Kosten</th></tr><tr><td>Tiefbau</td><td>rund 2 Mio.</td></tr></table>"


def test_a_cell_is_aligned_by_keyboard(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Ausrichtung")
    text, leiste = page.locator("#id_begruendung"), page.get_by_role("toolbar", name="Formatierung: Begründung")
    expect(leiste.get_by_role("button", name="Rechtsbündig")).to_be_hidden()
    page.evaluate(PASTE, ["id_begruendung", TABELLE])
    text.get_by_text("rund 2 Mio.").click()
    rechts = leiste.get_by_role("button", name="Rechtsbündig")
    expect(rechts).to_have_attribute("aria-pressed", "false")
    leiste.get_by_role("button", name="Fett").focus()
    for _ in range(20):
        if rechts.evaluate("knopf => knopf === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(rechts).to_have_attribute("aria-pressed", "true")
    expect(text).to_be_focused()
    text.get_by_text("Kosten").click()
    leiste.get_by_role("button", name="Zentriert").press("Enter")
    assert offen.beschwerden == []
    assert offen.axe() == []
    save(page)
    expect(text.locator("td").nth(1)).to_have_css("text-align", "right")
    expect(text.locator("th").nth(1)).to_have_css("text-align", "center")
    gespeichert = clean_richtext(page.input_value("#id_begruendung_quelle"))
    assert gespeichert == (
        '<table><thead><tr><th><p>Gewerk</p></th><th align="center"><p>Kosten</p></th></tr></thead><tbody><tr>'
        '<td><p>Tiefbau</p></td><td align="right"><p>rund 2 Mio.</p></td></tr></tbody></table>'
    )
    text.get_by_text("rund 2 Mio.").click()
    rechts.press("Enter")
    expect(text.locator("td").nth(1)).to_have_css("text-align", "left")


def test_the_page_shows_what_the_author_said(fenster: Callable[..., Fenster]) -> None:
    html = (
        '<table><tbody><tr><td align="left">1,00 €</td><td align="center">2,00 €</td><td>3,00 €</td>'
        '<td align="right">Wort</td></tr></tbody></table>'
    )
    seite = fenster().open("/pruefen/")
    seite.evaluate(
        "html => { document.querySelector('main').innerHTML = html; }",
        f"<div class=prose>{show_tabellen(html, 'T')}</div>",
    )
    for stelle, erwartet in enumerate(("left", "center", "right", "right")):
        expect(seite.locator("td").nth(stelle)).to_have_css("text-align", erwartet)
