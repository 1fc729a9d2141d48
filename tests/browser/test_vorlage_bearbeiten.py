"""The drafting page in a browser: the editor, pasted text, rows by keyboard, and all of it without script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Fenster

GREMIUM = "Stadtrat"

WORD = """<html><head><style>p.MsoNormal {color: red}</style></head><body>
<p class=MsoNormal style='margin:6pt'><b><span style='color:white'>Fett</span></b> und <i>kursiv</i><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Eins</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>Darunter</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>· </span>Zwei</p>
<p class=MsoNormal>Dazwischen</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1. </span>Erstens</p>
<table class=MsoTableGrid style='border-collapse:collapse'><tr style='mso-yfti-irow:0'>
<td width=200><p class=MsoNormal>Jahr</p></td><td><p class=MsoNormal>Kosten</p></td></tr></table></body></html>"""

PASTE = """([id, html]) => {
  const flaeche = document.getElementById(id);
  flaeche.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  flaeche.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def begin(fenster: Fenster, betreff: str, teil: str = "begruendung") -> Page:
    """Begin a paper and open the page of one of its parts, its editor running if it has one."""
    page = fenster.open("/vorlagen/neu/")
    page.fill("#id_betreff", betreff)
    page.get_by_role("button", name="Entwurf anlegen").click()
    page.wait_for_url(re.compile("/bearbeiten/angaben/$"))
    page.goto(page.url.replace("angaben", teil))
    if teil in ("begruendung", "beschlussentwurf"):
        page.wait_for_selector(f"#id_{teil}.richtext__text")
    return page


def save(page: Page) -> None:
    """Wait until what was typed is stored by itself, and read it back."""
    expect(page.locator("[data-stand]")).to_have_text(re.compile(r"gespeichert \d\d:\d\d"))
    page.reload()
    if page.locator("textarea[data-richtext]").count():
        page.wait_for_selector(".richtext__text")


def status(page: Page) -> str:
    return page.locator("[data-zeilen=gremienweg] [role=status]").inner_text()


def test_text_pasted_from_a_word_processor_keeps_lists_tables_and_bold(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Eingefügt")
    page.wait_for_selector("#id_begruendung.richtext__text")
    page.evaluate(PASTE, ["id_begruendung", WORD])
    save(page)
    text = page.locator("#id_begruendung")
    expect(text.locator("> p strong")).to_have_text("Fett")
    expect(text.locator("> p em")).to_have_text("kursiv")
    expect(text.locator("> ul > li > p")).to_have_text(["Eins", "Zwei"])
    expect(text.locator("> ul > li > ul > li")).to_have_text(["Darunter"])
    expect(text.locator("> ol > li")).to_have_text(["Erstens"])
    expect(text.locator("td")).to_have_text(["Jahr", "Kosten"])
    assert offen.beschwerden == []


def test_the_toolbar_is_one_tab_stop_and_names_its_buttons(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Werkzeuge", "beschlussentwurf")
    leiste = page.get_by_role("toolbar", name="Formatierung: Beschlussentwurf")
    leiste.get_by_role("button", name="Fett").focus()
    page.keyboard.press("ArrowRight")
    expect(leiste.get_by_role("button", name="Kursiv")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#id_beschlussentwurf")).to_be_focused()
    page.keyboard.type("Zugestimmt")
    page.keyboard.press("Control+a")
    leiste.get_by_role("button", name="Fett").press("Enter")
    expect(leiste.get_by_role("button", name="Fett")).to_have_attribute("aria-pressed", "true")
    save(page)
    expect(page.locator("#id_beschlussentwurf strong")).to_have_text("Zugestimmt")
    assert offen.beschwerden == []
    assert offen.axe() == []


def write(page: Page, *eingaben: str) -> None:
    """Type words and press keys and buttons of the toolbar, each button in brackets."""
    leiste = page.get_by_role("toolbar", name="Formatierung: Begründung")
    for eingabe in eingaben:
        if eingabe.startswith("["):
            leiste.get_by_role("button", name=eingabe.strip("[]"), exact=True).press("Enter")
        elif eingabe in ("Enter", "Tab"):
            page.keyboard.press(eingabe)
        else:
            page.keyboard.type(eingabe)


def test_what_is_typed_becomes_lists_links_and_tables(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Getippt")
    page.locator("#id_begruendung").focus()
    write(page, "1. eins", "Enter", "zwei", "Enter", "[Einrücken]", "tief", "Enter", "Enter", "Enter")
    write(page, "3. April, siehe https://www.koblenz.example/x. Ende 5 m", "[Hochgestellt]", "2", "Enter")
    write(page, "[Unterüberschrift]", "Kosten", "Enter", "- Punkt", "Enter", "Enter", "[Tabelle]", "[Spalte weg]")
    # The last one begins a new row.
    write(page, *(eingabe for wort in "ABCDEFG" for eingabe in (wort, "Tab")))
    write(page, "[Link]", "post@koblenz.example", "Enter")
    reihen = "".join(f"<tr><td><p>{a}</p></td><td><p>{b}</p></td></tr>" for a, b in ("CD", "EF"))
    seite = '<a href="https://www.koblenz.example/x">https://www.koblenz.example/x</a>'
    post = '<a href="mailto:post@koblenz.example">mailto:post@koblenz.example</a>'
    assert page.input_value("#id_begruendung_quelle") == (
        "<ol><li><p>eins</p></li><li><p>zwei</p><ol><li><p>tief</p></li></ol></li></ol>"
        f"<p>3. April, siehe {seite}. Ende 5 m<sup>2</sup></p><h4>Kosten</h4><ul><li><p>Punkt</p></li></ul>"
        f"<table><tbody><tr><th><p>A</p></th><th><p>B</p></th></tr>{reihen}"
        f"<tr><td><p>G</p></td><td><p>{post}</p></td></tr></tbody></table>"
    )
    assert offen.beschwerden == []


def test_stations_move_by_keyboard_and_the_focus_stays(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Wege", "gremienweg")
    for nummer in (1, 2):
        page.get_by_role("button", name="Station hinzufügen").press("Enter")
        expect(page.locator(f"#id_gremienweg-{nummer - 1}-gremium")).to_be_focused()
        assert status(page) == f"Station {nummer} hinzugefügt."
    page.select_option("#id_gremienweg-1-gremium", label=GREMIUM)
    hoch = page.get_by_role("button", name="Nach oben: Station 2")
    hoch.press("Enter")
    assert status(page) == "Station 2 steht jetzt an Stelle 1."
    expect(page.get_by_role("button", name="Nach oben: Station 1")).to_be_focused()
    page.get_by_role("button", name="Entfernen: Station 2").press("Enter")
    assert status(page) == "Station 2 entfernt. Gilt, sobald Sie speichern."
    expect(page.get_by_role("button", name="Entfernen: Station 1")).to_be_focused()
    save(page)
    expect(page.locator("[data-zeile] select")).to_have_count(1)
    expect(page.locator("#id_gremienweg-0-gremium option:checked")).to_have_text(GREMIUM)
    assert offen.beschwerden == []


def test_effects_are_stored_while_they_are_typed_and_what_is_no_amount_is_said(
    fenster: Callable[..., Fenster],
) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Auswirkungen", "auswirkungen")
    finanzen = page.get_by_role("group", name="Finanzen")
    finanzen.get_by_label("ja", exact=True).check()
    finanzen.get_by_label("Betrag in Euro").fill("12.50")
    expect(page.locator("[data-meldungen]")).to_contain_text("Das ist als Betrag nicht zu erkennen.")
    finanzen.get_by_label("Betrag in Euro").fill("12,50")
    expect(page.locator("[data-meldungen]")).to_be_hidden()
    save(page)
    expect(finanzen.get_by_label("ja", exact=True)).to_be_checked()
    expect(finanzen.get_by_label("Betrag in Euro")).to_have_value("12,50 €")
    assert offen.beschwerden == []


@pytest.mark.parametrize("breite", [320, 1280])
def test_the_way_can_be_written_without_script(fenster: Callable[..., Fenster], breite: int) -> None:
    offen = fenster("sachbearbeitung", js=False, breite=breite)
    page = fenster_ohne_skript(offen)
    page.get_by_role("button", name="Station hinzufügen").click()
    page.select_option("#id_gremienweg-0-gremium", label=GREMIUM)
    page.get_by_role("button", name="Station hinzufügen").click()
    page.get_by_role("button", name="Nach unten: Station 1").click()
    page.get_by_role("button", name="Weiter: Beschlussentwurf").click()
    expect(page.locator(".messages")).to_contain_text("Gespeichert um")
    page.goto(page.url.replace("beschlussentwurf", "gremienweg"))
    expect(page.locator("#id_gremienweg-0-gremium option:checked")).to_have_text(GREMIUM)
    page.goto(page.url.replace("gremienweg", "begruendung"))
    page.fill("textarea[name=begruendung]", "Erster Absatz\n\n- eins\n- zwei")
    page.get_by_role("button", name="Weiter: Auswirkungen").click()
    page.goto(page.url.replace("auswirkungen", "begruendung"))
    expect(page.locator("textarea[name=begruendung]")).to_have_value(
        "<p>Erster Absatz</p><ul><li>eins</li><li>zwei</li></ul>"
    )


def fenster_ohne_skript(offen: Fenster) -> Page:
    page = offen.open("/vorlagen/neu/")
    page.fill("#id_betreff", "Ohne Skript")
    page.press("#id_betreff", "Enter")
    page.wait_for_url(re.compile("/bearbeiten/angaben/$"))
    page.goto(page.url.replace("angaben", "gremienweg"))
    return page


def test_a_finding_leads_into_the_editor(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Unvollständig", "anlagen")
    page.get_by_role("button", name="Weiter: Prüfen").click()
    page.get_by_role("link", name="Bitte schreiben Sie die Begründung.").click()
    page.wait_for_url(re.compile(r"/begruendung/\?zurueck=pruefen#id_begruendung$"))
    page.wait_for_selector("#id_begruendung.richtext__text")
    expect(page.locator("#id_begruendung")).to_be_focused()
    page.keyboard.type("Weil es nötig ist.")
    page.get_by_role("button", name="Speichern und zurück zur Prüfung").click()
    page.wait_for_url(re.compile("/einreichen/$"))
    expect(page.get_by_text("Weil es nötig ist.")).to_be_visible()
    expect(page.get_by_role("link", name="Bitte schreiben Sie die Begründung.")).to_have_count(0)
