"""Rich text: what was written is what is read, on every way."""

import io
import json
import re
import subprocess
from functools import cache

import pikepdf

from dokumente.text.richtext import clean_richtext, find_nebentext, richtext_to_text
from tests.faelle.faelle import read_richtext
from tests.pdf_text import extract_text
from tests.vorlagen.druckbeispiele import build_druck
from vorlagen.documents.vorlage import render_vorlage_pdf

PUNKT = re.compile(r"(?:\d|[a-z])[.)] ")


@cache
def render_fall(name: str) -> bytes:
    """Return the printed paper of this case."""
    beschluss, begruendung = read_richtext(name)
    return render_vorlage_pdf(build_druck(beschlussentwurf=beschluss, begruendung=begruendung))


def tags_of(pdf: bytes) -> str:
    """Return the tag tree with its words as ``pdfinfo`` reads it."""
    aufruf = ["pdfinfo", "-struct-text", "-"]
    return subprocess.run(aufruf, input=pdf, capture_output=True, check=True).stdout.decode()


def lines_of(pdf: bytes) -> list[str]:
    """Return the lines of the pages without blank ones."""
    return [" ".join(zeile.split()) for zeile in extract_text(pdf).splitlines() if zeile.strip()]


def test_30_a_list_begins_where_it_says_on_every_way() -> None:
    beschluss, begruendung = map(clean_richtext, read_richtext("30-ol-start.html"))
    assert re.findall(r"<ol[^>]*>", beschluss + begruendung) == ["<ol>", '<ol start="3">', '<ol type="a">']
    punkte = [
        "1. Der Entwurf wird gebilligt.",
        "2. Die Mittel werden bereitgestellt.",
        "3. Der Vertrag wird geschlossen.",
        "a) Grundsteuer A",
        "b) Grundsteuer B",
    ]
    text = richtext_to_text(beschluss) + "\n" + richtext_to_text(begruendung)
    assert [zeile for zeile in text.splitlines() if PUNKT.match(zeile)] == punkte
    pdf = render_fall("30-ol-start.html")
    assert [zeile for zeile in lines_of(pdf) if PUNKT.match(zeile)] == punkte
    baum = tags_of(pdf)
    assert re.findall(r"Lbl \(block\)\s+(?:Span \(inline\)\s+)?\"(\w+[.)]) ", baum) == ["1.", "2.", "3.", "a)", "b)"]
    assert re.findall(r"ListNumbering /(\w+)", baum)[:3] == ["Decimal", "Decimal", "LowerAlpha"]
    with pikepdf.open(io.BytesIO(pdf)) as offen:
        [beilage] = offen.attachments.values()
        daten = json.loads(beilage.get_file().read_bytes())
    assert (daten["beschlussentwurf"], daten["begruendung"]) == (beschluss, begruendung)


def test_31_lists_within_lists_keep_their_order() -> None:
    beschluss, begruendung = map(clean_richtext, read_richtext("31-nested.html"))
    assert richtext_to_text(beschluss).splitlines() == [
        "1. Eins",
        "  1. eins-a",
        "    - tief eins",
        "    - tief zwei",
        "  2. eins-b",
        "2. Zwei",
        "",
        "zweiter Absatz im Punkt",
    ]
    assert richtext_to_text(begruendung) == "- Punkt\n\nA\tB\n1\t2\n\n- nach Tabelle"
    zeilen = lines_of(render_fall("31-nested.html"))
    ab = zeilen.index("1. Eins")
    assert zeilen[ab : ab + 7] == [
        "1. Eins",
        "1. eins-a",
        "– tief eins",
        "– tief zwei",
        "2. eins-b",
        "2. Zwei",
        "zweiter Absatz im Punkt",
    ]


def test_35_long_words_stay_inside_the_page() -> None:
    pdf = render_fall("35-long-words.html")
    zeichen = re.sub(r"\s|-\n", "", extract_text(pdf))
    assert "DE89370400440532013000370400440532013000" in zeichen
    ausgabe = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    rechts = [float(wert) for wert in re.findall(r'xMax="([\d.]+)"', ausgabe)]
    # 20 mm of margin on A4, in points.
    assert max(rechts) <= 595.28 - 56.6 + 0.5


def test_38_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    roh = read_richtext("38-heading-bottom.html")[1]
    titel = [re.sub(r"<[^>]+>", "", t) for t in re.findall(r"<h[1-6][^>]*>.*?</h[1-6]>", roh)]
    assert titel
    for seite in extract_text(render_fall("38-heading-bottom.html")).split("\f"):
        zeilen = [
            z.strip() for z in seite.splitlines() if z.strip() and not re.match(r"Seite \d|Beschlussvorlage", z.strip())
        ]
        assert not zeilen or zeilen[-1] not in titel


def test_39_a_comment_is_no_text_of_the_paper() -> None:
    _, roh = read_richtext("39-word-comment.html")
    assert "INTERN" in roh
    assert clean_richtext(roh) == "<p>Der Platz ist alt.</p>"
    assert find_nebentext(roh) == "1 Kommentar wurde nicht übernommen."
