"""Who may do what with minutes and with decisions."""

from konten.rechte import Besucher, rechte_of
from nachbereitung.enums import Unterschrift
from nachbereitung.models import Beschluss, Niederschrift
from sitzungen.permissions import may_edit_tagesordnung, may_record_abstimmung


def may_write_niederschrift(konto: Besucher, niederschrift: Niederschrift) -> bool:
    """Return whether ``konto`` writes these minutes: whoever keeps the sitting."""
    return may_record_abstimmung(konto, niederschrift.sitzung)


def may_check_niederschrift(konto: Besucher, niederschrift: Niederschrift) -> bool:
    """Return whether ``konto`` checks these minutes: whoever chaired the sitting, nobody in their place."""
    return find_unterschrift(konto, niederschrift) is Unterschrift.VORSITZ


def may_work_on_niederschrift(konto: Besucher, niederschrift: Niederschrift) -> bool:
    """Return whether ``konto`` sees the minutes in the making."""
    rechte = rechte_of(konto)
    fuehrt = rechte.administration or may_write_niederschrift(konto, niederschrift)
    return fuehrt or find_unterschrift(konto, niederschrift) is not None


def may_sign_niederschrift(konto: Besucher, niederschrift: Niederschrift) -> bool:
    """Return whether ``konto`` signs these minutes."""
    return find_unterschrift(konto, niederschrift) is not None


def may_publish_niederschrift(konto: Besucher, niederschrift: Niederschrift) -> bool:
    """Return whether ``konto`` publishes the public edition."""
    return may_edit_tagesordnung(konto, niederschrift.sitzung)


def find_unterschrift(konto: Besucher, niederschrift: Niederschrift) -> Unterschrift | None:
    """Return in what capacity the person behind ``konto`` signs, None if in none."""
    person = rechte_of(konto).person
    if person is None:
        return None
    if person == niederschrift.vorsitz_id:
        return Unterschrift.VORSITZ
    return Unterschrift.SCHRIFTFUEHRUNG if person == niederschrift.schriftfuehrung_id else None


def may_see_beschlusskontrolle(konto: Besucher) -> bool:
    """Return whether ``konto`` sees how far decisions are carried out: the administration."""
    rechte = rechte_of(konto)
    return rechte.verwaltung or rechte.administration


def may_note_umsetzung(konto: Besucher, beschluss: Beschluss) -> bool:
    """Return whether ``konto`` writes notes: the office responsible (``zustaendig``), and the Sitzungsdienst."""
    rechte = rechte_of(konto)
    return rechte.sitzungsdienst or beschluss.zustaendig in rechte.aemter


def may_assign_beschluss(konto: Besucher) -> bool:
    """Return whether ``konto`` says which office carries decisions out, and until when."""
    return rechte_of(konto).sitzungsdienst


def may_release_auskunft(konto: Besucher, beschluss: Beschluss) -> bool:
    """Return whether ``konto`` releases what the public is told: the head of the office, and the Sitzungsdienst."""
    rechte = rechte_of(konto)
    return rechte.sitzungsdienst or beschluss.zustaendig in rechte.leitet


def may_announce_beschluesse(konto: Besucher) -> bool:
    """Return whether ``konto`` decides about the announcement of closed decisions."""
    return rechte_of(konto).sitzungsdienst
