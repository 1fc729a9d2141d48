"""Words divided at line ends: whichever word and wherever it breaks, the paragraph is what it was."""

import pytest

from vorlagen.rules.formular_absatz import render_html
from vorlagen.rules.formular_text import ZeileDaten
from vorlagen.rules.formular_trennung import join_text

WOERTER = (
    *("wünschenswert", "Standplatz", "Verwaltung", "Straßenverkehrsordnung", "Grundstückseigentümer", "Kürbis"),
    *("Kindertagesstättenerweiterung", "Überschuss", "Äußerungsfrist", "dennoch", "sowieso", "Gesundheitsamt"),
    *("Hundesteuersatzung", "Moderation", "oderbruchartig", "undenkbar", "bisherige", "Beschaffung", "naturgemäß"),
)
GEBUNDEN = (
    *("November-Steuerschätzungen", "Rhein-Mosel-Halle", "Willi-Hörter-Platz", "EU-weit", "IT-gestützt", "U-förmig"),
    *("CO2-neutral", "10-jährig", "B-Plan", "Kosten-Nutzen-Analyse", "Moselweiß-Süd"),
)
HALBE = (
    *("Ein- und Auszahlungen", "Haupt- und Finanzausschuss", "Vor- oder Nachteile", "Fuß- sowie Radwege"),
    *("Bau- bzw. Liegenschaftsverwaltung", "2- und 3-jährige", "Straßen- und Schienenlärm"),
)
STRICHE = ("-", "\u2010", "\u00ad")


@pytest.mark.parametrize("strich", STRICHE)
@pytest.mark.parametrize("wort", WOERTER)
def test_a_divided_word_is_whole_wherever_it_breaks(wort: str, strich: str) -> None:
    for stelle in range(2, len(wort) - 1):
        zeilen = [f"Der Satz hat das Wort {wort[:stelle]}{strich}", f"{wort[stelle:]} in der Mitte."]
        assert join_text(zeilen) == f"Der Satz hat das Wort {wort} in der Mitte."


@pytest.mark.parametrize("wort", GEBUNDEN)
def test_a_hyphen_that_belongs_to_the_word_stays_without_a_blank(wort: str) -> None:
    for stelle in [i + 1 for i, zeichen in enumerate(wort) if zeichen == "-"]:
        assert join_text([f"Es gilt {wort[:stelle]}", f"   {wort[stelle:]} hier."]) == f"Es gilt {wort} hier."


@pytest.mark.parametrize("wort", HALBE)
def test_a_hyphen_that_waits_for_its_other_half_stays_with_a_blank(wort: str) -> None:
    davor, _, danach = wort.partition("- ")
    assert join_text([f"Es gilt {davor}-", f"{danach} hier."]) == f"Es gilt {wort} hier."


def test_a_dash_is_no_hyphen() -> None:
    assert join_text(["Der Rat –", "so der Plan -", "stimmt zu."]) == "Der Rat – so der Plan - stimmt zu."


def test_a_slash_at_a_line_end_joins() -> None:
    assert join_text(["Ordnungsamt/", "Sachgebiet"]) == "Ordnungsamt/Sachgebiet"


@pytest.mark.parametrize("breite", range(60, 101, 8))
def test_a_wrapped_paragraph_is_what_it_was_at_any_width(breite: int) -> None:
    text = " ".join(
        f"Das Wort {wort} steht neben {halb}, {ganz} folgt"
        for wort, halb, ganz in zip(WOERTER, HALBE * 3, GEBUNDEN * 2, strict=False)
    )
    zeilen = [ZeileDaten(nummer, zeile) for nummer, zeile in enumerate(wrap(text, breite), start=1)]
    assert len(zeilen) > 8
    assert render_html(zeilen) == f"<p>{text}</p>"


def wrap(text: str, breite: int) -> list[str]:
    """Return the text in lines as a typesetter breaks it: at blanks, behind hyphens, and inside words."""
    zeilen = [""]
    for wort in text.split():
        platz = breite - len(zeilen[-1]) - bool(zeilen[-1])
        if len(wort) <= platz:
            zeilen[-1] = f"{zeilen[-1]} {wort}".strip()
            continue
        bruch = wort.find("-") + 1 if "-" in wort[:-1] else len(wort) // 2
        if 2 <= bruch < platz and (wort[bruch - 1] == "-" or wort.isalpha()):
            trenner = "" if wort[bruch - 1] == "-" else "-"
            zeilen[-1] = f"{zeilen[-1]} {wort[:bruch]}{trenner}"
            zeilen.append(wort[bruch:])
        else:
            zeilen.append(wort)
    return zeilen
