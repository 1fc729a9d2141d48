"""A paper's page, printed by the browser."""

import re
from collections.abc import Callable

from tests.browser.conftest import Fenster
from tests.browser.test_vorlage_bearbeiten import PASTE, begin, save
from tests.faelle.faelle import read_richtext
from tests.pdf_text import extract_text


def test_38_no_heading_stands_alone_at_the_foot_of_a_page(fenster: Callable[..., Fenster]) -> None:
    page = begin(fenster("sachbearbeitung"), "Überschriften")
    page.wait_for_selector("#id_begruendung.richtext__text")
    absatz = "<p>" + "Damit die Seite voll wird, steht hier ein langer Satz. " * 4 + "</p>"
    # Headings at every height of a page, so that one of them meets its foot.
    eigenes = "".join(f"<h3>Abschnitt {n}</h3>{absatz}<h4>Unterpunkt {n}</h4>{absatz}" for n in range(24))
    page.evaluate(PASTE, ["id_begruendung", read_richtext("38-heading-bottom.html")[1] + eigenes])
    save(page)
    page.goto(page.url.removesuffix("bearbeiten/begruendung/"))
    titel = {" ".join(text.split()) for text in page.locator("main :is(h2, h3, h4)").all_inner_texts()}
    assert len(titel) > 48
    pdf = page.pdf(format="A4", display_header_footer=False)
    text = extract_text(pdf)
    seiten = [[" ".join(z.split()) for z in seite.splitlines() if z.strip()] for seite in text.split("\f")]
    assert len(seiten) > 3
    assert [seite[-1] for seite in seiten if seite and seite[-1] in titel] == []
    assert not re.search(r"Abschnitt 23\s*$", text)
