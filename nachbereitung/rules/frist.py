"""R12: minutes are sent within one month (§ 41 GemO)."""

from datetime import date

from gremien.rules.befund import Befund, Stufe
from sitzungen.rules.fristen import latest_niederschriftstag


def check_frist(sitzungstag: date, *, heute: date) -> list[Befund]:
    """Remind of minutes that are not finished one month after the sitting."""
    ende = latest_niederschriftstag(sitzungstag)
    if heute <= ende:
        return []
    satz = f"Die Niederschrift sollte bis {ende:%d.%m.%Y} fertig und zugeleitet sein."
    return [Befund(satz, "§ 41 Abs. 2 GemO", Stufe.ERINNERUNG)]
