"""Ordinary tables go on paper whole: read back from the PDF with the place of every word."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest

from dokumente.druck.norm.datei import check_pdf
from dokumente.text.richtext import clean_richtext
from tests.faelle.faelle import read_richtext
from tests.faelle.papier import (
    LINKS,
    RECHTS,
    Blatt,
    count_ziffern,
    iter_worte,
    read_seiten,
    render_begruendung,
)

NORMAL, QUER = (595, 842), (842, 595)


@dataclass(frozen=True)
class Erwartung:
    """What is right of a case: the first words of the head, the last ones of the table, kinds of pages it stands on."""

    kopf: str
    ende: str
    blaetter: int
    format: tuple[int, int] = NORMAL


FAELLE = {
    "32-wide-table.html": Erwartung("Produkt Ansatz 2019", "haltung", 1, QUER),
    "33-tall-row.html": Erwartung("Einwender Stellungnahme ANFANGKOPF Abwägung", "NACHZEILE", 4),
    "37-align-merge.html": Erwartung("Gewerk Kosten", "Summe", 3),
    "50-zelle15.html": Erwartung("Einwender Stellungnahme ANFANGKOPF Abwägung", "NACHZEILE", 1),
    "51-zelle30.html": Erwartung("Einwender Stellungnahme ANFANGKOPF Abwägung", "NACHZEILE", 1),
    "52-zelle60.html": Erwartung("Einwender Stellungnahme ANFANGKOPF Abwägung", "NACHZEILE", 2),
    "53-zelle100.html": Erwartung("Einwender Stellungnahme ANFANGKOPF Abwägung", "NACHZEILE", 2),
    "54-zelle-absaetze.html": Erwartung("Einwender Stellungnahme Abwägung", "Absatz 39.", 5),
    "57-abwaegung.html": Erwartung("Nr. Stellungnahme Abwägung", "T 11", 4),
    "74-lange-tabelle-kopf-in-tbody.html": Erwartung("Nr. Maßnahme Jahr Betrag", "120 Maßnahme Nr, 120 2026", 4),
    "75-synopse.html": Erwartung("bisher neu", "auslegung eine.", 4),
    "76-zwoelf-spalten.html": Erwartung("Produkt 2020 2021", "425.991,30", 2, QUER),
}
ALLE = sorted(FAELLE)
OHNE = ["55-ohne-tabelle.html", "56-und.html"]
"""Inputs that have no table to speak of and must go on printing."""
WEIT, VERBUNDEN = "76-zwoelf-spalten.html", "37-align-merge.html"


@cache
def printed(fall: str) -> bytes:
    """Return the case as PDF, set once for all tests."""
    return render_begruendung(read_richtext(fall)[1])


@cache
def pages(fall: str) -> list[Blatt]:
    """Return the pages of the case."""
    return read_seiten(printed(fall))


@cache
def blank_pages() -> list[Blatt]:
    """Return the pages of the same paper without reasons."""
    return read_seiten(render_begruendung("<p>Ohne.</p>"))


def pages_with_table(fall: str) -> list[list[str]]:
    """Return the lines of each page from the one where the table begins to the one where it ends."""
    zeilen = [seite.zeilen for seite in pages(fall)]
    erste = next(n for n, seite in enumerate(zeilen) if any(z.startswith(FAELLE[fall].kopf) for z in seite))
    letzte = max(n for n, seite in enumerate(zeilen) if any(FAELLE[fall].ende in z for z in seite))
    return zeilen[erste : letzte + 1]


@pytest.mark.parametrize("fall", [*ALLE, *OHNE])
def test_every_column_lies_inside_the_page(fall: str) -> None:
    assert [
        wort
        for seite in pages(fall)
        for wort in seite.worte
        if wort.links < LINKS - 0.5 or wort.rechts > seite.breite - RECHTS + 0.5
    ] == []


@pytest.mark.parametrize("fall", ALLE)
def test_no_column_runs_into_the_next(fall: str) -> None:
    for seite in pages(fall):
        reihen = sorted(seite.worte, key=lambda wort: (round(wort.oben), wort.links))
        for eins, zwei in pairwise(reihen):
            if abs(eins.oben - zwei.oben) < 1:
                assert eins.rechts <= zwei.links + 0.5, (eins, zwei)


@pytest.mark.parametrize("fall", ALLE)
def test_no_run_of_figures_is_split(fall: str) -> None:
    """Every number of the text stands on the pages as one word, as often as there, the head once on each page."""
    html = clean_richtext(read_richtext(fall)[1])
    kopf, _, koerper = html.partition("</thead>")
    text = [re.sub(r"<[^>]*>", "\n", teil) for teil in (kopf, koerper)]
    erwartet = count_ziffern(iter_worte(blank_pages())) + count_ziffern([text[1]])
    for _ in pages_with_table(fall):
        erwartet += count_ziffern([text[0]])
    assert count_ziffern(iter_worte(pages(fall))) == erwartet


@pytest.mark.parametrize("fall", ALLE)
def test_the_head_stands_on_every_page_and_never_alone(fall: str) -> None:
    seiten = pages_with_table(fall)
    assert len(seiten) == FAELLE[fall].blaetter
    for zeilen in seiten:
        koepfe = [nummer for nummer, zeile in enumerate(zeilen) if zeile.startswith(FAELLE[fall].kopf)]
        assert len(koepfe) == 1
        assert koepfe[0] < len(zeilen) - 1
    assert all(zeilen[0].startswith(FAELLE[fall].kopf) for zeilen in seiten[1:])


@pytest.mark.parametrize("fall", ALLE)
def test_only_a_wide_table_turns_the_page(fall: str) -> None:
    formate = Counter((round(seite.breite), round(seite.hoehe)) for seite in pages(fall))
    quer = FAELLE[fall].blaetter if FAELLE[fall].format == QUER else 0
    assert formate == Counter({NORMAL: len(pages(fall)) - quer, QUER: quer})


@pytest.mark.parametrize(
    ("fall", "blatt", "spalten"),
    [("32-wide-table.html", 1, 10), (VERBUNDEN, 1, 2), ("74-lange-tabelle-kopf-in-tbody.html", 1, 1), (WEIT, 1, 11)],
)
def test_amounts_end_in_one_line_in_figures_of_equal_width(fall: str, blatt: int, spalten: int) -> None:
    seite = pages(fall)[blatt]
    betraege = [wort for wort in seite.worte if re.fullmatch(r"[\d.]+,\d\d", wort.text)]
    assert len(betraege) > 20
    assert len({round(wort.rechts) for wort in betraege}) == spalten
    breiten: dict[tuple[int, int], list[float]] = {}
    for wort in betraege:
        breiten.setdefault((len(wort.text), wort.text.count(".")), []).append(wort.rechts - wort.links)
    assert all(max(gleiche) - min(gleiche) < 0.1 for gleiche in breiten.values())


@pytest.mark.parametrize("fall", [*ALLE, *OHNE])
def test_the_file_has_no_finding(fall: str) -> None:
    assert check_pdf(printed(fall)) == []


def test_merged_rows_stay_together() -> None:
    for zeilen in pages_with_table(VERBUNDEN):
        lose = [zeile for zeile in zeilen if re.match(r"1\.000\.000,00", zeile)]
        lots = [zeile for zeile in zeilen if zeile.startswith("Los ")]
        assert len(lose) == len(lots)


def test_a_heading_goes_with_its_wide_table() -> None:
    seiten = pages(WEIT)
    assert not any(zeile.startswith("Begründung:") for zeile in seiten[0].zeilen)
    assert seiten[1].zeilen[0] == "Begründung:"


@pytest.mark.parametrize("zeilen", range(11, 16))
def test_a_head_is_not_left_at_the_foot(zeilen: int) -> None:
    """The same table further and further down the page, over the place where only its head would fit."""
    tabelle = "<table><tbody><tr><th>Kopf</th><th>Betrag</th></tr>" + "<tr><td>a</td><td>1,00 €</td></tr>" * 3
    seiten = read_seiten(render_begruendung(f"<p>{'x<br>' * zeilen}x</p>{tabelle}</tbody></table>"))
    for seite in seiten:
        assert seite.zeilen.count("Kopf Betrag") == (1 if "a 1,00 €" in seite.zeilen else 0)
