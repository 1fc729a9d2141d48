"""Numbers of agenda items, items outside the agenda, generic words."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Teil
from sitzungen.rules.tagesordnung import (
    OBERBEGRIFFE,
    Punkt,
    check_beschlussreife,
    check_oberbegriff,
    compute_nummern,
    format_top,
    nest,
)

OE, N = Teil.OEFFENTLICH, Teil.NICHTOEFFENTLICH


@pytest.mark.parametrize(
    ("teil", "nummer", "gedruckt"),
    [(OE, "1", "Ö 1"), (OE, "27.1", "Ö 27.1"), (N, "1", "N 1")],
)
def test_printed_number(teil: Teil, nummer: str, gedruckt: str) -> None:
    assert format_top(teil, nummer) == gedruckt


def test_parts_and_sub_items_are_counted_on_their_own() -> None:
    punkte = [
        Punkt("verpflichtung", OE),
        Punkt("anfrage", OE),
        Punkt("antwort", OE, uebergeordnet="anfrage"),
        Punkt("nachfrage", OE, uebergeordnet="anfrage"),
        Punkt("personal", N),
        Punkt("haushalt", OE),
        Punkt("grundstück", N),
    ]
    assert compute_nummern(punkte) == {
        "verpflichtung": "1",
        "anfrage": "2",
        "antwort": "2.1",
        "nachfrage": "2.2",
        "personal": "1",
        "haushalt": "3",
        "grundstück": "2",
    }


def test_an_answer_may_stand_before_its_question() -> None:
    punkte = [Punkt(1, OE, uebergeordnet=2), Punkt(2, OE)]
    assert compute_nummern(punkte) == {1: "1.1", 2: "1"}


def test_an_addition_gets_its_own_number_and_moves_none() -> None:
    punkte = [
        Punkt("a", OE, feste_nummer="1"),
        Punkt("nachtrag", OE),
        Punkt("b", OE, feste_nummer="2"),
        Punkt("b1", OE, uebergeordnet="b", feste_nummer="2.1"),
        Punkt("b2", OE, uebergeordnet="b"),
        Punkt("a1", OE, uebergeordnet="a"),
        Punkt("n", N),
    ]
    assert compute_nummern(punkte) == {
        "a": "1",
        "nachtrag": "3",
        "b": "2",
        "b1": "2.1",
        "b2": "2.2",
        "a1": "1.1",
        "n": "1",
    }


def test_the_number_of_a_struck_item_stays_taken() -> None:
    punkte = [Punkt("a", OE, feste_nummer="1"), Punkt("abgesetzt", OE, feste_nummer="2"), Punkt("neu", OE)]
    assert compute_nummern(punkte) == {"a": "1", "abgesetzt": "2", "neu": "3"}


@pytest.mark.parametrize(
    ("punkte", "satz"),
    [
        ([Punkt(1, OE), Punkt(1, OE)], "steht doppelt in der Liste"),
        ([Punkt(1, OE, uebergeordnet=9)], "nicht im selben Teil der Tagesordnung"),
        ([Punkt(1, OE), Punkt(2, N, uebergeordnet=1)], "nicht im selben Teil der Tagesordnung"),
        ([Punkt(1, OE, uebergeordnet=1)], "Unterpunkte von Unterpunkten"),
        ([Punkt(1, OE), Punkt(2, OE, uebergeordnet=1), Punkt(3, OE, uebergeordnet=2)], "Unterpunkte von Unterpunkten"),
        ([Punkt(1, OE, feste_nummer="1"), Punkt(2, OE, feste_nummer="1")], "Die Nummer Ö 1 ist doppelt vergeben"),
        ([Punkt(1, OE, feste_nummer="Ö 1")], "„Ö 1“ ist keine Nummer eines Tagesordnungspunkts"),
        ([Punkt(1, OE, feste_nummer="0")], "ist keine Nummer"),
        ([Punkt(1, OE, feste_nummer="1.1.1")], "ist keine Nummer"),
    ],
)
def test_contradictions_are_refused(punkte: list[Punkt], satz: str) -> None:
    with pytest.raises(ValueError, match=satz):
        compute_nummern(punkte)


def test_the_same_fixed_number_in_both_parts_is_fine() -> None:
    punkte = [Punkt(1, OE, feste_nummer="1"), Punkt(2, N, feste_nummer="1")]
    assert compute_nummern(punkte) == {1: "1", 2: "1"}


@st.composite
def tagesordnungen(draw: st.DrawFn, start: int = 0) -> list[Punkt]:
    """Draw an agenda without fixed numbers; keys count up from ``start``."""
    punkte: list[Punkt] = []
    for key in range(start, start + draw(st.integers(1, 12))):
        teil = draw(st.sampled_from(Teil))
        eltern = [p.key for p in punkte if p.teil == teil and p.uebergeordnet is None]
        uebergeordnet = draw(st.sampled_from([None, *eltern]))
        punkte.append(Punkt(key, teil, uebergeordnet))
    return punkte


@given(tagesordnungen(), tagesordnungen(start=100), st.randoms(use_true_random=False))
def test_published_numbers_never_move(alt: list[Punkt], neu: list[Punkt], zufall: Random) -> None:
    veroeffentlicht = compute_nummern(alt)
    fest = [replace(punkt, feste_nummer=veroeffentlicht[punkt.key]) for punkt in alt]
    gemischt = sorted([*fest, *neu], key=lambda _: zufall.random())
    nummern = compute_nummern(gemischt)
    assert {punkt.key: nummern[punkt.key] for punkt in alt} == veroeffentlicht
    vergeben = [(punkt.teil, nummern[punkt.key]) for punkt in gemischt]
    assert len(set(vergeben)) == len(vergeben)


@given(tagesordnungen())
def test_main_items_are_numbered_without_gap(punkte: list[Punkt]) -> None:
    nummern = compute_nummern(punkte)
    for teil in Teil:
        haupt = [nummern[p.key] for p in punkte if p.teil == teil and p.uebergeordnet is None]
        assert haupt == [str(n) for n in range(1, len(haupt) + 1)]


@pytest.mark.parametrize(("auf_to", "aufnahme"), [(True, False), (False, True), (True, True)])
def test_published_or_added_items_may_be_decided(auf_to: bool, aufnahme: bool) -> None:
    assert check_beschlussreife(auf_bekanntgemachter_to=auf_to, aufnahme_beschlossen=aufnahme) == []


def test_an_item_outside_the_agenda_may_not() -> None:
    assert check_beschlussreife(auf_bekanntgemachter_to=False, aufnahme_beschlossen=False) == [
        Befund(
            "Der Punkt stand nicht auf der bekanntgemachten Tagesordnung. Bitte erfassen Sie zuerst den Beschluss, "
            "ihn wegen Dringlichkeit aufzunehmen (zwei Drittel der Anwesenden).",
            "§ 34 Abs. 7 GemO",
            Stufe.SPERRE,
        ),
    ]


@pytest.mark.parametrize("text", ["Personalsachen", " Prozess- und Rechtssachen\n"])
def test_generic_words_are_fine(text: str) -> None:
    assert check_oberbegriff(text, oberbegriffe=OBERBEGRIFFE) == []


@pytest.mark.parametrize(
    ("text", "anfang"),
    [
        ("", "Für die Bekanntmachung fehlt ein Oberbegriff. Bitte wählen Sie einen von: "),
        ("Personalsache Müller", "„Personalsache Müller“ ist kein Oberbegriff für die Bekanntmachung. Bitte wählen "),
        ("Grundstückssachen Löhrstraße", "„Grundstückssachen Löhrstraße“ ist kein Oberbegriff "),
    ],
)
def test_anything_more_than_a_generic_word_is_refused(text: str, anfang: str) -> None:
    (befund,) = check_oberbegriff(text, oberbegriffe=OBERBEGRIFFE)
    assert befund.satz.startswith(anfang)
    assert (befund.norm, befund.stufe, befund.feld) == ("§ 35 Abs. 1 GemO", Stufe.SPERRE, "oberbegriff")


def test_the_list_of_generic_words_is_the_citys() -> None:
    assert check_oberbegriff("Stiftungssachen", oberbegriffe=["Stiftungssachen"]) == []
    (befund,) = check_oberbegriff("Personalsachen", oberbegriffe=["Stiftungssachen"])
    assert befund.satz.endswith("Bitte wählen Sie einen von: Stiftungssachen.")


def test_sub_items_stand_behind_their_item_wherever_they_come_in_the_list() -> None:
    punkte = [(4, 2), (1, None), (2, None), (3, 2), (6, 5), (7, None)]
    assert nest(punkte, lambda punkt: punkt) == [
        ((1, None), ()),
        ((2, None), ((4, 2), (3, 2))),
        ((6, 5), ()),
        ((7, None), ()),
    ]
