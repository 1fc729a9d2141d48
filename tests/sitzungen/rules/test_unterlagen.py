"""What may lie on the table, and what of it everybody may read (§ 35 Abs. 1 GemO)."""

import pytest

from gremien.rules.befund import Befund
from sitzungen.rules.unterlagen import check_entfernung, check_oeffnung, check_unterlage


def saetze(befunde: list[Befund]) -> list[str]:
    return [befund.satz for befund in befunde]


def test_what_may_be_brought() -> None:
    assert check_unterlage(titel="Folien", is_abgesagt=False, punkt_passt=True) == []
    nur_dort = (
        "Beilegen lässt sich etwas der Sitzung oder einem veröffentlichten Punkt von ihr. Bitte wählen Sie neu oder "
        "veröffentlichen Sie den Punkt zuerst."
    )
    assert saetze(check_unterlage(titel="  ", is_abgesagt=True, punkt_passt=False)) == [
        "Die Sitzung ist abgesagt; zu ihr lässt sich nichts mehr beilegen.",
        nur_dort,
        "Bitte geben Sie der Unterlage einen Titel.",
    ]


OFFEN = {"is_oeffentlich": False, "is_entfernt": False, "punkt_oeffentlich": True, "bekanntgemacht": True}


@pytest.mark.parametrize(
    ("anders", "satz"),
    [
        ({"is_entfernt": True}, "Diese Unterlage ist entfernt."),
        ({"is_oeffentlich": True}, "Diese Unterlage ist schon öffentlich."),
        (
            {"punkt_oeffentlich": False},
            "Der Punkt ist nichtöffentlich. Seine Unterlagen können nicht öffentlich werden.",
        ),
        ({"bekanntgemacht": False}, "Die Sitzung ist noch nicht bekannt gemacht. Bitte machen Sie sie zuerst bekannt."),
    ],
)
def test_par_35_abs_1_what_everybody_may_read(anders: dict[str, bool], satz: str) -> None:
    assert check_oeffnung(**OFFEN) == []
    assert saetze(check_oeffnung(**OFFEN | anders)) == [satz]


def test_what_goes_says_why_and_goes_once() -> None:
    assert check_entfernung(grund="Falsche Datei", is_entfernt=False) == []
    assert saetze(check_entfernung(grund=" ", is_entfernt=True)) == [
        "Diese Unterlage ist schon entfernt.",
        "Bitte geben Sie an, warum die Unterlage entfernt wird.",
    ]
