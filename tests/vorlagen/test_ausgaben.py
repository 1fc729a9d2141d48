"""What the editor stores is what every output says: the same words with the same numbers, in the same order.

The editor itself and the page are looked at in the browser (``tests/browser/test_editor_ausgaben.py``).
"""

import io
import json
import re
from pathlib import Path

import pikepdf
import pytest

from dokumente.anlagen.texte.docx import read_docx
from dokumente.text.richtext import ERLAUBT, check_richtext, clean_richtext, richtext_to_text
from tests.pdf_tags import read_tags
from tests.vorlagen.druckbeispiele import build_druck
from tests.zufallstexte import PUNKT, Text, build_text
from vorlagen.documents.vorlage import render_vorlage_pdf
from vorlagen.documents.word import build_vorlage_word
from vorlagen.rules.formular import parse_formular

ANFANG, ENDE = "Anfang:", "Ende."


def worte_of_html(html: str) -> tuple[str, ...]:
    """Return the words of rich text as our plain text has them."""
    return tuple(PUNKT if wort == "-" else wort for wort in richtext_to_text(html).split())


def zeichen_of_pdf(pdf: bytes) -> str:
    """Return the letters between the first and the last paragraph, as a screen reader gets them.

    Without blanks: at the end of a line on paper there is none.
    """
    stuecke = (PUNKT if (rolle, text.strip()) == ("Lbl", "–") else text for rolle, text in read_tags(pdf))
    return "".join("".join(stuecke).split()).partition(ANFANG)[2].rpartition(ENDE)[0]


def daten_of_pdf(pdf: bytes) -> str:
    """Return the reasons in the data file that travels in a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as datei:
        (beilage,) = datei.attachments.values()
        return str(json.loads(beilage.get_file().read_bytes())["begruendung"])


def worte_of_word(inhalt: bytes, ordner: Path) -> tuple[str, ...]:
    """Return the words of the reasons in a Word file."""
    datei = ordner / "vorlage.docx"
    datei.write_bytes(inhalt)
    text, _, absaetze = read_docx(datei)
    worte = worte_of_html(clean_richtext(parse_formular(text, absaetze=absaetze).begruendung_html))
    return worte[worte.index(ANFANG) + 1 : worte.index(ENDE)]


def frame(text: Text) -> str:
    """Return a text between two paragraphs that are found again."""
    return f"<p>{ANFANG}</p>{text.html}<p>{ENDE}</p>"


@pytest.mark.parametrize("saat", range(300))
def test_text_data_and_word_say_the_same(saat: int, tmp_path: Path) -> None:
    text = build_text(saat)
    sauber = clean_richtext(text.html)
    assert check_richtext(text.html) == []
    assert clean_richtext(sauber) == sauber
    assert worte_of_html(sauber) == text.worte
    assert worte_of_word(build_vorlage_word(build_druck(begruendung=frame(text))), tmp_path) == text.worte


@pytest.mark.parametrize("saat", range(60))
def test_paper_and_the_data_in_it_say_the_same(saat: int) -> None:
    text = build_text(saat)
    pdf = render_vorlage_pdf(build_druck(begruendung=frame(text)))
    assert zeichen_of_pdf(pdf) == "".join(text.worte)
    assert daten_of_pdf(pdf) == clean_richtext(frame(text))


def test_the_texts_hold_every_element() -> None:
    """A kind of text that no seed brings would be tried by nobody; pictures have tests of their own."""
    alle = "".join(build_text(saat).html for saat in range(60))
    assert {tag for tag in ERLAUBT - {"img"} if not re.search(rf"<{tag}[\s>]", alle)} == set()
    assert {f'type="{art}"' for art in "aAiI"} - set(re.findall(r'type="\w"', alle)) == set()
