"""A tablet that goes round: after logging out, Back shows nothing of what was seen, in the browser's real cache."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import CHROMIUM_ANGABEN, find_chromium, login

MERKMAL = "aus=dem-zwischenspeicher"
HOERE = f"addEventListener('pageshow', e => {{ if (e.persisted) location.replace('/gremien/?{MERKMAL}') }})"
"""A page that comes out of the browser's memory goes on to an address that says so."""


@pytest.fixture(scope="module")
def mit_zwischenspeicher(chromium: Browser) -> Iterator[Browser]:
    """A browser that keeps pages for Back as people's browsers do; tests usually switch that off."""
    browser = chromium.browser_type.launch(
        executable_path=find_chromium(),
        args=CHROMIUM_ANGABEN,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


def test_back_after_logging_out_shows_the_login(mit_zwischenspeicher: Browser, adresse: str) -> None:
    page = mit_zwischenspeicher.new_context().new_page()
    login(page, adresse, "sitzungsdienst")
    page.goto(f"{adresse}/sitzungsdienst/")
    page.evaluate(HOERE)
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url(f"{adresse}/")
    page.evaluate("history.back()")
    page.wait_for_url("**/anmelden/**")
    assert page.locator("h1").inner_text() == "Anmelden"


def test_the_browser_does_keep_what_everybody_may_see(mit_zwischenspeicher: Browser, adresse: str) -> None:
    page = mit_zwischenspeicher.new_context().new_page()
    page.goto(f"{adresse}/gremien/")
    page.evaluate(HOERE)
    page.goto(f"{adresse}/sitzungen/")
    page.evaluate("history.back()")
    page.wait_for_url(f"**/gremien/?{MERKMAL}")
