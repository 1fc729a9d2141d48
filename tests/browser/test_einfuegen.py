"""What is pasted into the editor: lists keep their numbers, what is no text of the paper stays out and is said."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Fenster
from tests.browser.test_vorlage_bearbeiten import PASTE, begin, save
from tests.faelle.faelle import EINGABE

KLARTEXT = """([id, text]) => {
  const flaeche = document.getElementById(id);
  flaeche.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  flaeche.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
BILD = """(id) => {
  const flaeche = document.getElementById(id);
  flaeche.focus();
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([new Uint8Array(8)], "plan.png", { type: "image/png" }));
  flaeche.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
ZIEHEN = """([id, name, type]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array(8)], name, { type }));
  const ereignis = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
  document.getElementById(id).dispatchEvent(ereignis);
  return ereignis.defaultPrevented;
}"""
MSO = (
    "<p class=MsoListParagraph style='mso-list:l{liste} level{stufe} lfo1'>"
    "<span style='mso-list:Ignore'>{marke} </span>{text}</p>"
)


def mso(*punkte: tuple[int, int, str, str]) -> str:
    return "".join(MSO.format(liste=liste, stufe=stufe, marke=marke, text=text) for liste, stufe, marke, text in punkte)


FAELLE = {
    "numbers go on after a paragraph": (
        mso((0, 1, "1.", "eins"), (0, 1, "2.", "zwei")) + "<p>dazwischen</p>" + mso((0, 1, "3.", "drei")),
        '<ol><li><p>eins</p></li><li><p>zwei</p></li></ol><p>dazwischen</p><ol start="3"><li><p>drei</p></li></ol>',
    ),
    "letters below numbers": (
        mso((0, 1, "2.", "zwei"), (0, 2, "b)", "be"), (0, 2, "c)", "ce"), (0, 1, "3.", "drei")),
        (
            '<ol start="2"><li><p>zwei</p><ol start="2" type="a"><li><p>be</p></li><li><p>ce</p></li></ol></li>'
            "<li><p>drei</p></li></ol>"
        ),
    ),
    "a number out of turn": (
        mso((0, 1, "1.", "eins"), (0, 1, "5.", "fünf"), (0, 1, "6.", "sechs")),
        '<ol><li><p>eins</p></li><li value="5"><p>fünf</p></li><li><p>sechs</p></li></ol>',
    ),
    "numerals and capitals": (
        mso(
            (0, 1, "I.", "eins"), (0, 1, "II.", "zwei"), (1, 1, "C.", "ce"), (2, 1, "iv)", "vier"), (3, 1, "aa)", "aa")
        ),
        (
            '<ol type="I"><li><p>eins</p></li><li><p>zwei</p></li></ol><ol start="3" type="A"><li><p>ce</p></li></ol>'
            '<ol start="4" type="i"><li><p>vier</p></li></ol><ol start="27" type="a"><li><p>aa</p></li></ol>'
        ),
    ),
    "marks that no list can show": (
        mso((0, 1, "2.1", "Punkt"), (0, 1, "§ 3", "Gebühr")) + "<h2 style='mso-list:l1 level1 lfo2'>"
        "<span style='mso-list:Ignore'>4. </span>Kosten</h2>",
        "<p>2.1 Punkt</p><p>§ 3 Gebühr</p><h3>4. Kosten</h3>",
    ),
    "the way of counting in the style": (
        '<ol start="2"><li style="list-style-type:lower-alpha">b</li></ol>',
        '<ol start="2" type="a"><li><p>b</p></li></ol>',
    ),
    "paragraphs with marks": (
        (
            "<p>Text</p><p>•&nbsp;&nbsp;Haupt</p><p>o&nbsp;Unter</p><p>o Unter 2</p>"
            "<p>\uf0a7 <b>Ende</b></p><p>o. g. Satz</p>"
        ),
        (
            "<p>Text</p><ul><li><p>Haupt</p><ul><li><p>Unter</p></li><li><p>Unter 2</p></li></ul></li>"
            "<li><p><strong>Ende</strong></p></li></ul><p>o. g. Satz</p>"
        ),
    ),
    "lines with marks": (
        "<p>- a<br>- b</p><p>- c<br>d</p>",
        "<ul><li><p>a</p></li><li><p>b</p></li><li><p>c<br>d</p></li></ul>",
    ),
    "a table in a table": (
        "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr><tr><td>d</td><td></td></tr></table></td></tr></table>",
        "<table><tbody><tr><td><p>a</p></td><td><p>b | c</p><p>d</p></td></tr></tbody></table>",
    ),
    "a frame that only looks like a table": ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "<p>a</p><p>b</p>"),
    "cells of our own": (
        '<table data-pm-slice="1 1 []"><tr><td align="left">1,00 €</td><td align="right">b</td></tr></table>',
        '<table><tbody><tr><td align="left"><p>1,00 €</p></td><td align="right"><p>b</p></td></tr></tbody></table>',
    ),
    "a footnote that did not come along": ('<p>a<a href="#_ftn1" name="_ftnref1">[1]</a> b</p>', "<p>a[1] b</p>"),
    "bold within what is not": (
        "<b style='font-weight:normal'>a <span style='font-weight:bold'>b <i>c</i></span></b>",
        "<p>a <strong>b <em>c</em></strong></p>",
    ),
    "letters of a symbol font": (
        (
            "<p>Antrag <span style='font-family:Wingdings;mso-char-type:symbol'>à</span> Beschluss, "
            "<span style='font-family:\"Segoe UI Symbol\"'>à</span> <span style='font-family:Symbol'>a</span> ﬁnal</p>"
        ),
        "<p>Antrag → Beschluss, à α final</p>",
    ),
}


@pytest.fixture(scope="module")
def seite(chromium: Any, adresse: str, anmeldung: Any) -> Iterator[Page]:
    """Give one drafting page for all pastes that are read back without saving."""
    kontext = chromium.new_context(storage_state=anmeldung("sachbearbeitung"))
    fenster = Fenster(kontext, adresse)
    page = begin(fenster, "Eingefügte Listen")
    page.wait_for_selector("#id_begruendung.richtext__text")
    yield page
    assert fenster.beschwerden == []
    kontext.close()


def paste(page: Page, html: str, *, skript: str = PASTE) -> str:
    page.locator("#id_begruendung").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.evaluate(skript, ["id_begruendung", html])
    return page.input_value("#id_begruendung_quelle")


@pytest.mark.parametrize("fall", FAELLE)
def test_lists_keep_their_numbers_and_marks(seite: Page, fall: str) -> None:
    html, erwartet = FAELLE[fall]
    assert paste(seite, html) == erwartet


def test_30_numbers_are_pasted_as_they_are(seite: Page) -> None:
    assert paste(seite, (EINGABE / "paste" / "30-nummern.html").read_text("utf-8")) == (
        "<p>Der Stadtrat beschließt:</p><ol><li><p>Der Entwurf wird gebilligt.</p></li>"
        "<li><p>Die Mittel werden bereitgestellt.</p></li></ol><p>Vorbehaltlich der Zustimmung der Aufsicht:</p>"
        '<ol start="3"><li><p>Der Vertrag wird geschlossen.</p></li></ol>'
        '<ol type="a"><li><p>Grundsteuer A</p></li><li><p>Grundsteuer B</p></li></ol>'
    )


def test_39_comments_hidden_and_deleted_text_stay_out_and_are_counted(seite: Page) -> None:
    text = paste(seite, (EINGABE / "paste" / "39-word-kommentar.html").read_text("utf-8"))
    assert text == "<p>Der Platz ist alt. Ende des Absatzes.</p><p>Sichtbar weiter. Kosten 120.000 Euro.</p>"
    expect(hinweis(seite)).to_have_text(
        "1 Kommentar, 1 verborgene Textstelle und 1 gelöschte Textstelle wurden nicht übernommen."
    )
    paste(seite, "<p>Nichts dabei</p>")
    expect(hinweis(seite)).to_have_text("")


def test_45_a_picture_is_not_dropped_in_silence(seite: Page) -> None:
    satz = "1 Bild wurde nicht übernommen. Bitte hängen Sie es als Anlage an."
    assert paste(seite, (EINGABE / "paste" / "45-bild.html").read_text("utf-8")) == (
        "<p>Lageplan:</p><p></p><p>Ende</p>"
    )
    expect(hinweis(seite)).to_have_text(satz)
    paste(seite, "<p>Nichts dabei</p>")
    seite.evaluate(BILD, "id_begruendung")
    expect(hinweis(seite)).to_have_text(satz)


@pytest.mark.parametrize(
    ("name", "art", "satz"),
    [
        ("plan.png", "image/png", "1 Bild wurde nicht übernommen. Bitte hängen Sie es als Anlage an."),
        (
            "plan.pdf",
            "application/pdf",
            "Die Datei wurde nicht übernommen. Bitte hängen Sie sie als Anlage an.",
        ),
    ],
)
def test_a_dropped_file_does_not_take_the_place_of_the_page(seite: Page, name: str, art: str, satz: str) -> None:
    text = paste(seite, "<p>Nichts dabei</p>")
    assert seite.evaluate(ZIEHEN, ["id_begruendung", name, art]) is True
    expect(hinweis(seite)).to_have_text(satz)
    assert seite.input_value("#id_begruendung_quelle") == text


def test_plain_text_with_marks_becomes_a_list(seite: Page) -> None:
    text = "Die ﬁnanziellen Auswirkungen:\n\n\uf0a7 Kauf\n\uf0a7 Pacht\n•\tHaupt\no\tUnter"
    assert paste(seite, text, skript=KLARTEXT) == (
        "<p>Die finanziellen Auswirkungen:</p><ul><li><p>Kauf</p></li><li><p>Pacht</p></li>"
        "<li><p>Haupt</p><ul><li><p>Unter</p></li></ul></li></ul>"
    )


def hinweis(page: Page) -> Any:
    return page.locator(".richtext:has(#id_begruendung) > [role=status]")


def test_an_author_says_how_a_list_counts(fenster: Callable[..., Fenster]) -> None:
    offen = fenster("sachbearbeitung")
    page = begin(offen, "Zählweise")
    page.wait_for_selector("#id_begruendung.richtext__text")
    page.evaluate(PASTE, ["id_begruendung", "<ol><li>eins<ol><li>tief</li></ol></li></ol>"])
    page.locator("#id_begruendung").get_by_text("tief").click()
    leiste = page.get_by_role("toolbar", name="Formatierung: Begründung")
    leiste.get_by_role("button", name="Zählweise").click()
    leiste.get_by_label("Zählweise").select_option("a) b) c)")
    leiste.get_by_label("Beginnt bei Nummer").fill("3")
    leiste.get_by_label("Beginnt bei Nummer").press("Enter")
    save(page)
    assert page.locator("#id_begruendung_quelle").input_value() == (
        '<ol><li><p>eins</p><ol start="3" type="a"><li><p>tief</p></li></ol></li></ol>'
    )
    assert offen.beschwerden == []
    assert offen.axe() == []
