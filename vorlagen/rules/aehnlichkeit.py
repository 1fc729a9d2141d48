"""How much two Betreffe have in common: the words that say what a paper is about, whatever their endings."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import snowballstemmer

KURZ: Final = 4
"""Shorter words say too little."""
STAMM_KURZ: Final = 5
"""Shorter stems are looked for as whole words only: "markt" is part of "Marktplatz", "rad" of too much."""
GENUG: Final = 0.34
"""From which share of the words on two papers are alike."""
_TEILWORT: Final = 0.6
"""What a word counts that is only part of the other."""
_WORT: Final = re.compile(r"[^\W\d_]+")
# What stands in many a Betreff without saying what it is about.
_FUELLWOERTER: Final = frozenset(
    [
        *("aber", "alle", "auch", "beim", "dass", "dem", "denn", "dies", "diese", "dieser", "durch", "eine", "einem"),
        *("einen", "einer", "eines", "für", "gegen", "gemäß", "hier", "hinsichtlich", "ihre", "ihrer", "nach", "nebst"),
        *("nicht", "noch", "oder", "ohne", "sein", "seine", "sich", "sind", "sowie", "über", "unter", "vom", "wegen"),
        *("werden", "wird", "zum", "zur", "zwischen", "stadt", "koblenz", "beschluss", "beschlussfassung", "vorlage"),
        *("antrag", "anfrage", "antwort", "stellungnahme", "verwaltung", "unterrichtung", "fraktion", "bezug", "jahr"),
        *("jahre", "jahres", "jahren"),
    ]
)
_UMLAUTE: Final = {"a": "ä", "o": "ö", "u": "ü", "au": "äu"}
# The last vowel of a stem is the one that changes: "Platz" and "Plätze", "Haus" and "Häuser".
_VOKAL: Final = re.compile(r"(?:au|[aou])(?<!äu)(?=[^aeiouäöü]*$)")
_STEMMER: Final = snowballstemmer.stemmer("german")


@dataclass(frozen=True, slots=True)
class Stichwort:
    """A word of a Betreff: its stem, and the beginnings of its forms, to be looked for."""

    stamm: str
    anfaenge: tuple[str, ...]


@lru_cache(maxsize=4096)
def list_stichwoerter(betreff: str) -> tuple[Stichwort, ...]:
    """Return the words that say what it is about, each once, without figures: next year's paper is alike."""
    je_stamm: dict[str, Stichwort] = {}
    for wort in _WORT.findall(betreff.lower()):
        if len(wort) >= KURZ and wort not in _FUELLWOERTER:
            stamm = _STEMMER.stemWord(wort)
            je_stamm.setdefault(stamm, Stichwort(stamm, _list_anfaenge(wort, stamm)))
    return tuple(je_stamm.values())


def _list_anfaenge(wort: str, stamm: str) -> tuple[str, ...]:
    """Return how far word and stem go together ("spielplätze" has the stem "spielplatz"), and that with an umlaut."""
    laenge = next((n for n, (a, b) in enumerate(zip(wort, stamm, strict=False)) if a != b), min(len(wort), len(stamm)))
    anfang = wort[:laenge] if laenge >= KURZ else wort[: max(KURZ, len(stamm))]
    umgelautet = _VOKAL.sub(lambda gefunden: _UMLAUTE[gefunden[0]], anfang)
    return tuple(dict.fromkeys((anfang, umgelautet)))


def rate_aehnlichkeit(betreff: str, anderer: str) -> float:
    """Return how much of ``betreff`` stands in ``anderer``, from 0 to 1. Long words count more: they say more."""
    gesucht = list_stichwoerter(betreff)
    vorhanden = [stichwort.stamm for stichwort in list_stichwoerter(anderer)]
    gewichte = {stichwort.stamm: len(stichwort.stamm) for stichwort in gesucht}
    if not gewichte:
        return 0.0
    return sum(gewicht * _find(stamm, vorhanden) for stamm, gewicht in gewichte.items()) / sum(gewichte.values())


def _find(stamm: str, vorhanden: list[str]) -> float:
    if stamm in vorhanden:
        return 1.0
    is_teil = any(
        min(len(stamm), len(anderer)) >= STAMM_KURZ and (stamm in anderer or anderer in stamm) for anderer in vorhanden
    )
    return _TEILWORT if is_teil else 0.0
