"""Clipboards of other programs that reach the server without the editor: no word that is none of the text gets in."""

import re
from collections.abc import Iterable

import pytest

from dokumente.text.richtext import check_richtext, clean_richtext, find_nebentext, richtext_to_text
from tests.faelle.zwischenablagen import ERWARTET, ORDNER, read

HTML = [name for name in ERWARTET if name.endswith(".html")]
_MARKE = re.compile(r"(?:[-•·o]|\(?[0-9a-zIVX]{1,4}[.)])")


def count_worte(texte: Iterable[str]) -> list[str]:
    """Return the words, without what may be the mark of a list or belongs to it, sorted."""
    worte = (wort.removeprefix("•") for text in texte for wort in text.split())
    return sorted(wort for wort in worte if wort and not _MARKE.fullmatch(wort))


def test_every_clipboard_is_tried() -> None:
    assert sorted(ERWARTET) == sorted(p.name for p in ORDNER.iterdir() if p.suffix in (".html", ".txt"))
    assert len(ERWARTET) >= 16


@pytest.mark.parametrize("name", HTML)
def test_the_sanitiser_lets_the_same_words_in(name: str) -> None:
    erwartet, satz = ERWARTET[name]
    sauber = clean_richtext(read(name))
    assert "GEHEIM" not in sauber
    assert check_richtext(read(name)) == []
    assert clean_richtext(sauber) == sauber
    if "Fußnote" not in erwartet:
        assert count_worte([richtext_to_text(sauber)]) == count_worte([richtext_to_text(erwartet)])
    assert find_nebentext(read(name)) == satz


def test_what_is_expected_is_what_the_sanitiser_leaves() -> None:
    assert [name for name, (text, _) in ERWARTET.items() if clean_richtext(text) != text] == []
