"""Two sequences of words or passages side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dokumente.rules import vergleich
from dokumente.rules.vergleich import Art, Wort, compare_woerter, pair_passages, split_woerter

WOERTER = st.lists(st.sampled_from(["der ", "Rat ", "die ", ". ", ", ", "5 ", "€ ", "Stadt "]), max_size=14)


def compare(alt: str, neu: str) -> list[tuple[str, str]]:
    """Return the runs of two texts as pairs of word and text."""
    laeufe = compare_woerter([Wort(w) for w in split_woerter(alt)], [Wort(w) for w in split_woerter(neu)])
    return [(art.value, "".join(wort.text for wort in woerter)) for art, woerter in laeufe]


@pytest.mark.parametrize(
    ("text", "erwartet"),
    [
        ("", []),
        ("  ", ["  "]),
        (" § 34 GemO", [" ", "§ ", "34 ", "GemO"]),
        ("am 12.06.2018: 1.250.000,00 €", ["am ", "12.06.2018", ": ", "1.250.000,00 ", "€"]),
        ("Ober- und Mittelstadt.", ["Ober", "- ", "und ", "Mittelstadt", "."]),
        ("BV/0546/2018 z.B. E-Mail", ["BV/0546/2018 ", "z.B", ". ", "E-Mail"]),
    ],
)
def test_an_amount_a_date_and_a_number_are_one_word(text: str, erwartet: list[str]) -> None:
    assert split_woerter(text) == erwartet


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        ("Der Rat.", "Der Rat.", [("gleich", "Der Rat.")]),
        ("", "Neu", [("neu", "Neu")]),
        ("Alt", "", [("entfallen", "Alt")]),
        (
            "Der Rat beschließt 5,00 € sofort.",
            "Der Stadtrat beschließt 6,00 € sofort.",
            [
                *(("gleich", "Der "), ("entfallen", "Rat "), ("neu", "Stadtrat "), ("gleich", "beschließt ")),
                *(("entfallen", "5,00 "), ("neu", "6,00 "), ("gleich", "€ sofort.")),
            ],
        ),
        # A comma that stayed between two changes says nothing by itself.
        ("rot, blau und", "grün, gelb und", [("entfallen", "rot, blau "), ("neu", "grün, gelb "), ("gleich", "und")]),
        # Blanks are no change.
        ("eins zwei", "eins  zwei ", [("gleich", "eins  zwei ")]),
    ],
)
def test_words_are_told_apart(alt: str, neu: str, erwartet: list[tuple[str, str]]) -> None:
    assert compare(alt, neu) == erwartet


def test_a_word_set_differently_is_another_one() -> None:
    laeufe = compare_woerter([Wort("Rat")], [Wort("Rat", ("strong",))])
    assert laeufe == [(Art.ENTFALLEN, [Wort("Rat")]), (Art.NEU, [Wort("Rat", ("strong",))])]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(WOERTER, WOERTER, st.sampled_from([4, 10**6]))
def test_the_runs_make_both_texts_again(alt: list[str], neu: list[str], feld: int) -> None:
    with pytest.MonkeyPatch.context() as ersatz:
        # So few pairs that whole sentences are compared.
        ersatz.setattr(vergleich, "MAX_FELD", feld)
        laeufe = compare("".join(alt), "".join(neu))
    assert "".join(text for art, text in laeufe if art != "neu").split() == "".join(alt).split()
    assert "".join(text for art, text in laeufe if art != "entfallen").split() == "".join(neu).split()


def pair(alt: str, neu: str) -> list[tuple[str | None, str | None]]:
    """Pair letters; a small and a capital letter are half alike."""

    def compute(a: str, n: str) -> float:
        return 1.0 if a == n else 0.5 if a.lower() == n.lower() else 0.0

    return pair_passages(alt, neu, compute, mindestens=0.5)


@pytest.mark.parametrize(
    ("alt", "neu", "erwartet"),
    [
        ("", "", []),
        ("ab", "ab", [("a", "a"), ("b", "b")]),
        ("abc", "ac", [("a", "a"), ("b", None), ("c", "c")]),
        ("ac", "abc", [("a", "a"), (None, "b"), ("c", "c")]),
        ("ab", "Ax", [("a", "A"), ("b", None), (None, "x")]),
        # Better one that is the same than one that is alike.
        ("aA", "A", [("a", None), ("A", "A")]),
    ],
)
def test_passages_are_paired_by_likeness(alt: str, neu: str, erwartet: list[tuple[str | None, str | None]]) -> None:
    assert pair(alt, neu) == erwartet


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text("abAB", max_size=8), st.text("abAB", max_size=8), st.sampled_from([0, 40_000]))
def test_pairing_keeps_both_orders(alt: str, neu: str, paare: int) -> None:
    with pytest.MonkeyPatch.context() as ersatz:
        ersatz.setattr(vergleich, "MAX_PAARE", paare)
        ergebnis = pair(alt, neu)
    assert "".join(a for a, _ in ergebnis if a) == alt
    assert "".join(n for _, n in ergebnis if n) == neu
