"""Where German sentences end, and where only an abbreviation does."""

from datetime import date
from time import process_time

import pytest

from tests.vorlagen.rules.entwurfspruefung.entwuerfe import build_entwurf
from vorlagen.rules.entwurfspruefung.kurzfassung import SATZ_MAX, count_woerter
from vorlagen.rules.entwurfspruefung.pruefungen import GENANNT_MAX, check_entwurf
from vorlagen.rules.entwurfspruefung.saetze import ZEICHEN_MAX, join_zeilen, split_saetze


@pytest.mark.parametrize(
    "saetze",
    [
        ["Die 1. Änderung tritt am 12. Juni in Kraft.", "Nach § 3 Abs. 2 GemO gilt z. B. Nr. 4."],
        ["1. Der Stadtrat beschließt.", "2. Die Verwaltung wird beauftragt."],
        ["Die Kosten betragen 1.234,56 €.", "Das sind 5 v. H. des Ansatzes."],
        ["Siehe Seite 12.", "Die Verwaltung handelt i. d. R. schnell."],
        ["Herr Dr. Müller u. a. stimmen zu.", "Frau Prof. Dr. Muster nicht."],
        ["Das war 2019.", "Danach folgte das II. Quartal."],
        ["Er sagte: „Wir bauen.“", "Der Rat nickte!", "Wirklich?", "Ja."],
        ["Bäume, Bänke usw. gehören dazu.", "Der Rest folgt usw.", "Die Liste endet."],
        ["Gem. § 36 Abs. 1 S. 2 Nr. 1 Buchst. a GemO i. V. m. Art. 28 GG."],
        ["Bis zum 31.12. läuft die Frist."],
        ["Vgl. Ziff. 4.2.1 der Anl. 3, Az. 61.26.333/2."],
        ["Ohne Punkt"],
    ],
)
def test_split_saetze(saetze: list[str]) -> None:
    assert split_saetze(" ".join(saetze)) == saetze


def test_lines_and_cells_end_a_sentence_and_nothing_is_endless() -> None:
    assert split_saetze("- ein Punkt\n- noch einer\tZelle\n\n") == ["- ein Punkt", "- noch einer", "Zelle"]
    assert [len(satz) for satz in split_saetze("a" * (ZEICHEN_MAX + 1))] == [ZEICHEN_MAX, 1]
    assert join_zeilen("Ein Satz\nüber zwei Zeilen.\n\nEin Absatz.") == "Ein Satz über zwei Zeilen.\nEin Absatz."


@pytest.mark.parametrize(
    ("satz", "woerter"),
    [
        ("Der Rat der Stadt Koblenz tagt am 12.06.2018.", 8),
        ("Der Haupt- und Finanzausschuss der Rhein-Mosel-Halle", 6),
        ("a" * 20, 1),
        ("a" * 21, 2),
        ("a" * 41, 3),
        ("1.234,56 € – nicht mehr", 3),
    ],
)
def test_count_woerter(satz: str, woerter: int) -> None:
    assert count_woerter(satz) == woerter


@pytest.mark.parametrize(
    ("kurzfassung", "felder"),
    [
        ("Ein Satz. " * 59 + "Ein Satz.1", []),
        ("Ein Satz. " * 60 + "a", ["kurzfassung"]),
        ("Wort " * SATZ_MAX, []),
        ("Wort " * (SATZ_MAX + 1), ["kurzfassung"]),
        (("Wort " * 20).strip() + ". " + ("Wort " * 20).strip() + ".", []),
        (("Wort " * 20).strip() + ". " + ("Wort " * 21).strip() + ".", ["kurzfassung"]),
    ],
)
def test_the_bounds_of_a_kurzfassung(kurzfassung: str, felder: list[str]) -> None:
    assert [befund.feld for befund in check_entwurf(build_entwurf(kurzfassung=kurzfassung))] == felder


@pytest.mark.parametrize(("zeichen", "anzahl"), [(250, 0), (251, 1)])
def test_the_bound_of_a_betreff(zeichen: int, anzahl: int) -> None:
    assert len(check_entwurf(build_entwurf(betreff="x" * zeichen))) == anzahl


def test_a_date_is_past_from_the_next_day_on() -> None:
    text = "Das Konzept wird bis zum 01.06.2019 vorgelegt."
    tage = {date(2019, 6, 1): 0, date(2019, 6, 2): 1}
    for heute, anzahl in tage.items():
        assert len(check_entwurf(build_entwurf(heute=heute.isoformat(), begruendung=text))) == anzahl


def test_what_is_found_everywhere_is_not_told_line_by_line() -> None:
    text = "\n\n".join(f"Am 30.02.20{n} war nichts." for n in range(10, 40))
    befunde = check_entwurf(build_entwurf(begruendung=text))
    assert len(befunde) == GENANNT_MAX + 1
    assert befunde[-1].satz == "Es gibt 20 weitere Stellen dieser Art. Bitte sehen Sie den ganzen Text durch."


@pytest.mark.parametrize(
    "stueck",
    ["wird werden ", "zum 12.06.2018 tritt ", "Herr Max ", "0171 1 2 3 ", "a", "Anlage 1, 2, ", "Der Rat und Und "],
)
def test_no_text_takes_minutes(stueck: str) -> None:
    text = f"<p>{stueck * (100_000 // len(stueck))}</p>"
    entwurf = build_entwurf(beschluss=text, begruendung=text)
    beginn = process_time()
    check_entwurf(entwurf)
    # About two seconds on a slow machine; what grows with the square of the length needs a minute.
    assert process_time() - beginn < 15
