"""Whether a paper, or an attachment that came later, needs a second person to become public, and who waits."""

from collections.abc import Callable, Sequence

from gremien.rules.befund import Befund
from konten.actions.zweite_person import Vorschlagslage, ZweitePerson, read_lage
from konten.models import Konto
from vorlagen.actions import spaete_anlage, veroeffentlichung
from vorlagen.models import Anlage, Fassung


def read_zweite_person(fassung: Fassung, konto: Konto) -> ZweitePerson:
    """Return what a released paper still needs before it is public."""
    if fassung.oeffentlich:
        return ZweitePerson()
    lage = read_lage(fassung, konto, compute=lambda: veroeffentlichung.compute_fingerabdruck(fassung))
    andere = veroeffentlichung.list_bestaetigende(fassung, lage.vorschlagende or [konto.auge])
    return _describe(lage, andere, lambda: veroeffentlichung.check_bestaetigung(fassung, lage, konto))


def read_zweite_person_zur_anlage(anlage: Anlage, konto: Konto) -> ZweitePerson:
    """Return what an attachment that came later still needs before it is public."""
    lage = read_lage(anlage, konto, compute=lambda: spaete_anlage.compute_fingerabdruck(anlage))
    andere = veroeffentlichung.list_bestaetigende(anlage.fassung, lage.vorschlagende or [konto.auge])
    return _describe(lage, andere, lambda: spaete_anlage.check_bestaetigung(anlage, lage, konto))


def _describe(lage: Vorschlagslage, andere: Sequence[str], check: Callable[[], Sequence[Befund]]) -> ZweitePerson:
    # Without a proposal that fits the page says so itself, and offers to make one.
    befunde = tuple(check()) if lage.passt else ()
    return ZweitePerson(
        lage=lage,
        is_noetig=not lage.passt,
        is_erlaubt=lage.passt and not befunde,
        befunde=befunde,
        andere=tuple(andere),
    )
