"""What was announced is written down and read again as it was."""

from datetime import date, time

import pytest

from sitzungen.enums import Teil
from sitzungen.rules.bekanntmachung import Wortlaut, Zeile, name_bekanntmachung, read_wortlaut, write_wortlaut

WORTLAUT = Wortlaut(
    gremium="Stadtrat",
    nummer="2026/018/SR",
    tag=date(2026, 9, 3),
    uhrzeit=time(15, 30),
    ort="Saal 101 „Historischer Saal“",
    vorsitz="Dr. Erika Muster",
    zeilen=(
        Zeile(teil=Teil.OEFFENTLICH, bezeichnung="Ö 1", betreff="Haushalt", worte="Haushalt", vorlage="BV/0001/2026"),
        Zeile(teil=Teil.OEFFENTLICH, bezeichnung="Ö 1.1", betreff="Antwort", worte="Antwort", unterpunkt=True),
        Zeile(
            teil=Teil.NICHTOEFFENTLICH,
            bezeichnung="N 1",
            betreff="Kauf Flurstück 7",
            worte="Grundstückssachen",
            dringlich=True,
        ),
    ),
)


def test_it_is_read_as_it_was_written() -> None:
    assert read_wortlaut(write_wortlaut(WORTLAUT)) == WORTLAUT


def test_its_parts() -> None:
    assert [zeile.bezeichnung for zeile in WORTLAUT.list_teil(Teil.OEFFENTLICH)] == ["Ö 1", "Ö 1.1"]
    assert [zeile.worte for zeile in WORTLAUT.list_teil(Teil.NICHTOEFFENTLICH)] == ["Grundstückssachen"]
    assert [zeile.is_oeffentlich for zeile in WORTLAUT.zeilen] == [True, True, False]


@pytest.mark.parametrize(("nummer", "name"), [(0, ""), (1, "1. Nachtrag"), (12, "12. Nachtrag")])
def test_its_name(nummer: int, name: str) -> None:
    assert name_bekanntmachung(nummer) == name


def test_it_holds_nothing_that_cannot_be_read_again() -> None:
    with pytest.raises(TypeError, match="gehört in keinen Wortlaut"):
        write_wortlaut(Wortlaut(**{**{n: getattr(WORTLAUT, n) for n in WORTLAUT.__slots__}, "ort": {1, 2}}))
