"""When two Betreffe are about the same matter."""

import pytest

from vorlagen.rules.aehnlichkeit import GENUG, list_stichwoerter, rate_aehnlichkeit


@pytest.mark.parametrize(
    ("betreff", "anderer", "gleich"),
    [
        ("Sanierung des Spielplatzes", "Sanierung der Spielplätze Goldgrube", True),
        ("Haushaltssatzung 2027", "Haushaltssatzung 2026 der Stadt Koblenz", True),
        ("Verkauf eines Grundstücks", "Grundstücksverkauf in Metternich", True),
        ("Bebauungsplan Nr. 42 Moselbogen", "Bebauungsplan Nr. 17 Schmitzers Wiese", True),
        ("Kita Zauberland", "Antrag der Fraktion zur Verkehrsführung", False),
        ("Antrag der Fraktion", "Anfrage der Fraktion", False),
        ("Parken am Rad", "Radwege an der Mosel", False),
        ("", "Kita", False),
    ],
)
def test_pairs(betreff: str, anderer: str, gleich: bool) -> None:
    assert (rate_aehnlichkeit(betreff, anderer) >= GENUG) is gleich


def test_the_same_words_are_worth_one_and_parts_less() -> None:
    assert rate_aehnlichkeit("Spielplatz Lützel", "Lützeler Spielplätze, Spielplatz Lützel") == 1.0
    assert rate_aehnlichkeit("Spielplatz", "Spielplatzsatzung") == pytest.approx(0.6)
    assert rate_aehnlichkeit("Spielplatz Kita", "Spielplatz") == pytest.approx(10 / 14)


@pytest.mark.parametrize(
    ("wort", "stamm", "anfaenge"),
    [
        ("Spielplätze", "spielplatz", {"spielpl"}),
        ("Spielplatz", "spielplatz", {"spielplatz", "spielplätz"}),
        ("Änderungen", "ander", {"änder"}),
        ("Häuser", "haus", {"häus"}),
        ("Haus", "haus", {"haus", "häus"}),
        ("Straße", "strass", {"stra", "strä"}),
        ("Brücken", "bruck", {"brück"}),
    ],
)
def test_what_is_looked_for_stands_in_all_forms(wort: str, stamm: str, anfaenge: set[str]) -> None:
    [stichwort] = list_stichwoerter(wort)
    assert (stichwort.stamm, set(stichwort.anfaenge)) == (stamm, anfaenge)


def test_words_are_named_once_and_short_ones_never() -> None:
    assert [wort.stamm for wort in list_stichwoerter("Rat und Räte, der Rat im Bau; Bauten-Bauten 2026")] == [
        "rat",
        "baut",
    ]
