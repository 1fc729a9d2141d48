import subprocess
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.norm.tags import Knoten, Tagbaum
from dokumente.druck.pdf import render_pdf
from dokumente.druck.qr import build_qr
from tests.pdf_normen import find_normverstoesse
from tests.pdf_text import extract_text


def render(inhalt: str) -> bytes:
    html = f'<html lang="de"><title>Probe</title><body><div class="fuss">Fuß</div><h1>Probe</h1>{inhalt}</body></html>'
    return render_pdf(html, stylesheets=["pdf/basis.css"])


def read_baum(daten: bytes) -> tuple[pikepdf.Pdf, list[Knoten]]:
    pdf = pikepdf.open(BytesIO(daten))
    return pdf, list(Tagbaum.read(pdf.Root.StructTreeRoot).walk())


def describe_tabellen(daten: bytes) -> list[list[list[str]]]:
    """Return per table and row what each cell is: role, scope, and the places (row.column) of its heads."""
    pdf, knoten = read_baum(daten)
    with pdf:
        tabellen = []
        for tabelle in (einer for einer in knoten if einer.rolle == "Table"):
            zeilen = [einer for einer in tabelle.walk() if einer.rolle == "TR"]
            platz = {
                zelle.kennung: f"{y}.{x}" for y, zeile in enumerate(zeilen) for x, zelle in enumerate(zeile.kinder)
            }
            tabellen.append([[describe_zelle(zelle, platz) for zelle in zeile.kinder] for zeile in zeilen])
        return tabellen


def describe_zelle(zelle: Knoten, platz: dict[str, str]) -> str:
    koepfe: Any = zelle.eigenschaft("/Headers") or []
    scope = zelle.eigenschaft("/Scope")
    return " ".join([zelle.rolle, *([str(scope)[1:]] if scope else []), *(platz[str(kopf)] for kopf in koepfe)])


def test_spans_from_the_rows_above_move_no_head() -> None:
    daten = render(
        '<table><thead><tr><th rowspan="2">Jahr</th><th colspan="2">Betrag</th></tr><tr><th>Soll</th><th>Ist</th></tr>'
        '</thead><tbody><tr><th rowspan="2">2018</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></tbody>'
        "</table>"
    )
    assert describe_tabellen(daten) == [
        [
            ["TH Column", "TH Column"],
            ["TH Column 0.1", "TH Column 0.1"],
            ["TH Row 0.0", "TD 2.0 0.1 1.0", "TD 2.0 0.1 1.1"],
            ["TD 2.0 0.1 1.0", "TD 2.0 0.1 1.1"],
        ]
    ]
    assert check_pdf(daten) == []


def test_a_head_without_scope_beside_plain_cells_heads_its_row() -> None:
    daten = render("<table><tr><th>Summe</th><td>1</td></tr><tr><th>Rest</th><td>2</td></tr></table>")
    assert describe_tabellen(daten) == [[["TH Row", "TD 0.0"], ["TH Row", "TD 1.0"]]]
    assert check_pdf(daten) == []


def test_a_table_over_three_pages_repeats_its_head_and_stays_regular() -> None:
    zeilen = "".join(
        f'<tr><th>{jahr}</th><td rowspan="3">{jahr}</td><td>a</td></tr><tr><td>b</td><td>c</td></tr>'
        "<tr><td>d</td><td>e</td></tr>"
        for jahr in range(40)
    )
    kopf = "<thead><tr><th>Jahr</th><th>Summe</th><th>Rest</th></tr></thead>"
    daten = render(f"<div class='text'><table>{kopf}{zeilen}</table></div>")
    assert check_pdf(daten) == []
    assert find_normverstoesse(daten) == []
    seiten = extract_text(daten, raw=True).split("\f")[:-1]
    assert len(seiten) > 2
    assert ["Jahr Summe Rest" in seite for seite in seiten] == [True] * len(seiten)
    [tabelle] = describe_tabellen(daten)
    assert len(tabelle) == 121
    assert [zeile for zeile in tabelle if "TH Column" in zeile] == [["TH Column", "TH Column", "TH Column"]]
    # A cell begun on one page still heads its rows on the next.
    assert tabelle[1:4] == [
        ["TH Row 0.0", "TD 1.0 0.1", "TD 1.0 0.2"],
        ["TD 0.0", "TD 0.2"],
        ["TD 0.0", "TD 0.2"],
    ]
    assert {len(zeile) for zeile in tabelle} == {2, 3}


def describe_ort(knoten: Knoten) -> tuple[str, int]:
    """Return the role of an element and on how many pages it stands."""
    return knoten.rolle, len({verweis.seite for einer in knoten.walk() for verweis in einer.inhalte})


@pytest.mark.parametrize(
    ("inhalt", "rolle"),
    [
        (f"<p>{'Wort ' * 1200}</p>", "P"),
        (f"<p><strong>{'Wort ' * 1200}</strong></p>", "P"),
        (f"<ul><li>{'Wort ' * 1200}</li></ul>", "LI"),
        (f"<ul><li>a<ul><li>b</li><li>{'Wort ' * 1200}</li></ul></li></ul>", "L"),
        (f"<blockquote><p>a</p><p>{'Wort ' * 1200}</p><p>b</p></blockquote>", "BlockQuote"),
        (f"<table><tr><td>{'<p>Wort</p>' * 60}</td><td>{'<p>Wort</p>' * 9}</td></tr></table>", "TR"),
        (f"<table><tr><td>a{'<p>Wort</p>' * 60}b</td></tr></table>", "TD"),
    ],
)
def test_what_a_page_breaks_is_one_element(inhalt: str, rolle: str) -> None:
    daten = render(f"<p>davor</p>{inhalt}<p>danach</p>")
    assert check_pdf(daten) == []
    assert find_normverstoesse(daten) == []
    pdf, knoten = read_baum(daten)
    with pdf:
        gebrochen = [einer for einer in knoten if describe_ort(einer) == (rolle, len(pdf.pages))]
        assert len(pdf.pages) > 1
        assert gebrochen
        html = {"LI": "li", "P": "p", "TR": "tr", "TD": "td", "BlockQuote": "blockquote", "L": "ul"}[rolle]
        assert len([einer for einer in knoten if einer.rolle == rolle]) == inhalt.count(f"<{html}>") + 2 * (
            rolle == "P"
        )


def test_a_cell_keeps_the_order_of_its_text() -> None:
    daten = render(f"<table><tr><td>vorn{'<p>Wort</p>' * 60}hinten</td></tr></table>")
    text = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=daten, capture_output=True, check=True
    ).stdout.decode()
    assert text.index('"vorn') < text.index('"Wort') < text.index('"hinten')
    assert text.count('"vorn') == text.count('"hinten') == 1


def test_a_link_over_two_lines_is_one_and_over_two_pages_lies_on_both() -> None:
    langer = f'<a href="https://www.koblenz.de/">{"Wort " * 30}</a>'
    pdf, knoten = read_baum(render(f"<p>{langer}</p><div style='height: 230mm'></div><p>{langer}</p>"))
    with pdf:
        eins, zwei = (einer for einer in knoten if einer.rolle == "Link")
        assert len(eins.objekte) == 1
        flaechen: Any = eins.objekte[0]
        assert len(flaechen.QuadPoints) >= 16
        links, unten, rechts, oben = (float(zahl) for zahl in flaechen.Rect)
        ecken = [float(zahl) for zahl in flaechen.QuadPoints]
        assert (min(ecken[::2]), min(ecken[1::2]), max(ecken[::2]), max(ecken[1::2])) == (links, unten, rechts, oben)
        assert [len(seite.obj.Annots) for seite in pdf.pages] == [1 + (len(zwei.objekte) > 1), 1]
        assert len(zwei.objekte) in (1, 2)


def test_a_picture_lies_where_it_is_seen() -> None:
    bild = f'<img style="width: 40mm; height: 20mm" alt="Bild" src="{build_qr("a")}">'
    pdf, knoten = read_baum(render(f"<div style='height: 200mm'></div><p>{bild}</p>"))
    with pdf:
        [figur] = [einer for einer in knoten if einer.rolle == "Figure"]
        kasten: Any = figur.eigenschaft("/BBox")
        links, unten, rechts, oben = (float(zahl) for zahl in kasten)
    millimeter = 72 / 25.4
    assert (round((rechts - links) / millimeter), round((oben - unten) / millimeter)) == (40, 20)
    assert round(links / millimeter) == 25
    assert 22 < unten / millimeter < 60


def test_a_divided_word_ends_in_a_soft_hyphen_and_a_compound_in_its_own() -> None:
    woerter = "Haushaltssicherungskonzeptfortschreibung " * 3 + "Rhein-Mosel-Halle " * 9
    daten = render(f"<div style='width: 24mm'><p>{woerter}</p></div>")
    zeilen = extract_text(daten, raw=True).split("\n")
    assert {zeile[-1] for zeile in zeilen if zeile.endswith(("-", "\u00ad"))} == {"-", "\u00ad"}
    assert "Haushaltssicherungskonzeptfortschreibung" in "".join(zeilen).replace("\u00ad", "")
    assert [zeile for zeile in zeilen if zeile.endswith("-") and not zeile.endswith(("Rhein-", "Mosel-"))] == []
    assert check_pdf(daten) == []


def test_a_ragged_table_gets_empty_cells() -> None:
    daten = render(
        "<table><tr><th>A</th><th>B</th><th>C</th></tr><tr><td>1</td></tr><tr></tr><tr><td>2</td></tr></table>"
    )
    assert describe_tabellen(daten)[0][1] == ["TD 0.0", "TD", "TD"]
    assert check_pdf(daten) == []


def test_lists_say_how_they_count() -> None:
    daten = render("<ol><li>eins<ul><li>Strich</li></ul></li></ol><ul><li>Punkt</li></ul>")
    pdf, knoten = read_baum(daten)
    with pdf:
        assert [str(einer.eigenschaft("/ListNumbering")) for einer in knoten if einer.rolle == "L"] == [
            "/Decimal",
            "/Disc",
            "/Disc",
        ]
    assert check_pdf(daten) == []


def test_page_margins_are_artifacts() -> None:
    daten = render("<p>Text</p>" * 80)
    with pikepdf.open(BytesIO(daten)) as pdf:
        assert len(pdf.pages) > 1
        for seite in pdf.pages:
            marken = [
                (str(b.operands[0]), dict(b.operands[1]) if len(b.operands) > 1 else {})
                for b in pikepdf.parse_content_stream(seite)
                if str(b.operator) in ("BDC", "BMC")
            ]
            seitenbeiwerk = [marke for marke in marken if marke[1].get("/Type") == "/Pagination"]
            assert {name for name, _ in seitenbeiwerk} == {"/Artifact"}
            assert len(seitenbeiwerk) >= 2, "footer and page number"
    assert check_pdf(daten) == []


def test_fields_of_one_name_are_told_apart() -> None:
    kasten = '<p><input type="checkbox" name="x" title="Wahl"> Wahl</p>'
    with pikepdf.open(BytesIO(render(kasten * 3))) as pdf:
        formular: Any = pdf.Root.AcroForm
        assert [str(feld.T) for feld in formular.Fields] == ["x", "x-2", "x-3"]
        assert "/NeedAppearances" not in formular


@pytest.mark.parametrize(("zusatz", "wert"), [("checked", "/on"), ("", "/Off")])
def test_a_crossed_box_is_drawn_as_a_cross_and_both_states_have_a_look(zusatz: str, wert: str) -> None:
    with pikepdf.open(BytesIO(render(f'<p><input type="checkbox" name="x" title="Wahl" {zusatz}></p>'))) as pdf:
        formular: Any = pdf.Root.AcroForm
        feld = formular.Fields[0]
        assert (str(feld.V), str(feld.AS)) == (wert, wert)
        assert b" l S" in feld.AP.N["/on"].read_bytes()
        assert feld.AP.N["/Off"].read_bytes() == b""
        assert "/Ff" not in feld


def test_a_link_is_one_element_with_text_and_target() -> None:
    daten = render('<p>Siehe <a href="https://www.koblenz.de/">die Seite der Stadt</a>.</p>')
    pdf, knoten = read_baum(daten)
    with pdf:
        links: list[Any] = [einer for einer in knoten if einer.rolle == "Link"]
        assert [str(link.objekte[0].A.URI) for link in links] == ["https://www.koblenz.de/"]
    assert check_pdf(daten) == []


def test_what_is_hidden_from_the_ear_is_seen_and_not_read() -> None:
    kasten = '<input type="checkbox" name="x" title="nicht angekreuzt: einstimmig">'
    daten = render(f'<table><tr><td>{kasten} <span aria-hidden="true">einst. <b>ja</b></span></td></tr></table>')
    assert "einst. ja" in extract_text(daten)
    assert check_pdf(daten) == []
    assert find_normverstoesse(daten) == []
    pdf, knoten = read_baum(daten)
    with pdf:
        [zelle] = [einer for einer in knoten if einer.rolle == "TD"]
        assert next(einer.rolle for einer in zelle.walk() if einer.inhalte or einer.objekte) == "Form"
        assert not [einer for einer in zelle.walk() if einer.rolle == "Span" and einer.kinder]


def test_a_heading_is_read_as_what_tells_it_from_others() -> None:
    daten = render('<h2 aria-label="Beschlussvorlage BV/0546/2018">Beschlussvorlage</h2><h2>Anlage</h2>')
    pdf, knoten = read_baum(daten)
    with pdf:
        titel = [einer for einer in knoten if einer.rolle == "H2"]
        assert [str(einer.kinder[0].element.get("/ActualText", "")) for einer in titel] == [
            "Beschlussvorlage BV/0546/2018",
            "",
        ]
    assert check_pdf(daten) == []
