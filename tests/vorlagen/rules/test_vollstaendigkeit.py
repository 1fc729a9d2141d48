"""What a draft still misses."""

from datetime import date
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Vorlagenart
from vorlagen.rules.gremienweg import Station
from vorlagen.rules.vollstaendigkeit import (
    check_sammeltitel,
    check_vollstaendigkeit,
    has_text,
    is_sammeltitel,
)

RAT = Station(1, "Stadtrat", date(2018, 8, 30), entscheidend=True, oeffentlich=True)


class Entwurf(TypedDict):
    betreff: str
    amt: str
    dezernat: str
    beschlussentwurf: str
    begruendung: str
    stationen: list[Station]


def build_entwurf(leer: str = "") -> Entwurf:
    entwurf: Entwurf = {
        "betreff": "Fortschreibung Integrationskonzept der Stadt Koblenz",
        "amt": "31-Ordnungsamt",
        "dezernat": "Bürgermeisterin",
        "beschlussentwurf": "<p>Der Stadtrat beschließt das Konzept.</p>",
        "begruendung": "<p>Die Stadt besitzt seit 2007 ein Konzept.</p>",
        "stationen": [RAT],
    }
    match leer:
        case "gremienweg":
            entwurf["stationen"] = []
        case "betreff":
            entwurf["betreff"] = "  "
        case "amt":
            entwurf["amt"] = ""
        case "dezernat":
            entwurf["dezernat"] = ""
        case "beschlussentwurf":
            entwurf["beschlussentwurf"] = "<p>&nbsp;</p>"
        case "begruendung":
            entwurf["begruendung"] = "<p><br></p>"
    return entwurf


@pytest.mark.parametrize("art", Vorlagenart)
def test_a_complete_draft_has_no_findings(art: Vorlagenart) -> None:
    assert check_vollstaendigkeit(art=art, **build_entwurf()) == []


@pytest.mark.parametrize(
    ("leer", "satz"),
    [
        ("betreff", "Bitte geben Sie einen Betreff ein."),
        ("amt", "Bitte wählen Sie das Amt, das die Vorlage verfasst."),
        ("dezernat", "Bitte wählen Sie das Dezernat, das die Vorlage verantwortet."),
        ("beschlussentwurf", "Bitte schreiben Sie, was das Gremium beschließen soll (Beschlussentwurf)."),
        ("begruendung", "Bitte schreiben Sie die Begründung."),
        ("gremienweg", "Bitte tragen Sie mindestens eine Station des Gremienwegs ein."),
    ],
)
def test_each_gap_of_a_bv_is_told_at_its_field(leer: str, satz: str) -> None:
    assert check_vollstaendigkeit(art=Vorlagenart.BV, **build_entwurf(leer)) == [Befund(satz, "", Stufe.SPERRE, leer)]


@pytest.mark.parametrize(
    ("leer", "verlangt_von"),
    [
        ("betreff", set(Vorlagenart)),
        ("amt", set(Vorlagenart)),
        ("dezernat", {Vorlagenart.BV, Vorlagenart.UV, Vorlagenart.AW, Vorlagenart.ST}),
        ("beschlussentwurf", {Vorlagenart.BV, Vorlagenart.AT}),
        ("begruendung", set(Vorlagenart)),
        ("gremienweg", set(Vorlagenart)),
    ],
)
def test_each_kind_asks_for_its_own_fields(leer: str, verlangt_von: set[Vorlagenart]) -> None:
    befunde = {art: check_vollstaendigkeit(art=art, **build_entwurf(leer)) for art in Vorlagenart}
    felder = {art: [befund.feld for befund in gefunden] for art, gefunden in befunde.items()}
    assert felder == {art: [leer] if art in verlangt_von else [] for art in Vorlagenart}


def test_an_empty_draft_names_every_field_in_order() -> None:
    befunde = check_vollstaendigkeit(
        art=Vorlagenart.BV,
        betreff="",
        amt="",
        dezernat="",
        beschlussentwurf="",
        begruendung="",
        stationen=[],
    )
    assert [befund.feld for befund in befunde] == [
        "betreff",
        "amt",
        "dezernat",
        "beschlussentwurf",
        "begruendung",
        "gremienweg",
    ]


def test_an_informing_paper_may_lack_a_deciding_station() -> None:
    entwurf = build_entwurf()
    entwurf["stationen"] = [Station(1, "Stadtrat", None, entscheidend=False, oeffentlich=True)]
    assert check_vollstaendigkeit(art=Vorlagenart.UV, **entwurf) == []
    felder = [befund.feld for befund in check_vollstaendigkeit(art=Vorlagenart.BV, **entwurf)]
    assert felder == ["gremienweg"]


@pytest.mark.parametrize(
    ("markup", "erwartet"),
    [
        ("", False),
        (" \n\t", False),
        ("<p></p>", False),
        ("<p>&nbsp;</p><ul><li> </li></ul>", False),
        ("<p>x</p>", True),
        ("3 &lt; 4", True),
        ("Text", True),
    ],
)
def test_has_text(markup: str, erwartet: bool) -> None:
    assert has_text(markup) is erwartet


@pytest.mark.parametrize(
    ("betreff", "erwartet"),
    [
        ("Verschiedenes", True),
        ("VERSCHIEDENES ", True),
        ("Mitteilungen", True),
        ("Mitteilungen der Verwaltung", True),
        ("Mitteilungen und Verschiedenes", True),
        ("Mitteilungen des Oberbürgermeisters", True),
        ("Mitteilungen des Oberbu\u0308rgermeisters", True),
        ("Sonstiges.", True),
        ("Mitteilungen zum Haushalt 2018", False),
        ("Verschiedene Straßenausbauten", False),
        ("Verwaltung", False),
        ("Jahresabschluss der Stadt Koblenz", False),
        ("", False),
    ],
)
def test_collective_titles(betreff: str, erwartet: bool) -> None:
    assert is_sammeltitel(betreff) is erwartet


def test_a_decision_under_a_collective_title_gives_a_warning() -> None:
    assert check_sammeltitel(betreff="Verschiedenes ", beschlussentwurf="<p>Der Rat beschließt.</p>") == [
        Befund(
            "Unter „Verschiedenes“ kann in der Regel nichts beschlossen werden, weil die Tagesordnung den "
            "Gegenstand nennen muss. Bitte wählen Sie einen Betreff, der den Gegenstand nennt.",
            "§ 34 GemO",
            Stufe.WARNUNG,
            "betreff",
        ),
    ]


@pytest.mark.parametrize(
    ("betreff", "beschlussentwurf"),
    [("Verschiedenes", ""), ("Verschiedenes", "<p> </p>"), ("Jahresabschluss", "<p>Der Rat beschließt.</p>")],
)
def test_no_warning_without_a_decision_or_with_a_real_title(betreff: str, beschlussentwurf: str) -> None:
    assert check_sammeltitel(betreff=betreff, beschlussentwurf=beschlussentwurf) == []


@given(st.text(alphabet=st.characters(exclude_characters="<>&"), max_size=40))
def test_tags_around_a_text_do_not_change_whether_it_is_one(text: str) -> None:
    assert has_text(f"<p><strong>{text}</strong></p>") == bool(text.strip())
