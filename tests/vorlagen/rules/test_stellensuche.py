"""Finding an office by what somebody types."""

import pytest

from vorlagen.rules.mitzeichnungsplan import Stelle
from vorlagen.rules.stellensuche import explain_suche, find_stellen

NAMEN = {
    Stelle("amt", 1): "20-Kämmerei und Steueramt",
    Stelle("amt", 2): "30-Rechtsamt",
    Stelle("amt", 3): "36-Umweltamt",
    Stelle("amt", 4): "3-Amt für Statistik",
    Stelle("dezernat", 1): "Bürgermeisterin",
    Stelle("dezernat", 2): "Oberbürgermeister",
}


@pytest.mark.parametrize(
    ("text", "namen"),
    [
        ("20-Kämmerei und Steueramt", ["20-Kämmerei und Steueramt"]),
        ("  kämmerei  ", ["20-Kämmerei und Steueramt"]),
        ("steueramt 20", ["20-Kämmerei und Steueramt"]),
        ("30", ["30-Rechtsamt"]),
        ("3", ["3-Amt für Statistik"]),
        ("UMWELT", ["36-Umweltamt"]),
        ("Bürgermeisterin", ["Bürgermeisterin"]),
        ("bürgermeister", ["Bürgermeisterin", "Oberbürgermeister"]),
        ("Zoo", []),
        ("", []),
        ("   ", []),
    ],
)
def test_exact_names_and_numbers_win_else_every_word_must_be_there(text: str, namen: list[str]) -> None:
    assert [NAMEN[stelle] for stelle in find_stellen(text, NAMEN)] == namen


def test_none_and_several_are_explained() -> None:
    assert explain_suche("Zoo", []) == (
        "„Zoo“ ist kein Amt und kein Dezernat. Bitte prüfen Sie die Schreibweise oder wählen Sie aus der Liste."
    )
    assert explain_suche("amt", ["A", "B"]) == ("„amt“ passt auf mehrere: A, B. Bitte geben Sie eines davon ganz an.")
    assert explain_suche("amt", list("ABCDEF")).startswith("„amt“ passt auf mehrere: A, B, C, D, E, ….")
