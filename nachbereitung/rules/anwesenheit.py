"""Who was there, and who came and went when, from what was recorded of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Angabe:
    """What was recorded at one moment, in local time; ``berichtigt``: after the sitting, about all of it."""

    zeit: datetime
    anwesend: bool
    berichtigt: bool = False


def describe_anwesenheit(angaben: Sequence[Angabe], *, beginn: datetime) -> tuple[bool, str]:
    """Return whether the person was there at all, and from when to when if not all the time.

    ``angaben`` are all that was recorded, oldest first. What changed before ``beginn`` was the list being filled in;
    what was corrected after the sitting takes the place of everything before.
    """
    gueltig = _drop_ueberholtes(angaben)
    if not gueltig:
        return False, ""
    stand = gueltig[0].anwesend
    war_da, worte = stand, []
    for angabe in gueltig[1:]:
        if angabe.anwesend == stand:
            continue
        stand = angabe.anwesend
        if angabe.zeit < beginn:
            war_da = stand
            continue
        war_da = war_da or stand
        worte.append(f"{'ab' if stand else 'bis'} {angabe.zeit:%H:%M} Uhr")
    return war_da, ", ".join(worte)


def _drop_ueberholtes(angaben: Sequence[Angabe]) -> Sequence[Angabe]:
    letzte = next((stelle for stelle in reversed(range(len(angaben))) if angaben[stelle].berichtigt), 0)
    return angaben[letzte:]
