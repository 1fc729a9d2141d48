"""Characters that come from word processors and PDFs."""

from dokumente.druck.pdf import render_pdf
from dokumente.text.richtext import clean_richtext
from tests.faelle.faelle import read_richtext
from tests.pdf_text import extract_text

SEITE = '<html lang="de"><title>t</title><h1>a</h1><h2>b</h2><div class="text">{}</div></html>'


def test_34_ligatures_and_symbol_fonts_print_as_what_they_mean() -> None:
    _, roh = read_richtext("34-glyphs.html")
    assert {"ﬁ", "ﬂ", "\uf0a7", "\uf0d8", "\uf0fc", "\uf02d"} <= set(roh)
    text = extract_text(render_pdf(SEITE.format(clean_richtext(roh)), stylesheets=["pdf/basis.css"]))
    zeilen = " ".join(text.split())
    assert "‹› fi fl ▪ ➢ ✓ − ẞ ſ" in zeilen
    assert "[U+F0" not in zeilen
