"""A picture in the text, as an author brings it: by keyboard, with a description, seen beside the text as it prints."""

import io
import re
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import Fenster
from tests.browser.test_vorlage_bearbeiten import begin, save

BILD = "img:not(.ProseMirror-separator)"
"""Behind a picture at the end of a line the editor puts one without pixels."""


def draw() -> bytes:
    puffer = io.BytesIO()
    Image.new("RGB", (600, 300), "teal").save(puffer, "PNG")
    return puffer.getvalue()


def test_a_picture_is_brought_with_a_description_and_stored(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Mit Bild")
    text, leiste = page.locator("#id_begruendung"), page.get_by_role("toolbar", name="Formatierung: Begründung")
    text.click()
    page.keyboard.insert_text("So sieht es aus: ")
    leiste.get_by_role("button", name="Bild", exact=True).press("Enter")
    datei, beschreibung = page.get_by_label("Bild (PNG oder JPG)"), page.get_by_label("Was ist darauf zu sehen?")
    expect(datei).to_be_focused()
    hinweis = leiste.locator(".richtext__hinweis:visible")
    beschreibung.press("Enter")
    expect(hinweis).to_have_text("Bitte beschreiben Sie, was auf dem Bild zu sehen ist.")
    beschreibung.fill("Der Platz von Norden")
    beschreibung.press("Enter")
    expect(hinweis).to_have_text("Bitte wählen Sie ein Bild aus.")
    datei.set_input_files({"name": "platz.txt", "mimeType": "text/plain", "buffer": b"kein Bild"})
    beschreibung.press("Enter")
    expect(hinweis).to_have_text(re.compile("^„platz.txt“ ist kein Bild."))
    offen.beschwerden.clear()  # the browser tells of every answer that refuses
    datei.set_input_files({"name": "platz.png", "mimeType": "image/png", "buffer": draw()})
    beschreibung.press("Enter")
    bild = text.locator(BILD)
    expect(bild).to_have_attribute("alt", "Der Platz von Norden")
    expect(text).to_be_focused()
    assert bild.evaluate("bild => bild.decode().then(() => bild.naturalWidth)") == 600
    assert offen.beschwerden == []
    assert offen.axe() == []
    save(page)
    expect(bild).to_have_attribute("alt", "Der Platz von Norden")


def test_a_picture_is_described_anew(fenster: Callable[..., Fenster]) -> None:
    page = begin(fenster("sachbearbeitung"), "Neu beschrieben")
    text, leiste = page.locator("#id_begruendung"), page.get_by_role("toolbar", name="Formatierung: Begründung")
    knopf, beschreibung = (
        leiste.get_by_role("button", name="Bild", exact=True),
        page.get_by_label("Was ist darauf zu sehen?"),
    )
    text.click()
    knopf.click()
    page.get_by_label("Bild (PNG oder JPG)").set_input_files(
        {"name": "platz.png", "mimeType": "image/png", "buffer": draw()}
    )
    beschreibung.fill("Von Norden")
    beschreibung.press("Enter")
    text.locator(BILD).click()
    knopf.click()
    expect(beschreibung).to_have_value("Von Norden")
    beschreibung.fill("Von Süden")
    beschreibung.press("Enter")
    save(page)
    expect(text.locator(BILD)).to_have_count(1)
    expect(text.locator(BILD)).to_have_attribute("alt", "Von Süden")
