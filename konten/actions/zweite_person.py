"""What a page says about the second person: what was proposed by whom, and whether it still fits."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model

from gremien.rules.befund import Befund
from konten.actions.vorschlag import find_letzten, list_vorschlagende
from konten.models import Konto, Vorschlag
from konten.rules.vier_augen import Auge, is_unter


@dataclass(frozen=True, slots=True)
class Vorschlagslage:
    """The newest proposal about an object as the asking person meets it.

    ``is_eigener``: they proposed it themselves; ``passt``: it is still exactly what would become public.
    """

    vorschlag: Vorschlag | None = None
    abgelehnt: Vorschlag | None = None
    vorschlagende: tuple[Auge, ...] = ()
    is_eigener: bool = False
    passt: bool = False

    @property
    def is_gueltig(self) -> bool:
        """Return whether somebody else proposed exactly this."""
        return self.passt and not self.is_eigener


def read_lage(objekt: Model, konto: Konto, *, compute: Callable[[], str]) -> Vorschlagslage:
    """Return the newest proposal; ``compute`` gives the digest of what would become public; asked at most once."""
    vorschlag, abgelehnt = find_letzten(objekt)
    if vorschlag is None:
        return Vorschlagslage(abgelehnt=abgelehnt)
    vorschlagende = tuple(list_vorschlagende(vorschlag))
    return Vorschlagslage(
        vorschlag=vorschlag,
        vorschlagende=vorschlagende,
        is_eigener=is_unter(konto.auge, vorschlagende),
        passt=vorschlag.fingerabdruck == compute(),
    )


@dataclass(frozen=True, slots=True)
class ZweitePerson:
    """Whether a second person is needed, and what stands against the asking person being it (``befunde``).

    ``andere`` could do it instead.
    """

    lage: Vorschlagslage = Vorschlagslage()
    is_noetig: bool = False
    is_erlaubt: bool = True
    befunde: tuple[Befund, ...] = ()
    andere: tuple[str, ...] = ()

    @property
    def vorschlag(self) -> Vorschlag | None:
        """Return what waits."""
        return self.lage.vorschlag

    @property
    def abgelehnt(self) -> Vorschlag | None:
        """Return what was declined last, while nothing waits."""
        return self.lage.abgelehnt

    @property
    def is_eigener(self) -> bool:
        """Return whether the asking person proposed it."""
        return self.lage.is_eigener

    @property
    def passt(self) -> bool:
        """Return whether it is still what would become public."""
        return self.lage.passt

    @property
    def wartet(self) -> bool:
        """Return whether the asking person has done their part and waits."""
        return self.is_eigener and self.passt

    @property
    def bestaetigt(self) -> bool:
        """Return whether publishing now confirms what somebody else proposed."""
        return self.lage.is_gueltig and not self.befunde
