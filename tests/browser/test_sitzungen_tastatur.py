"""Agenda and vote run by keyboard alone, and without JavaScript."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Fenster


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def titles(page: Page) -> list[str]:
    return page.locator("#teil-oe + .agenda-edit .line").all_inner_texts()


def press(page: Page, *tasten: str) -> None:
    # Scripts are modules: a page can be seen a moment before its keys work.
    page.wait_for_load_state()
    for taste in tasten:
        page.keyboard.press(taste)


def schedule(fenster: Callable[..., Fenster], *punkte: str) -> Fenster:
    """Schedule a sitting of yesterday with these items and open it: each late act asks why.

    One clerk writes the agenda, another one publishes it and goes on in the window that is returned.
    """
    schreibt = fenster("sitzungsdienst-2")
    page = schreibt.open("/sitzungen/neu/")
    page.select_option("#id_gremium", index=1)
    page.fill("#id_tag", str(timezone.localdate() - timedelta(days=1)))
    page.fill("#id_zeit", "10:00")
    page.get_by_role("button", name="Sitzung ansetzen").click()
    page.fill("#id_grund", "Auf Papier geführt")
    page.get_by_role("button", name="Sitzung ansetzen").click()
    for punkt in punkte:
        page.locator("#punkt-neu").click()
        page.fill("#id_betreff", punkt)
        page.get_by_role("button", name="Punkt aufsetzen").click()
    page.get_by_role("link", name="Prüfen und veröffentlichen").click()
    page.wait_for_url("**/veroeffentlichen/")
    leitet = fenster("sitzungsdienst")
    leitet.open(page.url.removeprefix(leitet.adresse))
    leitet.page.get_by_role("button", name="Tagesordnung veröffentlichen").click()
    leitet.page.get_by_role("link", name="Sitzung eröffnen").click()
    leitet.page.fill("#id_grund", "Auf Papier eingeladen")
    leitet.page.get_by_role("button", name="Sitzung eröffnen").click()
    return leitet


def test_the_agenda_is_ordered_without_javascript(fenster: Callable[..., Fenster]) -> None:
    fenster_ = fenster("sitzungsdienst", js=False)
    page = fenster_.page
    fenster_.open("/sitzungen/neu/")
    page.select_option("#id_gremium", index=2)
    page.fill("#id_tag", str(timezone.localdate() + timedelta(days=30)))
    page.fill("#id_zeit", "10:00")
    page.get_by_role("button", name="Sitzung ansetzen").click()
    for punkt in ("Erster", "Zweiter"):
        page.locator("#punkt-neu").click()
        page.fill("#id_betreff", punkt)
        page.get_by_role("button", name="Punkt aufsetzen").click()
    page.get_by_role("button", name="nach oben").click()
    assert [titel.split() for titel in titles(page)] == [["Ö", "1", "Zweiter"], ["Ö", "2", "Erster"]]


def test_two_keys_record_a_unanimous_vote_and_six_a_counted_one(fenster: Callable[..., Fenster]) -> None:
    fenster_ = schedule(fenster, "Wahl", "Resolution", "Haushalt")
    page = fenster_.page
    page.get_by_role("link", name="Ergebnis feststellen").first.click()
    page.wait_for_selector("[data-stimmpult]")
    ansage = page.locator(".messages")

    press(page, "e", "Enter")
    expect(ansage).to_contain_text("TOP Ö 1: einstimmig beschlossen")
    # The run goes on by itself, to items without a paper as well.
    expect(page.get_by_role("heading", level=1)).to_have_text("Resolution")
    press(page, "m")
    assert focused(page) == "id_gegenstimmen"
    press(page, "1", "2", "Tab", "4")
    expect(page.locator("[data-vorlesen]")).to_have_text(
        "TOP Ö 2: mehrheitlich beschlossen, 12 Gegenstimmen, 4 Enthaltungen"
    )
    press(page, "Enter")
    expect(ansage).to_contain_text("TOP Ö 2: mehrheitlich beschlossen, 12 Gegenstimmen, 4 Enthaltungen")
    assert fenster_.beschwerden == []


def test_an_arrow_goes_on_and_u_takes_back(fenster: Callable[..., Fenster]) -> None:
    fenster_ = schedule(fenster, "Wahl", "Resolution")
    page = fenster_.page
    page.get_by_role("link", name="Ergebnis feststellen").first.click()
    page.wait_for_selector("[data-stimmpult]")
    press(page, "ArrowDown")
    expect(page.get_by_role("heading", level=1)).to_have_text("Resolution")
    press(page, "ArrowUp")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wahl")
    press(page, "e", "Enter")
    expect(page.locator(".messages")).to_contain_text("TOP Ö 1: einstimmig beschlossen")
    # Wrong: three keys correct it.
    press(page, "u")
    expect(page.locator(".messages")).to_contain_text("TOP Ö 1: „einstimmig beschlossen“ ist zurückgenommen.")
    press(page, "a", "Enter")
    expect(page.locator(".messages")).to_contain_text("TOP Ö 1: abgelehnt")
    assert fenster_.beschwerden == []
    assert fenster_.axe() == []


def test_letters_stay_letters_in_a_text(fenster: Callable[..., Fenster]) -> None:
    fenster_ = schedule(fenster, "Resolution")
    page = fenster_.page
    page.get_by_role("link", name="Ergebnis feststellen").click()
    page.wait_for_selector("[data-stimmpult]")
    press(page, "e", "g")
    assert focused(page) == "id_wortlaut"
    page.keyboard.type("Am Zaun.")
    assert page.input_value("#id_wortlaut") == "Am Zaun."
    assert page.locator("input[name=ausgang]:checked").get_attribute("value") == "einstimmig"
    # Outside the panel a letter does nothing.
    page.locator("#punkte").evaluate("e => { e.tabIndex = -1; e.focus(); }")
    press(page, "a")
    assert page.locator("input[name=ausgang]:checked").get_attribute("value") == "einstimmig"


def test_everybody_is_present_at_one_press(fenster: Callable[..., Fenster]) -> None:
    fenster_ = schedule(fenster, "Wahl")
    page = fenster_.page
    page.get_by_role("link", name="Anwesenheit", exact=True).click()
    zahl = page.locator("[data-zahl]")
    expect(zahl).to_have_text("0")
    page.get_by_role("link", name="Alle anwesend").click()
    alle = int(zahl.inner_text())
    assert alle > 1
    page.locator("input[data-stimme]").first.uncheck()
    expect(zahl).to_have_text(str(alle - 1))
    page.get_by_role("button", name="Anwesenheit feststellen").click()
    expect(page.locator(".messages")).to_contain_text("Anwesende sind erfasst.")
