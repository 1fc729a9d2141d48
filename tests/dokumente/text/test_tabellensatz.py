"""Which type, page and columns a table gets, before anything is printed."""

import re
from functools import cache
from html import unescape
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from dokumente.druck.dateien import load_druckdatei
from dokumente.druck.pdf import DruckFehler
from dokumente.rules.spaltenbreiten import HOCH_PT, QUER_PT, SATZARTEN, Bedarf, choose_satz
from dokumente.rules.textbreiten import BREITEN, measure_wort
from dokumente.text.richtext import clean_richtext
from dokumente.text.tabellen import read_tabellen
from dokumente.text.tabellensatz import BRUCH, TabelleZuBreit, check_tabellen, set_tabellen, show_tabellen
from tests.vorlagen.druckbeispiele import build_druck
from vorlagen.documents.vorlage import build_vorlage_html

SCHNITTE = ("Regular", "Italic", "SemiBold", "SemiBoldItalic")


def build_tabelle(*reihen: str, kopf: str = "") -> str:
    """Return a table; the cells of a row are parted by bars."""
    zeilen = [f"<tr>{''.join(f'<td>{zelle}</td>' for zelle in reihe.split('|'))}</tr>" for reihe in reihen]
    oben = f"<tr>{''.join(f'<th>{zelle}</th>' for zelle in kopf.split('|'))}</tr>" if kopf else ""
    return clean_richtext(f"<table><tbody>{oben}{''.join(zeilen)}</tbody></table>")


def klassen(html: str) -> list[tuple[str, str]]:
    """Return the text of each cell with its class."""
    zellen = re.findall(r'<t[dh](?: class="(\w+)")?>(.*?)</t[dh]>', html)
    return [(unescape(text), klasse) for klasse, text in zellen]


def satz(html: str) -> tuple[str, bool, int]:
    """Return type, whether the page lies, and the number of columns of the one table."""
    breiten = [float(breite) for breite in re.findall(r"width: ([\d.]+)pt", html)]
    [art] = re.findall(r'<table class="(\w+)">', html)
    quer = '<div class="quer">' in html
    assert sum(breiten) <= (QUER_PT if quer else HOCH_PT) + 0.1 * len(breiten)
    return art, quer, len(breiten)


@cache
def read_breiten(schnitt: str) -> dict[str, int]:
    """Return how wide the font draws each letter, or its form for columns of figures if that is wider."""
    schrift = TTFont(BytesIO(load_druckdatei(f"static:kern/fonts/fira-sans/FiraSans-{schnitt}.woff2").inhalt))
    assert schrift["head"].unitsPerEm == 1000
    tausch = schrift["GSUB"].table
    nummern = {n for m in tausch.FeatureList.FeatureRecord if m.FeatureTag == "tnum" for n in m.Feature.LookupListIndex}
    tabellarisch: dict[str, str] = {}
    for tabelle in (teil for nummer in nummern for teil in tausch.LookupList.Lookup[nummer].SubTable):
        tabellarisch |= getattr(tabelle, "ExtSubTable", tabelle).mapping
    namen = {zeichen: schrift.getBestCmap()[ord(zeichen)] for zeichen in BREITEN}
    breite = schrift["hmtx"]
    return {z: max(breite[name][0], breite[tabellarisch.get(name, name)][0]) for z, name in namen.items()}


def test_letters_are_as_wide_as_the_fonts_draw_them_or_a_little_wider() -> None:
    schriften = [read_breiten(schnitt) for schnitt in SCHNITTE]
    for zeichen, breite in BREITEN.items():
        wahr = max(breiten[zeichen] for breiten in schriften)
        assert wahr <= breite, zeichen
        assert zeichen.isdecimal() or breite < wahr + 20, zeichen
    assert measure_wort("12") == 1.16
    assert measure_wort("漢") == 1


@pytest.mark.parametrize(
    ("spalten", "zelle", "erwartet"),
    [
        (3, "1.000,00 €", ("normal", False, 3)),
        (8, "123.456,00", ("normal", False, 8)),
        (9, "123.456,00", ("klein", False, 9)),
        (11, "123.456,00", ("normal", True, 11)),
        (12, "1.123.456,00", ("klein", True, 12)),
        (13, "1.123.456,00 €", ("winzig", True, 13)),
    ],
)
def test_a_wider_table_gets_smaller_type_then_a_page_that_lies(
    spalten: int, zelle: str, erwartet: tuple[str, bool, int]
) -> None:
    assert satz(set_tabellen(build_tabelle("|".join([zelle] * spalten)))) == erwartet


def test_words_are_cut_before_a_table_is_refused() -> None:
    """Words of eleven letters in twenty columns do not fit even lying and small; their numbers do."""
    html = set_tabellen(build_tabelle("|".join(["Haushaltung 12"] * 20)))
    assert satz(html) == ("winzig", True, 20)


def test_a_table_that_fits_nowhere_is_named() -> None:
    breit = "|".join(["123.456.789,00 €"] * 20)
    html = clean_richtext(f"{build_tabelle('a|b')}<p>Die Kosten je Jahr:</p>{build_tabelle(breit)}")
    satz = (
        "Tabelle 2 (nach „…Die Kosten je Jahr:“) ist zu breit für den Druck: Ihre 20 Spalten brauchen auch auf einer "
        "Seite im Querformat in kleinster Schrift 1,7-mal so viel Platz, wie da ist. Bitte teilen Sie die Tabelle oder "
        "geben Sie sie als Anlage bei."
    )
    assert check_tabellen(html) == [satz]
    with pytest.raises(TabelleZuBreit, match=r"Tabelle 2 .* unter „Begründung“ ist zu breit"):
        set_tabellen(html, titel="Begründung")
    with pytest.raises(DruckFehler, match=r"Tabelle 2 .* unter „Begründung“ ist zu breit"):
        build_vorlage_html(build_druck(begruendung=html))


def test_amounts_stand_right_and_so_do_their_heads() -> None:
    html = build_tabelle(
        "Los 1|2027|1.200,00 €|5", "Los 2|2028|–|a", "Summe||<strong>1.200,00 €</strong>|b", kopf="Los|Jahr|Betrag|Nr."
    )
    assert klassen(set_tabellen(html)) == [
        *(("Los", ""), ("Jahr", ""), ("Betrag", "betragskopf"), ("Nr.", "")),
        *(("Los 1", ""), ("2027", ""), ("1.200,00 €", "betrag"), ("5", "betrag")),
        *(("Los 2", ""), ("2028", ""), ("–", "betrag"), ("a", "")),
        *(("Summe", ""), ("", ""), ("<strong>1.200,00 €</strong>", "betrag"), ("b", "")),
    ]
    assert klassen(show_tabellen(html)) == klassen(set_tabellen(html))


def test_a_year_among_amounts_is_one() -> None:
    html = build_tabelle("1.998", "2000", "2.001", kopf="Einwohner")
    assert [klasse for _, klasse in klassen(set_tabellen(html))] == ["betragskopf", "betrag", "betrag", "betrag"]


def test_a_merged_cell_widens_the_columns_below_it() -> None:
    breit = "<tr><td colspan='2'>123.456.789.123.456.789,00 €</td><td>x</td></tr>"
    html = f"<table><tbody>{breit}<tr><td>1</td><td>2</td><td>y</td></tr></tbody></table>"
    [tabelle] = read_tabellen(clean_richtext(html))
    eins, zwei, drei = tabelle.measure_spalten()
    assert eins.zahl + zwei.zahl >= measure_wort("123.456.789.123.456.789,00\u00a0€")
    assert drei.zahl < 2


def test_cells_stand_beside_one_that_covers_rows() -> None:
    hoch = "<tr><td rowspan='2'>a</td><td>1,00 €</td></tr><tr><td>2,00 €</td></tr>"
    html = f"<table><tbody>{hoch}<tr><td>b</td><td>3,00 €</td></tr></tbody></table>"
    [tabelle] = read_tabellen(clean_richtext(html))
    assert [zelle.spalte for _, zelle in tabelle.iter_zellen()] == [0, 1, 1, 0, 1]
    assert tabelle.betragsspalten == {1}
    assert set_tabellen(clean_richtext(html)).count('<tr class="weiter">') == 1


def test_a_long_word_breaks_around_its_figures_only() -> None:
    adresse = "https://www.koblenz.example/verwaltung/2018/0546123/Anlage20180830.pdf"
    html = set_tabellen(build_tabelle("|".join([adresse, *["1.234.567,00 €"] * 7])))
    [gesetzt] = re.findall(r"<td>(https.*?)</td>", html)
    assert gesetzt.replace(BRUCH, "") == adresse
    assert [teil for teil in gesetzt.split(BRUCH) if re.search(r"\d", teil)] == ["2018", "0546123", "20180830"]
    assert BRUCH not in set_tabellen(build_tabelle(f"{adresse}|1"))


def test_a_text_without_tables_stays_as_it_is() -> None:
    text = "<p>Ein Satz mit 1.234,00 € &amp; mehr.</p><ul><li>Punkt</li></ul>"
    assert (set_tabellen(text), show_tabellen(text), check_tabellen(text)) == (text, text, [])


def test_on_the_screen_each_table_has_a_box_with_a_name() -> None:
    html = show_tabellen(clean_richtext(f"{build_tabelle('a')}<p>x</p>{build_tabelle('b')}"), titel="Kosten & mehr")
    assert re.findall(r"<div[^>]*>", html) == [
        f'<div class="table-scroll" role="region" aria-label="Kosten &amp; mehr, Tabelle {nummer}" tabindex="0">'
        for nummer in (1, 2)
    ]
    assert html.count("</table></div>") == 2


def test_columns_share_what_is_left() -> None:
    schmal, lang = Bedarf(), Bedarf()
    lang.raise_to((2, 8, 10, 60, 400))
    gewaehlt = choose_satz([schmal, lang])
    assert gewaehlt is not None
    assert gewaehlt.art == SATZARTEN[0]
    assert sum(gewaehlt.spalten) == pytest.approx(HOCH_PT)
    assert gewaehlt.spalten[1] > 10 * gewaehlt.spalten[0]


KOPF = "<tr><th>A</th><th>B</th></tr>"
ZWEI = '<tr><th rowspan="2">A</th><th>B</th></tr><tr><th>C</th></tr>'
REST = "<tr><td>1</td><td>2</td></tr>"


@pytest.mark.parametrize(
    ("vorher", "kopf"),
    [
        (f"<tbody>{KOPF}{REST}</tbody>", KOPF),
        (f"<tbody>{ZWEI}{REST}</tbody>", ZWEI),
        (f"<tbody>{KOPF}</tbody><tbody>{REST}</tbody>", KOPF),
    ],
)
def test_leading_rows_of_headers_become_the_head(vorher: str, kopf: str) -> None:
    nachher = f"<thead>{kopf}</thead><tbody>{REST}</tbody>"
    assert clean_richtext(f"<table>{vorher}</table>") == f"<table>{nachher}</table>"
    assert clean_richtext(f"<table>{nachher}</table>") == f"<table>{nachher}</table>"


@pytest.mark.parametrize(
    "tabelle",
    [
        "<tbody><tr><th>A</th></tr><tr><th>B</th></tr></tbody>",
        "<tbody><tr><th>A</th><td>1</td></tr><tr><th>B</th><td>2</td></tr></tbody>",
        '<tbody><tr><th rowspan="2">A</th><th>B</th></tr><tr><td>1</td></tr></tbody>',
        f"<tbody>{'<tr><th>A</th></tr>' * 6}<tr><td>1</td></tr></tbody>",
    ],
)
def test_what_is_no_head_stays_in_the_body(tabelle: str) -> None:
    assert clean_richtext(f"<table>{tabelle}</table>") == f"<table>{tabelle}</table>"
