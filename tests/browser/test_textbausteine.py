"""Text blocks in the editor, and an earlier paper as a beginning, as an author meets them."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Fenster
from tests.browser.test_vorlage_bearbeiten import begin, save

AUSGEWAEHLT = "() => getSelection().toString()"


def keep(offen: Fenster, name: str, text: str, teil: str = "Begründung") -> None:
    """Write a text block as somebody would."""
    page = offen.open("/textbausteine/neu/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Für den Teil").select_option(label=teil)
    page.wait_for_selector("#id_text.richtext__text")
    page.locator("#id_text").click()
    page.keyboard.insert_text(text)
    assert offen.axe() == []
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("main")).to_contain_text(f"Der Textbaustein „{name}“ ist gespeichert.")
    assert offen.axe() == []


def show(page: Page) -> None:
    """Open the list of text blocks by keyboard."""
    page.get_by_text("Textbausteine", exact=True).focus()
    page.keyboard.press("Enter")


def test_a_block_goes_where_the_cursor_is_and_its_open_place_is_selected(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    keep(offen, "Haushalt", "Die Kosten von [Betrag] stehen im Haushalt.")
    page = begin(offen, "Mit Baustein")
    text = page.locator("#id_begruendung")
    text.click()
    page.keyboard.insert_text("Vorher.  Nachher.")
    for _ in range(len(" Nachher.")):
        page.keyboard.press("ArrowLeft")
    show(page)
    page.get_by_role("button", name="Haushalt", exact=True).press("Enter")
    expect(text).to_have_text("Vorher. Die Kosten von [Betrag] stehen im Haushalt. Nachher.")
    expect(text).to_be_focused()
    assert page.evaluate(AUSGEWAEHLT) == "[Betrag]"
    page.keyboard.insert_text("5.000 €")
    assert offen.axe() == []
    offen.beschwerden.clear()
    save(page)
    expect(text).to_have_text("Vorher. Die Kosten von 5.000 € stehen im Haushalt. Nachher.")
    assert offen.beschwerden == []


def test_whoever_has_not_clicked_into_the_text_adds_at_its_end(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    keep(offen, "Schluss", "Weitere Stellen sind nicht betroffen.")
    page = begin(offen, "Am Ende")
    page.locator("#id_begruendung").click()
    page.keyboard.insert_text("Anfang.")
    save(page)
    show(page)
    page.get_by_role("button", name="Schluss", exact=True).click()
    expect(page.locator("#id_begruendung")).to_have_text("Anfang.Weitere Stellen sind nicht betroffen.")
    page.keyboard.press("Control+z")
    expect(page.locator("#id_begruendung")).to_have_text("Anfang.")


def test_a_list_that_cannot_be_fetched_is_said_and_can_be_asked_for_again(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Ohne Netz")
    offen.kontext.set_offline(True)
    show(page)
    expect(page.locator("[data-liste]")).to_contain_text("ließen sich nicht laden")
    offen.kontext.set_offline(False)
    show(page)
    show(page)
    expect(page.locator("[data-liste]")).to_contain_text("Textbausteine verwalten")


def test_a_similar_paper_is_offered_while_the_subject_is_typed_and_becomes_the_beginning(
    fenster: Callable[..., Fenster],
) -> None:
    offen = fenster("sachbearbeitung")
    betreff = fenster().open("/vorlagen/").locator(".rows__title a").first.inner_text()
    page = offen.open("/vorlagen/neu/")
    expect(page.locator("#aehnliche h2")).to_have_count(0)
    page.locator("#id_betreff").press_sequentially(betreff[:60])
    treffer = page.locator("#aehnliche li", has=page.get_by_role("link", name=betreff))
    expect(treffer).to_have_count(1)
    expect(page.locator("#aehnliche-ansage")).to_have_text(re.compile(r"^\d ähnliche Vorlagen? gefunden$"))
    assert offen.axe() == []
    treffer.get_by_role("link", name="Als Vorbild nehmen").click()
    expect(page.locator("#id_betreff")).to_have_value(betreff)
    expect(page.locator("main")).to_contain_text("Nach einem Vorbild")
    assert offen.axe() == []
    # axe tries styles of its own, which the Content-Security-Policy refuses.
    offen.beschwerden.clear()
    page.get_by_role("button", name="Entwurf anlegen").click()
    page.wait_for_url(re.compile("/bearbeiten/angaben/$"))
    page.goto(page.url.replace("angaben", "begruendung"))
    page.wait_for_selector("#id_begruendung.richtext__text")
    assert page.locator("#id_begruendung").inner_text().strip()
    assert offen.beschwerden == []
