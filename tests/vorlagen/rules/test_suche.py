import re

import pytest

from vorlagen.rules.suche import build_muster, build_suchtext, fold_suchtext, split_suchbegriff


@pytest.mark.parametrize(
    ("text", "gefaltet"),
    [("ÄNDERUNG  der\nStraße", "änderung der strasse"), ("A\u0308ra ﬁx §\xa034", "ära fix § 34"), ("", "")],
)
def test_what_is_compared_has_no_case(text: str, gefaltet: str) -> None:
    assert fold_suchtext(text) == gefaltet
    assert split_suchbegriff(text) == gefaltet.split()


def test_markup_is_not_searched() -> None:
    html = '<p>Grund<strong>stück</strong> A&amp;B</p><ol start="3"><li>Los</li></ol><table><tr><td>1</td></tr></table>'
    assert build_suchtext(["BV/0001/2026", "Kauf"], [html, ""]) == "bv/0001/2026\nkauf\ngrundstück a&b 3. los 1\n"


@pytest.mark.parametrize(
    ("wort", "text", "gefunden"),
    [
        ("li", "öffentlich", False), ("li", "die li", True), ("amp", "rampe", False), ("b", "ab b ba", True),
        ("f&e", '"f&e"-leistung', True), ("f.e", "f&e", False), ("bv", "bv/0001/2026", True), ("üb", "rübe", False),
    ],
)  # fmt: skip
def test_a_short_word_stands_alone(wort: str, text: str, *, gefunden: bool) -> None:
    assert bool(re.search(build_muster(wort), text)) == gefunden
