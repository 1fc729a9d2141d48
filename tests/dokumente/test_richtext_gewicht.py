"""What a text that cannot be printed is told about: the part that asks most of the printer, and where it stands."""

import pytest

from dokumente.richtext_gewicht import describe_schwerstes, find_schwerstes

TABELLE = "<table><tbody>" + "<tr><td>1</td><td>2</td></tr>" * 600 + "</tbody></table>"
LISTE = "<ul>" + "<li><p>Punkt</p></li>" * 400 + "</ul>"


@pytest.mark.parametrize(
    ("html", "satz"),
    [
        (
            f"<p>Die Kosten je Jahr:</p>{TABELLE}<p>Ende</p>",
            "die Tabelle mit 1.200 Feldern (nach „…Die Kosten je Jahr:“)",
        ),
        (f"<p>Beteiligt waren</p>{LISTE}", "die Liste mit 400 Punkten (nach „…Beteiligt waren“)"),
        (f"<p>kurz</p><p>{'Wort ' * 9_000}</p>", "der Absatz mit 45.000 Zeichen (nach „…kurz“)"),
        (f"{LISTE}{TABELLE}", "die Tabelle mit 1.200 Feldern"),
        ("<p>eins<br>zwei</p><p>drei</p>", "der Absatz mit 8 Zeichen."),
    ],
)
def test_the_costliest_part_is_named_with_its_place(html: str, satz: str) -> None:
    assert satz in describe_schwerstes({"Begründung": html})


def test_the_costliest_text_is_named() -> None:
    satz = describe_schwerstes({"Beschlussentwurf": TABELLE, "Begründung": "<p>Kurz.</p>"})
    assert satz == "Am aufwendigsten ist unter „Beschlussentwurf“ die Tabelle mit 1.200 Feldern."


def test_no_text_names_nothing() -> None:
    assert find_schwerstes("") is None
    assert describe_schwerstes({"Beschlussentwurf": "", "Begründung": ""}) == ""
