"""What stands in minutes, as plain values."""

from dataclasses import dataclass
from datetime import date, time
from typing import ClassVar

from sitzungen.documents.values import PunktDruck, Sitzungsdokument, TeilDruck


@dataclass(frozen=True, kw_only=True, slots=True)
class Teilnehmer:
    """One person: ``bemerkung`` says what they are and from when to when they were there, if not all the time."""

    name: str
    bemerkung: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Teilnahme:
    """Who was there. Groups are (Fraktion, members); ``feststellung`` says how many, and that they were enough."""

    gruppen: tuple[tuple[str, tuple[Teilnehmer, ...]], ...] = ()
    fehlende: tuple[Teilnehmer, ...] = ()
    weitere: tuple[str, ...] = ()
    feststellung: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NiederschriftPunkt(PunktDruck):
    """One item. What is empty is not printed; ``wortlaut_html`` is None where the edition may not hold the wording."""

    saetze: tuple[str, ...] = ()
    """What was decided, in sentences."""
    wortlaut_titel: str = ""
    wortlaut_html: str | None = ""
    text_html: str = ""
    """What was written about it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnterschriftDruck:
    """Who signs: ``am`` is None until they have."""

    amt: str
    name: str
    am: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NiederschriftDruck(Sitzungsdokument):
    """The minutes of one sitting in one edition."""

    seite: ClassVar[str] = "pdf/niederschrift.html"

    artname: str = "Niederschrift"
    teile: tuple[TeilDruck[NiederschriftPunkt], ...]
    teilnahme: Teilnahme
    ende: time | None = None
    vorsitz: str = ""
    schriftfuehrung: str = ""
    einladung: str = ""
    berichtigung: str = ""
    """That it takes the place of an earlier one, empty for the first."""
    unterschriften: tuple[UnterschriftDruck, ...] = ()
