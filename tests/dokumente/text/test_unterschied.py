"""Two rich texts as one, with what fell away and what is new."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.pdf import render_pdf
from dokumente.text.richtext import clean_richtext, richtext_to_text
from dokumente.text.unterschied import compare_richtext, compare_text

ALT_ODER_NEU = re.compile(r'<span class="marke">.*?</span>|<span class="bisher">.*?</span> ')


def show(alt: str, neu: str) -> str:
    """Return the comparison with signs in place of its marks: {- fell away -}, {+ new +}."""
    html = compare_richtext(alt, neu).html
    html = html.replace('<del><span class="marke">[entfallen: </span>', "{-")
    html = html.replace('<ins><span class="marke">[neu: </span>', "{+")
    html = html.replace('<span class="marke">]</span></del>', "-}").replace('<span class="marke">]</span></ins>', "+}")
    return re.sub(r'<span class="bisher">(.*?)</span>', r"\1", html)


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        ("<p>Der Rat stimmt zu.</p>", "<p>Der Rat stimmt zu.</p>", "<p>Der Rat stimmt zu.</p>"),
        ("<p>Der Rat stimmt zu.</p>", "<p>Der Rat lehnt ab.</p>", "<p>Der Rat {-stimmt zu-}{+lehnt ab+}.</p>"),
        ("", "<h3>Lage</h3><p>Neu.</p>", "<h3>{+Lage+}</h3><p>{+Neu.+}</p>"),
        ("<p>Weg &amp; fort.</p>", "", "<p>{-Weg &amp; fort.-}</p>"),
        # Emphasis belongs to what is said, and so does an address.
        (
            "<p>Ein Wort hier</p>",
            "<p>Ein <strong>Wort</strong> hier</p>",
            "<p>Ein {-Wort-} {+<strong>Wort</strong>+} hier</p>",
        ),
        (
            '<p><a href="https://a.example">Stadt</a> bleibt so</p>',
            '<p><a href="https://b.example">Stadt</a> bleibt so</p>',
            '<p>{-<a href="https://a.example">Stadt</a>-}{+<a href="https://b.example">Stadt</a>+} bleibt so</p>',
        ),
        ("<p>eins<br>zwei drei</p>", "<p>eins<br>vier drei</p>", "<p>eins<br>{-zwei-} {+vier+} drei</p>"),
        # A paragraph that was put between two others leaves them alone.
        (
            "<p>Der erste Absatz bleibt.</p><p>Der letzte bleibt auch.</p>",
            "<p>Der erste Absatz bleibt.</p><p>Ganz anderes kommt hinzu!</p><p>Der letzte bleibt auch.</p>",
            "<p>Der erste Absatz bleibt.</p><p>{+Ganz anderes kommt hinzu!+}</p><p>Der letzte bleibt auch.</p>",
        ),
        # A heading is no paragraph.
        (
            "<p>Kosten der Maßnahme</p>",
            "<h3>Kosten der Maßnahme</h3>",
            "<p>{-Kosten der Maßnahme-}</p><h3>{+Kosten der Maßnahme+}</h3>",
        ),
        (
            "<blockquote><p>Es gilt A.</p></blockquote>",
            "<blockquote><p>Es gilt B.</p></blockquote>",
            "<blockquote>Es gilt {-A-}{+B+}.</blockquote>",
        ),
    ],
)
def test_paragraphs_are_compared_word_by_word(alt: str, neu: str, erwartet: str) -> None:
    assert show(alt, neu) == erwartet


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        # What fell away keeps its old number, what stayed has its new one, and says what it was.
        (
            "<ol><li>Der Plan wird beschlossen.</li><li>Das Amt berichtet.</li><li>Die Mittel stehen bereit.</li></ol>",
            "<ol><li>Der Plan wird beschlossen.</li><li>Die Mittel stehen bereit.</li><li>Neu und anders.</li></ol>",
            (
                '<ol><li value="1">Der Plan wird beschlossen.</li><li value="2">{-Das Amt berichtet.-}</li>'
                '<li value="2">(bisher 3.) Die Mittel stehen bereit.</li><li value="3">{+Neu und anders.+}</li></ol>'
            ),
        ),
        # Another beginning is another number.
        (
            '<ol type="a" start="3"><li>eins bleibt</li></ol>',
            '<ol type="a" start="4"><li>eins bleibt</li></ol>',
            '<ol type="a"><li value="4">(bisher c)) eins bleibt</li></ol>',
        ),
        # Another kind of number makes another list.
        (
            "<ol><li>eins</li></ol>",
            '<ol type="A"><li>eins</li></ol>',
            '<ol><li value="1">{-eins-}</li></ol><ol type="A"><li value="1">{+eins+}</li></ol>',
        ),
        (
            "<ol><li>Oben steht etwas<ol><li>darunter bleibt</li><li>geht weg</li></ol></li></ol>",
            "<ol><li>Oben steht mehr<ol><li>darunter bleibt</li></ol></li></ol>",
            (
                '<ol><li value="1"><p>Oben steht {-etwas-}{+mehr+}</p><ol><li value="1">darunter bleibt</li>'
                '<li value="2">{-geht weg-}</li></ol></li></ol>'
            ),
        ),
        (
            "<ul><li>a b c</li></ul>",
            "<ul><li>a b d</li><li>x</li></ul>",
            "<ul><li>a b {-c-}{+d+}</li><li>{+x+}</li></ul>",
        ),
    ],
)
def test_items_of_lists_keep_their_numbers(alt: str, neu: str, erwartet: str) -> None:
    assert show(alt, neu) == erwartet


KOPF = "<thead><tr><th>Jahr</th><th>Kosten</th></tr></thead>"
ZWEI_JAHRE = (
    f"<table>{KOPF}<tbody><tr><td>2018</td><td>{{}}</td></tr><tr><td>{{}}</td><td>{{}}</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        (
            ZWEI_JAHRE.format("5,00 €", "2019", "6,00 €"),
            ZWEI_JAHRE.format("7,00 €", "2020", "8,11 EUR"),
            (
                f"<table>{KOPF}<tbody><tr><td>2018</td><td>{{-5,00-}} {{+7,00+}} €</td></tr>"
                '<tr data-art="entfallen"><td>{-2019-}</td><td>{-6,00 €-}</td></tr>'
                '<tr data-art="neu"><td>{+2020+}</td><td>{+8,11 EUR+}</td></tr></tbody></table>'
            ),
        ),
        # A column that was put in is one in every row.
        (
            f"<table>{KOPF}<tbody><tr><td>2018</td><td>5,00 €</td></tr></tbody></table>",
            (
                "<table><thead><tr><th>Jahr</th><th>Amt</th><th>Kosten</th></tr></thead><tbody><tr><td>2018</td><td>31</td>"
                "<td>5,00 €</td></tr></tbody></table>"
            ),
            (
                "<table><thead><tr><th>Jahr</th><th>{+Amt+}</th><th>Kosten</th></tr></thead><tbody><tr><td>2018</td>"
                "<td>{+31+}</td><td>5,00 €</td></tr></tbody></table>"
            ),
        ),
        # Merged cells in the same places are compared, others cannot be.
        (
            '<table><tbody><tr><td colspan="2">Summe 2018</td></tr></tbody></table>',
            '<table><tbody><tr><td colspan="2">Summe 2019</td></tr></tbody></table>',
            '<table><tbody><tr><td colspan="2">Summe {-2018-}{+2019+}</td></tr></tbody></table>',
        ),
        (
            '<table><tbody><tr><td colspan="2">Summe</td></tr></tbody></table>',
            "<table><tbody><tr><td>Summe</td><td>5</td></tr></tbody></table>",
            (
                '<table><tbody><tr data-art="entfallen"><td colspan="2">{-Summe-}</td></tr></tbody></table>'
                '<table><tbody><tr data-art="neu"><td>{+Summe+}</td><td>{+5+}</td></tr></tbody></table>'
            ),
        ),
    ],
)
def test_tables_are_compared_by_row_and_column(alt: str, neu: str, erwartet: str) -> None:
    assert show(alt, neu) == erwartet


def test_places_are_counted_once_each() -> None:
    alt = "<p>Der Rat stimmt mit 5 Stimmen zu.</p><ol><li>eins bleibt</li></ol>"
    neu = '<p>Der Stadtrat stimmt mit 6 Stimmen zu.</p><p>Danke!</p><ol start="2"><li>eins bleibt</li></ol>'
    assert compare_richtext(alt, neu).stellen == 4
    gleich = compare_richtext(alt, alt)
    assert (gleich.stellen, gleich.is_gleich) == (0, True)


def test_what_is_only_laid_out_differently_has_no_changed_place() -> None:
    vergleich = compare_richtext("<ul><li>eins</li></ul>", "<ul><li><p>eins</p></li></ul>")
    assert (vergleich.stellen, vergleich.is_gleich) == (0, False)


def test_plain_text_is_compared_as_paragraphs() -> None:
    assert compare_text("a < b", "a > b").html == (
        '<p>a <del><span class="marke">[entfallen: </span>&lt;<span class="marke">]</span></del> '
        '<ins><span class="marke">[neu: </span>&gt;<span class="marke">]</span></ins> b</p>'
    )


TEIL = st.sampled_from(["Rat", "Amt", "5,00 €", "<strong>fett</strong>", "<em>schräg</em>", "x<br>y", "&amp;"])
ABSATZ = st.lists(TEIL, min_size=1, max_size=5).map(lambda t: f"<p>{' '.join(t)}</p>")
PUNKT = st.lists(TEIL, min_size=1, max_size=3).map(" ".join)
LISTE = st.builds(
    lambda auf, punkte, zu: auf + "".join(f"<li>{p}</li>" for p in punkte) + zu,
    st.sampled_from(["<ol>", '<ol start="3">', '<ol type="a">']),
    st.lists(PUNKT, min_size=1, max_size=4),
    st.just("</ol>"),
)
TABELLE = st.lists(st.lists(PUNKT, min_size=2, max_size=3), min_size=1, max_size=3).map(
    lambda zeilen: "<table><tr><td>" + "</td></tr><tr><td>".join(map("</td><td>".join, zeilen)) + "</td></tr></table>"
)
TEXT = st.lists(st.one_of(ABSATZ, LISTE, TABELLE), max_size=5).map(lambda teile: clean_richtext("".join(teile)))


def leave_out(html: str, art: str) -> list[str]:
    """Return the words that are left of a comparison without one kind of change, with the numbers of lists."""
    html = re.sub(rf"<{art}>.*?</{art}>", "", html, flags=re.DOTALL)
    html = re.sub(r"</?(?:ins|del)>", "", html)
    return richtext_to_text(clean_richtext(ALT_ODER_NEU.sub("", html))).split()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXT, TEXT)
def test_a_comparison_holds_both_texts(alt: str, neu: str) -> None:
    html = compare_richtext(alt, neu).html
    assert leave_out(html, "del") == richtext_to_text(neu).split()
    # The numbers are those of today; the words are those of the past.
    assert [w for w in leave_out(html, "ins") if w[-1] not in ".)"] == [
        w for w in richtext_to_text(alt).split() if w[-1] not in ".)"
    ]


@settings(max_examples=20, deadline=None, derandomize=True)
@given(TEXT, TEXT)
def test_a_comparison_prints_accessibly(alt: str, neu: str) -> None:
    html = compare_richtext(alt, neu).html
    seite = f'<html lang="de"><title>t</title><h1>a</h1><h2>b</h2><div class="text">{html}</div></html>'
    assert check_pdf(render_pdf(seite, stylesheets=["pdf/basis.css", "pdf/unterschied.css"])) == []
