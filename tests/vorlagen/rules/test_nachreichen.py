"""Which file belongs to which attachment: number first, then likeness, and never a guess."""

import pytest

from vorlagen.rules.nachreichen import Anlagenplatz, match_dateien, read_nummer

PLAETZE = [
    Anlagenplatz(1, "Lageplan"),
    Anlagenplatz(2, "Kostenschätzung der Bieter"),
    Anlagenplatz(10, "Gutachten Lärm"),
    Anlagenplatz(11, "Anlage 2a: Nachtrag zur Kostenschätzung"),
]


@pytest.mark.parametrize(
    ("name", "nummer"),
    [
        ("Anlage_01_Lageplan.pdf", "1"),
        ("anlage 1.pdf", "1"),
        ("Anl. 10 - Gutachten.docx", "10"),
        ("ANLAGE-2a_Nachtrag.pdf", "2a"),
        ("Anlage Nr. 3.pdf", "3"),
        ("01 Lageplan.pdf", "1"),
        ("1_Lageplan.pdf", "1"),
        ("BV-0546-2018 Anlage 01 Lageplan.pdf", "1"),
        ("BV_0546_2018_1_Anlage_02.pdf", "2"),
        ("Lageplan.pdf", ""),
        ("2019-04-03 Lageplan.pdf", ""),
        ("Vollanlage 3.pdf", ""),
        ("Haushalt 2019.pdf", ""),
        ("BV-0546-2018.pdf", ""),
    ],
)
def test_the_number_in_a_name(name: str, nummer: str) -> None:
    assert read_nummer(name) == nummer


@pytest.mark.parametrize(
    ("namen", "ziele"),
    [
        (["Anlage_01_Lageplan.pdf", "Anlage_02_Kosten.pdf", "Anlage 10.pdf", "Anlage 2a.pdf"], [0, 1, 2, 3]),
        (["Lageplan.pdf", "Gutachten_Laerm.pdf"], [0, 2]),
        (["Kostenschaetzung-Bieter.pdf"], [1]),
        (["Anlage_01_Gutachten.pdf"], [0]),
        (["Anlage_07_Lageplan.pdf"], [0]),
        (["Anlage 1 alt.pdf", "Anlage 1 neu.pdf"], [None, None]),
        (["scan0001.pdf", "Foto.jpg"], [None, None]),
        (["Lageplan.pdf", "Lageplan (2).pdf"], [0, None]),
        ([], []),
    ],
)
def test_files_find_their_attachment_or_wait_for_a_hand(namen: list[str], ziele: list[int | None]) -> None:
    assert match_dateien(namen, PLAETZE) == ziele


def test_no_attachment_gets_two_files() -> None:
    ziele = [
        ziel for ziel in match_dateien(["01.pdf", "Lageplan.pdf", "Lageplan neu.pdf"], PLAETZE) if ziel is not None
    ]
    assert len(ziele) == len(set(ziele))
