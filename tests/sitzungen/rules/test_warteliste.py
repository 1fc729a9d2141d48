"""What of the waiting papers is shown, and in which order."""

from datetime import date

import pytest

from sitzungen.rules.warteliste import Auswahl, Wartender, select_wartende


def waiting(key: int, betreff: str, tag: date | None = None, **felder: str) -> Wartender:
    angaben = {"art": "BV", "amt": "66-Tiefbauamt", **felder}
    return Wartender(key, f"{angaben['art']}/{key:04}/2026", (2026, key), betreff, angaben["art"], angaben["amt"], tag)


LISTE = [
    waiting(4, "zaun am Rhein"),
    waiting(2, "Brücke über die Mosel", date(2026, 9, 3)),
    waiting(3, "Ampel", date(2026, 9, 3), art="UV", amt="31-Ordnungsamt"),
    waiting(1, "Änderung der Satzung", date(2026, 8, 1), amt=""),
]


@pytest.mark.parametrize(
    ("auswahl", "gefunden"),
    [
        (Auswahl(), [1, 2, 3, 4]),
        (Auswahl(ordnung="nummer"), [1, 2, 3, 4]),
        (Auswahl(ordnung="betreff"), [3, 2, 4, 1]),
        (Auswahl(ordnung="amt"), [1, 3, 2, 4]),
        (Auswahl(ordnung="quer"), [1, 2, 3, 4]),
        (Auswahl(worte="ÄNDERUNG"), [1]),
        (Auswahl(worte=" mosel  brü "), [2]),
        (Auswahl(worte="UV/0003"), [3]),
        (Auswahl(worte="mosel ampel"), []),
        (Auswahl(art="UV"), [3]),
        (Auswahl(amt="66-Tiefbauamt", ordnung="nummer"), [2, 4]),
        (Auswahl(amt="66"), []),
    ],
)
def test_what_fits_is_shown_in_order(auswahl: Auswahl, gefunden: list[int]) -> None:
    assert [wartender.key for wartender in select_wartende(LISTE, auswahl)] == gefunden


def test_only_a_choice_leaves_something_out() -> None:
    assert Auswahl(ordnung="amt").is_leer
    assert not any(einer.is_leer for einer in (Auswahl(worte="x"), Auswahl(art="BV"), Auswahl(amt="31")))
