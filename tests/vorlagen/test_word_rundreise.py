"""Round trips by Word: papers are written as Word files, read back, and are what they were to the last number."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dokumente.anlagen.texte.docx import read_docx
from dokumente.text.richtext import clean_richtext, richtext_to_text
from tests.vorlagen.druckbeispiele import build_druck, build_station
from tests.vorlagen.test_einlesen_rundreise import PAPIERE, fields_of, read_fields
from vorlagen.actions.stammdaten import KAESTCHEN
from vorlagen.documents.values import VorlageDruck
from vorlagen.documents.word import build_vorlage_word
from vorlagen.enums import Kaestchenbedeutung, Vorlagenart
from vorlagen.rules.einlesen import read_ergebnis
from vorlagen.rules.formular import FormularDaten, parse_formular

TEXTE = {
    "Hervorhebung": "<p>Ein <strong>fetter <em>schräger</em></strong> Text, <u>Strich</u>, <s>alt</s>, H<sub>2</sub>O, "
    "5 m<sup>2</sup>.</p><p>Zeile eins<br>Zeile zwei</p><p>x &lt; y &amp; „z“</p>",
    "Link": '<p>Siehe <a href="https://www.koblenz.de/?a=1&amp;b=2">die <strong>Stadt</strong></a> und '
    '<a href="mailto:a@b.example">Post</a>.</p>',
    "Überschriften": "<h3>Lage</h3><p>Im Norden.</p><h4>Im Einzelnen</h4><p>Dort.</p><h3>Kosten</h3><p>Keine.</p>",
    "Nummern verschachtelt": "<ol><li>eins</li><li>zwei"
    '<ol type="a"><li>a</li><li>b<ol type="i"><li>i</li><li>ii</li></ol></li></ol></li><li>drei</li></ol>',
    "Nummern unterbrochen": '<ol><li>eins</li><li>zwei</li></ol><p>Ferner gilt:</p><ol start="3"><li>drei</li></ol>',
    "Nummern außer der Reihe": '<ol start="4"><li>vier</li><li value="7">sieben</li><li>acht</li></ol>',
    "Nummern von vorn": "<ol><li>eins</li><li>zwei</li></ol><ol><li>wieder eins</li></ol>",
    "Zählweisen": '<ol type="A" start="3"><li>C</li><li>D</li></ol><ol type="I"><li>I</li><li>II</li></ol>'
    '<ol type="i" start="4"><li>iv</li></ol><ol type="a" start="25"><li>y</li><li>z</li><li>aa</li><li>ab</li></ol>',
    "Punkte": "<ul><li>Punkt<ul><li>tiefer<ul><li>am tiefsten</li></ul></li></ul></li><li>Punkt 2</li></ul>",
    "Gemischt": "<ul><li>erstens:<ol><li>a</li><li>b</li></ol></li></ul>"
    '<ol type="a"><li>x<ul><li>y</li></ul></li></ol>',
    "Mehrere Absätze in einem Punkt": "<ol><li><p>eins</p><p>noch eins</p></li><li>zwei</li></ol><p>Ende.</p>",
    "Zitat": "<p>Es heißt:</p><blockquote><p>Erstens.</p><p>Zweitens.</p></blockquote><p>So ist es.</p>",
    "Tabelle": "<table><thead><tr><th>Gewerk</th><th>2019</th><th>Summe</th></tr></thead><tbody><tr><td>Tiefbau</td>"
    "<td>80,00 €</td><td>200,00 €</td></tr></tbody></table><p>Ende.</p>",
    "Verbundene Zellen": '<table><thead><tr><th>Gewerk</th><th colspan="2">Kosten</th></tr></thead><tbody><tr>'
    '<td rowspan="2">Tiefbau</td><td>2026</td><td>1,00 €</td></tr><tr><td>2027</td><td>2,00 €</td></tr>'
    '<tr><td colspan="2">Summe</td><td><strong>3,00 €</strong></td></tr></tbody></table>',
    "Ausrichtung": '<table><thead><tr><th>links</th><th align="center">Mitte</th><th>rechts</th></tr></thead><tbody>'
    '<tr><td align="right">eins</td><td align="center">2,00 €</td><td>3,00 €</td></tr></tbody></table>',
    "Zelle mit Liste": "<table><tbody><tr><td>links</td><td><p>Dazu:</p><ol><li>eins</li><li>zwei</li></ol></td></tr>"
    "</tbody></table>",
    "Fußnote": "<p>Der Rat (Fußnote: ohne <em>Gegenstimme</em>) stimmt zu.</p>",
}
"""Texts by the element that is tried in them; each is what the sanitiser leaves."""


def read_back(druck: VorlageDruck, ordner: Path) -> FormularDaten:
    """Return what the reader of forms finds in the Word file of this paper."""
    datei = ordner / "vorlage.docx"
    datei.write_bytes(build_vorlage_word(druck))
    text, hinweise, absaetze = read_docx(datei)
    assert hinweise == ("Nicht übernommen wurden Kopf- und Fußzeilen des Dokuments.",)
    return parse_formular(text, absaetze=absaetze)


def compare(druck: VorlageDruck, daten: FormularDaten) -> None:
    """Check that both texts are the same as markup, and as plain text with all numbers."""
    for name, html in (("beschlussentwurf", daten.beschlussentwurf_html), ("begruendung", daten.begruendung_html)):
        # A blank at the end of a paragraph is none.
        erwartet = clean_richtext(druck.texte[name]).replace(" </p>", "</p>")
        assert richtext_to_text(clean_richtext(html)) == richtext_to_text(erwartet)
        assert clean_richtext(html) == erwartet


@pytest.mark.parametrize("name", TEXTE)
def test_every_element_comes_back_as_it_was(tmp_path: Path, name: str) -> None:
    assert clean_richtext(TEXTE[name]) == TEXTE[name]
    druck = build_druck(beschlussentwurf=TEXTE[name], begruendung=f"<p>Davor.</p>{TEXTE[name]}<p>Danach.</p>")
    daten = read_back(druck, tmp_path)
    assert read_fields(daten) == fields_of(druck)
    compare(druck, daten)


def test_all_elements_together_come_back(tmp_path: Path) -> None:
    ganz = "".join(f"<p>{name}:</p>{text}" for name, text in TEXTE.items())
    druck = build_druck(begruendung=ganz)
    compare(druck, read_back(druck, tmp_path))


@pytest.mark.parametrize("name", PAPIERE)
def test_the_papers_that_are_printed_and_read_back_go_by_word_too(tmp_path: Path, name: str) -> None:
    daten = read_back(PAPIERE[name], tmp_path)
    assert read_fields(daten) == fields_of(PAPIERE[name])
    assert daten.hinweise == ()
    compare(PAPIERE[name], daten)


def test_ticks_counts_and_marks_come_back(tmp_path: Path) -> None:
    ergebnisse = [
        (Kaestchenbedeutung.EINSTIMMIG,),
        (Kaestchenbedeutung.MEHRHEITLICH, Kaestchenbedeutung.GEAENDERT),
        (Kaestchenbedeutung.VERTAGT,),
    ]
    stationen = [
        build_station("Stadtrat", date(2024, 3, tag), *k, top=f"Ö {tag}", enthaltungen=tag)
        for tag, k in enumerate(ergebnisse, start=1)
    ]
    druck = build_druck(stationen=tuple(stationen), oeffentlich=False)
    daten = read_back(druck, tmp_path)
    raster = {(zeile, spalte): bedeutung for zeile, spalte, bedeutung, _, _ in KAESTCHEN}
    gelesen = [
        read_ergebnis(replace(s, enthaltungen=None), raster, art=Vorlagenart.BV, entscheidend=True)
        for s in daten.stationen
    ]
    assert [(str(e.ausgang), e.geaendert) for e in gelesen] == [(str(k[0]), len(k) > 1) for k in ergebnisse]
    assert [(s.top, s.enthaltungen) for s in daten.stationen] == [("Ö 1", 1), ("Ö 2", 2), ("Ö 3", 3)]
    assert daten.nichtoeffentlich


# --- Lists that nobody thought of

WORT = st.sampled_from(["Haus", "<strong>Hof</strong>", "Rat <em>und</em> Tat", "Straße 5"])
ART = st.sampled_from(["1", "a", "A", "i", "I", ""])


def _write_liste(art: str, start: int, punkte: list[tuple[str, str]]) -> str:
    tag = "ol" if art else "ul"
    angaben = (f' type="{art}"' if art not in ("", "1") else "") + (f' start="{start}"' if art and start > 1 else "")
    return f"<{tag}{angaben}>{''.join(f'<li>{wort}{darunter}</li>' for wort, darunter in punkte)}</{tag}>"


def _listen(tiefer: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    punkte = st.lists(st.tuples(WORT, tiefer), min_size=1, max_size=3)
    return st.builds(_write_liste, ART, st.integers(1, 40), punkte)


LISTE = st.recursive(st.just(""), _listen, max_leaves=8).filter(bool)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listen=st.lists(LISTE, min_size=1, max_size=3))
def test_lists_of_any_shape_keep_their_numbers(tmp_path: Path, listen: list[str]) -> None:
    html = clean_richtext("".join(f"<p>Absatz</p>{liste}" for liste in listen))
    druck = build_druck(begruendung=html)
    compare(druck, read_back(druck, tmp_path))
