"""Who handed a paper of the council in, when, and what an answer answers."""

from datetime import date, timedelta

import pytest

from gremien.rules.befund import Stufe
from vorlagen.enums import Vorlagenart
from vorlagen.rules.antraege import (
    check_antragsteller,
    check_bezug,
    is_aus_dem_rat,
    join_antragsteller,
    split_antragsteller,
    title_antwort,
)

HEUTE = date(2026, 6, 12)


def felder(art: Vorlagenart, antragsteller: str, eingegangen_am: date | None) -> list[tuple[str, Stufe]]:
    befunde = check_antragsteller(art=art, antragsteller=antragsteller, eingegangen_am=eingegangen_am, heute=HEUTE)
    return [(befund.feld, befund.stufe) for befund in befunde]


def test_only_motions_and_questions_come_from_the_council() -> None:
    assert {art for art in Vorlagenart if is_aus_dem_rat(art)} == {Vorlagenart.AT, Vorlagenart.AF}


@pytest.mark.parametrize("art", list(Vorlagenart))
def test_a_paper_of_the_council_names_who_and_when(art: Vorlagenart) -> None:
    beide = [("antragsteller", Stufe.SPERRE), ("eingegangen_am", Stufe.SPERRE)]
    aus_dem_rat = art in (Vorlagenart.AT, Vorlagenart.AF)
    assert felder(art, " \n", None) == (beide if aus_dem_rat else [])
    assert felder(art, "CDU-Fraktion", HEUTE) == []


@pytest.mark.parametrize(("tage", "erwartet"), [(-1, []), (0, []), (1, [("eingegangen_am", Stufe.SPERRE)])])
def test_nothing_is_received_tomorrow(tage: int, erwartet: list[tuple[str, Stufe]]) -> None:
    assert felder(Vorlagenart.AT, "CDU-Fraktion", HEUTE + timedelta(days=tage)) == erwartet


def test_the_sentences_name_the_kind() -> None:
    saetze = {
        art: [b.satz for b in check_antragsteller(art=art, antragsteller="", eingegangen_am=None, heute=HEUTE)]
        for art in (Vorlagenart.AT, Vorlagenart.AF)
    }
    assert saetze == {
        Vorlagenart.AT: [
            "Bitte geben Sie an, von wem der Antrag kommt.",
            "Bitte geben Sie an, an welchem Tag der Antrag eingegangen ist.",
        ],
        Vorlagenart.AF: [
            "Bitte geben Sie an, von wem die Anfrage kommt.",
            "Bitte geben Sie an, an welchem Tag die Anfrage eingegangen ist.",
        ],
    }


@pytest.mark.parametrize("art", list(Vorlagenart))
def test_an_answer_without_a_question_needs_a_reason(art: Vorlagenart) -> None:
    befunde = check_bezug(art=art, mit_bezug=False)
    antwortet = art in (Vorlagenart.AW, Vorlagenart.ST)
    assert [(b.stufe, b.feld) for b in befunde] == ([(Stufe.WARNUNG, "bezug")] if antwortet else [])
    assert check_bezug(art=art, mit_bezug=True) == []


@pytest.mark.parametrize(
    ("text", "namen"),
    [
        ("", ()),
        ("CDU-Fraktion", ("CDU-Fraktion",)),
        ("CDU-Fraktion\n\n  Erika   Muster \r\nCDU-Fraktion", ("CDU-Fraktion", "Erika Muster")),
        ("Fraktion A, B und C", ("Fraktion A, B und C",)),
    ],
)
def test_there_is_one_name_a_line(text: str, namen: tuple[str, ...]) -> None:
    assert split_antragsteller(text) == namen
    assert split_antragsteller(join_antragsteller(namen)) == namen


def test_the_answer_is_called_by_what_it_answers() -> None:
    assert title_antwort(Vorlagenart.AF, "Leerstand") == "Antwort der Verwaltung: Leerstand"
    assert title_antwort(Vorlagenart.AT, "Trinkbrunnen") == "Stellungnahme der Verwaltung: Trinkbrunnen"
