"""Who handed in a paper of the council and when, and which paper an answer answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Vorlagenart

ANTRAGSTELLER: Final[Mapping[Vorlagenart, str]] = MappingProxyType(
    {Vorlagenart.AT: "Antragsteller/in", Vorlagenart.AF: "Fragesteller/in"}
)
"""What those are called from whom a paper of the council comes. Other kinds come from the administration."""
ANTWORTEN: Final[Mapping[Vorlagenart, Vorlagenart]] = MappingProxyType(
    {Vorlagenart.AT: Vorlagenart.ST, Vorlagenart.AF: Vorlagenart.AW}
)
"""With which kind of paper the administration answers one of the council."""


def is_aus_dem_rat(art: Vorlagenart) -> bool:
    """Return whether this kind of paper is handed in by members of the council."""
    return art in ANTRAGSTELLER


def split_antragsteller(text: str) -> tuple[str, ...]:
    """Return those who handed a paper in: one a line, none twice."""
    return tuple(dict.fromkeys(zeile for roh in text.splitlines() if (zeile := " ".join(roh.split()))))


def join_antragsteller(namen: Iterable[str]) -> str:
    """Return the names as they are stored, in their order."""
    return "\n".join(split_antragsteller("\n".join(namen)))


def title_antwort(art: Vorlagenart, betreff: str) -> str:
    """Return what the answer to a paper with this Betreff begins with as its own."""
    return f"{ANTWORTEN[art].label} der Verwaltung: {betreff}"


def check_antragsteller(
    *, art: Vorlagenart, antragsteller: str, eingegangen_am: date | None, heute: date
) -> list[Befund]:
    """Check that a paper of the council says from whom it comes and when it was received."""
    if not is_aus_dem_rat(art):
        return []
    befunde = []
    if not split_antragsteller(antragsteller):
        satz = f"Bitte geben Sie an, von wem {_DIES[art]} kommt."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "antragsteller"))
    if eingegangen_am is None:
        satz = f"Bitte geben Sie an, an welchem Tag {_DIES[art]} eingegangen ist."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "eingegangen_am"))
    elif eingegangen_am > heute:
        satz = f"Der Tag des Eingangs ({eingegangen_am:%d.%m.%Y}) liegt in der Zukunft. Bitte berichtigen Sie ihn."
        befunde.append(Befund(satz, "", Stufe.SPERRE, "eingegangen_am"))
    return befunde


_DIES: Final = {Vorlagenart.AT: "der Antrag", Vorlagenart.AF: "die Anfrage"}


def check_bezug(*, art: Vorlagenart, mit_bezug: bool) -> list[Befund]:
    """Check that an answer names what it answers; what was asked by word of mouth has no number, so one may pass."""
    if mit_bezug or art not in ANTWORTEN.values():
        return []
    satz = (
        f"Die {art.label} nennt nicht, worauf sie sich bezieht. Bitte geben Sie die Nummer des Antrags oder der "
        "Anfrage an."
    )
    return [Befund(satz, "", Stufe.WARNUNG, "bezug")]
