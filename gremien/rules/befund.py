"""The answer every legal check gives: a sentence for the clerk, the norm, and how strict it is."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Stufe(enum.IntEnum):
    """How strict a finding is; larger is stricter."""

    ERINNERUNG = 1
    WARNUNG = 2
    SPERRE = 3


@dataclass(frozen=True, slots=True)
class Befund:
    """One finding of a check.

    ``satz`` is a German sentence that says what is wrong and what to do; ``norm`` the source in law
    ("§ 40 Abs. 1 GemO"), empty for a rule of good practice; ``feld`` the form field it belongs to.
    """

    satz: str
    norm: str
    stufe: Stufe
    feld: str = ""

    def __str__(self) -> str:
        return f"{self.satz} ({self.norm})" if self.norm else self.satz


def is_gesperrt(befunde: Iterable[Befund]) -> bool:
    """Return whether any finding forbids the act."""
    return any(befund.stufe is Stufe.SPERRE for befund in befunde)


class VorgangGesperrt(Exception):
    """An act with legal effect was refused; nothing was written.

    ``befunde`` holds the findings that stand against it, strictest first.
    """

    def __init__(self, befunde: Iterable[Befund]) -> None:
        self.befunde = tuple(sorted(befunde, key=lambda befund: -befund.stufe))
        super().__init__(" ".join(str(befund) for befund in self.befunde))


def require(befunde: Iterable[Befund], *, grund: str = "") -> tuple[Befund, ...]:
    """Let an act pass or refuse it.

    A SPERRE always refuses. A WARNUNG passes only with a stated ``grund``. Returns all findings, so that
    the act can journal what was overridden. Raises :class:`VorgangGesperrt`.
    """
    alle = tuple(befunde)
    if is_gesperrt(alle):
        raise VorgangGesperrt(alle)
    if not grund.strip() and any(befund.stufe is Stufe.WARNUNG for befund in alle):
        raise VorgangGesperrt(alle)
    return alle


def list_uebergangene(befunde: Iterable[Befund]) -> list[str]:
    """Return what an act passed over with a reason: the sentences of the warnings, without mere reminders."""
    return [befund.satz for befund in befunde if befund.stufe is Stufe.WARNUNG]
