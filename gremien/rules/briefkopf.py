"""What the city itself puts on every printed document, as plain values: nothing here knows the database."""

import re
from dataclasses import dataclass, field
from typing import Final

from gremien.rules.farben import is_farbe

EINLADUNG_BEGINN: Final = (
    "Sehr geehrte Damen und Herren,\nzu dieser Sitzung lade ich Sie ein. Die Tagesordnung finden Sie unten."
)
EINLADUNG_SCHLUSS: Final = "Mit freundlichen Grüßen"
SCHWARZ: Final = "#000000"
_BILD: Final = re.compile(r"(?:data:image/(?:png|jpeg|svg\+xml);base64,[A-Za-z0-9+/]+={0,2})?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Briefkopf:
    """Letterhead and house colours. ``wappen`` is the picture as a data address, empty if there is none.

    :raises ValueError: for a colour or a picture that is none: both are written into a style sheet.
    """

    name: str
    dienststelle: str = ""
    anschrift: tuple[str, ...] = ()
    kontakt: tuple[str, ...] = ()
    webadresse: str = ""
    fusszeile: str = ""
    hausfarbe: str = SCHWARZ
    akzentfarbe: str = SCHWARZ
    wappen: str = field(default="", repr=False)
    einladung_beginn: tuple[str, ...] = tuple(EINLADUNG_BEGINN.splitlines())
    einladung_schluss: tuple[str, ...] = (EINLADUNG_SCHLUSS,)
    mit_kurzfassung: bool = False
    """Whether papers are printed with their short version."""

    def __post_init__(self) -> None:
        """Refuse what would break out of the style sheet."""
        if not (is_farbe(self.hausfarbe) and is_farbe(self.akzentfarbe) and _BILD.fullmatch(self.wappen)):
            raise ValueError("Hausfarben und Wappen des Briefkopfes sind nicht druckbar.")

    @property
    def absender(self) -> tuple[str, ...]:
        """Return address and contact line by line, without the office that issues."""
        web = self.webadresse.removeprefix("https://").removeprefix("http://").rstrip("/")
        return tuple(zeile for zeile in (*self.anschrift, *self.kontakt, web) if zeile)

    @property
    def texte(self) -> tuple[str, ...]:
        """Return every word the letterhead prints: none of it is ever confidential."""
        return tuple(zeile for zeile in (self.name, self.dienststelle, *self.absender, self.fusszeile) if zeile)


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefkopfmusterDruck:
    """A specimen page: what a document looks like with this letterhead."""

    briefkopf: Briefkopf
    titel: str = "Muster des Briefkopfes"
    vermerke: tuple[str, ...] = ("Muster",)
