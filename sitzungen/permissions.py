"""Who may do what with a sitting."""

from konten.rechte import Besucher, rechte_of
from sitzungen.models import Einladung, Sitzung


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


def may_add_unterlage(konto: Besucher, sitzung: Sitzung) -> bool:
    """Return whether ``konto`` puts files on the table of this sitting, and removes them: whoever keeps it."""
    return may_record_abstimmung(konto, sitzung)


def may_publish_unterlage(konto: Besucher, sitzung: Sitzung) -> bool:
    """Return whether ``konto`` makes public what lies on the table: whoever publishes the agenda."""
    return may_edit_tagesordnung(konto, sitzung)


def reads_internes(konto: Besucher, sitzung: Sitzung) -> bool:
    """Return whether ``konto`` gets what is meant for those inside: who keeps the sitting, and its members."""
    rechte = rechte_of(konto)
    return rechte.administration or may_record_abstimmung(konto, sitzung) or sitzung.gremium_id in rechte.gremien


def may_bind_mappe(konto: Besucher, sitzung: Sitzung) -> bool:
    """Return whether ``konto`` has packets of this sitting bound: whoever keeps it."""
    return may_record_abstimmung(konto, sitzung)


def may_read_einladung(konto: Besucher, sitzung: Sitzung) -> bool:
    """Return whether ``konto`` may read the invitation: who keeps the sitting, and once it is out who is invited.

    That is the body's members and the Stadtvorstand; what they may read of the agenda is decided there.
    """
    rechte = rechte_of(konto)
    gemeint = sitzung.gremium_id in rechte.gremien or rechte.oberbuergermeister or bool(rechte.dezernate)
    return (sitzung.eingeladen_am is not None and gemeint) or may_record_abstimmung(konto, sitzung)


def may_answer_einladung(konto: Besucher, einladung: Einladung) -> bool:
    """Return whether ``konto`` may answer this invitation: the person it went to, and the Sitzungsdienst for them."""
    rechte = rechte_of(konto)
    selbst = rechte.person is not None and rechte.person == einladung.person_id
    return selbst or rechte.sitzungsdienst
