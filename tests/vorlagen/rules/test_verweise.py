"""Numbers of papers in texts: which are found, and where a link is put."""

import pytest

from dokumente.text.richtext import clean_richtext
from vorlagen.rules.verweise import HOECHSTENS, find_nummern, link_nummern

N = "BV/0546/2018"
LINK = f'<a href="/v/1/">{N}</a>'


@pytest.mark.parametrize(
    ("text", "nummern"),
    [
        (f"siehe {N}", [N]),
        (f"({N}), {N}.", [N]),
        (f"{N}/2 und {N}", [f"{N}/2", N]),
        ("AT/0001/2026, AF/0002/2026; AW/0003/2026: ST/0004/2026 UV/0005/2026!", 5),
        (f"<p>Zu&nbsp;{N}&nbsp;gilt</p>", [N]),
        (f"<h3>{N}</h3><table><tbody><tr><td>AF/0002/2026</td></tr></tbody></table>", [N, "AF/0002/2026"]),
        (f"<strong>{N}</strong>", [N]),
        ("XY/0546/2018 bv/0546/2018 BV/546/2018 BV/0546/18 BV/05460/2018 BV/0546/20189", []),
        ("BV/0000/2018 BV/0546/0000", []),
        (f"{N}/0 {N}/ {N}/x {N}/2x x{N} /{N} -{N}", []),
        ("ABV/0546/2018 BV/0546/2018er", []),
        (f'<a href="https://a.de/{N}">{N}</a>', []),
        (f'<a href="https://a.de/?b=1>2">vor {N} nach</a> {N}/2', [f"{N}/2"]),
        ("BV/<strong>0546</strong>/2018", []),
        ("BV/٠٥٤٦/2018", []),
    ],
)
def test_what_is_a_number(text: str, nummern: list[str] | int) -> None:
    gefunden = [str(nummer) for nummer in find_nummern([text])]
    assert len(gefunden) == nummern if isinstance(nummern, int) else gefunden == nummern


def test_several_texts_name_each_number_once_and_not_without_end() -> None:
    assert [str(nummer) for nummer in find_nummern([N, f"{N} AF/0002/2026", ""])] == [N, "AF/0002/2026"]
    viele = " ".join(f"BV/{zahl:04}/2018" for zahl in range(1, HOECHSTENS + 50))
    assert len(find_nummern([viele])) == HOECHSTENS


@pytest.mark.parametrize(
    ("html", "erwartet"),
    [
        (f"<p>siehe {N}.</p>", f"<p>siehe {LINK}.</p>"),
        (f"<h3>{N}</h3>", f"<h3>{LINK}</h3>"),
        (f"<p><strong>{N}</strong> und <em>{N}</em></p>", f"<p><strong>{LINK}</strong> und <em>{LINK}</em></p>"),
        (f"<ul><li><p>{N}</p></li></ul>", f"<ul><li><p>{LINK}</p></li></ul>"),
        (f"<table><tbody><tr><td><p>{N}</p></td></tr></tbody></table>", None),
        (f"<p>{N}/2 {N}</p>", f"<p>{N}/2 {LINK}</p>"),
        (f'<p><a href="https://a.de/{N}">{N}</a> {N}</p>', f'<p><a href="https://a.de/{N}">{N}</a> {LINK}</p>'),
        (
            f'<p><a href="https://a.de"><strong>{N}</strong></a></p>',
            f'<p><a href="https://a.de"><strong>{N}</strong></a></p>',
        ),
        ("<p>AF/0002/2026</p>", "<p>AF/0002/2026</p>"),
        (f"<p>&lt;b&gt;{N}&lt;/b&gt;</p>", f"<p>&lt;b&gt;{LINK}&lt;/b&gt;</p>"),
    ],
)
def test_a_link_stands_on_the_number_and_nowhere_else(html: str, erwartet: str | None) -> None:
    erwartet = html.replace(N, LINK) if erwartet is None else erwartet
    assert link_nummern(html, {N: "/v/1/"}) == erwartet
    assert link_nummern(html, {}) == html


def test_what_the_sanitiser_leaves_of_an_address_cannot_open_a_link() -> None:
    html = clean_richtext(f'<p><a href="https://a.de/?x=\'>{N}">Text</a> {N}</p>')
    assert link_nummern(html, {N: "/v/1/"}) == f"{html.removesuffix(f'{N}</p>')}{LINK}</p>"


def test_an_address_is_written_as_an_attribute() -> None:
    assert link_nummern(N, {N: '/v/?a=1&b="'}) == f'<a href="/v/?a=1&amp;b=&quot;">{N}</a>'
