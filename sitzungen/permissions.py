"""Who may do what with a sitting."""

from konten.rechte import Besucher, rechte_of
from sitzungen.models import Sitzung


def may_plan_sitzung(konto: Besucher) -> bool:
    """Return whether ``konto`` may schedule sittings."""
    return rechte_of(konto).sitzungsdienst


def may_edit_tagesordnung(konto: Besucher, sitzung: Sitzung) -> bool:
    """Return whether ``konto`` keeps this sitting's agenda, publishes it and invites."""
    return rechte_of(konto).sitzungsdienst


def may_record_abstimmung(konto: Besucher, sitzung: Sitzung) -> bool:
    """Return whether ``konto`` records attendance and results here: Sitzungsdienst, or the body's Schriftführung."""
    rechte = rechte_of(konto)
    return rechte.sitzungsdienst or sitzung.gremium_id in rechte.schriftfuehrung
