"""On which days sittings come again, and what speaks against each."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitzungen.enums import Rhythmus
from sitzungen.rules.jahresplan import (
    LETZTE,
    Belegung,
    FreieZeit,
    Muster,
    check_ende,
    check_fortsetzung,
    check_tag,
    list_tage,
)

DONNERSTAG = 3
JAHR = (date(2027, 1, 1), date(2027, 12, 31))


def test_the_second_thursday_of_every_month() -> None:
    tage = list_tage(Muster(Rhythmus.MONATE, DONNERSTAG, stelle=2), *JAHR)
    assert [f"{tag:%d.%m.}" for tag in tage] == [
        *("14.01.", "11.02.", "11.03.", "08.04.", "13.05.", "10.06."),
        *("08.07.", "12.08.", "09.09.", "14.10.", "11.11.", "09.12."),
    ]


def test_the_last_thursday_of_every_other_month() -> None:
    tage = list_tage(Muster(Rhythmus.MONATE, DONNERSTAG, abstand=2, stelle=LETZTE), *JAHR)
    assert [f"{tag:%d.%m.}" for tag in tage] == ["28.01.", "25.03.", "27.05.", "29.07.", "30.09.", "25.11."]


def test_every_third_week_from_the_first_such_day_on() -> None:
    tage = list_tage(Muster(Rhythmus.WOCHEN, DONNERSTAG, abstand=3), date(2027, 1, 8), date(2027, 3, 1))
    assert tage == [date(2027, 1, 14), date(2027, 2, 4), date(2027, 2, 25)]


@pytest.mark.parametrize("bis", [date(2027, 1, 13), date(2027, 1, 14)])
def test_both_ends_count(bis: date) -> None:
    tage = list_tage(Muster(Rhythmus.MONATE, DONNERSTAG, stelle=2), date(2027, 1, 14), date(2027, 1, 14))
    assert tage == [date(2027, 1, 14)]
    davor = list_tage(Muster(Rhythmus.WOCHEN, DONNERSTAG), date(2027, 1, 8), bis)
    assert davor == [date(2027, 1, 14)] * (bis.day == 14)


@given(
    st.sampled_from(Rhythmus),
    st.integers(0, 6),
    st.integers(1, 12),
    st.sampled_from([1, 2, 3, 4, LETZTE]),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(0, 800),
)
def test_days_are_in_order_on_their_weekday_and_inside(
    rhythmus: Rhythmus, wochentag: int, abstand: int, stelle: int, von: date, dauer: int
) -> None:
    bis = von + timedelta(days=dauer)
    tage = list_tage(Muster(rhythmus, wochentag, abstand, stelle), von, bis)
    assert tage == sorted(set(tage))
    assert all(von <= tag <= bis and tag.weekday() == wochentag for tag in tage)
    if rhythmus is Rhythmus.WOCHEN:
        assert len(tage) == len(
            [n for n in range(dauer + 1) if (von + timedelta(days=n)).weekday() == wochentag][::abstand]
        )


LEUTE = frozenset({1, 2, 3})


def check(
    beginn: datetime,
    *,
    ende: datetime | None = None,
    freie: tuple[FreieZeit, ...] = (),
    andere: tuple[Belegung, ...] = (),
) -> list[str]:
    befunde = check_tag(
        gremium="Stadtrat", beginn=beginn, ende=ende, ort="Saal 220", personen=LEUTE, freie=freie, andere=andere
    )
    return [befund.satz for befund in befunde]


def at(stunde: int, tag: date = date(2027, 1, 14)) -> datetime:
    return datetime.combine(tag, time(stunde))


def belege(
    stunde: int, *, ort: str = "Saal 101", personen: frozenset[int] = frozenset(), **angaben: object
) -> Belegung:
    vorgaben: dict[str, object] = {"gremium": "Kulturausschuss", "beginn": at(stunde), "ende": None}
    return Belegung(ort=ort, personen=personen, **vorgaben | angaben)  # type: ignore[arg-type]


def test_holidays_sundays_and_free_times_are_named() -> None:
    assert check(at(15)) == []
    assert check(at(15, date(2027, 5, 6))) == ["Feiertag: Christi Himmelfahrt."]
    assert check(at(15, date(2027, 1, 10))) == ["Der Tag ist ein Sonntag."]
    ferien = FreieZeit("Weihnachtsferien", date(2026, 12, 21), date(2027, 1, 14))
    assert check(at(15), freie=(ferien,)) == ["Sitzungsfrei: Weihnachtsferien."]
    assert check(at(15, date(2027, 1, 15)), freie=(ferien,)) == []


def test_room_and_people_that_are_taken_at_that_time() -> None:
    assert check(at(15), andere=(belege(16, ort="saal 220"),)) == ["Der Raum ist belegt: Kulturausschuss, 16:00 Uhr."]
    eine, zwei = frozenset({3, 9}), frozenset({2, 3})
    assert check(at(15), andere=(belege(16, personen=eine),)) == ["1 Person sitzt auch in Kulturausschuss, 16:00 Uhr."]
    assert check(at(15), andere=(belege(16, personen=zwei),)) == [
        "2 Personen sitzen auch in Kulturausschuss, 16:00 Uhr."
    ]


@pytest.mark.parametrize(("stunde", "ueberschneidet"), [(11, False), (12, True), (18, True), (19, False)])
def test_without_an_end_a_sitting_is_taken_to_last_four_hours(stunde: int, ueberschneidet: bool) -> None:
    assert bool(check(at(15), andere=(belege(stunde, ort="Saal 220"),))) is ueberschneidet


def test_ends_that_were_entered_count() -> None:
    andere = (belege(17, ort="Saal 220"),)
    assert check(at(15), ende=at(17), andere=andere) == []
    assert len(check(at(15), ende=at(18), andere=andere)) == 1
    assert check(at(15), andere=(belege(13, ort="Saal 220", ende=at(15)),)) == []


def test_the_body_itself_meets_once_a_day() -> None:
    assert check(at(15), andere=(belege(8, gremium="Stadtrat"),)) == ["Stadtrat tagt an diesem Tag schon um 08:00 Uhr."]


@pytest.mark.parametrize(("stunde", "geht"), [(15, False), (16, True), (14, False)])
def test_a_sitting_ends_after_it_begins(stunde: int, geht: bool) -> None:
    assert (check_ende(beginn=at(15), ende=at(stunde)) == []) is geht
    assert check_ende(beginn=at(15), ende=None) == []


@pytest.mark.parametrize(("naechste", "felder"), [(16, ["naechste"]), (17, ["naechste"]), (18, []), (900, [])])
def test_numbers_go_on_from_a_higher_one_only(naechste: int, felder: list[str]) -> None:
    befunde = check_fortsetzung(zuletzt=17, naechste=naechste, grund="Altes Verfahren")
    assert [befund.feld for befund in befunde] == felder


def test_numbers_go_on_with_a_reason() -> None:
    [befund] = check_fortsetzung(zuletzt=0, naechste=1, grund=" ")
    assert befund.feld == "grund"
