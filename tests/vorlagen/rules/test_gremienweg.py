"""The Gremienweg: planned routes, the next station, and the status of the paper."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.rules.gremienweg import (
    Folge,
    Station,
    check_gremienweg,
    compute_folge,
    compute_vorlagenstatus,
    next_station,
)

HUFA = Station(1, "Haupt- und Finanzausschuss", date(2018, 8, 20), entscheidend=False, oeffentlich=True)
RAT = Station(2, "Stadtrat", date(2018, 8, 30), entscheidend=True, oeffentlich=True)
R2_NORM = "§ 35 Abs. 1, § 46 Abs. 4 GemO"

Kurz = tuple[str, Stufe]
SPERRE: Kurz = ("", Stufe.SPERRE)
WARNUNG: Kurz = ("", Stufe.WARNUNG)
R2: Kurz = (R2_NORM, Stufe.SPERRE)


def with_ausgang(station: Station, ausgang: Ausgang | None) -> Station:
    return replace(station, ausgang=ausgang)


@pytest.mark.parametrize(
    ("ausgang", "folge"),
    [
        (Ausgang.EINSTIMMIG, Folge.GESCHLOSSEN),
        (Ausgang.MEHRHEITLICH, Folge.GESCHLOSSEN),
        (Ausgang.ABGELEHNT, Folge.GESCHLOSSEN),
        (Ausgang.OHNE_BE, Folge.GESCHLOSSEN),
        (Ausgang.KENNTNIS, Folge.GESCHLOSSEN),
        (Ausgang.ABGESETZT, Folge.WIEDER_OFFEN),
        (Ausgang.VERWIESEN, Folge.NEUE_STATION_EINGEFUEGT),
        (Ausgang.VERTAGT, Folge.NEUE_STATION_VERKNUEPFT),
        (Ausgang.ZURUECKGEZOGEN, Folge.VORLAGE_ENDET),
        (Ausgang.SCHRIFTLICH_BEANTWORTET, Folge.GESCHLOSSEN),
    ],
)
def test_what_an_outcome_does_to_its_station(ausgang: Ausgang, folge: Folge) -> None:
    assert compute_folge(ausgang) is folge


@pytest.mark.parametrize(
    ("stationen", "erwartet"),
    [
        ([], [SPERRE]),
        ([HUFA, RAT], []),
        ([RAT, HUFA], []),
        ([RAT], []),
        ([HUFA], [SPERRE]),
        ([replace(HUFA, entscheidend=True), RAT], [WARNUNG]),
        ([replace(HUFA, oeffentlich=False), RAT], [R2]),
        ([replace(HUFA, oeffentlich=False), replace(RAT, oeffentlich=False)], []),
        ([HUFA, replace(RAT, oeffentlich=False)], []),
        ([RAT, replace(HUFA, position=3, datum=None)], [WARNUNG]),
        ([RAT, replace(HUFA, position=3, datum=None, oeffentlich=False)], [WARNUNG]),
        ([replace(HUFA, datum=RAT.datum), RAT], []),
        ([replace(HUFA, datum=date(2018, 8, 31)), RAT], [WARNUNG]),
        ([replace(HUFA, datum=None), RAT], []),
        ([replace(HUFA, gremium="Stadtrat"), RAT], [WARNUNG]),
    ],
)
def test_planned_routes(stationen: list[Station], erwartet: list[Kurz]) -> None:
    befunde = check_gremienweg(stationen)
    assert [(befund.norm, befund.stufe) for befund in befunde] == erwartet
    assert {befund.feld for befund in befunde} <= {"gremienweg"}


def test_the_sentence_names_the_non_public_station() -> None:
    assert check_gremienweg([replace(HUFA, oeffentlich=False), RAT]) == [
        Befund(
            "Die Vorlage wird öffentlich entschieden, Station 1 (Haupt- und Finanzausschuss) berät aber "
            "nichtöffentlich vor. Bitte machen Sie diese Station öffentlich.",
            R2_NORM,
            Stufe.SPERRE,
            "gremienweg",
        ),
    ]


def test_dates_are_compared_across_an_undated_station() -> None:
    spaet = replace(HUFA, datum=date(2018, 9, 10))
    ohne = Station(2, "Kulturausschuss", None, entscheidend=False, oeffentlich=True)
    (befund,) = check_gremienweg([spaet, ohne, replace(RAT, position=3)])
    assert befund.satz == (
        "Station 3 (Stadtrat) tagt am 30.08.2018 und damit vor der Station davor (10.09.2018). "
        "Bitte prüfen Sie Reihenfolge und Datum."
    )


def test_every_earlier_non_public_station_is_named() -> None:
    verdeckt = replace(HUFA, oeffentlich=False)
    zweite = replace(verdeckt, position=2, gremium="Umweltausschuss", datum=date(2018, 8, 21))
    befunde = check_gremienweg([verdeckt, zweite, replace(RAT, position=3)])
    assert [(befund.norm, befund.stufe) for befund in befunde] == [R2, R2]


@pytest.mark.parametrize("stationen", [[HUFA], [HUFA, replace(RAT, entscheidend=False)]])
def test_an_informing_paper_needs_no_deciding_station(stationen: list[Station]) -> None:
    assert check_gremienweg(stationen, beschluss_erforderlich=False) == []


def test_the_route_of_a_postponed_decision_is_in_order() -> None:
    neu = replace(RAT, position=3, datum=date(2018, 9, 27))
    assert check_gremienweg([HUFA, with_ausgang(RAT, Ausgang.VERTAGT), neu]) == []


def test_the_route_of_a_referred_decision_is_in_order() -> None:
    eingefuegt = Station(3, "Kulturausschuss", date(2018, 9, 3), entscheidend=False, oeffentlich=True)
    neu = replace(RAT, position=4, datum=date(2018, 9, 27))
    assert check_gremienweg([HUFA, with_ausgang(RAT, Ausgang.VERWIESEN), eingefuegt, neu]) == []


@pytest.mark.parametrize(
    ("hufa", "rat", "naechste", "status"),
    [
        (None, None, 1, Vorlagenstatus.FREIGEGEBEN),
        (Ausgang.ABGESETZT, None, 1, Vorlagenstatus.FREIGEGEBEN),
        (Ausgang.EINSTIMMIG, None, 2, Vorlagenstatus.IN_BERATUNG),
        (Ausgang.OHNE_BE, None, 2, Vorlagenstatus.IN_BERATUNG),
        (Ausgang.ABGELEHNT, None, 2, Vorlagenstatus.IN_BERATUNG),
        (Ausgang.VERTAGT, None, 2, Vorlagenstatus.IN_BERATUNG),
        (Ausgang.EINSTIMMIG, Ausgang.ABGESETZT, 2, Vorlagenstatus.IN_BERATUNG),
        (Ausgang.EINSTIMMIG, Ausgang.VERTAGT, None, Vorlagenstatus.IN_BERATUNG),
        (Ausgang.EINSTIMMIG, Ausgang.VERWIESEN, None, Vorlagenstatus.IN_BERATUNG),
        (Ausgang.EINSTIMMIG, Ausgang.OHNE_BE, None, Vorlagenstatus.IN_BERATUNG),
        (Ausgang.EINSTIMMIG, Ausgang.EINSTIMMIG, None, Vorlagenstatus.ABGESCHLOSSEN),
        (Ausgang.EINSTIMMIG, Ausgang.MEHRHEITLICH, None, Vorlagenstatus.ABGESCHLOSSEN),
        (Ausgang.EINSTIMMIG, Ausgang.ABGELEHNT, None, Vorlagenstatus.ABGESCHLOSSEN),
        (Ausgang.EINSTIMMIG, Ausgang.SCHRIFTLICH_BEANTWORTET, None, Vorlagenstatus.ABGESCHLOSSEN),
        (None, Ausgang.EINSTIMMIG, None, Vorlagenstatus.ABGESCHLOSSEN),
        (Ausgang.ZURUECKGEZOGEN, None, None, Vorlagenstatus.ZURUECKGEZOGEN),
        (Ausgang.EINSTIMMIG, Ausgang.ZURUECKGEZOGEN, None, Vorlagenstatus.ZURUECKGEZOGEN),
    ],
)
def test_next_station_and_status(
    hufa: Ausgang | None,
    rat: Ausgang | None,
    naechste: int | None,
    status: Vorlagenstatus,
) -> None:
    stationen = [with_ausgang(RAT, rat), with_ausgang(HUFA, hufa)]
    gefunden = next_station(stationen)
    assert (gefunden.position if gefunden else None) == naechste
    assert compute_vorlagenstatus(stationen) is status


def test_a_postponed_decision_waits_for_its_new_station() -> None:
    neu = replace(RAT, position=3, datum=date(2018, 9, 27))
    stationen = [with_ausgang(HUFA, Ausgang.EINSTIMMIG), with_ausgang(RAT, Ausgang.VERTAGT), neu]
    assert next_station(stationen) == neu
    assert compute_vorlagenstatus(stationen) is Vorlagenstatus.IN_BERATUNG
    entschieden = [*stationen[:2], with_ausgang(neu, Ausgang.MEHRHEITLICH)]
    assert compute_vorlagenstatus(entschieden) is Vorlagenstatus.ABGESCHLOSSEN


@pytest.mark.parametrize(
    ("ausgaenge", "status"),
    [
        ([None, None], Vorlagenstatus.FREIGEGEBEN),
        ([Ausgang.KENNTNIS, None], Vorlagenstatus.IN_BERATUNG),
        ([None, Ausgang.KENNTNIS], Vorlagenstatus.IN_BERATUNG),
        ([Ausgang.KENNTNIS, Ausgang.VERTAGT], Vorlagenstatus.IN_BERATUNG),
        ([Ausgang.KENNTNIS, Ausgang.KENNTNIS], Vorlagenstatus.ABGESCHLOSSEN),
    ],
)
def test_an_informing_paper_is_done_with_its_last_station(
    ausgaenge: list[Ausgang | None],
    status: Vorlagenstatus,
) -> None:
    stationen = [
        replace(station, entscheidend=False, ausgang=ausgang)
        for station, ausgang in zip([HUFA, RAT], ausgaenge, strict=True)
    ]
    assert compute_vorlagenstatus(stationen) is status


def test_status_before_release_and_after_withdrawal() -> None:
    assert compute_vorlagenstatus([HUFA, RAT], freigegeben=False) is Vorlagenstatus.IN_ARBEIT
    assert compute_vorlagenstatus([], freigegeben=False) is Vorlagenstatus.IN_ARBEIT
    assert compute_vorlagenstatus([], freigegeben=True) is Vorlagenstatus.FREIGEGEBEN
    assert compute_vorlagenstatus([HUFA, RAT], zurueckgezogen=True) is Vorlagenstatus.ZURUECKGEZOGEN


stationen_strategie = st.lists(
    st.builds(
        Station,
        position=st.integers(1, 99),
        gremium=st.sampled_from(["SR", "HuFA", "ASM"]),
        datum=st.none() | st.dates(date(2018, 1, 1), date(2018, 12, 31)),
        entscheidend=st.booleans(),
        oeffentlich=st.booleans(),
        ausgang=st.none() | st.sampled_from(Ausgang),
    ),
    max_size=5,
    unique_by=lambda station: station.position,
)


@given(stationen_strategie, st.booleans())
def test_an_ended_paper_has_no_next_station(stationen: list[Station], freigegeben: bool) -> None:
    status = compute_vorlagenstatus(stationen, freigegeben=freigegeben)
    ende = {Vorlagenstatus.ABGESCHLOSSEN, Vorlagenstatus.ZURUECKGEZOGEN}
    offen = [s for s in stationen if s.ausgang in {None, Ausgang.ABGESETZT}]
    erste = min(offen, key=lambda station: station.position, default=None)
    assert next_station(stationen) == (None if status in ende else erste)


@given(stationen_strategie)
def test_a_withdrawn_paper_is_never_shown_as_decided(stationen: list[Station]) -> None:
    zurueckgezogen = any(station.ausgang == Ausgang.ZURUECKGEZOGEN for station in stationen)
    assert (compute_vorlagenstatus(stationen) is Vorlagenstatus.ZURUECKGEZOGEN) == zurueckgezogen


@given(stationen_strategie)
def test_a_hidden_preparation_of_a_public_decision_is_never_let_through(stationen: list[Station]) -> None:
    ersetzt = {Ausgang.VERTAGT, Ausgang.VERWIESEN}
    verletzt = {
        frueher.position
        for frueher in stationen
        for spaeter in stationen
        if spaeter.entscheidend and spaeter.oeffentlich and spaeter.ausgang not in ersetzt
        if frueher.position < spaeter.position and not frueher.oeffentlich
    }
    befunde = [befund for befund in check_gremienweg(stationen) if befund.norm == R2_NORM]
    assert [befund.stufe for befund in befunde] == [Stufe.SPERRE] * len(verletzt)
