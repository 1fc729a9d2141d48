"""Rules about decisions, at their boundaries."""

from datetime import date

import pytest

from nachbereitung.enums import Umsetzungsstand
from nachbereitung.rules.bekanntgabe import check_schutz, check_wortlaut, suggest_wortlaut
from nachbereitung.rules.halbjahr import Halbjahr, halbjahr_of, iter_halbjahre, parse_halbjahr
from nachbereitung.rules.kontrolle import check_vermerk, check_zuweisung, describe_frist
from nachbereitung.rules.tabellendatei import neutralise, write_csv

HEUTE = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("frist", "stand", "worte"),
    [
        (None, "offen", ("", "")),
        (date(2026, 11, 29), "offen", ("überfällig", "danger")),
        (date(2026, 11, 30), "in_arbeit", ("bald fällig", "warning")),
        (date(2026, 12, 14), "teilweise", ("bald fällig", "warning")),
        (date(2026, 12, 15), "offen", ("", "")),
        (date(2026, 11, 1), "umgesetzt", ("", "")),
        (date(2026, 11, 1), "nicht_umsetzbar", ("", "")),
    ],
)
def test_a_deadline_speaks_two_weeks_before(frist: date | None, stand: str, worte: tuple[str, str]) -> None:
    assert describe_frist(frist, stand=stand, heute=HEUTE) == worte


@pytest.mark.parametrize(
    ("stand", "text", "bedingung", "felder"),
    [
        (Umsetzungsstand.OFFEN, "x", "", []),
        (Umsetzungsstand.OFFEN, " ", "", ["text"]),
        (Umsetzungsstand.TEILWEISE, "x", " ", ["bedingung"]),
        (Umsetzungsstand.TEILWEISE, "x", "y", []),
    ],
)
def test_a_note_says_something(stand: Umsetzungsstand, text: str, bedingung: str, felder: list[str]) -> None:
    assert [befund.feld for befund in check_vermerk(stand=stand, text=text, bedingung=bedingung)] == felder


@pytest.mark.parametrize(
    ("amt", "frist", "vorher", "felder"),
    [
        (None, None, (None, None), ["amt"]),
        (1, None, (1, None), [""]),
        (1, HEUTE, (1, None), []),
        (1, date(2026, 11, 29), (1, None), ["frist"]),
        (2, date(2026, 11, 1), (1, date(2026, 11, 1)), []),
    ],
)
def test_an_assignment_changes_something(
    amt: int | None, frist: date | None, vorher: tuple[int | None, date | None], felder: list[str]
) -> None:
    befunde = check_zuweisung(amt=amt, frist=frist, vorher=vorher, heute=HEUTE)
    assert [befund.feld for befund in befunde] == felder


def test_an_announcement_says_more_than_it_was_begun_with() -> None:
    vorschlag = suggest_wortlaut(gremium="Stadtrat", tag=HEUTE, bezeichnung="N 2", oberbegriff="Personalsachen")
    assert vorschlag == (
        "Stadtrat, Sitzung vom 30.11.2026: Im nichtöffentlichen Teil wurde unter TOP N 2 über „Personalsachen“ "
        "beschlossen: "
    )
    assert [b.feld for b in check_wortlaut(vorschlag.strip(), vorschlag=vorschlag)] == ["text"]
    assert [b.feld for b in check_wortlaut(" ", vorschlag=vorschlag)] == ["text"]
    assert check_wortlaut(f"{vorschlag}Ja.", vorschlag=vorschlag) == []
    assert [b.feld for b in check_schutz(" ")] == ["grund"]
    assert check_schutz("Personalie") == []


def test_half_years_begin_in_january_and_july() -> None:
    assert halbjahr_of(date(2026, 6, 30)) == Halbjahr(2026, 1)
    assert halbjahr_of(date(2026, 7, 1)) == Halbjahr(2026, 2)
    assert (Halbjahr(2026, 1).beginn, Halbjahr(2026, 1).ende) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (Halbjahr(2026, 2).beginn, Halbjahr(2026, 2).ende) == (date(2026, 7, 1), date(2026, 12, 31))
    assert Halbjahr(2026, 1).voriges == Halbjahr(2025, 2)
    assert [h.kennung for h in iter_halbjahre(date(2025, 12, 31), HEUTE)] == ["2026-2", "2026-1", "2025-2"]


@pytest.mark.parametrize("kennung", ["", "2026", "2026-3", "2026-1x", "x2026-1", "0026-1", "２０２６-1"])
def test_nonsense_is_no_half_year(kennung: str) -> None:
    assert parse_halbjahr(kennung) is None
    assert parse_halbjahr("2026-2") == Halbjahr(2026, 2)


@pytest.mark.parametrize("zelle", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1"])
def test_no_cell_computes(zelle: str) -> None:
    assert neutralise(zelle) == f"'{zelle}"


def test_a_table_says_what_it_is() -> None:
    assert neutralise("Förderung") == "Förderung"
    assert write_csv(("A", "B"), [("1;2", 'x"y')]) == b'\xef\xbb\xbf"A";"B"\r\n"1;2";"x""y"\r\n'
