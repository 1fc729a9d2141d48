"""What stands on a printed paper, as plain values: the form knows no database and can be printed from anything."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from gremien.rules.briefkopf import Briefkopf
from vorlagen.enums import Kaestchenbedeutung
from vorlagen.rules.arten import BESCHLUSS
from vorlagen.rules.auswirkungen import Auswirkung

SPALTEN = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class KaestchenDruck:
    """One box of the voting grid: short label in print, long label for the ear, place (from 1) and state."""

    kurz: str
    lang: str
    zeile: int
    spalte: int
    bedeutung: Kaestchenbedeutung
    angekreuzt: bool = False

    @property
    def is_schreiblinie(self) -> bool:
        """Return whether a line for the pen stands in place of the label."""
        return self.bedeutung == Kaestchenbedeutung.FREI and not self.kurz


@dataclass(frozen=True, slots=True)
class Eingabe:
    """A field to fill in on the screen: its name in the file and what a screen reader says of it."""

    name: str
    ansage: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StationDruck:
    """One station of the Gremienweg. ``None`` leaves a blank for the pen: no count is never printed as 0.

    ``eingaben`` are the fields to fill in, by the meaning of the box or the name of the count; without them the grid
    is for the pen.

    :raises ValueError: unless every row of ``kaestchen`` has four boxes.
    """

    gremium: str
    kaestchen: tuple[tuple[KaestchenDruck, ...], ...]
    datum: date | None = None
    rolle: str = ""
    """What the body does where it decides nothing, printed beside the publicity."""
    top: str | None = None
    fassung: str = ""
    """The number of the Fassung that was voted on, where another one is printed here."""
    oeffentlich: bool = False
    enthaltungen: int | None = None
    gegenstimmen: int | None = None
    # Not part of what names the fields of a draft.
    ergebnis: str = field(default="", repr=False)
    """A result that has no box, in words."""
    eingaben: Mapping[str, Eingabe] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Refuse a grid that would print with holes."""
        if not self.kaestchen or any(len(zeile) != SPALTEN for zeile in self.kaestchen):
            raise ValueError("Jede Zeile des Abstimmungsfeldes braucht vier Kästchen.")

    @property
    def zeilenzahl(self) -> int:
        """Return the rows of boxes."""
        return len(self.kaestchen)

    @property
    def hoehe(self) -> int:
        """Return all rows of the station: boxes, counts, a result in words, the changed wording to be filled in."""
        return self.zeilenzahl + 1 + bool(self.ergebnis) + bool(self.eingaben)

    @property
    def oeffentlichkeit(self) -> str:
        """Return the word printed under the first column."""
        return "öffentlich" if self.oeffentlich else "nicht öffentlich"

    @property
    def anlass(self) -> str:
        """Return body and day, the context every box is announced with."""
        return f"{self.gremium}, {self.datum:%d.%m.%Y}" if self.datum else f"{self.gremium}, ohne Datum"

    def describe(self, kaestchen: KaestchenDruck) -> str:
        """Return what a screen reader says of a box, for example „angekreuzt: einstimmig – Stadtrat, 30.08.2018“."""
        zustand = "angekreuzt" if kaestchen.angekreuzt else "nicht angekreuzt"
        return f"{zustand}: {kaestchen.lang or kaestchen.kurz or 'freies Feld'} – {self.anlass}"


@dataclass(frozen=True, kw_only=True, slots=True)
class AnlageDruck:
    """One line of the list of attachments."""

    titel: str
    nichtoeffentlich: bool = True
    nachgereicht: date | None = None
    """The day it was added to a paper that had been released."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VorlageDruck:
    """A whole paper ready for print. ``texte`` are HTML from the editor, by field; everything else is plain text."""

    artname: str
    dezernat: str
    verfasser: str
    betreff: str
    briefkopf: Briefkopf
    stationen: tuple[StationDruck, ...]
    texte: Mapping[str, str]
    nummer: str | None = None
    datum: date | None = None
    aktenzeichen: str = ""
    auswirkungen: tuple[Auswirkung, ...] = ()
    """What ``texte`` say about effects, for a program."""
    antragsteller: tuple[str, ...] = ()
    """From whom a paper of the council comes."""
    antragstellerwort: str = ""
    """What they are called, empty for a paper of the administration."""
    eingegangen_am: date | None = None
    anlagen: tuple[AnlageDruck, ...] = field(default=())
    oeffentlich: bool = False
    entwurf: bool = False
    unbestaetigt: bool = False
    """Imported, and no second person has confirmed it yet."""
    zurueckgezogen: bool = False
    ohne_beschluss: str = ""
    """What stands in place of a Beschlussentwurf that this kind of paper does not have."""
    raster: str = BESCHLUSS.raster
    """The heading over the boxes."""
    neufassung: str = ""
    """Why this Fassung took the place of another, and what changed; empty for the first one."""
    bogen: str = field(default="", repr=False)
    """The mark of the sheet, on the copy to be filled in."""

    @property
    def titel(self) -> str:
        """Return the title of the file, for the window and the reader's list of documents."""
        return f"{self.artname} {self.nummer or '(Entwurf)'}: {self.betreff or 'ohne Betreff'}"

    @property
    def kennung(self) -> str:
        """Return a name for this paper's form fields that differs from every other paper's in the same packet."""
        if self.nummer and not self.entwurf:
            return re.sub(r"[^A-Za-z0-9]+", "-", self.nummer)
        return f"Entwurf-{sha256(repr(self).encode('utf-8', 'replace')).hexdigest()[:12]}"

    @property
    def vermerke(self) -> tuple[str, ...]:
        """Return the marks that must not be overlooked, most important first."""
        return tuple(
            wort
            for wort, gilt in (
                ("Eingelesen, nicht bestätigt", self.unbestaetigt),
                ("Entwurf", self.entwurf and not self.unbestaetigt),
                ("Zurückgezogen", self.zurueckgezogen),
                ("Nichtöffentliche Vorlage", not self.oeffentlich),
            )
            if gilt
        )

    def felder(self) -> Iterator[tuple[StationDruck, tuple[tuple[tuple[KaestchenDruck, str, str], ...], ...]]]:
        """Yield each station with its rows of (box, name of the form field, spoken text)."""
        for nummer, station in enumerate(self.stationen, start=1):
            name = f"{self.kennung}_{nummer}"
            yield station, tuple(tuple(_build_feld(station, k, name) for k in zeile) for zeile in station.kaestchen)


def _build_feld(station: StationDruck, kaestchen: KaestchenDruck, name: str) -> tuple[KaestchenDruck, str, str]:
    if eingabe := station.eingaben.get(kaestchen.bedeutung):
        return kaestchen, eingabe.name, eingabe.ansage
    return kaestchen, f"{name}_{kaestchen.zeile}_{kaestchen.spalte}", station.describe(kaestchen)
