"""File names of a packet, at the boundary."""

import unicodedata

import pytest

from mappen.rules.mappennamen import NAME_LAENGE, Namensvergabe, format_dateiname, format_top_name


@pytest.mark.parametrize(
    ("teile", "endung", "name"),
    [
        (["TOP-Ö-03", "BV/0546/2018", "Bau der Straße"], "pdf", "TOP-Ö-03_BV-0546-2018_Bau-der-Straße.pdf"),
        (["01", "Größe & Lage (neu), Süd"], "PDF", "01_Größe-&-Lage-(neu),-Süd.pdf"),
        (["../../etc/passwd"], "pdf", "etc-passwd.pdf"),
        (["..\\..\\x"], "pdf", "x.pdf"),
        (["C:\\Windows"], "", "C-Windows"),
        (["a\x00b\nc"], "pdf", "a-b-c.pdf"),
        (['Was? <nun> "so" | *'], "pdf", "Was-nun-so.pdf"),
        ([".versteckt"], "pdf", "versteckt.pdf"),
        (["Ende . ."], "pdf", "Ende.pdf"),
        (["CON"], "pdf", "Datei-CON.pdf"),
        (["lpt1"], "", "Datei-lpt1"),
        (["nul.txt"], "pdf", "Datei-nul.txt.pdf"),
        (["Contor"], "pdf", "Contor.pdf"),
        (["", " ", "///"], "pdf", "Dokument.pdf"),
        (["x"], "p df", "x"),
        (["x"], "../pdf", "x"),
        (["a\u202egnp.exe"], "pdf", "a-gnp.exe.pdf"),
    ],
)
def test_names_are_speaking_and_safe(teile: list[str], endung: str, name: str) -> None:
    assert format_dateiname(teile, endung) == name


def test_umlauts_are_composed() -> None:
    zerlegt = unicodedata.normalize("NFD", "Über Öl")
    assert zerlegt != "Über Öl"
    assert format_dateiname([zerlegt], "pdf") == "Über-Öl.pdf"


@pytest.mark.parametrize("laenge", [NAME_LAENGE - 4, NAME_LAENGE - 3, 500])
def test_names_keep_to_the_length_with_their_ending(laenge: int) -> None:
    name = format_dateiname(["x" * laenge], "pdf")
    assert name == "x" * min(laenge, NAME_LAENGE - 4) + ".pdf"
    assert len(name) <= NAME_LAENGE


def test_names_are_given_once_whatever_their_case() -> None:
    vergabe = Namensvergabe()
    gegeben = [vergabe.draw(name) for name in ("Plan.pdf", "plan.pdf", "PLAN.pdf", "Plan", "x" * 116 + ".pdf")]
    assert gegeben == ["Plan.pdf", "plan-2.pdf", "PLAN-3.pdf", "Plan", "x" * 116 + ".pdf"]
    noch_einer = vergabe.draw("X" * 116 + ".pdf")
    assert (len(noch_einer), noch_einer) == (NAME_LAENGE, "X" * 114 + "-2.pdf")


@pytest.mark.parametrize(
    ("bezeichnung", "name"),
    [("Ö 3", "TOP-Ö-03"), ("Ö 27.1", "TOP-Ö-27.1"), ("N 1", "TOP-N-01"), ("Ö 112", "TOP-Ö-112")],
)
def test_items_sort_as_on_the_agenda(bezeichnung: str, name: str) -> None:
    assert format_top_name(bezeichnung) == name
