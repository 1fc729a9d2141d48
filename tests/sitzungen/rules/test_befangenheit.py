"""Excluded members."""

import pytest

from gremien.rules.befund import Befund, Stufe
from sitzungen.rules.befangenheit import check_befangenheit, compute_stimmberechtigte

NEGATIV = "Die Zahl der Befangenen darf nicht negativ sein. Bitte geben Sie 0 oder mehr ein."
ZU_VIELE = (
    "Es sind 41 Befangene eingetragen, anwesend sind aber nur 40 Mitglieder. "
    "Bitte berichtigen Sie die Anwesenheit oder die Befangenheit."
)


@pytest.mark.parametrize(("befangen", "stimmberechtigt"), [(0, 40), (1, 39), (40, 0)])
def test_excluded_members_leave_the_basis(befangen: int, stimmberechtigt: int) -> None:
    assert check_befangenheit(anwesend=40, befangen=befangen) == []
    assert compute_stimmberechtigte(anwesend=40, befangen=befangen) == stimmberechtigt


@pytest.mark.parametrize(("befangen", "satz"), [(41, ZU_VIELE), (-1, NEGATIV)])
def test_impossible_numbers_are_refused(befangen: int, satz: str) -> None:
    assert check_befangenheit(anwesend=40, befangen=befangen) == [Befund(satz, "§ 22 GemO", Stufe.SPERRE, "befangen")]
    with pytest.raises(ValueError, match=satz):
        compute_stimmberechtigte(anwesend=40, befangen=befangen)
