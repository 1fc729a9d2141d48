"""Pictures in rich text: what of them stays, where they stand, and what stands in their place elsewhere."""

import pytest

from dokumente.text.bilder import ALT_MAX, find_bilder, place_bilder
from dokumente.text.richtext import check_richtext, clean_richtext, find_nebentext, richtext_to_text
from dokumente.text.unterschied import compare_richtext

EINS, ZWEI = "a" * 64, "b" * 64
BILD = f'<img src="bild:{EINS}" alt="Lageplan">'


@pytest.mark.parametrize(
    ("html", "sauber"),
    [
        (f"<p>Siehe {BILD} hier</p>", f"<p>Siehe {BILD} hier</p>"),
        (BILD, f"<p>{BILD}</p>"),
        (f"<ul><li>{BILD}</li></ul>", f"<ul><li>{BILD}</li></ul>"),
        (
            f'<p><img alt="A" style="x" onerror="x" width=9 src="bild:{EINS}"></p>',
            f'<p><img src="bild:{EINS}" alt="A"></p>',
        ),
        (
            f'<p><img src="bild:{EINS}" alt=\'Der "Plan" &amp; mehr\'></p>',
            f'<p><img src="bild:{EINS}" alt="Der &quot;Plan&quot; &amp; mehr"></p>',
        ),
        ('<p>A<img src="https://x.example/a.png" alt="B"></p>', "<p>A</p>"),
        ('<p>A<img src="data:image/png;base64,AAAA" alt="B"></p>', "<p>A</p>"),
        (f'<p>A<img src="bild:{EINS[:-1]}" alt="B"></p>', "<p>A</p>"),
        (f'<p>A<img src="bild:{EINS.upper()}" alt="B"></p>', "<p>A</p>"),
        (
            f"<table><tbody><tr><td>A{BILD}</td></tr></tbody></table>",
            "<table><tbody><tr><td>A</td></tr></tbody></table>",
        ),
        (f'<p><img src="bild:{EINS}"></p>', f'<p><img src="bild:{EINS}" alt=""></p>'),
    ],
)
def test_only_kept_files_stay_and_outside_of_tables(html: str, sauber: str) -> None:
    assert clean_richtext(html) == sauber
    assert clean_richtext(sauber) == sauber


def test_a_description_is_one_line_of_a_bearable_length() -> None:
    sauber = clean_richtext(f'<img src="bild:{EINS}" alt="Zwei\n  Zeilen {"x" * 600}">')
    assert sauber == f'<p><img src="bild:{EINS}" alt="{("Zwei Zeilen " + "x" * 600)[:ALT_MAX]}"></p>'


@pytest.mark.parametrize(
    ("html", "satz"),
    [
        (f'<p><img src="bild:{EINS}" alt=" "></p>', "Ein Bild hat keine Beschreibung."),
        (f"<table><tr><td>{BILD}</td></tr></table>", "Ein Bild steht in einer Tabelle"),
    ],
)
def test_what_cannot_stay_is_refused_with_a_sentence(html: str, satz: str) -> None:
    assert [befund.startswith(satz) for befund in check_richtext(html)] == [True]
    assert check_richtext(f"<p>{BILD}</p>") == []


def test_a_picture_of_the_paper_is_no_side_matter_but_others_are() -> None:
    assert find_nebentext(f"<p>{BILD}</p>") == ""
    assert (
        find_nebentext(f'<p>{BILD}<img src="x.png"></p>')
        == "1 Bild wurde nicht übernommen. Bitte hängen Sie es als Anlage an."
    )


def test_text_and_search_have_its_description() -> None:
    assert richtext_to_text(f"<p>Siehe {BILD}.</p>") == "Siehe [Bild: Lageplan]."


def test_pictures_are_found_once_and_placed_or_told() -> None:
    html = clean_richtext(f'<p>{BILD}</p><p>{BILD}<img src="bild:{ZWEI}" alt="Schnitt"></p>')
    assert find_bilder(html) == [EINS, ZWEI]
    gesetzt = place_bilder(html, lambda summe: "/b/1/" if summe == EINS else "")
    assert gesetzt == '<p><img src="/b/1/" alt="Lageplan"></p><p><img src="/b/1/" alt="Lageplan">[Bild: Schnitt]</p>'


def test_another_picture_is_a_difference() -> None:
    anderes = BILD.replace(EINS, ZWEI)
    vergleich = compare_richtext(f"<p>Siehe {BILD}</p>", f"<p>Siehe {anderes}</p>")
    assert f'[entfallen: </span>{BILD}<span class="marke">]</span></del>' in vergleich.html
    assert f'{anderes}<span class="marke">]</span></ins>' in vergleich.html
