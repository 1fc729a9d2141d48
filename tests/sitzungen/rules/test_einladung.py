"""Whom an invitation reaches in time, what may be entered about it, and what may be answered."""

from datetime import date, datetime, timedelta

import pytest

from gremien.rules.befund import Stufe
from sitzungen.enums import Antwort, Sitzungsstatus
from sitzungen.rules.einladung import check_nachladung, check_zugaenge, check_zugangserfassung, list_verspaetete
from sitzungen.rules.rueckmeldung import check_rueckmeldung, list_antworten

DONNERSTAG = date(2026, 9, 3)
SAMSTAG, SONNTAG = date(2026, 8, 29), date(2026, 8, 30)
"""The last lawful day of receipt, and the one after it."""
BEGINN = datetime(2026, 9, 3, 15, 0)  # noqa: DTZ001  rules get local time
VERSANDT = datetime(2026, 8, 24, 9, 30, 40)  # noqa: DTZ001


def test_only_those_who_get_it_too_late_are_named() -> None:
    zugaenge = [("Anna Adler", SAMSTAG), ("Bert Berg", SONNTAG), ("Cora Cramer", SONNTAG)]
    assert list_verspaetete(zugaenge, sitzungstag=DONNERSTAG) == ["Bert Berg", "Cora Cramer"]
    [befund] = check_zugaenge(zugaenge, sonst=SAMSTAG, sitzungstag=DONNERSTAG)
    assert befund.stufe is Stufe.SPERRE
    assert befund.satz.endswith(" Zu spät käme sie bei: Bert Berg, Cora Cramer.")


def test_urgency_lets_it_pass_and_names_nobody() -> None:
    [befund] = check_zugaenge(
        [("Bert Berg", SONNTAG)], sonst=SAMSTAG, sitzungstag=DONNERSTAG, dringlich_grund="Hochwasser"
    )
    assert befund.stufe is Stufe.ERINNERUNG
    assert "Bert Berg" not in befund.satz


def test_in_time_for_everybody_nothing_is_found() -> None:
    assert check_zugaenge([("Anna Adler", SAMSTAG)], sonst=SONNTAG, sitzungstag=DONNERSTAG) == []


def test_without_anybody_by_name_the_common_day_counts() -> None:
    assert check_zugaenge([], sonst=SAMSTAG, sitzungstag=DONNERSTAG) == []
    [befund] = check_zugaenge([], sonst=SONNTAG, sitzungstag=DONNERSTAG)
    assert "Zu spät" not in befund.satz


def enter(zugang: datetime, *, grund: str = "", is_berichtigung: bool = False) -> list[tuple[str, str]]:
    befunde = check_zugangserfassung(
        zugang=zugang,
        fruehestens=VERSANDT,
        beginn=BEGINN,
        jetzt=datetime(2026, 8, 31, 12, 0),  # noqa: DTZ001
        grund=grund,
        is_berichtigung=is_berichtigung,
    )
    assert all(befund.stufe is Stufe.SPERRE for befund in befunde)
    return [(befund.feld, befund.satz) for befund in befunde]


@pytest.mark.parametrize(
    ("zugang", "felder"),
    [
        (VERSANDT - timedelta(minutes=1), ["zugang"]),
        # As typed: without seconds it is the same minute.
        (VERSANDT.replace(second=0), []),
        # Too late for the notice period, but it is what happened.
        (datetime(2026, 8, 31, 12, 0), []),  # noqa: DTZ001
        (datetime(2026, 8, 31, 12, 1), ["zugang"]),  # noqa: DTZ001
        (BEGINN, ["zugang"]),
    ],
)
def test_a_receipt_lies_between_sending_and_now(zugang: datetime, felder: list[str]) -> None:
    assert [feld for feld, _ in enter(zugang)] == felder


def test_a_correction_says_why() -> None:
    assert enter(VERSANDT, is_berichtigung=True, grund=" ") == [
        ("grund", "Bitte begründen Sie, warum der Zugang berichtigt wird.")
    ]
    assert enter(VERSANDT, is_berichtigung=True, grund="Vertippt") == []


@pytest.mark.parametrize(
    ("status", "is_eingeladen", "geht"),
    [
        (Sitzungsstatus.GEPLANT, False, False),
        (Sitzungsstatus.EINGELADEN, True, True),
        (Sitzungsstatus.LAUFEND, True, True),
        (Sitzungsstatus.LAUFEND, False, False),
        (Sitzungsstatus.BEENDET, True, False),
        (Sitzungsstatus.ABGESAGT, True, False),
    ],
)
def test_further_people_are_invited_while_the_sitting_is_to_come(
    status: Sitzungsstatus, is_eingeladen: bool, geht: bool
) -> None:
    assert (check_nachladung(status, is_eingeladen=is_eingeladen) == []) is geht


def test_only_who_has_a_deputy_is_stood_in_for() -> None:
    assert list_antworten(hat_vertretung=True) == list(Antwort)
    assert list_antworten(hat_vertretung=False) == [Antwort.KOMMT, Antwort.SPAETER, Antwort.KOMMT_NICHT]


SONST = "Bitte wählen Sie „kommt nicht“ und verständigen Sie den Sitzungsdienst."


@pytest.mark.parametrize(
    ("is_mitglied", "vertretung", "hat_sitz", "vertritt_schon", "satz"),
    [
        (True, "Dora Dorn", True, "", None),
        (
            False,
            "Dora Dorn",
            True,
            "",
            "Vertreten lassen sich nur Mitglieder des Gremiums. Bitte wählen Sie eine andere Antwort.",
        ),
        (True, "", False, "", f"Für diesen Sitz ist keine Vertretung eingetragen. {SONST}"),
        (
            True,
            "Dora Dorn",
            False,
            "",
            f"Dora Dorn ist an diesem Tag kein stellvertretendes Mitglied des Gremiums. {SONST}",
        ),
        (True, "Dora Dorn", True, "Emil Ernst", f"Dora Dorn vertritt in dieser Sitzung schon Emil Ernst. {SONST}"),
    ],
)
def test_somebody_stands_in_only_where_they_can(
    is_mitglied: bool, vertretung: str, hat_sitz: bool, vertritt_schon: str, satz: str | None
) -> None:
    befunde = check_rueckmeldung(
        status=Sitzungsstatus.EINGELADEN,
        antwort=Antwort.VERTRETUNG,
        is_mitglied=is_mitglied,
        vertretung=vertretung,
        hat_sitz=hat_sitz,
        vertritt_schon=vertritt_schon,
    )
    assert [befund.satz for befund in befunde] == ([satz] if satz else [])


@pytest.mark.parametrize("status", [status for status in Sitzungsstatus if status != Sitzungsstatus.EINGELADEN])
def test_nobody_answers_before_the_invitation_or_once_the_sitting_begins(status: Sitzungsstatus) -> None:
    befunde = check_rueckmeldung(
        status=status, antwort=Antwort.KOMMT, is_mitglied=True, vertretung="", hat_sitz=False, vertritt_schon=""
    )
    assert [befund.stufe for befund in befunde] == [Stufe.SPERRE]
