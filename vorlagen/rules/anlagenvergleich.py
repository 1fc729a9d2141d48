"""What became of the attachments from one Fassung to another: added, removed, replaced, renamed, moved."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from vorlagen.rules.einlesen import normalise_name

AEHNLICH: Final = 0.6
"""How like two titles must be, as a part of 1, for one file to have taken the place of the other."""


@dataclass(frozen=True, slots=True)
class Anlagenwert:
    """An attachment as it is compared; ``pruefsumme`` is empty where there is no file, ``seiten`` None if not known."""

    position: int
    titel: str
    pruefsumme: str = ""
    seiten: int | None = None

    def __str__(self) -> str:
        return f"Anlage {self.position:02}: {self.titel}"


@dataclass(frozen=True, slots=True)
class Anlagenaenderung:
    """One attachment that is not what it was: in one word for a badge, and what exactly."""

    art: str
    anlage: Anlagenwert
    satz: str = ""


def compare_anlagen(alt: Sequence[Anlagenwert], neu: Sequence[Anlagenwert]) -> list[Anlagenaenderung]:
    """Return what changed, in the order of the new list, what was removed last."""
    paare = _pair(alt, neu)
    aenderungen = [_describe(paare.get(anlage), anlage) for anlage in neu]
    geblieben = set(paare.values())
    entfallen = [Anlagenaenderung("entfallen", anlage) for anlage in alt if anlage not in geblieben]
    return [*(aenderung for aenderung in aenderungen if aenderung is not None), *entfallen]


def _pair(alt: Sequence[Anlagenwert], neu: Sequence[Anlagenwert]) -> dict[Anlagenwert, Anlagenwert]:
    """Return for each new attachment the old one it was, the surest likeness first."""
    paare: dict[Anlagenwert, Anlagenwert] = {}
    for is_dieselbe in _GRADE:
        for anlage in neu:
            frei = [fruehere for fruehere in alt if fruehere not in paare.values()]
            treffer = next((fruehere for fruehere in frei if is_dieselbe(fruehere, anlage)), None)
            if anlage not in paare and treffer is not None:
                paare[anlage] = treffer
    return paare


def _is_like(alt: Anlagenwert, neu: Anlagenwert) -> bool:
    titel = normalise_name(alt.titel), normalise_name(neu.titel)
    return difflib.SequenceMatcher(None, *titel).ratio() >= AEHNLICH


_GRADE: Final[tuple[Callable[[Anlagenwert, Anlagenwert], bool], ...]] = (
    lambda alt, neu: alt.pruefsumme == neu.pruefsumme and alt.titel == neu.titel,
    lambda alt, neu: alt.titel == neu.titel,
    lambda alt, neu: bool(alt.pruefsumme) and alt.pruefsumme == neu.pruefsumme,
    _is_like,
)


def _describe(alt: Anlagenwert | None, neu: Anlagenwert) -> Anlagenaenderung | None:
    if alt is None:
        return Anlagenaenderung("neu", neu, _count(neu.seiten))
    saetze = []
    if alt.pruefsumme != neu.pruefsumme:
        saetze.append(_say_datei(alt, neu))
    if alt.titel != neu.titel:
        saetze.append(f"bisher „{alt.titel}“")
    if alt.position != neu.position:
        saetze.append(f"bisher Anlage {alt.position:02}")
    if not saetze:
        return None
    art = "geändert" if alt.pruefsumme == neu.pruefsumme else "ersetzt" if alt.pruefsumme else "nachgereicht"
    return Anlagenaenderung(art, neu, ", ".join(filter(None, saetze)))


def _say_datei(alt: Anlagenwert, neu: Anlagenwert) -> str:
    if alt.seiten is None or neu.seiten is None:
        return _count(neu.seiten)
    gleich = alt.seiten == neu.seiten
    return f"weiterhin {_count(neu.seiten)}" if gleich else f"{_count(neu.seiten)}, bisher {alt.seiten}"


def _count(seiten: int | None) -> str:
    if seiten is None:
        return ""
    return "1 Seite" if seiten == 1 else f"{seiten} Seiten"
