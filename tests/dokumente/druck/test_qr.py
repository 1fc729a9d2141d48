"""The QR code: what it says is what a phone reads off the paper, and no text of an author brings a picture."""

import base64
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import segno

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.pdf import render_pdf
from dokumente.druck.pruefzeichen import STIL
from dokumente.druck.qr import build_qr
from dokumente.text.richtext import clean_richtext
from tests.dokumente.druck.qr_lesen import count_fehler, draw_page
from tests.pdf_text import extract_text
from tests.vorlagen.druckbeispiele import build_druck
from vorlagen.documents.vorlage import build_vorlage_html

ADRESSE = "https://ratsinformation.koblenz.de/p/7K3M9QX2TD4F/"
STILE = ["pdf/basis.css", STIL]


def build_bild(adresse: str) -> str:
    """Return the picture as large as the mark prints it."""
    return (
        '<div class="pruefzeichen"><div class="pruefzeichen-kasten">'
        f'<img class="qr" src="{build_qr(adresse)}" alt="QR-Code"></div></div>'
    )


def build_html(bild: str) -> str:
    return f'<html lang="de"><title>Probe</title><body><h1>Probe</h1><p>Text</p>{bild}</body></html>'


def read_tags(html: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    """Return every tag with its attributes."""
    tags: list[tuple[str, list[tuple[str, str | None]]]] = []
    leser = HTMLParser()
    leser.handle_starttag = lambda tag, attrs: tags.append((tag, attrs))  # type: ignore[method-assign]
    leser.feed(html)
    return tags


def test_the_same_address_gives_the_same_picture() -> None:
    assert build_qr(ADRESSE) == build_qr(ADRESSE) != build_qr(f"{ADRESSE}x")


def test_the_picture_has_its_blank_margin() -> None:
    svg = base64.b64decode(build_qr(ADRESSE).partition(",")[2]).decode()
    felder = len(segno.make(ADRESSE, error="m").matrix)
    assert f'viewBox="0 0 {felder + 8} {felder + 8}"' in svg
    assert re.findall(r'd="M(\d+) (\d+)h', svg) == [("0", "0"), ("4", "4")]


def test_too_long_an_address_is_refused() -> None:
    with pytest.raises(segno.DataOverflowError):
        build_qr("x" * 3000)


def test_it_is_read_from_a_black_and_white_print(tmp_path: Path) -> None:
    pdf = render_pdf(build_html(build_bild(ADRESSE)), stylesheets=STILE)
    assert check_pdf(pdf) == []
    fehler, breite = count_fehler(draw_page(pdf, tmp_path), ADRESSE)
    assert fehler == 0
    felder = len(segno.make(ADRESSE, error="m").matrix)
    assert breite * (felder + 8) / felder == pytest.approx(20, abs=0.5)


def test_another_code_is_not_taken_for_it(tmp_path: Path) -> None:
    pdf = render_pdf(build_html(build_bild(ADRESSE.replace("7", "8"))), stylesheets=STILE)
    fehler, _ = count_fehler(draw_page(pdf, tmp_path), ADRESSE)
    assert fehler > 50


@pytest.mark.parametrize(
    "angriff",
    [
        '<img src="{}" alt="Fälschung">',
        '<svg><image href="{}"/></svg>',
        '<p style="background: url({})">Text</p>',
        '<object data="{}">Text</object>',
        "<style>p {{ background: url({}) }}</style>",
        '<link rel="stylesheet" href="{}">',
        '<ul style="list-style-image: url({})"><li>Text</li></ul>',
        '<!--pruefzeichen--><div class="pruefzeichen"><img src="{}"></div>',
    ],
)
def test_no_text_of_an_author_brings_a_picture_or_a_mark(angriff: str) -> None:
    """The printer opens pictures written out in an address: nothing but our own pages may contain one."""
    html = angriff.format(build_qr(ADRESSE))
    assert "data:" not in clean_richtext(html)
    druck = build_druck(begruendung=html, beschlussentwurf=html, betreff=html)
    seite = build_vorlage_html(druck)
    koerper = seite.partition("<body")[2]
    assert seite.count("<!--pruefzeichen-->") == 1
    assert [werte for _, werte in read_tags(koerper) if any("data:" in (wert or "") for _, wert in werte)] == []
    assert {"img", "svg", "image", "object", "style", "link"}.isdisjoint(tag for tag, _ in read_tags(koerper))


def test_an_address_outside_is_still_not_opened(tmp_path: Path) -> None:
    geheim = tmp_path / "geheim.svg"
    geheim.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>Geheimtext</text></svg>', encoding="utf-8")
    innen = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="file://{geheim}" width="9" height="9"/></svg>'
    verpackt = f"data:image/svg+xml;base64,{base64.b64encode(innen.encode()).decode()}"
    for adresse in (f"file://{geheim}", verpackt, "data:text/html;base64,PGI+R2VoZWltdGV4dDwvYj4="):
        pdf = render_pdf(build_html(f'<img src="{adresse}" alt="Bild">'), stylesheets=["pdf/basis.css"])
        assert "Geheimtext" not in extract_text(pdf)
