import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pikepdf
import pytest

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.pdf import DruckFehler, render_pdf, warm_up

STIL = ["pdf/basis.css"]


def build_html(inhalt: str = "<p>Text</p>", *, titel: str = "Probe") -> str:
    return f'<html lang="de"><title>{titel}</title><body><h1>Probe</h1>{inhalt}</body></html>'


def read_text(daten: bytes) -> str:
    ergebnis = subprocess.run(["pdftotext", "-", "-"], input=daten, capture_output=True, check=True)
    return " ".join(ergebnis.stdout.decode().split())


def test_it_makes_an_accessible_archive_file() -> None:
    daten = render_pdf(build_html(), stylesheets=STIL)
    assert check_pdf(daten) == []
    with pikepdf.open(BytesIO(daten)) as pdf:
        namen = {str(o.BaseFont).partition("+")[2] for o in pdf.objects if "/DescendantFonts" in as_keys(o)}
        assert namen == {"Fira-Sans", "Fira-Sans-Semi-Bold"}


def as_keys(objekt: object) -> tuple[str, ...]:
    return tuple(objekt.keys()) if isinstance(objekt, pikepdf.Dictionary) else ()


def test_the_same_page_gives_the_same_bytes_in_every_process() -> None:
    html = build_html("<ul><li>ä</li></ul><p>Fußgängerüberwegbeleuchtung</p>" * 5)
    hier = render_pdf(html, stylesheets=STIL)
    assert render_pdf(html, stylesheets=STIL) == hier
    programm = (
        "import sys, django; django.setup()\n"
        "from dokumente.druck.pdf import render_pdf\n"
        "sys.stdout.buffer.write(render_pdf(sys.stdin.read(), stylesheets=['pdf/basis.css']))\n"
    )
    umgebung = os.environ | {"PYTHONHASHSEED": "4711", "PYTHONIOENCODING": "utf-8"}
    dort = subprocess.run(
        [sys.executable, "-c", programm], input=html.encode(), capture_output=True, check=True, env=umgebung
    )
    assert dort.stdout == hier


def test_threads_take_turns() -> None:
    seiten = [build_html(f"<p>Absatz {nummer}</p>" * 30) for nummer in range(4)]
    einzeln = [render_pdf(seite, stylesheets=STIL) for seite in seiten]
    with ThreadPoolExecutor(4) as faeden:
        assert list(faeden.map(lambda seite: render_pdf(seite, stylesheets=STIL), seiten)) == einzeln


def test_a_forked_child_prints_and_leaves_its_parents_fonts_alone() -> None:
    warm_up()
    html = build_html("<p>Erst das Kind.</p>")
    lesen, schreiben = os.pipe()
    kind = os.fork()
    if kind == 0:
        with os.fdopen(schreiben, "wb") as ausgang:
            ausgang.write(render_pdf(html, stylesheets=STIL))
        os._exit(0)
    os.close(schreiben)
    with os.fdopen(lesen, "rb") as eingang:
        vom_kind = eingang.read()
    os.waitpid(kind, 0)
    assert vom_kind == render_pdf(html, stylesheets=STIL)


def test_what_the_engine_cannot_lay_out_is_one_error_and_the_next_page_prints() -> None:
    with pytest.raises(DruckFehler, match="lässt sich nicht drucken"):
        render_pdf(build_html("<div>" * 600 + "tief"), stylesheets=STIL)
    assert "Text" in read_text(render_pdf(build_html(), stylesheets=STIL))


@pytest.mark.parametrize("name", ["pdf/gibt-es-nicht.css", "css/basis.css", "/etc/passwd", "../koblenz_council/x.css"])
def test_only_the_style_sheets_for_print_are_read(name: str) -> None:
    with pytest.raises(DruckFehler):
        render_pdf(build_html(), stylesheets=[name])


def test_a_character_without_a_glyph_is_printed_as_its_number() -> None:
    daten = render_pdf(build_html("<p>A\U000e01efB \U0010fffdC</p>", titel="T"), stylesheets=STIL)
    assert "[U+10FFFD]C" in read_text(daten)
    assert check_pdf(daten) == []


def test_hyphens_at_line_ends_come_from_the_same_font() -> None:
    daten = render_pdf(build_html("<p>Straßenausbaubeitragssatzungsänderung </p>" * 3 + "<p>x</p>"), stylesheets=STIL)
    schmal = render_pdf(build_html("<table><tr><td>Straßenausbaubeitragssatzung</td></tr></table>"), stylesheets=STIL)
    for datei in (daten, schmal):
        with pikepdf.open(BytesIO(datei)) as pdf:
            schriften = {str(o.BaseFont).split("+")[1] for o in pdf.objects if "/DescendantFonts" in as_keys(o)}
        assert all(name.startswith("Fira-Sans") for name in schriften)
