"""Who may do what with minutes."""

from konten.rechte import Besucher, rechte_of
from nachbereitung.enums import Unterschrift
from nachbereitung.models import Niederschrift
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
