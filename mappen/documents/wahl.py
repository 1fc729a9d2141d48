"""What is asked of a packet, and what came of it: plain values between order, bindery and page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dokumente.bindung import Mappenbericht
from mappen.enums import Empfaenger, Mappenform, Umfang

Melder = Callable[[int, int, str], None]
"""Told about progress: steps done, steps in all, what is happening in German. What it raises ends the work."""


def keep_silent(erledigt: int, gesamt: int, schritt: str) -> None:
    """Take note of progress without telling anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mappenwahl:
    """What goes into a packet and how it is handed out. ``seit`` counts for :attr:`Umfang.NEUES` only."""

    fuer: Empfaenger
    umfang: Umfang = Umfang.ALLES
    seit: datetime | None = None
    mit_anlagen: bool = True
    duplex: bool = False
    form: Mappenform = Mappenform.PDF


@dataclass(slots=True)
class Bestand:
    """Primary keys of what a packet shows, in the order of the packet."""

    tops: list[int] = field(default_factory=list)
    fassungen: list[int] = field(default_factory=list)
    anlagen: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mappenergebnis:
    """A finished packet at ``ort``, not yet moved anywhere.

    ``bericht`` is None for a ZIP. ``teile`` counts its documents, ``fehlende`` the annexes that are only referred to;
    ``geprueft_mit`` the readers of the self-proof, 0 where none is due.
    """

    ort: Path
    bestand: Bestand
    teile: int
    fehlende: int
    bericht: Mappenbericht | None = None
    geprueft_mit: int = 0

    @property
    def seiten(self) -> int | None:
        """Return the number of pages, None where there is no single document."""
        return self.bericht.seiten if self.bericht else None
