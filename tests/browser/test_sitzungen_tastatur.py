"""Agenda and vote run by keyboard alone, and without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Fenster

ANTWORTEN_MS = 30_000
"""Time for several answers one after the other."""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def titles(page: Page) -> list[str]:
    return page.locator("#teil-oe ~ .agenda-edit > li .rows__title").all_inner_texts()


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


def test_moving_an_item_keeps_the_focus_on_its_handle(
    fenster: Callable[..., Fenster], finde: Callable[[str], int]
) -> None:
    fenster_ = fenster("sitzungsdienst")
    page = fenster_.open(f"/sitzungen/{finde('offene Tagesordnung')}/tagesordnung/")
    vorher = titles(page)
    griff = page.get_by_role("button", name="nach unten").first
    kennung = str(griff.get_attribute("id"))
    griff.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#ansage")).to_contain_text("ist verschoben")
    nachher = titles(page)
    assert [titel.split(maxsplit=2)[2] for titel in nachher[:2]] == [
        titel.split(maxsplit=2)[2] for titel in reversed(vorher[:2])
    ]
    assert focused(page) == kennung
    # At the end of the list the handle is gone; the focus goes to the way back.
    for _ in vorher[2:]:
        page.keyboard.press("Enter")
        expect(page.locator("#werkbank[aria-busy]")).to_have_count(0)
    assert focused(page) == kennung.replace("runter", "hoch")
    assert fenster_.beschwerden == []


def hold_back(page: Page, milliseconds: int) -> None:
    """Let every answer take its time, so that the next presses come while it is on its way."""
    leitung = {"offline": False, "latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", leitung)


def test_five_quick_presses_place_five_papers(fenster: Callable[..., Fenster], finde: Callable[[str], int]) -> None:
    fenster_ = fenster("sitzungsdienst")
    page = fenster_.open(f"/sitzungen/{finde('offene Tagesordnung')}/tagesordnung/")
    while page.locator(".place button").count() < 5:
        punkt = page.locator(".agenda-edit > li", has_text="/20").first
        punkt.locator("summary").click()
        punkt.get_by_role("button", name="Punkt entfernen").click()
        expect(page.locator("#werkbank[aria-busy]")).to_have_count(0)
        expect(page.locator("#ansage")).to_contain_text("ist abgesetzt")
    for wahl in page.locator(".place select").all():
        wahl.select_option(index=1)
    # All five in sight at once, and all pressed before the first answer.
    page.set_viewport_size({"width": 1280, "height": 1600})
    wartende, vorher = page.locator(".place button").count(), page.locator(".agenda-edit > li").count()
    orte = [knopf.bounding_box() for knopf in page.locator(".place button").all()[:5]]
    hold_back(page, 1000)
    for ort in orte:
        assert ort
        page.mouse.click(ort["x"] + ort["width"] / 2, ort["y"] + ort["height"] / 2)
    expect(page.locator("#werkbank")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".agenda-edit > li")).to_have_count(vorher + 5, timeout=ANTWORTEN_MS)
    expect(page.locator(".place button")).to_have_count(wartende - 5)
    expect(page.locator("#werkbank[aria-busy]")).to_have_count(0)
    assert fenster_.beschwerden == []
    assert fenster_.axe() == []


def test_three_quick_presses_move_an_item_three_places(
    fenster: Callable[..., Fenster], finde: Callable[[str], int]
) -> None:
    page = fenster("sitzungsdienst").open(f"/sitzungen/{finde('offene Tagesordnung')}/tagesordnung/")
    punkt = titles(page)[0].split(maxsplit=2)[2]
    griff = page.get_by_role("button", name="nach unten").first
    hold_back(page, 300)
    griff.evaluate("griff => { griff.click(); griff.click(); griff.click(); }")
    expect(page.locator("#teil-oe ~ .agenda-edit > li .rows__title").nth(3)).to_contain_text(
        punkt, timeout=ANTWORTEN_MS
    )


def test_a_lost_line_is_said_and_nothing_typed_is_lost(
    fenster: Callable[..., Fenster], finde: Callable[[str], int]
) -> None:
    page = fenster("sitzungsdienst").open(f"/sitzungen/{finde('offene Tagesordnung')}/tagesordnung/")
    vorher = titles(page)
    stelle = page.locator(".move__place").first
    stelle.fill("3")
    page.context.set_offline(True)
    setzen = page.get_by_role("button", name=re.compile("^setzen: ")).first
    setzen.click()
    expect(page.get_by_role("alert")).to_contain_text("Keine Verbindung")
    assert (stelle.input_value(), titles(page)) == ("3", vorher)
    page.context.set_offline(False)
    setzen.click()
    expect(page.locator("#ansage")).to_contain_text("ist verschoben")
    expect(page.locator("#stoerung")).to_be_empty()


def test_a_login_that_ended_is_said_on_the_page(fenster: Callable[..., Fenster], finde: Callable[[str], int]) -> None:
    page = fenster("sitzungsdienst").open(f"/sitzungen/{finde('offene Tagesordnung')}/tagesordnung/")
    vorher = titles(page)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="nach unten").first.click()
    expect(page.get_by_role("alert")).to_contain_text("Sie sind nicht mehr angemeldet")
    assert titles(page) == vorher


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
    assert titles(page) == ["Ö 1 Zweiter", "Ö 2 Erster"]


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
