"""What the editor shows is what the page shows and what is stored: random texts, pasted into the real editor.

Numbers are read where a screen reader finds them, in the browser's own tree, as its style sheets make them.
"""

from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page

from dokumente.templatetags.richtext import show_tabellen
from dokumente.text.richtext import clean_richtext
from tests.browser.conftest import Fenster
from tests.browser.test_vorlage_bearbeiten import PASTE, begin
from tests.vorlagen.test_ausgaben import worte_of_html
from tests.zufallstexte import PUNKT, build_text

ANZAHL = 40
BAUM = "Accessibility.getFullAXTree"
ZEIGEN = """html => {
  document.querySelector("main").innerHTML = "<h1>Probe</h1><div class='prose' role='group' aria-label='Text'></div>";
  document.querySelector("main .prose").innerHTML = html;
}"""
INNERHALB = {"strong", "emphasis", "subscript", "superscript", "deletion", "link", "generic", "StaticText", "none"}
"""Roles that part no words; all others do."""


def read_worte(sitzung: CDPSession, rolle: str, name: str) -> tuple[str, ...]:
    """Return the words in the element of this role and name, with the marks of its lists."""
    knoten = {knoten["nodeId"]: knoten for knoten in sitzung.send(BAUM)["nodes"]}
    wurzel = next(k for k in knoten.values() if (_role(k), k.get("name", {}).get("value")) == (rolle, name))
    return tuple(PUNKT if wort in "•◦▪■–" else wort for wort in _read(wurzel, knoten).split())


def _role(knoten: dict[str, Any]) -> str:
    return str(knoten.get("role", {}).get("value", ""))


def _read(knoten: dict[str, Any], alle: dict[str, dict[str, Any]]) -> str:
    rolle = _role(knoten)
    if rolle in ("StaticText", "ListMarker"):
        text = str(knoten["name"]["value"])
    else:
        text = "".join(_read(alle[kind], alle) for kind in knoten.get("childIds", ()) if kind in alle)
    return text if rolle in INNERHALB else f" {text} "


def empty(page: Page) -> None:
    page.locator("#id_begruendung").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")


@pytest.fixture
def offen(chromium: Any, adresse: str, anmeldung: Any) -> Any:
    kontext = chromium.new_context(storage_state=anmeldung("sachbearbeitung"))
    yield Fenster(kontext, adresse)
    kontext.close()


def test_editor_page_and_what_is_stored_say_the_same(offen: Fenster) -> None:
    page = begin(offen, "Zufallstexte")
    gezeigt = Fenster(offen.kontext, offen.adresse).open("/pruefen/")
    editor, seite = offen.kontext.new_cdp_session(page), offen.kontext.new_cdp_session(gezeigt)
    for saat in range(ANZAHL):
        text = build_text(saat)
        empty(page)
        page.evaluate(PASTE, ["id_begruendung", text.html])
        gespeichert = clean_richtext(page.input_value("#id_begruendung_quelle"))
        gezeigt.evaluate(ZEIGEN, show_tabellen(gespeichert, "Text"))
        assert (saat, read_worte(editor, "textbox", "Begründung")) == (saat, text.worte)
        assert (saat, read_worte(seite, "group", "Text")) == (saat, text.worte)
        assert (saat, worte_of_html(gespeichert)) == (saat, text.worte)
    assert offen.beschwerden == []
