"""What goes into a Sitzungsmappe and what comes back: plain values without any knowledge of the database."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

ADRESSE: Final = "https://mappe.invalid/#"
"""Documents link to another part of the packet as ``https://mappe.invalid/#<kennung>``; binding makes it a jump."""

DECKBLATT: Final = "deckblatt"
INHALT: Final = "inhalt"
"""Identifiers of the cover and of the contents, which other documents may link to."""

_KENNUNG: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")

Quelle = Path | bytes
"""A finished PDF. A path costs less memory: its pictures are read only while the packet is written."""


class MappenFehler(Exception):
    """The packet cannot be bound; the message is a German sentence, ``kennung`` names the part (empty: none)."""

    def __init__(self, satz: str, kennung: str = "") -> None:
        super().__init__(satz)
        self.kennung = kennung


@dataclass(frozen=True, slots=True)
class Mappenteil:
    """One document of the packet, in the order of the packet.

    ``ebene`` 1 begins a TOP, 2 is an annex of the part before it. ``stempel`` is printed on every page ("TOP Ö 3 ·
    BV/0546/2018"). ``eigen`` marks a tagged document of this print shop: its tags, fields and attached data are
    kept; of any other file only what is seen on the page, its web links and its tags. ``lesezeichen`` is the text of
    the bookmark, the title if empty. ``eng`` renders the same document squeezed, or returns None if that would not be
    readable; it is called only where it can save a blank page.
    """

    kennung: str
    titel: str
    pdf: Quelle
    ebene: Literal[1, 2] = 1
    stempel: str = ""
    eigen: bool = True
    lesezeichen: str = ""
    eng: Callable[[], Quelle | None] | None = None


@dataclass(frozen=True, slots=True)
class Inhaltseintrag:
    """One line of the contents: ``seite`` is the first page in the packet, counted from 1, ``seiten`` how many."""

    kennung: str
    titel: str
    ebene: int
    stempel: str
    seite: int
    seiten: int
    eigen: bool
    getaggt: bool

    @property
    def adresse(self) -> str:
        """Return the dummy address the line of the contents has to link to."""
        return ADRESSE + self.kennung


Inhaltsrenderer = Callable[[Sequence[Inhaltseintrag]], Quelle]
"""Renders the contents page, in a thread of its own; called again when its own length moves the page numbers."""

Fortschritt = Callable[[int, int], None]
"""Told after every part: done, total. What it raises ends the work before anything is written."""


@dataclass(frozen=True, slots=True)
class Mappenoptionen:
    """How the packet is bound.

    ``duplex``: every part of level 1 begins on a right-hand page. ``seitenzahlen``: page numbers beside the stamp.
    ``erstellt`` is written into the file; without it the same input gives the same bytes on any day.
    """

    titel: str
    sprache: str = "de-DE"
    duplex: bool = False
    seitenzahlen: bool = True
    erstellt: datetime | None = None


@dataclass(frozen=True, slots=True)
class Teilbericht:
    """Where a part stands (``seite`` from 1) and what holds for it. ``eng``: it was squeezed to save a sheet."""

    kennung: str
    titel: str
    seite: int
    seiten: int
    getaggt: bool
    normgerecht: bool
    eng: bool = False


@dataclass(frozen=True, slots=True)
class Mappenbericht:
    """The bound packet: number of pages, its parts, and which norms the file claims.

    ``normgerecht`` is True only if every part is an own document that claims PDF/UA-1 and PDF/A-3a itself.
    """

    seiten: int
    teile: tuple[Teilbericht, ...]
    leerseiten: tuple[int, ...]
    normgerecht: bool
    beschreibung: str

    @property
    def anfaenge(self) -> dict[str, int]:
        """Return the first page of every part by its identifier."""
        return {teil.kennung: teil.seite for teil in self.teile}


def check_teile(teile: Sequence[Mappenteil]) -> None:
    """Refuse a list of parts that cannot become a packet.

    :raises MappenFehler: when it is empty, an identifier is unfit or used twice, or an annex has no paper before it.
    """
    if not teile:
        raise MappenFehler("Die Mappe ist leer. Bitte mindestens ein Dokument auswählen.")
    gesehen = {DECKBLATT, INHALT}
    for teil in teile:
        if not _KENNUNG.fullmatch(teil.kennung):
            raise MappenFehler(f"„{teil.kennung[:80]}“ ist als Kennung eines Mappenteils nicht erlaubt.", teil.kennung)
        if teil.kennung in gesehen:
            raise MappenFehler(f"Die Kennung „{teil.kennung}“ kommt in der Mappe doppelt vor.", teil.kennung)
        gesehen.add(teil.kennung)
    if teile[0].ebene != 1:
        raise MappenFehler(f"Vor der Anlage „{teile[0].titel}“ fehlt die Vorlage, zu der sie gehört.", teile[0].kennung)
