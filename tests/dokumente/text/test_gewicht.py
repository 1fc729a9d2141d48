"""What a text that cannot be printed is told about: the part that asks most of the printer, and where it stands."""

import pytest

from dokumente.text.gewicht import (
    AUFWAND_MAX,
    check_aufwand,
    describe_schwerstes,
    estimate_aufwand,
    find_schwerstes,
)
from dokumente.text.richtext import check_richtext

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


ZEILE = f"<tr><td>{'wort ' * 200}</td><td>{'wort ' * 200}</td></tr>"


def build_synopse(zeilen: int) -> str:
    """Return a synopsis of rows of two times a thousand characters."""
    return f"<p>Die Satzung neu:</p><table><tbody>{ZEILE * zeilen}</tbody></table>"


def test_what_prints_in_time_may_be_saved() -> None:
    """Seventy pages of tables: about three seconds of the processor."""
    assert check_richtext(build_synopse(150)) == []


def test_what_would_not_print_in_time_is_refused_when_it_is_saved() -> None:
    satz = (
        "Der Text ist für den Druck zu aufwendig: Er bräuchte etwa 9 Sekunden Rechenzeit (höchstens 8). Am "
        "aufwendigsten ist die Tabelle mit 380 Feldern (nach „…Die Satzung neu:“). Bitte kürzen Sie den Text dort oder "
        "geben Sie diesen Teil als Anlage bei."
    )
    assert check_richtext(build_synopse(190)) == [satz]


@pytest.mark.parametrize(
    ("html", "millisekunden"),
    [
        ("", 0),
        ("<p>zehn Buchs</p>", 1.1 + 0.14),
        ("<ul><li>zehn Buchs</li></ul>", 1.1 + 1.9 + 0.14),
        ("<table><tbody><tr><td>zehn Buchs</td></tr></tbody></table>", 2 * 1.1 + 0.8 + 0.8 + 0.21),
        (f"<p>{'x' * 200} y</p>", 1.1 + 202 * 0.014 + 200 * 200 * 0.0004),
    ],
)
def test_the_estimate_counts_what_was_measured(html: str, millisekunden: float) -> None:
    assert estimate_aufwand(html) == pytest.approx(millisekunden)
    assert check_aufwand(html) == []


def test_words_without_end_are_dear() -> None:
    worte = f"<p>{('x' * 399 + ' ') * 130}</p>"
    assert estimate_aufwand(worte) > AUFWAND_MAX
    assert len(check_aufwand(worte)) == 1
    assert check_aufwand(worte.replace("x" * 50, "x" * 49 + " ")) == []


def test_a_table_for_no_page_is_refused_when_it_is_saved() -> None:
    breit = f"<table><tbody><tr>{'<td>1</td>' * 60}</tr></tbody></table>"
    [satz] = check_richtext(f"<table><tbody><tr><td>a</td></tr></tbody></table><p>Je Jahr:</p>{breit}")
    assert satz.startswith("Tabelle 2 (nach „…Je Jahr:“) ist zu breit für den Druck: Ihre 60 Spalten brauchen")


def test_a_span_over_everything_is_counted_not_walked() -> None:
    satz, _ = check_richtext(
        '<table><tbody><tr><td colspan="999999999">x</td><td rowspan="65000">y</td></tr></tbody></table>'
    )
    assert "reicht eine Tabellenzelle über 999.999.999 Zeilen oder Spalten" in satz
