"""The agenda bench as its expert works: by keyboard, by mouse in haste, by dragging."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import Fenster

ANTWORTEN_MS = 60_000
"""Time for several answers one after the other."""
PUNKTE = "#teil-oe + .agenda-edit > li"


def subjects(page: Page) -> list[str]:
    return page.locator(f"{PUNKTE} .line > span").all_inner_texts()


def numbers(page: Page) -> list[str]:
    return page.locator(f"{PUNKTE} .line > b").all_inner_texts()


def focused(page: Page) -> str:
    """Return what the focus is on: the subject of an item, else the id."""
    return str(
        page.evaluate(
            "(document.activeElement.closest('.line')?.querySelector('span').textContent) ?? document.activeElement.id"
        )
    )


def settle(page: Page) -> None:
    expect(page.locator("#werkbank[aria-busy]")).to_have_count(0, timeout=ANTWORTEN_MS)


@pytest.fixture
def werkbank(fenster: Callable[..., Fenster]) -> Callable[..., Fenster]:
    """Return a function that opens the bench of a new sitting with these items in its public part."""

    def open_werkbank(*punkte: str, gremium: int = 1) -> Fenster:
        fenster_ = fenster("sitzungsdienst")
        page = fenster_.open("/sitzungen/neu/")
        page.select_option("#id_gremium", index=gremium)
        page.fill("#id_tag", str(timezone.localdate() + timedelta(days=40)))
        page.fill("#id_zeit", "10:00")
        page.get_by_role("button", name="Sitzung ansetzen").click()
        if page.locator("#id_grund").count():
            page.fill("#id_grund", "So vereinbart")
            page.get_by_role("button", name="Sitzung ansetzen").click()
        page.wait_for_url("**/tagesordnung/")
        marke = str(page.locator("#griffe [name=csrfmiddlewaretoken]").get_attribute("value"))
        neu = str(page.locator("#neu form").get_attribute("action"))
        for punkt in punkte:
            felder: dict[str, str | float | bool] = {"csrfmiddlewaretoken": marke, "teil": "oe", "mehrheit": "einfach"}
            felder["betreff"] = punkt
            page.request.post(fenster_.adresse + neu, form=felder, headers={"Referer": page.url})
        fenster_.open(page.url.removeprefix(fenster_.adresse))
        return fenster_

    return open_werkbank


def hold_back(page: Page, milliseconds: int) -> None:
    """Let every answer take its time, so that the next presses come while it is on its way."""
    leitung = {"offline": False, "latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", leitung)


def test_an_agenda_is_ordered_by_keys_alone(werkbank: Callable[..., Fenster]) -> None:
    fenster_ = werkbank("A", "B", "C", "D")
    page = fenster_.page
    page.locator("[name=punkt]").first.focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == "B"
    expect(page.locator("#griff-punkt")).to_have_text("Ö 2 B")
    # Two presses before the first answer: both count, and the focus goes along.
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#griff-punkt")).to_have_text("Ö 4 B", timeout=ANTWORTEN_MS)
    settle(page)
    assert (subjects(page), focused(page)) == (["A", "C", "D", "B"], "B")
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#griff-punkt")).to_have_text("Ö 3.1 B", timeout=ANTWORTEN_MS)
    settle(page)
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("#griff-punkt")).to_have_text("Ö 4 B", timeout=ANTWORTEN_MS)
    settle(page)
    page.keyboard.press("Alt+Home")
    expect(page.locator("#griff-punkt")).to_have_text("Ö 1 B", timeout=ANTWORTEN_MS)
    settle(page)
    assert (subjects(page), focused(page)) == (["B", "A", "C", "D"], "B")
    assert fenster_.beschwerden == []


def test_an_item_is_removed_written_and_opened_by_keys_alone(werkbank: Callable[..., Fenster]) -> None:
    fenster_ = werkbank("A", "B", "C")
    page = fenster_.page
    page.locator("[name=punkt]").first.focus()
    # Removing asks first; Escape leads back, and afterwards the next item is chosen.
    page.keyboard.press("Delete")
    assert focused(page) == "griff-absetzen"
    page.keyboard.press("Escape")
    assert (focused(page), page.locator("#griffe .confirm[open]").count()) == ("A", 0)
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    expect(page.locator(PUNKTE)).to_have_count(2, timeout=ANTWORTEN_MS)
    settle(page)
    assert (subjects(page), focused(page)) == (["B", "C"], "B")
    page.keyboard.press("n")
    assert focused(page) == "id_betreff"
    page.keyboard.type("Neu")
    page.keyboard.press("Enter")
    page.wait_for_url("**punkt=*", wait_until="load")
    expect(page.locator("[name=punkt]:checked")).to_be_focused()
    assert (subjects(page), focused(page)) == (["B", "C", "Neu"], "Neu")
    page.keyboard.press("Enter")
    page.wait_for_url("**/bearbeiten/")
    assert fenster_.beschwerden == []


def test_five_quick_presses_on_one_handle_move_five_places(werkbank: Callable[..., Fenster]) -> None:
    page = werkbank(*"ABCDEFG").page
    hold_back(page, 300)
    ort = page.get_by_role("button", name="nach unten").bounding_box()
    assert ort
    for _ in range(5):
        page.mouse.click(ort["x"] + ort["width"] / 2, ort["y"] + ort["height"] / 2)
    expect(page.locator("#griff-punkt")).to_have_text("Ö 6 A", timeout=ANTWORTEN_MS)
    settle(page)
    assert "".join(subjects(page)) == "BCDEFAG"


def test_five_quick_presses_place_five_papers(fenster: Callable[..., Fenster], finde: Callable[[str], int]) -> None:
    fenster_ = fenster("sitzungsdienst")
    page = fenster_.open(f"/sitzungen/{finde('offene Tagesordnung')}/tagesordnung/")
    while page.locator(".waiting__row").count() < 5:
        vorher = page.locator(".agenda-edit > li").count()
        page.locator(".agenda-edit .line", has_text="/20").first.click()
        page.locator("#griff-weg").click()
        page.get_by_role("button", name="Punkt entfernen").click()
        expect(page.locator(".agenda-edit > li")).to_have_count(vorher - 1, timeout=ANTWORTEN_MS)
        settle(page)
    for wahl in page.locator(".waiting__word").all():
        wahl.select_option(index=1)
    # All five in sight at once, and all pressed before the first answer.
    page.set_viewport_size({"width": 1280, "height": 1800})
    page.evaluate("scrollTo(0, 0)")
    knoepfe = page.locator(".waiting__row button")
    wartende, vorher = knoepfe.count(), page.locator(".agenda-edit > li").count()
    orte = [knopf.bounding_box() for knopf in knoepfe.all()[:5]]
    hold_back(page, 1000)
    for ort in orte:
        assert ort
        page.mouse.click(ort["x"] + ort["width"] / 2, ort["y"] + ort["height"] / 2)
    expect(page.locator("#werkbank")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".agenda-edit > li")).to_have_count(vorher + 5, timeout=ANTWORTEN_MS)
    settle(page)
    expect(knoepfe).to_have_count(wartende - 5)
    assert fenster_.beschwerden == []
    assert fenster_.axe() == []


def test_several_papers_are_ticked_and_placed_at_once(
    fenster: Callable[..., Fenster], finde: Callable[[str], int]
) -> None:
    page = fenster("sitzungsdienst").open(f"/sitzungen/{finde('offene Tagesordnung')}/tagesordnung/")
    while page.locator(".waiting__row").count() < 3:
        vorher = page.locator(".agenda-edit > li").count()
        page.locator(".agenda-edit .line", has_text="/20").first.click()
        page.locator("#griff-weg").click()
        page.get_by_role("button", name="Punkt entfernen").click()
        expect(page.locator(".agenda-edit > li")).to_have_count(vorher - 1, timeout=ANTWORTEN_MS)
        settle(page)
    for wahl in page.locator(".waiting__word").all():
        wahl.select_option(index=1)
    wartende = page.locator(".waiting__row").count()
    for kreuz in page.locator("[name=beratung]").all()[:2]:
        kreuz.check()
    page.get_by_role("button", name="2 angekreuzte aufsetzen").click()
    expect(page.locator("#ansage")).to_contain_text("2 Vorlagen sind aufgesetzt.", timeout=ANTWORTEN_MS)
    expect(page.locator(".waiting__row")).to_have_count(wartende - 2)


def test_an_item_is_dragged_to_its_place(werkbank: Callable[..., Fenster]) -> None:
    page = werkbank("A", "B", "C", "D").page
    zeilen = page.locator(PUNKTE)
    unten = zeilen.nth(2).bounding_box()
    assert unten
    zeilen.nth(0).drag_to(zeilen.nth(2), target_position={"x": 200, "y": unten["height"] - 3})
    expect(page.locator("#griff-punkt")).to_have_text("Ö 3 A", timeout=ANTWORTEN_MS)
    settle(page)
    assert subjects(page) == ["B", "C", "A", "D"]
    zeilen.nth(3).drag_to(zeilen.nth(0), target_position={"x": 200, "y": 3})
    expect(page.locator("#griff-punkt")).to_have_text("Ö 1 D", timeout=ANTWORTEN_MS)
    assert subjects(page) == ["D", "B", "C", "A"]


def test_thirty_items_stand_on_one_screen(werkbank: Callable[..., Fenster]) -> None:
    fenster_ = werkbank(*(f"Änderung der Hauptsatzung, {zahl}. Fassung" for zahl in range(1, 36)))
    page = fenster_.page
    page.locator("#griffe").evaluate("griffe => scrollTo(0, griffe.getBoundingClientRect().top + scrollY + 28)")
    ganz_zu_sehen = page.evaluate(
        """() => {
          const oben = document.querySelector("#griffe .bench__bar").getBoundingClientRect().bottom - 1;
          const zeilen = [...document.querySelectorAll(".agenda-edit > li")].map(z => z.getBoundingClientRect());
          return zeilen.filter(({top, bottom}) => top >= oben && bottom <= innerHeight).length;
        }"""
    )
    assert ganz_zu_sehen >= 30
    assert fenster_.axe() == []


def test_a_lost_line_is_said_and_nothing_typed_is_lost(werkbank: Callable[..., Fenster]) -> None:
    page = werkbank("A", "B", "C").page
    stelle = page.get_by_label("Stelle", exact=True)
    stelle.fill("3")
    page.context.set_offline(True)
    setzen = page.get_by_role("button", name="setzen: an diese Stelle")
    setzen.click()
    expect(page.get_by_role("alert")).to_contain_text("Keine Verbindung")
    assert (stelle.input_value(), subjects(page)) == ("3", ["A", "B", "C"])
    page.context.set_offline(False)
    stelle.press("Enter")
    expect(page.locator("#griff-punkt")).to_have_text("Ö 3 A", timeout=ANTWORTEN_MS)
    expect(page.locator("#stoerung")).to_be_empty()


def test_a_login_that_ended_is_said_on_the_page(werkbank: Callable[..., Fenster]) -> None:
    page = werkbank("A", "B").page
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="nach unten").click()
    expect(page.get_by_role("alert")).to_contain_text("Sie sind nicht mehr angemeldet")
    assert subjects(page) == ["A", "B"]


def test_two_clerks_move_and_remove_at_once(werkbank: Callable[..., Fenster], fenster: Callable[..., Fenster]) -> None:
    eine = werkbank("A", "B", "C")
    andere = fenster("sitzungsdienst-2")
    andere.open(eine.page.url.removeprefix(eine.adresse))
    andere.page.locator("#griff-weg").click()
    andere.page.get_by_role("button", name="Punkt entfernen").click()
    expect(andere.page.locator(PUNKTE)).to_have_count(2, timeout=ANTWORTEN_MS)
    eine.page.get_by_role("button", name="nach unten").click()
    expect(eine.page.locator(".error-summary")).to_contain_text(
        "Jemand anders hat ihn inzwischen entfernt.", timeout=ANTWORTEN_MS
    )
    assert subjects(eine.page) == ["B", "C"]
