"""Every outcome on every shape of a route: what the paper is said to have become."""

import pytest

from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.rules.gremienweg import Station, compute_vorlagenstatus
from vorlagen.rules.stand import compute_stand

OFFEN = None
WEGE: dict[str, tuple[tuple[bool, Ausgang | str | None], ...]] = {
    "allein entscheidend": ((True, "x"),),
    "vorberatend, dann entscheidend": ((False, Ausgang.MEHRHEITLICH), (True, "x")),
    "abgelehnt vorberaten": ((False, Ausgang.ABGELEHNT), (True, "x")),
    "vertagt, dann entscheidend": ((True, Ausgang.VERTAGT), (True, "x")),
    "verwiesen und zurück": ((True, Ausgang.VERWIESEN), (False, Ausgang.OHNE_BE), (True, "x")),
    "zwei entscheidende": ((True, Ausgang.EINSTIMMIG), (True, "x")),
    "niemand entscheidet": ((False, Ausgang.KENNTNIS), (False, "x")),
    "danach noch eine": ((True, "x"), (False, OFFEN)),
}
ENTSCHIEDEN = {
    Ausgang.EINSTIMMIG: "Beschlossen",
    Ausgang.MEHRHEITLICH: "Beschlossen",
    Ausgang.BESCHLOSSEN: "Beschlossen",
    Ausgang.ERLEDIGT: "Erledigt",
    Ausgang.ABGELEHNT: "Abgelehnt",
    Ausgang.KENNTNIS: "Zur Kenntnis genommen",
    Ausgang.SCHRIFTLICH_BEANTWORTET: "Schriftlich beantwortet",
}
NUR_BERATEN = ENTSCHIEDEN | dict.fromkeys((Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, Ausgang.BESCHLOSSEN), "Zugestimmt")
SONST = {
    Ausgang.ZURUECKGEZOGEN: "Zurückgezogen",
    Ausgang.OHNE_BE: "In Beratung",
    Ausgang.VERTAGT: "In Beratung",
    # A promised answer settles nothing until it is given.
    Ausgang.SOLL_SCHRIFTLICH: "In Beratung",
    Ausgang.VERWIESEN: "In Beratung",
}


def route(weg: str, ausgang: Ausgang | None) -> list[Station]:
    return [
        Station(nummer, f"G{nummer}", None, entscheidend, True, ausgang if wert == "x" else wert)  # type: ignore[arg-type]
        for nummer, (entscheidend, wert) in enumerate(WEGE[weg], start=1)
    ]


def word(stationen: list[Station], *, sichtbar: frozenset[int] | None = None) -> str:
    alle = frozenset(station.position for station in stationen)
    return compute_stand(
        compute_vorlagenstatus(stationen), stationen, sichtbar=alle if sichtbar is None else sichtbar
    ).wort


@pytest.mark.parametrize("weg", WEGE)
@pytest.mark.parametrize("ausgang", [None, *Ausgang])
def test_the_deciding_result_is_the_state(weg: str, ausgang: Ausgang | None) -> None:
    davor = "In Beratung" if len(WEGE[weg]) > 1 and weg != "danach noch eine" else "Freigegeben"
    offen = {None: davor, Ausgang.ABGESETZT: davor}
    erwartet = (NUR_BERATEN if weg == "niemand entscheidet" else ENTSCHIEDEN) | SONST | offen
    assert word(route(weg, ausgang)) == erwartet[ausgang]


@pytest.mark.parametrize("weg", WEGE)
def test_a_result_the_reader_may_not_see_is_not_told(weg: str) -> None:
    stationen = route(weg, Ausgang.ABGELEHNT)
    entscheidung = max(s.position for s in stationen if s.ausgang == Ausgang.ABGELEHNT)
    alle = frozenset(station.position for station in stationen)
    assert word(stationen, sichtbar=alle - {entscheidung}) == "Abgeschlossen"
    assert word(stationen, sichtbar=frozenset({entscheidung})) == "Abgelehnt"


def test_the_colour_follows_the_outcome() -> None:
    stationen = route("allein entscheidend", Ausgang.ABGELEHNT)
    stand = compute_stand(Vorlagenstatus.ABGESCHLOSSEN, stationen, sichtbar=frozenset({1}))
    assert stand.farbe == Ausgang.ABGELEHNT
