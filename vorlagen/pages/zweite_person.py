"""Whether a paper needs a second person to become public, and what waits for whom."""

from konten.actions.zweite_person import ZweitePerson, read_lage
from konten.models import Konto
from vorlagen.actions.veroeffentlichung import check_bestaetigung, compute_fingerabdruck, list_bestaetigende
from vorlagen.models import Fassung


def read_zweite_person(fassung: Fassung, konto: Konto) -> ZweitePerson:
    """Return what a released paper still needs before it is public."""
    if fassung.oeffentlich:
        return ZweitePerson()
    lage = read_lage(fassung, konto, compute=lambda: compute_fingerabdruck(fassung))
    # Without a proposal that fits the page says so itself, and offers to make one.
    befunde = tuple(check_bestaetigung(fassung, lage, konto)) if lage.passt else ()
    return ZweitePerson(
        lage=lage,
        is_noetig=not lage.passt,
        is_erlaubt=lage.passt and not befunde,
        befunde=befunde,
        andere=tuple(list_bestaetigende(fassung, lage.vorschlagende or [konto.auge])),
    )
