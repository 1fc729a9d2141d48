"""Which saved states overtake somebody, and which are kept as they age."""

from datetime import UTC, datetime, timedelta

import pytest

from gremien.rules.befund import Stufe
from vorlagen.enums import Entwurfsteil
from vorlagen.rules.teilstand import Stand, check_uebernommen, find_fremde, list_entbehrliche

JETZT = datetime(2027, 3, 28, 12, 0, tzinfo=UTC)
ICH, SIE = 1, 2


def build(*angaben: tuple[int, int, timedelta]) -> list[Stand]:
    """Build states from number, writer and age."""
    return [Stand(zaehler, konto, JETZT - alter) for zaehler, konto, alter in angaben]


@pytest.mark.parametrize(
    ("gesehen", "fremde"),
    [(3, []), (2, []), (1, [2]), (0, [2])],
    ids=["the newest", "own newer", "another's newer below", "nothing seen"],
)
def test_only_what_others_saved_since_is_in_the_way(gesehen: int, fremde: list[int]) -> None:
    staende = build((3, ICH, timedelta()), (2, SIE, timedelta()), (1, ICH, timedelta()))
    assert [stand.zaehler for stand in find_fremde(staende, gesehen=gesehen, konto=ICH)] == fremde


def test_of_one_minute_the_last_state_of_each_writer_stays() -> None:
    sekunden = [timedelta(seconds=zahl) for zahl in (5, 10, 20, 30)]
    staende = build((4, ICH, sekunden[0]), (3, SIE, sekunden[1]), (2, ICH, sekunden[2]), (1, SIE, sekunden[3]))
    assert list_entbehrliche(staende, JETZT) == [2, 1]


@pytest.mark.parametrize(
    ("alter", "schritt", "bleiben"),
    [
        (timedelta(minutes=30), timedelta(minutes=1), 10),
        (timedelta(hours=5), timedelta(minutes=10), 10),
        (timedelta(hours=5), timedelta(minutes=1), 1),
        (timedelta(days=10), timedelta(hours=4), 10),
        (timedelta(days=10), timedelta(minutes=10), 1),
        (timedelta(days=90), timedelta(days=1), 10),
        (timedelta(days=90), timedelta(hours=1), 1),
    ],
)
def test_the_older_the_fewer(alter: timedelta, schritt: timedelta, bleiben: int) -> None:
    # Older than it by the minute, so that no step falls on the border of a span.
    aelteste = JETZT - alter
    staende = [Stand(zahl, ICH, aelteste + schritt * zahl) for zahl in range(10)]
    neuester = Stand(99, ICH, JETZT)
    entbehrlich = list_entbehrliche([neuester, *staende], JETZT)
    assert bleiben <= 10 - len(entbehrlich) <= bleiben + 1
    assert 99 not in entbehrlich


def test_thinning_again_and_again_keeps_the_past() -> None:
    """A state a minute for ten hours, thinned out after each: something of every ten minutes is left."""
    staende: list[Stand] = []
    beginn = JETZT - timedelta(hours=10)
    for zahl in range(600):
        jetzt = beginn + timedelta(minutes=zahl)
        staende.append(Stand(zahl, ICH, jetzt))
        weg = set(list_entbehrliche(staende, jetzt))
        staende = [stand for stand in staende if stand.zaehler not in weg]
    zeiten = sorted(stand.zeit for stand in staende)
    assert max(b - a for a, b in zip([beginn, *zeiten], zeiten, strict=False)) <= timedelta(minutes=20)
    assert len(staende) < 140


def test_the_newest_stays_also_when_the_clock_goes_back() -> None:
    staende = build((1, ICH, timedelta(minutes=-5)), (2, ICH, timedelta()))
    assert 2 not in list_entbehrliche(staende, JETZT)


def test_what_could_not_be_taken_over_is_named_by_its_part() -> None:
    [befund] = check_uebernommen([Entwurfsteil.ANGABEN])
    assert (befund.stufe, befund.feld) == (Stufe.SPERRE, "angaben")
    assert befund.satz.startswith("Im Teil „Angaben“ steht etwas, das noch nicht stimmt")
    assert check_uebernommen([]) == []
