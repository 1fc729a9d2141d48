"""Clipboards of other programs, pasted into the real editor: what is stored then, and what is said to be left out."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dokumente.text.richtext import clean_richtext
from tests.browser.conftest import Fenster
from tests.browser.test_einfuegen import KLARTEXT, hinweis, paste
from tests.browser.test_vorlage_bearbeiten import PASTE, begin
from tests.faelle.zwischenablagen import ERWARTET, read


@pytest.fixture(scope="module")
def seite(chromium: Any, adresse: str, anmeldung: Any) -> Iterator[Page]:
    """Give one drafting page for all clipboards."""
    kontext = chromium.new_context(storage_state=anmeldung("sachbearbeitung"))
    fenster = Fenster(kontext, adresse)
    yield begin(fenster, "Zwischenablagen")
    assert fenster.beschwerden == []
    kontext.close()


@pytest.mark.parametrize("name", ERWARTET)
def test_a_clipboard_becomes_the_text_it_shows(seite: Page, name: str) -> None:
    text, satz = ERWARTET[name]
    skript = PASTE if name.endswith(".html") else KLARTEXT
    assert clean_richtext(paste(seite, read(name), skript=skript)) == text
    expect(hinweis(seite)).to_have_text(satz)
