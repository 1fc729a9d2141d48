"""Who was there, and who came and went when."""

from datetime import datetime

import pytest

from nachbereitung.rules.anwesenheit import Angabe, describe_anwesenheit

BEGINN = datetime(2026, 11, 12, 15, 0)  # noqa: DTZ001  local times, as the rule is given them


def _angabe(text: str) -> Angabe:
    """Return "+15:02" as there at that time, "-" as gone; "!" at the end is a correction after the sitting."""
    stunde, minute = text[1:6].split(":")
    zeit = BEGINN.replace(hour=int(stunde), minute=int(minute))
    return Angabe(zeit, text[0] == "+", berichtigt=text.endswith("!"))


@pytest.mark.parametrize(
    ("angaben", "war_da", "bemerkung"),
    [
        ("", False, ""),
        ("+15:02", True, ""),
        ("-15:02", False, ""),
        ("-15:02 +16:10", True, "ab 16:10 Uhr"),
        ("+15:02 -17:42", True, "bis 17:42 Uhr"),
        ("+15:02 -16:00 +16:30", True, "bis 16:00 Uhr, ab 16:30 Uhr"),
        ("-15:02 +15:30 -17:00", True, "ab 15:30 Uhr, bis 17:00 Uhr"),
        # Before the sitting began the list was being filled in.
        ("-14:50 +14:55", True, ""),
        ("+14:50 -14:55", False, ""),
        # Nothing new was said.
        ("+15:02 +15:30", True, ""),
        # A correction speaks about all of it.
        ("-15:02 +16:10 -20:00!", False, ""),
        ("+15:02 -16:10 +20:00!", True, ""),
    ],
)
def test_from_when_to_when(angaben: str, war_da: bool, bemerkung: str) -> None:
    assert describe_anwesenheit([_angabe(teil) for teil in angaben.split()], beginn=BEGINN) == (war_da, bemerkung)
