"""Wide tables of a paper on the screen, in the house's own styles and its real browser."""

from collections.abc import Callable

import pytest

from dokumente.templatetags.richtext import show_tabellen
from dokumente.text.richtext import clean_richtext
from tests.browser.conftest import Fenster
from tests.faelle.faelle import read_richtext

MESSEN = """html => {
  document.querySelector("main").innerHTML = "<h1>Probe</h1><div class='prose'>" + html + "</div>";
  const kasten = document.querySelector(".table-scroll");
  const zellen = [...document.querySelectorAll("td.betrag")];
  return {
    passt: document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    rollt: kasten.scrollWidth > kasten.clientWidth,
    ausrichtung: [...new Set(zellen.map(zelle => getComputedStyle(zelle).textAlign))],
    einzeilig: zellen.every(zelle => {
      const text = document.createRange();
      text.selectNodeContents(zelle);
      return text.getClientRects().length === 1;
    }),
    betraege: zellen.length,
  };
}"""


@pytest.mark.parametrize(
    ("fall", "breite", "rollt", "betraege"),
    [
        ("32-wide-table.html", 320, True, 30),
        ("32-wide-table.html", 1280, True, 30),
        ("76-zwoelf-spalten.html", 320, True, 330),
        ("37-align-merge.html", 1280, False, 157),
    ],
)
def test_a_wide_table_scrolls_in_its_own_box(
    fenster: Callable[..., Fenster], fall: str, breite: int, rollt: bool, betraege: int
) -> None:
    fenster_ = fenster(breite=breite)
    seite = fenster_.open("/pruefen/")
    gemessen = seite.evaluate(MESSEN, show_tabellen(clean_richtext(read_richtext(fall)[1]), "Begründung"))
    assert gemessen == {
        "passt": True,
        "rollt": rollt,
        "ausrichtung": ["right"],
        "einzeilig": True,
        "betraege": betraege,
    }
    kasten = seite.get_by_role("region", name="Begründung, Tabelle 1")
    kasten.focus()
    assert seite.evaluate("document.activeElement.className") == "table-scroll"
    assert fenster_.axe() == []
