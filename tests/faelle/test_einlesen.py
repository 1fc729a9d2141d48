"""Papers of other houses and of our own print, brought as text files."""

from dataclasses import replace
from datetime import date

import pytest

from dokumente.anlagen.texte.datei import read_text
from dokumente.text.richtext import richtext_to_text
from tests.faelle.faelle import EINGABE
from tests.vorlagen.rules.test_formular import INTEGRATIONSKONZEPT, LEERES_RASTER
from vorlagen.enums import Vorlagenart
from vorlagen.rules.einlesen import place_anlagen
from vorlagen.rules.formular import AnlageDaten, FormularDaten, StationDaten, ZeileDaten, parse_formular
from vorlagen.rules.formular_raster import KEINE_KAESTCHEN
from vorlagen.rules.formular_stapel import split_vorlagen
from vorlagen.rules.nummern import Nummer


def read(name: str) -> FormularDaten:
    """Return what the one paper in a case says."""
    return parse_formular(read_text(EINGABE / name).text)


def build(laufend: int, **felder: object) -> FormularDaten:
    """Return the paper on which all cases are variations."""
    daten = FormularDaten(
        art=Vorlagenart.BV,
        nummer=Nummer(Vorlagenart.BV, laufend, 2019),
        datum=date(2019, 4, 3),
        dezernat="Baudezernent",
        amt_nummer="61",
        amt_name="Amt für Stadtentwicklung",
        aktenzeichen="61.10",
        betreff="Sanierung des Beispielplatzes",
        stationen=(
            StationDaten(date(2019, 5, 6), "Haupt- und Finanzausschuss", oeffentlich=True, angekreuzt=LEERES_RASTER),
            StationDaten(date(2019, 5, 16), "Stadtrat", oeffentlich=True, angekreuzt=LEERES_RASTER),
        ),
        beschlussentwurf_html="<p>Der Stadtrat beschließt die Sanierung.</p>",
        begruendung_html="<p>Der Platz ist alt.</p>",
        anlagen=(AnlageDaten("01", "Lageplan"),),
        nicht_zugeordnet=(),
        hinweise=(),
    )
    return replace(daten, **felder)  # type: ignore[arg-type]


def test_01_divided_words_are_whole_and_hyphens_stay() -> None:
    assert read("01-trennung.txt") == build(
        901,
        begruendung_html=(
            "<p>Eine weitere Verbreitung der Leihräder wäre wünschenswert. Die Attraktivität könnte mit einem "
            "Standplatz am Bahnhof gesteigert werden. Grundlage sind die Mai- und November-Steuerschätzungen sowie "
            "die Ein- und Auszahlungen des Haushaltsjahres. Der Verkehrsclub und die Rhein-Mosel-Halle wurden "
            "beteiligt; ebenso die Verwaltung.</p>"
        ),
    )


def test_03_a_route_with_one_line_per_station() -> None:
    assert read("03-beratungsfolge.txt") == build(
        903,
        stationen=(
            StationDaten(
                date(2019, 5, 6), "Haupt- und Finanzausschuss", top="2", oeffentlich=True, ergebnis="vorberaten"
            ),
            StationDaten(date(2019, 5, 16), "Stadtrat", top="4", oeffentlich=True),
        ),
        beiwerk=(ZeileDaten(9, "Gremium Sitzung am TOP ö nö Ergebnis"),),
    )


def test_04_lines_with_tabs_are_a_table() -> None:
    assert read("04-tabelle.txt") == build(
        904,
        begruendung_html=(
            "<p>Die Kosten verteilen sich wie folgt:</p><table><thead><tr><th>Gewerk</th><th>2019</th><th>2020</th>"
            "<th>Summe</th></tr></thead><tbody><tr><td>Tiefbau</td><td>120.000,00 €</td><td>80.000,00 €</td>"
            "<td>200.000,00 €</td></tr><tr><td>Pflaster</td><td>45.500,50 €</td><td>10.000,00 €</td>"
            "<td>55.500,50 €</td></tr><tr><td>Summe</td><td>165.500,50 €</td><td>90.000,00 €</td>"
            "<td>255.500,50 €</td></tr></tbody></table><p>Die Mittel stehen bereit.</p>"
        ),
    )


def test_05_numbers_of_a_resolution_stay() -> None:
    assert read("05-gliederung.txt") == build(
        905,
        beschlussentwurf_html=(
            "<p>Der Stadtrat beschließt:</p><p>1. Der Hebesatz wird wie folgt geändert:</p>"
            "<p>a) Grundsteuer A auf 330 v. H.,</p><p>b) Grundsteuer B auf 420 v. H.</p>"
            "<p>Die Änderung gilt ab dem 01.01.2020.</p><p>2. Die Hundesteuer wird angehoben.</p>"
            "<p>2.1 für den ersten Hund auf 120 Euro,</p><p>2.2 für jeden weiteren Hund auf 180 Euro.</p>"
            "<p>3. Die Verwaltung wird beauftragt, Nr. 2 Buchst. b umzusetzen.</p>"
        ),
    )


@pytest.mark.parametrize(
    ("name", "laufend"),
    [("06-cp1252-crlf.txt", 906), ("06-utf16.txt", 9062), ("06-utf8bom-nbsp.txt", 9061), ("06-macroman.txt", 9063)],
)
def test_06_every_encoding_is_read_right(name: str, laufend: int) -> None:
    assert read(name) == build(
        laufend,
        betreff="„Grüne Höfe“ – 2. Änderung, 1.500 € Zuschuss",
        begruendung_html="<p>Gemäß § 34 Abs. 3 GemO fließen 1.500 € … in die Straße „Am Ölberg“.</p>",
    )


def test_06_a_doubtful_encoding_is_said() -> None:
    zweifelhafte = [name.name for name in sorted(EINGABE.glob("*.txt")) if read_text(name).hinweise]
    assert zweifelhafte == ["06-macroman.txt"]


def test_08_every_spelling_of_the_number_is_the_same_paper() -> None:
    assert read("08-nummer-leer.txt") == read("08-nummer-ohne-null.txt") == build(908)
    assert read("08-nummer-ergaenzung.txt") == build(
        908,
        nummer=Nummer(Vorlagenart.BV, 908, 2019, neufassung=1),
        hinweise=("„1. Ergänzung“ wurde als Neufassung 1 gelesen: BV/0908/2019/1.",),
    )


def test_10_what_the_subject_is_about_belongs_to_it() -> None:
    betreff = "Bebauungsplan Nr. 17 „Beispielgrund“ hier: Aufstellungsbeschluss"
    assert read("10-hier.txt") == build(910, betreff=betreff)


def test_11_ligatures_are_letters_and_marks_are_lists() -> None:
    assert read("11-zeichen.txt") == build(
        911,
        betreff="Beschaffung eines Feuerwehrfahrzeugs",
        begruendung_html=(
            "<p>Die finanziellen Auswirkungen der Flächenpflege:</p><ul><li>Kauf</li><li>Pacht</li>"
            "<li>Variante A</li><li>erledigt</li><li>Hauptpunkt<ul><li>Unterpunkt eins</li><li>Unterpunkt zwei</li>"
            "</ul></li><li>zweiter Hauptpunkt</li></ul>"
        ),
    )


@pytest.mark.parametrize(("name", "laufend"), [("12-datum-ort.txt", 9121), ("12-datum-wort.txt", 912)])
def test_12_dates_in_words_and_with_a_place(name: str, laufend: int) -> None:
    assert read(name) == build(laufend, aktenzeichen="")


def test_13_attachments_keep_number_and_order() -> None:
    daten = read("13-anlagen-nichtoeffentlich.txt")
    assert daten == build(
        913,
        anlagen=(
            AnlageDaten("1", "Lageplan"),
            AnlageDaten("2", "Kostenschätzung der Bieter", nichtoeffentlich=True),
            AnlageDaten("10", "Gutachten"),
            AnlageDaten("2a", "Nachtrag"),
        ),
    )
    assert place_anlagen(daten.anlagen) == [
        (1, "Lageplan"),
        (2, "Kostenschätzung der Bieter"),
        (10, "Gutachten"),
        (11, "Anlage 2a: Nachtrag"),
    ]
    assert read("13-anlagen-keine.txt") == build(9131, anlagen=(), beiwerk=(ZeileDaten(26, "keine"),))


def test_15_letter_spaced_and_capital_headings() -> None:
    assert read("15-sperrschrift.txt") == build(915, beschlussentwurf_html="<p>Der Stadtrat beschließt.</p>")


def test_16_any_order_of_the_parts() -> None:
    assert read("16-reihenfolge.txt") == build(916, aktenzeichen="")


def test_17_further_headings_are_kept_in_the_reasons() -> None:
    assert read("17-auswirkungen.txt") == build(
        917,
        begruendung_html=(
            "<p>Der Platz ist alt.</p><h3>Finanzielle Auswirkungen</h3><p>Kosten 120.000 €, Teilhaushalt 10.</p>"
            "<h3>Auswirkungen auf den Klimaschutz</h3><p>keine</p>"
        ),
    )


def test_18_two_papers_in_a_file_each_have_their_own_attachments() -> None:
    texte = split_vorlagen(read_text(EINGABE / "18-zwei-vorlagen.txt").text)
    assert [parse_formular(text) for text in texte] == [build(918), build(9181, betreff="Zweite Vorlage")]


def test_19_signatures_are_reported_and_kept() -> None:
    assert read("19-unterschrift.txt") == build(
        919,
        nicht_zugeordnet=(
            ZeileDaten(31, "Koblenz, 03.04.2019"),
            ZeileDaten(33, "In Vertretung"),
            ZeileDaten(36, "Erika Beispiel"),
            ZeileDaten(37, "Bürgermeisterin"),
        ),
        hinweise=(
            (
                "Zeile 31: Unter dem Text steht eine Unterschrift („Koblenz, 03.04.2019 · In Vertretung · "
                "Erika Beispiel · Bürgermeisterin“). Sie wird nicht übernommen, sondern bei der Vorlage aufgehoben."
            ),
        ),
    )


EIGENER_DRUCK = replace(
    INTEGRATIONSKONZEPT,
    nummer=Nummer(Vorlagenart.BV, 921, 2018),
    stationen=tuple(replace(station, angekreuzt=()) for station in INTEGRATIONSKONZEPT.stationen),
    anlagen=(AnlageDaten("01", "Strategisches Integrationskonzept 2018", nichtoeffentlich=True),),
    hinweise=(KEINE_KAESTCHEN,),
)
"""The real paper, but for what a print as text cannot say: whether a box is ticked."""


@pytest.mark.parametrize("name", ["21-eigener-druck.txt", "21-eigener-druck-layout.txt"])
def test_21_our_own_print_loses_nothing(name: str) -> None:
    assert replace(read(name), beiwerk=()) == EIGENER_DRUCK


def test_21_a_print_in_drawing_order_loses_only_the_marks_of_its_lists() -> None:
    daten = replace(read("21-eigener-druck-raw.txt"), beiwerk=())
    assert replace(daten, begruendung_html="") == replace(EIGENER_DRUCK, begruendung_html="")
    assert flatten(daten.begruendung_html) == flatten(EIGENER_DRUCK.begruendung_html)


def flatten(html: str) -> list[str]:
    """Return the words of a text without marks of lists."""
    return [wort for wort in richtext_to_text(html).split() if wort != "-"]
