"""Ordnen: places among siblings, sub-items with their item, and two people at once."""

import pytest

from journal.models import Eintrag
from konten.models import Konto
from sitzungen.actions.reihenfolge import indent_top, move_top, outdent_top
from sitzungen.actions.tagesordnung import place_top, strike_top
from sitzungen.enums import Teil
from sitzungen.models import Sitzung, Tagesordnungspunkt
from tests.bauten import build_konto, build_sitzung, iter_tops
from tests.pruefen import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def konto() -> Konto:
    return build_konto()


@pytest.fixture
def sitzung() -> Sitzung:
    return build_sitzung()


def place(sitzung: Sitzung, konto: Konto, *namen: str) -> dict[str, Tagesordnungspunkt]:
    """Place items; "A.1" is a sub-item of "A"."""
    tops: dict[str, Tagesordnungspunkt] = {}
    for name in namen:
        eltern = tops.get(name.partition(".")[0])
        tops[name] = place_top(sitzung, teil=Teil.OEFFENTLICH, betreff=name, konto=konto, uebergeordnet=eltern)
    return tops


def order_of(sitzung: Sitzung) -> str:
    return " ".join(top.betreff for top in iter_tops(sitzung))


@pytest.mark.parametrize(
    ("wer", "wohin", "reihe"),
    [
        ("A", {"um": 1}, "B A A.1 A.2 C"),
        ("C", {"um": -1}, "A A.1 A.2 C B"),
        ("C", {"um": -9}, "C A A.1 A.2 B"),
        ("A", {"um": 9}, "B C A A.1 A.2"),
        ("A.2", {"um": -1}, "A A.2 A.1 B C"),
        ("A.1", {"um": -1}, "A A.1 A.2 B C"),
        ("A.1", {"nach": 9}, "A A.2 A.1 B C"),
        ("B", {"nach": 1}, "B A A.1 A.2 C"),
    ],
)
def test_an_item_moves_among_its_siblings_with_its_sub_items(
    sitzung: Sitzung, konto: Konto, wer: str, wohin: dict[str, int], reihe: str
) -> None:
    tops = place(sitzung, konto, "A", "A.1", "A.2", "B", "C")
    vorher = Eintrag.objects.count()
    move_top(tops[wer], **wohin)
    assert order_of(sitzung) == reihe
    assert [top.position for top in iter_tops(sitzung)] == [1, 2, 3, 4, 5]
    assert Eintrag.objects.count() == vorher


def test_steps_count_from_where_the_item_stands_by_then(sitzung: Sitzung, konto: Konto) -> None:
    tops = place(sitzung, konto, "A", "B", "C", "D")
    move_top(tops["D"], nach=1)
    # Whoever pressed still saw "A B C D".
    move_top(tops["A"], um=1)
    assert order_of(sitzung) == "D B A C"


def test_what_somebody_else_removed_is_told(sitzung: Sitzung, konto: Konto) -> None:
    tops = place(sitzung, konto, "A", "B")
    verschwunden = Tagesordnungspunkt.objects.select_related("sitzung").get(pk=tops["A"].pk)
    strike_top(tops["A"], konto=konto)
    satz = "„A“ steht nicht mehr auf der Tagesordnung: Jemand anders hat den Punkt inzwischen entfernt."
    for act in (
        lambda: move_top(verschwunden, um=1),
        lambda: indent_top(verschwunden, konto=konto),
        lambda: outdent_top(verschwunden, konto=konto),
        lambda: strike_top(verschwunden, konto=konto),
    ):
        with refused(satz):
            act()


def test_an_item_becomes_the_last_sub_item_of_the_one_before(sitzung: Sitzung, konto: Konto) -> None:
    tops = place(sitzung, konto, "A", "A.1", "B", "C")
    top = indent_top(tops["B"], konto=konto)
    assert (top.uebergeordnet, order_of(sitzung)) == (tops["A"], "A A.1 B C")
    top = outdent_top(tops["A.1"], konto=konto)
    assert (top.uebergeordnet, order_of(sitzung)) == (None, "A B A.1 C")


def test_what_cannot_be_indented_is_told(sitzung: Sitzung, konto: Konto) -> None:
    tops = place(sitzung, konto, "A", "A.1", "B", "B.1")
    with refused("Über diesem Punkt steht keiner, dessen Unterpunkt er werden könnte."):
        indent_top(tops["A"], konto=konto)
    with refused("Der Punkt ist schon ein Unterpunkt; Unterpunkte von Unterpunkten sind nicht vorgesehen."):
        indent_top(tops["A.1"], konto=konto)
    satz = "Der Punkt hat selbst Unterpunkte oder ist derselbe. Bitte lassen Sie „Unterpunkt von“ leer."
    with refused(satz, feld="uebergeordnet"):
        indent_top(tops["B"], konto=konto)
    with refused("Der Punkt ist kein Unterpunkt."):
        outdent_top(tops["B"], konto=konto)
