"""Forms written by other programs: what their texts are once taken over. How each was made: tests/daten/word."""

from pathlib import Path

import pytest

from dokumente.anlagen.texte.datei import read_text
from dokumente.text.richtext import clean_richtext, richtext_to_text
from vorlagen.rules.formular import FormularDaten, parse_formular

WORD = Path(__file__).resolve().parents[1] / "daten" / "word"
PANDOC_BESCHLUSS = """1. Der Stadtrat stimmt dem Neubau zu.
2. Die Verwaltung wird beauftragt,
  a) die Planung zu vergeben,
  b) die Förderung zu beantragen:
    i) beim Land,
    ii) beim Bund.

Ferner gilt:

3. Der Haushalt wird geändert.
4. Der Beschluss vom 3. Mai wird aufgehoben."""
PANDOC_BEGRUENDUNG = (
    "<p>Die alte Kita ist <strong>zu <em>klein</em></strong>; sie hat 120 m<sup>2</sup> und H<sub>2</sub>O im Keller. "
    "(Fußnote: Gemessen am <em>1. Februar</em>.) Mehr steht bei der "
    '<a href="https://www.koblenz.de/kita">Stadt</a>.</p><h3>Lage</h3><ul><li>im Norden<ul><li>an der Straße</li>'
    "<li>am Wald</li></ul></li><li>im Süden</li></ul><h4>Kosten</h4><table><thead><tr><th>Gewerk</th>"
    '<th align="right">Jahr</th><th>Summe</th></tr></thead><tbody><tr><td>Tiefbau</td><td align="right">2026</td>'
    '<td>10.000,00</td></tr><tr><td>Hochbau</td><td align="right">2027</td><td>20.000,50</td></tr></tbody></table>'
    "<blockquote><p>Der Bau ist dringend.</p></blockquote>"
    "<p>Das ist alles.</p>"
)
LIBREOFFICE_BESCHLUSS = """1. Der Stadtrat stimmt dem Neubau zu.
2. Die Verwaltung wird beauftragt,
  a) die Planung zu vergeben,
  b) die Förderung zu beantragen.

Ferner gilt:

3. Der Haushalt wird geändert.
4. Der Beschluss wird aufgehoben."""
LIBREOFFICE_BEGRUENDUNG = (
    "<p>Die Kita hat 120 m<sup>2</sup> und H<sub>2</sub>O im Keller, <u>unterstrichen</u> und <s>gestrichen</s>. Siehe "
    '<a href="https://www.koblenz.de/kita">Stadt</a>.</p><ul><li>im Norden<ul><li>am Wald</li></ul></li>'
    '<li>im Süden</li></ul><table><thead><tr><th align="center">Gewerk</th><th colspan="2" align="center">Kosten</th>'
    '</tr></thead><tbody><tr><td rowspan="2">Tiefbau</td>'
    "<td>2026</td><td>1.000,00</td></tr><tr><td>2027</td><td>2.000,50</td></tr></tbody>"
    '</table><h3>Lage</h3><ol type="I" start="4"><li>vier</li><li>fünf</li></ol><p>Das ist alles.</p>'
)
PYTHON_DOCX_BESCHLUSS = """1. Der Stadtrat stimmt zu.
2. Die Verwaltung baut:
  - die Kita
  - den Hof

Ferner gilt:

3. Der Haushalt wird geändert."""
PYTHON_DOCX_BEGRUENDUNG = (
    "<p>Die Kita hat 120 m<sup>2</sup> und ist <strong>zu klein</strong>, sagt <em>jeder</em>.</p><h3>Kosten</h3>"
    '<table><thead><tr><th>Gewerk</th><th colspan="2">Kosten</th></tr></thead><tbody><tr><td rowspan="2">Tiefbau</td>'
    "<td>2026</td><td>1.000,00</td></tr><tr><td>2027</td><td>2.000,50</td></tr><tr>"
    '<td colspan="2">Summe</td><td>3.000,50</td></tr></tbody></table><blockquote><p>Der Bau ist dringend.</p>'
    "</blockquote><p>Das ist alles.</p>"
)


def read(name: str) -> FormularDaten:
    """Return what the reader of forms finds in a file."""
    fund = read_text(WORD / name)
    return parse_formular(fund.text, absaetze=fund.absaetze)


@pytest.mark.parametrize(
    ("name", "nummer", "beschluss", "begruendung"),
    [
        ("pandoc.docx", "BV/0101/2026", PANDOC_BESCHLUSS, PANDOC_BEGRUENDUNG),
        ("pandoc.odt", "BV/0101/2026", PANDOC_BESCHLUSS, PANDOC_BEGRUENDUNG),
        ("libreoffice.docx", "BV/0102/2026", LIBREOFFICE_BESCHLUSS, LIBREOFFICE_BEGRUENDUNG),
        ("libreoffice.odt", "BV/0102/2026", LIBREOFFICE_BESCHLUSS, LIBREOFFICE_BEGRUENDUNG),
        ("python_docx.docx", "BV/0103/2026", PYTHON_DOCX_BESCHLUSS, PYTHON_DOCX_BEGRUENDUNG),
    ],
)
def test_texts_keep_what_the_program_set(name: str, nummer: str, beschluss: str, begruendung: str) -> None:
    daten = read(name)
    assert (str(daten.nummer), daten.betreff) == (nummer, "Neubau der Kita Zauberland")
    assert [station.gremium for station in daten.stationen] == ["Stadtrat"]
    assert [anlage.titel for anlage in daten.anlagen] == ["Lageplan"]
    assert daten.nicht_zugeordnet == ()
    assert richtext_to_text(clean_richtext(daten.beschlussentwurf_html)) == beschluss
    assert clean_richtext(daten.begruendung_html) == begruendung


def test_our_own_file_after_libreoffice_saved_it() -> None:
    daten = read("eigene_aus_libreoffice.docx")
    # The same text that this house wrote.
    vorher = read("eigene.docx")
    assert daten.stationen == vorher.stationen
    assert clean_richtext(daten.beschlussentwurf_html) == clean_richtext(vorher.beschlussentwurf_html)
    assert clean_richtext(daten.begruendung_html) == clean_richtext(vorher.begruendung_html)
    assert 'value="7"' in daten.begruendung_html
