"""Whether a paper needs a second person to become public, and what waits for whom."""

from dataclasses import dataclass

from gremien.rules.befund import Befund
from konten.actions.vorschlag import find_letzten, list_vorschlagende
from konten.models import Konto, Vorschlag
from konten.rules.vier_augen import is_unter
from vorlagen.actions.veroeffentlichung import check_bestaetigung, compute_fingerabdruck, list_bestaetigende
from vorlagen.models import Fassung


@dataclass(frozen=True, slots=True)
class ZweitePerson:
    """What was proposed, and what stands against the asking person confirming it (``befunde``).

    ``is_eigener``: they proposed it themselves; ``passt``: it is still what would become public.
    """

    is_nichtoeffentlich: bool = False
    vorschlag: Vorschlag | None = None
    is_eigener: bool = False
    passt: bool = False
    befunde: tuple[Befund, ...] = ()
    andere: tuple[str, ...] = ()
    abgelehnt: Vorschlag | None = None

    @property
    def wartet(self) -> bool:
        """Return whether the asking person has done their part and waits."""
        return self.is_eigener and self.passt

    @property
    def bestaetigt(self) -> bool:
        """Return whether publishing now confirms what somebody else proposed."""
        return self.passt and not self.befunde

    @property
    def is_noetig(self) -> bool:
        """Return whether it must be put before a second person first."""
        return self.is_nichtoeffentlich and not self.passt

    @property
    def is_erlaubt(self) -> bool:
        """Return whether the asking person may publish it now."""
        return not self.is_nichtoeffentlich or self.bestaetigt


def read_zweite_person(fassung: Fassung, konto: Konto) -> ZweitePerson:
    """Return what a released paper still needs before it is public."""
    if fassung.oeffentlich:
        return ZweitePerson()
    vorschlag, abgelehnt = find_letzten(fassung)
    vorschlagende = list_vorschlagende(vorschlag) if vorschlag else []
    passt = vorschlag is not None and vorschlag.fingerabdruck == compute_fingerabdruck(fassung)
    return ZweitePerson(
        is_nichtoeffentlich=True,
        vorschlag=vorschlag,
        is_eigener=is_unter(konto.auge, vorschlagende),
        passt=passt,
        # Without a proposal that fits the page says so itself, and offers to make one.
        befunde=tuple(check_bestaetigung(fassung, vorschlag, konto)) if passt else (),
        andere=tuple(list_bestaetigende(fassung, vorschlagende or [konto.auge])),
        abgelehnt=abgelehnt,
    )
