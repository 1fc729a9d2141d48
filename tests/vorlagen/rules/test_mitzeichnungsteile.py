"""Which signature still holds after something was written on."""

import itertools

import pytest

from vorlagen.enums import Entwurfsteil
from vorlagen.rules.mitzeichnungsteile import join_teile, list_geaenderte, list_verletzte, split_teile

A, B, C = Entwurfsteil.ANGABEN, Entwurfsteil.BESCHLUSSENTWURF, Entwurfsteil.ANLAGEN


def list_mengen() -> list[frozenset[Entwurfsteil]]:
    return [frozenset(menge) for zahl in range(4) for menge in itertools.combinations((A, B, C), zahl)]


@pytest.mark.parametrize("betroffen", list_mengen(), ids=join_teile)
@pytest.mark.parametrize("geaendert", list_mengen(), ids=join_teile)
def test_a_signature_falls_for_what_it_covers_and_for_nothing_else(
    geaendert: frozenset[Entwurfsteil], betroffen: frozenset[Entwurfsteil]
) -> None:
    vorher = dict.fromkeys((A, B, C), "alt")
    nachher = {teil: "neu" if teil in geaendert else "alt" for teil in (A, B, C)}
    verletzt = list_verletzte(list_geaenderte(vorher, nachher), betroffen)
    assert set(verletzt) == (geaendert & betroffen if betroffen else geaendert)


def test_what_came_and_what_went_was_changed() -> None:
    assert list_geaenderte({A: "x"}, {B: "x"}) == [A, B]
    assert list_geaenderte({}, {}) == []


@pytest.mark.parametrize("teile", list_mengen(), ids=join_teile)
def test_parts_are_kept_in_order_and_read_again(teile: frozenset[Entwurfsteil]) -> None:
    assert split_teile(join_teile(teile)) == teile
    assert join_teile([C, A]) == "angaben,anlagen"
    assert split_teile("angaben,gibt_es_nicht,") == {A}
