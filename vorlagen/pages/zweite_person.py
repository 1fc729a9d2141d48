"""Whether a paper needs a second person to become public, and what waits for whom."""

from konten.actions.zweite_person import ZweitePerson, read_lage
from konten.models import Konto
from vorlagen.actions import spaete_anlage
from vorlagen.actions.veroeffentlichung import check_bestaetigung, compute_fingerabdruck, list_bestaetigende
from vorlagen.models import Anlage, Fassung


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


def read_zweite_person_zur_anlage(anlage: Anlage, konto: Konto) -> ZweitePerson:
    """Return what an attachment that came later still needs before it is public."""
    lage = read_lage(anlage, konto, compute=lambda: spaete_anlage.compute_fingerabdruck(anlage))
    befunde = tuple(spaete_anlage.check_bestaetigung(anlage, lage, konto)) if lage.passt else ()
    return ZweitePerson(
        lage=lage,
        is_noetig=not lage.passt,
        is_erlaubt=lage.passt and not befunde,
        befunde=befunde,
        andere=tuple(spaete_anlage.list_bestaetigende(anlage, list(lage.vorschlagende) or [konto.auge])),
    )
