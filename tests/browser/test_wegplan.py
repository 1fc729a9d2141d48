"""A way is planned from the calendar by keyboard alone, and without JavaScript; the rows are filled afterwards."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Fenster

AUSSCHUSS, RAT = "Haupt- und Finanzausschuss", "Stadtrat"
SCHRITTE_MAX = 120
TAG = re.compile(r"\d{4}-\d\d-\d\d")


def begin(offen: Fenster, betreff: str) -> Page:
    """Begin a paper and open the page of its way."""
    page = offen.open("/vorlagen/neu/")
    page.fill("#id_betreff", betreff)
    page.press("#id_betreff", "Enter")
    page.wait_for_url(re.compile("/bearbeiten/angaben/$"))
    page.goto(page.url.replace("angaben", "gremienweg"))
    return page


def walk(page: Page, ziel: Locator, taste: str = "Tab") -> None:
    """Go to an element by keyboard, as somebody without a mouse does."""
    for _ in range(SCHRITTE_MAX):
        page.keyboard.press(taste)
        if ziel.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("Mit der Tastatur nicht zu erreichen.")


def choose(page: Page, gremium: str) -> None:
    """Choose in the focused list by typing the name."""
    page.keyboard.type(gremium)


def read_tage(page: Page) -> list[str]:
    return [str(feld.input_value()) for feld in page.locator("[data-zeile] input[type=date]").all()]


def test_a_way_is_planned_by_keyboard_alone(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Mit der Tastatur geplant")
    walk(page, page.get_by_role("button", name="Weg aus dem Sitzungskalender planen"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/wegplan/$"))
    walk(page, page.locator("#id_weg-0-gremium"))
    choose(page, AUSSCHUSS)
    walk(page, page.locator("#id_weg-1-gremium"))
    choose(page, RAT)
    walk(page, page.get_by_role("button", name="Sitzungen suchen"))
    page.keyboard.press("Enter")
    uebernehmen = page.get_by_role("button", name=re.compile("^Diesen Weg übernehmen"))
    expect(uebernehmen.first).to_be_visible()
    assert offen.beschwerden == []
    assert offen.axe() == []
    walk(page, uebernehmen.first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/bearbeiten/gremienweg/$"))
    expect(page.locator(".messages")).to_contain_text("Gespeichert um")
    expect(page.locator("#id_gremienweg-0-gremium option:checked")).to_have_text(AUSSCHUSS)
    expect(page.locator("#id_gremienweg-1-gremium option:checked")).to_have_text(RAT)
    erster, zweiter = read_tage(page)
    assert TAG.fullmatch(erster)
    assert erster < zweiter
    expect(page.locator("#id_gremienweg-1-entscheidend")).to_be_checked()


@pytest.mark.parametrize(("breite", "dunkel"), [(390, True), (1280, False)])
def test_a_postponed_station_is_tried_without_script_and_taken_over(
    fenster: Callable[..., Fenster], breite: int, dunkel: bool
) -> None:
    offen = fenster("sachbearbeitung", js=False, breite=breite, dunkel=dunkel)
    page = begin(offen, "Ohne Skript geplant")
    page.get_by_role("button", name="Weg aus dem Sitzungskalender planen").click()
    page.select_option("#id_weg-0-gremium", label=AUSSCHUSS)
    page.select_option("#id_weg-1-gremium", label=RAT)
    page.get_by_role("button", name="Sitzungen suchen").last.click()
    gruppe = page.locator("#id_verschiebung optgroup").first
    spaeter = str(gruppe.locator("option").first.get_attribute("value"))
    page.select_option("#id_verschiebung", spaeter)
    page.get_by_role("button", name="Neu rechnen").click()
    satz = page.locator("#verschieben .kern-alert .kern-title")
    expect(satz).to_have_text(re.compile(r"^Entschieden wird dann am .* statt am .*, \d+ Tage später\.$"))
    angesagt = str(satz.text_content())
    page.locator("#verschieben").get_by_role("button", name="Diesen Weg übernehmen").click()
    expect(page.locator("#id_gremienweg-1-gremium option:checked")).to_have_text(RAT)
    jahr, monat, tag = read_tage(page)[1].split("-")
    assert angesagt.startswith(f"Entschieden wird dann am {tag}.{monat}.{jahr} statt am ")


def test_the_plan_is_accessible_where_something_is_asked_back(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung", breite=390, dunkel=True)
    page = begin(offen, "Mit Rückfragen geplant")
    plan = page.url.replace("bearbeiten/gremienweg/", "wegplan/")
    page.goto(plan)
    page.select_option("#id_weg-0-gremium", label=RAT)
    page.check("#id_weg-0-entscheidend")
    page.select_option("#id_weg-1-gremium", label=AUSSCHUSS)
    page.uncheck("#id_weg-1-entscheidend")
    page.get_by_role("button", name="Sitzungen suchen").last.click()
    expect(page.locator(".kern-alert").first).to_contain_text("steht nach der entscheidenden Station")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert offen.axe() == []
