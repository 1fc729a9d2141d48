"""Coming, going and standing in: the boundaries."""

from datetime import datetime

import pytest

from sitzungen.rules.bewegung import check_bewegung, check_vertretung, check_zeitpunkt


@pytest.mark.parametrize(
    ("kommt", "anwesend", "feld"),
    [(True, False, []), (False, True, []), (True, True, ["person"]), (False, False, ["person"]), (True, None, [""])],
)
def test_only_the_absent_come_and_only_the_present_go(kommt: bool, anwesend: bool | None, feld: list[str]) -> None:
    assert [befund.feld for befund in check_bewegung(name="Erika", kommt=kommt, anwesend=anwesend)] == feld


@pytest.mark.parametrize(
    ("um", "satz"),
    [
        ((15, 59), "Die Sitzung begann um 16:00 Uhr."),
        ((16, 0), "Zu dieser Person ist um 16:30 Uhr schon etwas erfasst."),
        ((16, 29), "Zu dieser Person ist um 16:30 Uhr schon etwas erfasst."),
        ((16, 30), ""),
        ((17, 0), ""),
        ((17, 1), "17:01 Uhr ist noch nicht erreicht."),
    ],
)
def test_a_moment_lies_between_the_last_entry_and_now(um: tuple[int, int], satz: str) -> None:
    def at(stunde: int, minute: int) -> datetime:
        return datetime(2026, 9, 3, stunde, minute)  # noqa: DTZ001  the rule compares what it is given

    befunde = check_zeitpunkt(um=at(*um), beginn=at(16, 0), zuletzt=at(16, 30), jetzt=at(17, 0))
    assert [befund.satz.startswith(satz) for befund in befunde] == ([True] if satz else [])


@pytest.mark.parametrize(
    ("vertritt", "worte"),
    [
        (None, "Bitte wählen Sie, für wen"),
        (1, ""),
        (2, "Dieses Mitglied wird schon vertreten."),
        (3, "Vertreten wird nur, wer"),
    ],
)
def test_a_deputy_takes_the_seat_of_one_who_is_away(vertritt: int | None, worte: str) -> None:
    befunde = check_vertretung(vertreter=9, vertritt=vertritt, abwesend={1, 2}, bisher={8: 2, 9: 1})
    assert [befund.satz.startswith(worte) for befund in befunde] == ([True] if worte else [])
