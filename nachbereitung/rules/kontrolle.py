"""What is asked of a note about carrying a decision out, and what a deadline says."""

from datetime import date, timedelta
from typing import Final

from gremien.rules.befund import Befund, Stufe
from nachbereitung.enums import ERLEDIGT, Umsetzungsstand

VORAUS: Final = timedelta(days=14)
"""So long before its deadline a decision is spoken of."""


def check_vermerk(*, stand: Umsetzungsstand, text: str, bedingung: str) -> list[Befund]:
    """Check that a note says something, and of what is carried out in part also what is missing."""
    befunde = []
    if not text.strip():
        befunde.append(Befund("Bitte schreiben Sie, was veranlasst ist.", "", Stufe.SPERRE, "text"))
    if stand == Umsetzungsstand.TEILWEISE and not bedingung.strip():
        satz = "Bitte geben Sie an, was noch fehlt oder wovon es abhängt: Der Beschluss ist erst teilweise umgesetzt."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "bedingung"))
    return befunde


def check_zuweisung(
    *, amt: int | None, frist: date | None, vorher: tuple[int | None, date | None], heute: date
) -> list[Befund]:
    """Check that something changes, that somebody is responsible, and that the deadline is still to come.

    ``vorher`` are office and deadline as they were; a deadline that stays may be long past.
    """
    if amt is None:
        satz = "Bitte wählen Sie das Amt, das den Beschluss umsetzt."
        return [Befund(satz, "", Stufe.SPERRE, "amt")]
    if (amt, frist) == vorher:
        return [Befund("Amt und Frist sind schon so eingetragen.", "", Stufe.SPERRE)]
    if frist is not None and frist != vorher[1] and frist < heute:
        return [
            Befund(
                "Die Frist liegt in der Vergangenheit. Bitte nennen Sie einen Tag ab heute.", "", Stufe.SPERRE, "frist"
            )
        ]
    return []


def describe_frist(frist: date | None, *, stand: str, heute: date) -> tuple[str, str]:
    """Return what is said of a deadline and its colour; nothing where nothing has to be said."""
    if frist is None or stand in ERLEDIGT:
        return "", ""
    if frist < heute:
        return "überfällig", "danger"
    return ("bald fällig", "warning") if frist - heute <= VORAUS else ("", "")
