"""What is looked for and what was found, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

SEITEN_GENANNT: Final = 12
"""Most pages a sentence names."""


@dataclass(frozen=True, slots=True)
class Geheimnis:
    """A confidential text and where it comes from ("Begründung der BV/0012/2026"); ``text`` is plain text or HTML."""

    text: str
    herkunft: str


@dataclass(frozen=True, slots=True)
class Stelle:
    """A text out of a file: ``wo`` says in German where it was read, ``seite`` counts from 1 where there is one.

    ``eintrag`` marks a name or title that stands alone (a bookmark, a file name), so that even a short secret counts.
    """

    wo: str
    text: str
    seite: int | None = None
    eintrag: bool = False


@dataclass(frozen=True, slots=True)
class Fund:
    """Something that must not be there. ``ausschnitt`` quotes it, so only those may see it who may know the secret."""

    wo: str
    herkunft: str
    ausschnitt: str
    seite: int | None = None


class Befundart(StrEnum):
    """What a finding about a file means for those who get it."""

    VERDECKT = "verdeckt"
    """Text that lies under something and can be read all the same, also in the public copy."""
    BLEIBT = "bleibt"
    """Something beside the content that everybody gets who gets the file."""
    ENTFAELLT = "entfaellt"
    """Something in the file that its public copy does not have."""
    VORGELESEN = "vorgelesen"
    """Words for the ear that stand on no page and stay in the public copy."""
    UNGEPRUEFT = "ungeprueft"
    """The file could not be looked through."""
    PERSOENLICH = "persoenlich"
    """Details of persons on its pages: birth dates, addresses, accounts, numbers."""
    UNDURCHSUCHT = "undurchsucht"
    """There is no text in which details of persons could be looked for."""
    HINWEIS = "hinweis"
    """Good to know; it gives nothing away."""


@dataclass(frozen=True, slots=True)
class Pruefbefund:
    """One finding about a stored file: a German sentence, never a text out of it; ``seiten`` count from 1."""

    art: Befundart
    satz: str
    seiten: tuple[int, ...] = ()

    @classmethod
    def from_dict(cls, werte: Mapping[str, Any]) -> "Pruefbefund":
        """Return the finding that ``dataclasses.asdict`` turned into values and JSON carried here."""
        return cls(Befundart(werte["art"]), str(werte["satz"]), tuple(werte["seiten"]))


class NichtLesbar(ValueError):
    """The file, or one inside it, cannot be read and so proves nothing; the message is a German sentence."""


class KopieVerweigert(ValueError):
    """No faithful public copy can be made; the message is a German sentence that says why and what to do."""


def name_seiten(seiten: tuple[int, ...]) -> str:
    """Return pages as one reads them out: "Seite 3", "den Seiten 3, 5 und 7"."""
    if len(seiten) == 1:
        return f"Seite {seiten[0]}"
    if len(seiten) > SEITEN_GENANNT:
        genannt = ", ".join(map(str, seiten[:SEITEN_GENANNT]))
        return f"den Seiten {genannt} und {len(seiten) - SEITEN_GENANNT} weiteren"
    return f"den Seiten {', '.join(map(str, seiten[:-1]))} und {seiten[-1]}"
