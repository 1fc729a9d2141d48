"""The pages of a packet that are its own: cover, contents, and the page that stands for an annex not bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dokumente.bindung import Inhaltseintrag
from sitzungen.documents.values import Sitzungsdokument


@dataclass(frozen=True, kw_only=True, slots=True)
class DeckblattDruck(Sitzungsdokument):
    """The cover; ``erstellt`` is local, ``umfang`` says what the packet is limited to."""

    seite: ClassVar[str] = "pdf/mappe_deckblatt.html"
    stile: ClassVar[tuple[str, ...]] = ("pdf/basis.css", "pdf/sitzung.css", "pdf/mappe.css")

    artname: str = "Sitzungsmappe"
    empfaenger: str
    umfang: str = ""
    erstellt: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class InhaltDruck(Sitzungsdokument):
    """The contents with a link on every line."""

    seite: ClassVar[str] = "pdf/mappe_inhalt.html"
    stile: ClassVar[tuple[str, ...]] = DeckblattDruck.stile

    artname: str = "Inhalt"
    eintraege: Sequence[Inhaltseintrag]


@dataclass(frozen=True, kw_only=True, slots=True)
class HinweisDruck(Sitzungsdokument):
    """The page that stands for one annex that is not bound. ``adresse`` is where it lies, ``qr`` its picture."""

    seite: ClassVar[str] = "pdf/mappe_hinweis.html"
    stile: ClassVar[tuple[str, ...]] = DeckblattDruck.stile

    artname: str = "Nicht eingebundene Anlage"
    vorlage: str
    betreff: str
    top: str
    anlage: str
    grund: str
    adresse: str
    qr: str
