"""Nothing typed is ever lost: no network, an ended login, a closed window, two windows, two authors."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Fenster
from tests.browser.test_vorlage_bearbeiten import begin

GESPEICHERT = re.compile(r"^gespeichert \d\d:\d\d$")
OHNE_NETZ = "keine Verbindung, Text liegt auf diesem Gerät"


def write(page: Page, text: str) -> None:
    page.locator("#id_begruendung").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def text_of(page: Page) -> str:
    return page.locator("#id_begruendung").inner_text()


def reopen(page: Page) -> None:
    page.reload()
    page.wait_for_selector("#id_begruendung.richtext__text")


def test_what_is_typed_is_stored_after_a_pause(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Von selbst")
    write(page, "Satz eins.")
    expect(page.locator("[data-stand]")).to_have_text(GESPEICHERT)
    reopen(page)
    assert text_of(page) == "Satz eins."
    assert page.locator("[data-meldungen]").is_hidden()
    assert offen.beschwerden == []


TIPPE = """wert => {
  const feld = document.getElementById("id_betreff");
  feld.value = wert;
  feld.dispatchEvent(new Event("input", { bubbles: true }));
  return document.querySelector("[data-stand]").textContent;
}"""


def test_the_line_never_calls_stored_what_is_not(fenster: Callable[..., Fenster]) -> None:
    page = begin(fenster("sachbearbeitung"), "Anfangs", teil="angaben")
    stand = page.locator("[data-stand]")
    assert page.evaluate(TIPPE, "Geändert") == "wird gespeichert"
    expect(stand).to_have_text(GESPEICHERT)
    vorher = stand.inner_text()
    assert page.evaluate(TIPPE, "Noch einmal") == "wird gespeichert"
    assert page.evaluate(TIPPE, "Geändert") == "wird gespeichert"
    # What was taken back in time is stored as it was.
    expect(stand).to_have_text(vorher)


def test_without_network_the_text_lies_on_the_device_and_follows(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Ohne Netz")
    offen.kontext.set_offline(True)
    write(page, "Im Zug geschrieben.")
    expect(page.locator("[data-stand]")).to_have_text(OHNE_NETZ)
    # The button does not lead to an error page of the browser either.
    page.get_by_role("button", name="Weiter: Auswirkungen").click()
    expect(page.locator("[data-stand]")).to_have_text(OHNE_NETZ)
    assert text_of(page) == "Im Zug geschrieben."
    offen.kontext.set_offline(False)
    expect(page.locator("[data-stand]")).to_have_text(GESPEICHERT, timeout=30_000)
    reopen(page)
    assert text_of(page) == "Im Zug geschrieben."


def test_a_window_closed_without_network_is_offered_again(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Abgestürzt")
    adresse = page.url
    offen.kontext.set_offline(True)
    write(page, "Vor dem Absturz.")
    expect(page.locator("[data-stand]")).to_have_text(OHNE_NETZ)
    page.close(run_before_unload=False)
    offen.kontext.set_offline(False)
    neu = offen.kontext.new_page()
    neu.goto(adresse)
    tafel = neu.locator("[data-meldungen]")
    expect(tafel).to_contain_text(re.compile(r"Auf diesem Gerät liegt ein Text vom .* Uhr, der noch nicht gespeichert"))
    neu.get_by_role("button", name="Einsetzen").click()
    expect(neu.locator("#id_begruendung")).to_have_text("Vor dem Absturz.")
    expect(tafel).to_be_hidden()
    reopen(neu)
    assert text_of(neu) == "Vor dem Absturz."
    assert tafel.is_hidden()


def test_a_text_on_the_device_can_be_thrown_away(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Verworfen")
    offen.kontext.set_offline(True)
    write(page, "Doch nicht.")
    expect(page.locator("[data-stand]")).to_have_text(OHNE_NETZ)
    adresse = page.url
    page.close(run_before_unload=False)
    offen.kontext.set_offline(False)
    neu = offen.kontext.new_page()
    neu.goto(adresse)
    neu.get_by_role("button", name="Verwerfen").click()
    expect(neu.locator("[data-meldungen]")).to_be_hidden()
    reopen(neu)
    assert text_of(neu).strip() == ""
    assert neu.locator("[data-meldungen]").is_hidden()


def test_an_ended_login_costs_nothing_and_is_renewed_beside_the_page(
    fenster: Callable[..., Fenster], adresse: str
) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Abgemeldet")
    offen.kontext.clear_cookies()
    write(page, "Nach der Mittagspause.")
    expect(page.locator("[data-stand]")).to_have_text("abgemeldet, Text liegt auf diesem Gerät")
    verweis = page.get_by_role("link", name="Anmelden (neues Fenster)")
    with offen.kontext.expect_page() as fenster_neu:
        verweis.click()
    anmeldung = fenster_neu.value
    anmeldung.locator("form[action*='demo/sachbearbeitung'] button").click()
    anmeldung.wait_for_url(re.compile("/schreibtisch/|/$"))
    anmeldung.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-stand]")).to_have_text(GESPEICHERT, timeout=30_000)
    reopen(page)
    assert text_of(page) == "Nach der Mittagspause."


def test_somebody_else_who_logs_in_saves_and_reads_nothing_of_it(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Geteiltes Gerät")
    offen.kontext.clear_cookies()
    write(page, "Nur von mir.")
    expect(page.locator("[data-stand]")).to_have_text("abgemeldet, Text liegt auf diesem Gerät")
    andere = offen.kontext.new_page()
    andere.goto(page.url)
    andere.locator("form[action*='demo/amtsleitung'] button").click()
    andere.wait_for_load_state()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-meldungen]")).to_contain_text("In diesem Browser ist jetzt jemand anderes angemeldet.")
    andere.goto(page.url)
    assert "Nur von mir." not in andere.content()
    assert "Auf diesem Gerät liegt ein Text" not in andere.content()


def test_two_windows_of_one_person_are_no_conflict(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    erstes = begin(offen, "Zwei Fenster")
    zweites = offen.kontext.new_page()
    zweites.goto(erstes.url)
    zweites.wait_for_selector("#id_begruendung.richtext__text")
    write(erstes, "Im ersten.")
    expect(erstes.locator("[data-stand]")).to_have_text(GESPEICHERT)
    # The other one had nothing to lose and shows the newer text as soon as somebody looks.
    zweites.bring_to_front()
    zweites.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(zweites.locator("#id_begruendung")).to_have_text("Im ersten.")
    write(zweites, " Und im zweiten.")
    expect(zweites.locator("[data-stand]")).to_have_text(GESPEICHERT)


def test_two_authors_of_one_part_see_both_texts(fenster: Callable[..., Fenster]) -> None:
    ich, sie = fenster("sachbearbeitung"), fenster("amtsleitung")
    meine = begin(ich, "Zwei Personen")
    ihre = sie.kontext.new_page()
    ihre.goto(meine.url)
    if ihre.locator("#id_begruendung").count() == 0:
        pytest.fail("Die Leitung desselben Amtes schreibt an dessen Entwürfen mit.")
    ihre.wait_for_selector("#id_begruendung.richtext__text")
    write(ihre, "Von ihr.")
    expect(ihre.locator("[data-stand]")).to_have_text(GESPEICHERT)
    write(meine, "Von mir.")
    expect(meine.locator("[data-stand]")).to_have_text("Konflikt")
    expect(meine.locator("[data-meldungen]")).to_contain_text("hat inzwischen denselben Teil gespeichert")
    meine.get_by_role("button", name="Unterschied ansehen").click()
    meine.get_by_text("Beide Texte nebeneinander").click()
    expect(meine.locator(".vergleich__seite")).to_have_count(2)
    assert [" ".join(text.split()) for text in meine.locator(".vergleich__seite").all_inner_texts()] == [
        "Gespeichert Von ihr.",
        "Ihre Eingabe Von mir.",
    ]
    assert ich.axe() == []


def test_the_form_beside_the_text_follows_it(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Mit Vorschau")
    bild = page.locator(".vorschau__seite").first
    expect(bild).to_be_visible(timeout=30_000)
    vorher = bild.get_attribute("src") or ""
    write(page, "Steht gleich auf dem Papier.")
    expect(bild).not_to_have_attribute("src", vorher, timeout=30_000)
    assert bild.evaluate("bild => bild.naturalWidth") > 800
    assert offen.beschwerden == []
    assert offen.axe() == []
    offen.resize(390, dunkel=True)
    page.reload()
    expect(page.locator(".vorschau__seite")).to_have_count(0)
    page.get_by_text("Vorschau", exact=True).click()
    expect(page.locator(".vorschau__seite").first).to_be_visible(timeout=30_000)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
