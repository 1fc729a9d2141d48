"""R12: minutes are sent within one month (§ 41 GemO)."""

from calendar import monthrange
from datetime import date

from gremien.rules.befund import Befund, Stufe


def compute_fristende(sitzungstag: date) -> date:
    """Return the last day of the month after the sitting: 31.01. gives the last of February (§ 188 BGB)."""
    jahr, monat = (sitzungstag.year + 1, 1) if sitzungstag.month == 12 else (sitzungstag.year, sitzungstag.month + 1)
    return date(jahr, monat, min(sitzungstag.day, monthrange(jahr, monat)[1]))


def check_frist(sitzungstag: date, *, heute: date) -> list[Befund]:
    """Remind of minutes that are not finished one month after the sitting."""
    ende = compute_fristende(sitzungstag)
    if heute <= ende:
        return []
    satz = f"Die Niederschrift sollte bis {ende:%d.%m.%Y} fertig und zugeleitet sein."
    return [Befund(satz, "§ 41 Abs. 2 GemO", Stufe.ERINNERUNG)]
