"""A draft as a task list: which part is done, which one still misses something."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gremien.rules.befund import Befund, Stufe

_TEILE: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("Angaben", "id_betreff", frozenset({"betreff", "amt", "dezernat"})),
    ("Öffentlichkeit", "id_oeffentlich", frozenset({"nichtoeffentlich_grund"})),
    ("Gremienweg", "gremienweg", frozenset({"gremienweg"})),
    ("Beschlussentwurf", "id_beschlussentwurf", frozenset({"beschlussentwurf"})),
    ("Begründung", "id_begruendung", frozenset({"begruendung"})),
    ("Anlagen", "anlagen", frozenset({"anlagen"})),
)


@dataclass(frozen=True, slots=True)
class Aufgabe:
    """One part of a draft; ``saetze`` say what it lacks, ``ton`` is the colour that repeats ``stand``."""

    titel: str
    anker: str
    stand: str
    ton: str
    saetze: tuple[str, ...] = ()


def list_aufgaben(befunde: Sequence[Befund]) -> list[Aufgabe]:
    """Return the parts of a draft with what the checks found in them."""
    gewichtige = [befund for befund in befunde if befund.stufe is not Stufe.ERINNERUNG]
    return [
        _judge(titel, anker, [befund for befund in gewichtige if befund.feld in felder])
        for titel, anker, felder in _TEILE
    ]


def count_fertige(aufgaben: Iterable[Aufgabe]) -> int:
    """Return how many parts lack nothing."""
    return sum(aufgabe.ton == "success" for aufgabe in aufgaben)


def _judge(titel: str, anker: str, befunde: Sequence[Befund]) -> Aufgabe:
    saetze = tuple(befund.satz for befund in befunde)
    if not befunde:
        return Aufgabe(titel, anker, "Fertig", "success")
    if any(befund.stufe is Stufe.SPERRE for befund in befunde):
        return Aufgabe(titel, anker, "Offen", "neutral", saetze)
    return Aufgabe(titel, anker, "Hinweis", "warning", saetze)
