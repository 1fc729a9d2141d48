"""The order of a sitting's acts, at the boundaries."""

from datetime import UTC, datetime, timedelta

import pytest

from gremien.rules.befund import Befund, Stufe
from sitzungen.enums import Sitzungsstatus
from sitzungen.rules.ablauf import (
    check_berichtigungsgrund,
    check_eroeffnet,
    check_eroeffnung,
    check_nachgetragen,
    check_planung,
    check_zugang,
)


def am(monat: int, tag: int, stunde: int = 0, minute: int = 0, sekunde: int = 0) -> datetime:
    return datetime(2026, monat, tag, stunde, minute, sekunde, tzinfo=UTC)


JETZT = am(9, 1, 10, 30, 40)
BEGINN = am(9, 10, 16)
MINUTE = timedelta(minutes=1)


def stufen(befunde: list[Befund]) -> list[Stufe]:
    return [befund.stufe for befund in befunde]


@pytest.mark.parametrize(("versatz", "erwartet"), [(timedelta(0), []), (-MINUTE, [Stufe.WARNUNG])])
def test_planning_asks_from_the_minute_that_has_passed(versatz: timedelta, erwartet: list[Stufe]) -> None:
    assert stufen(check_planung(beginn=JETZT + versatz, jetzt=JETZT)) == erwartet


@pytest.mark.parametrize(
    ("zugang", "veroeffentlicht", "erwartet"),
    [
        # The minute of the publication itself is what the form offers.
        (am(9, 1, 10, 30), am(9, 1, 10, 30, 39), []),
        (am(9, 1, 10, 29), am(9, 1, 10, 30, 39), [Stufe.SPERRE]),
        (am(9, 1, 10, 29), am(8, 31, 9), []),
        (am(9, 1, 0, 0), am(8, 31, 9), []),
        (am(8, 31, 23, 59), am(8, 31, 9), [Stufe.WARNUNG]),
        (am(9, 3, 8), am(8, 31, 9), []),
        (am(9, 3, 8), None, [Stufe.SPERRE]),
        (BEGINN - MINUTE, am(8, 31, 9), []),
        (BEGINN, am(8, 31, 9), [Stufe.SPERRE]),
    ],
)
def test_receipt(zugang: datetime, veroeffentlicht: datetime | None, erwartet: list[Stufe]) -> None:
    befunde = check_zugang(zugang=zugang, veroeffentlicht=veroeffentlicht, beginn=BEGINN, jetzt=JETZT)
    assert stufen(befunde) == erwartet


@pytest.mark.parametrize(
    ("jetzt", "angaben", "erwartet"),
    [
        (BEGINN, {}, []),
        (am(9, 10, 0, 0), {}, []),
        (am(9, 9, 23, 59), {}, [Stufe.SPERRE]),
        (BEGINN, {"eingeladen": False}, [Stufe.WARNUNG]),
        (BEGINN, {"bekanntgemacht": False}, [Stufe.WARNUNG]),
        (BEGINN, {"veroeffentlicht": False}, [Stufe.WARNUNG]),
        (BEGINN, {"eingeladen": False, "bekanntgemacht": False}, [Stufe.WARNUNG, Stufe.WARNUNG]),
        (BEGINN, {"beendet": True}, [Stufe.WARNUNG]),
    ],
)
def test_opening(jetzt: datetime, angaben: dict[str, bool], erwartet: list[Stufe]) -> None:
    lage = {"beendet": False, "bekanntgemacht": True, "veroeffentlicht": True, "eingeladen": True} | angaben
    assert stufen(check_eroeffnung(beginn=BEGINN, jetzt=jetzt, **lage)) == erwartet


@pytest.mark.parametrize("status", Sitzungsstatus)
def test_only_what_was_opened_is_recorded_in(status: Sitzungsstatus) -> None:
    eroeffnet = status in (Sitzungsstatus.LAUFEND, Sitzungsstatus.BEENDET)
    assert stufen(check_eroeffnet(status)) == ([] if eroeffnet else [Stufe.SPERRE])
    nachgetragen = [Stufe.WARNUNG] if status == Sitzungsstatus.BEENDET else []
    assert stufen(check_nachgetragen(status)) == nachgetragen


@pytest.mark.parametrize(("grund", "erwartet"), [("", [Stufe.SPERRE]), (" \n", [Stufe.SPERRE]), ("Irrtum", [])])
def test_a_correction_says_why(grund: str, erwartet: list[Stufe]) -> None:
    assert stufen(check_berichtigungsgrund(grund, berichtigt="die Berichtigung")) == erwartet
