"""Stamps are looked at as people see them: on the printed page."""

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dokumente.bindung import Mappenoptionen, bind_mappe
from tests.dokumente.bindung.beispiele import build_eigen, build_fremd, build_teil, read_offen, read_seiten, run

OPTIONEN = Mappenoptionen("M")
STEMPEL = "TOP Ö 3 · BV/0546/2018"
WORT = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>')

SEITEN: dict[str, dict[str, Any]] = {
    "A4": {},
    "quer": {"MediaBox": [0, 0, 842, 595]},
    "A3": {"MediaBox": [0, 0, 842, 1191]},
    "A0": {"MediaBox": [0, 0, 2384, 3370]},
    "A6": {"MediaBox": [0, 0, 298, 420]},
    "gedreht 90": {"Rotate": 90},
    "gedreht 180": {"Rotate": 180},
    "gedreht 270": {"Rotate": 270},
    "gedreht -90": {"Rotate": -90},
    "versetzt": {"MediaBox": [-300, 200, 295, 1042]},
    "verkehrter Kasten": {"MediaBox": [595, 842, 0, 0]},
    "Ausschnitt": {"MediaBox": [0, 0, 842, 1191], "CropBox": [100, 150, 700, 1000]},
    "Ausschnitt gedreht": {"MediaBox": [0, 0, 842, 1191], "CropBox": [100, 150, 700, 1000], "Rotate": 90},
    "Ausschnitt daneben": {"CropBox": [5000, 5000, 6000, 6000]},
    "Einheit": {"MediaBox": [0, 0, 238.4, 337], "UserUnit": 10},
}


def bind_seite(ziel: Path, inhalt: bytes = b"", stempel: str = STEMPEL, **seite: Any) -> None:
    teil = build_teil("a", build_fremd([inhalt], **seite), stempel=stempel, eigen=False)
    bind_mappe([teil], ziel, optionen=OPTIONEN)


def measure_tinte(datei: Path) -> tuple[float, float, float, float]:
    """Return left, upper, right and lower edge of everything dark, as parts of the visible page."""
    run("pdftoppm", "-png", "-gray", "-cropbox", "-scale-to", "1200", "-singlefile", datei, datei.with_suffix(""))
    with Image.open(datei.with_suffix(".png")) as bild:
        kasten = bild.point(lambda wert: 255 if wert < 128 else 0).getbbox()
        assert kasten is not None
        links, oben, rechts, unten = kasten
        return links / bild.width, oben / bild.height, rechts / bild.width, unten / bild.height


@pytest.mark.parametrize("name", SEITEN)
def test_it_stands_upright_in_the_upper_margin_of_the_visible_page(tmp_path: Path, name: str) -> None:
    ziel = tmp_path / "m.pdf"
    bind_seite(ziel, **SEITEN[name])
    links, oben, rechts, unten = measure_tinte(ziel)
    assert 0.05 < links < 0.15
    assert 0.85 < rechts < 0.95
    assert 0 < oben < unten < 0.045
    worte = [treffer[4] for treffer in WORT.findall(run("pdftotext", "-bbox", "-cropbox", ziel, "-"))]
    assert " ".join(worte) == f"{STEMPEL} Seite 1 von 1 · Mappe 1 von 1"


@pytest.mark.parametrize(
    ("kasten", "erwartet"), [([0, 0, 595, 842], 8), ([0, 0, 842, 1191], 11.3), ([0, 0, 2384, 3370], 32)]
)
def test_it_grows_with_the_sheet(tmp_path: Path, kasten: list[int], erwartet: float) -> None:
    bind_seite(tmp_path / "m.pdf", MediaBox=kasten)
    _, oben, _, unten, _ = WORT.findall(run("pdftotext", "-bbox", tmp_path / "m.pdf", "-"))[0]
    # A line of this font is 1.2 times as high as its size.
    assert float(unten) - float(oben) == pytest.approx(erwartet * 1.2, rel=0.03)


UNAUSGEGLICHEN = {
    "offener Zustand": b"q 0.1 0 0 0.1 0 0 cm q 5 0 0 5 300 300 cm",
    "verschobener Nullpunkt": b"0.1 0 0 0.1 0 0 cm",
    "zu viele Q": b"q Q Q Q 0.1 0 0 0.1 0 0 cm Q",
    "offener Text": b"BT /F1 12 Tf 3 Tr",
    "offene Markierung": b"/Span BMC q /Artifact <</Type/Pagination>> BDC",
    "Klammern im Text": b"BT /F1 9 Tf 3 Tr 9 9 Td (q q \\( q ((q) q (q (q)))) Tj <71> Tj ET q 0.1 0 0 0.1 0 0 cm % Q Q",
    "Bild im Inhalt": b"q 0.1 0 0 0.1 9999 0 cm BI /W 8 /H 1 /BPC 8 /CS /G ID (q Q q( EI q 0.2 0 0 0.2 0 0 cm",
    "Namen": b"/Q gs q 0.1 0 0 0.1 0 0 cm",
}


@pytest.mark.parametrize("name", UNAUSGEGLICHEN)
def test_what_a_page_leaves_open_does_not_move_it(tmp_path: Path, name: str) -> None:
    bind_seite(tmp_path / "gut.pdf")
    bind_seite(tmp_path / "m.pdf", UNAUSGEGLICHEN[name])
    assert measure_tinte(tmp_path / "m.pdf") == pytest.approx(measure_tinte(tmp_path / "gut.pdf"), abs=0.002)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", tmp_path / "m.pdf")


def test_a_page_with_too_many_endings_is_painted_as_before(tmp_path: Path) -> None:
    """A reader ignores a Q that closes nothing: what was set before it still holds behind it."""
    (tmp_path / "gut.pdf").write_bytes(build_fremd([b"0.5 0 0 0.5 0 0 cm 0 0 1190 400 re f"]))
    teil = build_teil("a", build_fremd([b"0.5 0 0 0.5 0 0 cm Q q Q Q 0 0 1190 400 re f"]), eigen=False)
    bind_mappe([teil], tmp_path / "m.pdf", optionen=Mappenoptionen("M", seitenzahlen=False))
    assert measure_tinte(tmp_path / "gut.pdf")[1] == pytest.approx(1 - 200 / 842, abs=0.01)
    assert measure_tinte(tmp_path / "m.pdf") == measure_tinte(tmp_path / "gut.pdf")


def test_it_is_readable_on_a_dark_page(tmp_path: Path) -> None:
    bind_seite(tmp_path / "m.pdf", b"0 g 0 0 600 850 re f")
    run("pdftoppm", "-png", "-gray", "-r", "150", "-singlefile", tmp_path / "m.pdf", tmp_path / "m")
    with Image.open(tmp_path / "m.png") as farbig:
        bild = farbig.convert("L")
        rand = bild.crop((0, 0, bild.width, bild.height // 25)).histogram()
        rest = bild.crop((0, bild.height // 20, bild.width, bild.height)).histogram()
    assert sum(rand[200:]) > 1500
    assert sum(rest[1:]) == 0


def test_own_pages_get_no_outline(tmp_path: Path) -> None:
    bind_mappe([build_teil("a", build_eigen(), stempel=STEMPEL)], tmp_path / "m.pdf", optionen=OPTIONEN)
    inhalt = read_offen(tmp_path / "m.pdf")
    assert (inhalt.count(b"/Subtype/Header"), b"1 Tr" in inhalt) == (1, False)
    bind_seite(tmp_path / "f.pdf")
    assert b"1 Tr" in read_offen(tmp_path / "f.pdf")


def test_the_outline_is_no_second_text(tmp_path: Path) -> None:
    bind_seite(tmp_path / "f.pdf")
    muster = re.compile(rb"(/Artifact <<[^>]*>>|/P <<[^>]*>>) BDC\nq\n[^\n]* cm\nBT\n[^\n]* Tf\n(\d) Tr")
    teile = muster.findall(read_offen(tmp_path / "f.pdf"))
    assert [(b"/ActualText()" in marke, weise) for marke, weise in teile] == [(True, b"1"), (False, b"0")]
    [seite] = read_seiten(tmp_path / "f.pdf")
    assert seite.count("Mappe 1 von 1") == 1


@pytest.mark.parametrize(
    ("stempel", "gelesen"),
    [
        ("TOP Ö 27.1 · ÄÖÜß–„“…é", "TOP Ö 27.1 · ÄÖÜß–„“…é"),
        ("TOP \U0001f389\n漢", "TOP ???"),
        ("", ""),
    ],
)
def test_characters(tmp_path: Path, stempel: str, gelesen: str) -> None:
    bind_seite(tmp_path / "m.pdf", stempel=stempel)
    assert read_seiten(tmp_path / "m.pdf") == [f"{gelesen} Seite 1 von 1 · Mappe 1 von 1".strip()]


def test_a_long_stamp_is_shortened_beside_the_numbers(tmp_path: Path) -> None:
    bind_seite(tmp_path / "m.pdf", stempel="TOP Ö 3 · " + "Straßenausbaubeitragssatzung " * 9)
    (text,) = read_seiten(tmp_path / "m.pdf")
    assert re.fullmatch(r"TOP Ö 3 · (Straßenausbaubeitragssatzung )+\S+… Seite 1 von 1 · Mappe 1 von 1", text)
    assert measure_tinte(tmp_path / "m.pdf")[2] < 0.95


def test_one_font_serves_all_pages(tmp_path: Path) -> None:
    teile = [build_teil(f"t{n}", build_fremd([b""] * 3), eigen=False, stempel=f"TOP {n}") for n in range(5)]
    bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    zeilen = [zeile for zeile in run("pdffonts", tmp_path / "m.pdf").splitlines() if "Fira-Sans-Medium" in zeile]
    assert [zeile.split()[-5:-2] for zeile in zeilen] == [["yes", "yes", "yes"]]


def test_mixed_sizes_are_kept(tmp_path: Path) -> None:
    teile = [build_teil(f"t{n}", build_fremd(**seite), eigen=False) for n, seite in enumerate(SEITEN.values())]
    bind_mappe(teile, tmp_path / "m.pdf", optionen=OPTIONEN)
    (tmp_path / "q.pdf").write_bytes(build_fremd(**SEITEN["Ausschnitt gedreht"]))
    angaben = run("pdfinfo", "-f", "1", "-l", "99", tmp_path / "m.pdf")
    groessen = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", angaben)
    assert groessen[:5] == [("595.28", "841.89"), ("842", "595"), ("842", "1191"), ("2384", "3370"), ("298", "420")]
    assert re.findall(r"Page +\d+ rot: +(\d+)", angaben)[5:9] == ["90", "180", "270", "270"]


def test_a_page_without_resources_gets_them(tmp_path: Path) -> None:
    def strip(pdf: Any) -> None:
        del pdf.pages[0].obj["/Resources"]
        del pdf.pages[0].obj["/Contents"]

    daten = build_fremd(aendere=strip)
    bind_mappe([build_teil("a", daten, eigen=False, stempel="TOP 1")], tmp_path / "m.pdf", optionen=OPTIONEN)
    assert "TOP 1" in read_seiten(tmp_path / "m.pdf")[0]
