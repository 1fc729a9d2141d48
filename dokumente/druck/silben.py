"""German words at line ends: what the hyphenation patterns split wrongly, and compounds parted where they are joined.

"Grundstücks-eigentümer" is read at once, "Grundstückseigen-tümer" is not.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import pyphen  # type: ignore[import-untyped]

STAEMME: Final = (
    *("fort|schr", "be|darfs", "ta|ges|stät", "ta|ges|pfle", "kom|mu|nal|v", "kom|mu|nal|auf", "ent|gelt|ord"),
    *("trä|ger|aus", "werk|aus|schuss", "ka|ta|stro", "ge|rä|te|haus", "druck|er|zeug", "rü|be|nach"),
    *("grund|stücks", "stät|ten|er", "stät|ten|aus", "über|gang", "über|gän|g", "bil|lett|au", "be|darfs|an"),
    *(
        "bau|er|wart",
        "bau|er|laub",
        "bau|er|schl",
        "spen|den|an",
        "be|inhal|t",
        "ur|instinkt",
        "abend|es|sen",
        "eis|sta|di",
    ),
)
"""Beginnings or parts of words; the bar stands where a line may end."""

TEIL_MAX: Final = 12
"""Longest part of a compound, in letters, that is not parted once more."""
_VORN, _HINTEN = 3, 4
"""Shortest first and last part of a compound, in letters."""

_FUGE: Final = re.compile(
    "(?:ungs|heits|keits|schafts|ions|itäts|tums|stücks|rats|amts|verkehrs|betriebs|haushalts|bedarfs|arbeits"
    "|gebiets|geschäfts|gesundheits|eigentums|vermögens|nachteils|alters|tages|landes|bundes|kinder|straßen|gebühren"
    "|aufsichts|kommunal|stätten|spenden|kosten|personen|gruppen|flächen|feuerwehr|wasser|umwelt|steuer|sonder|haupt|kreis|stadt|bau)$"
)
"""How the first part of a compound ends; more often than not with the letters that join it to the next."""
_KOEPFE: Final = (
    *("abgabe", "angelegenheit", "ankauf", "anlage", "anmeld", "annahme", "ansatz", "antrag", "anzeige", "aufgabe"),
    *("aufnahme", "aufsicht", "aufstell", "auftrag", "ausbau", "ausgabe", "ausgleich", "ausschreib", "ausschuss"),
    *("ausweis", "bedarf", "beirat", "beitrag", "beiträg", "beratung", "bereich", "bericht", "beschluss", "beschlüss"),
    *("bescheid", "betrieb", "bewillig", "eigentüm", "einricht", "entgelt", "entscheid", "entwässer", "entwick"),
    *(
        "entwurf",
        "erfordern",
        "ergebnis",
        "erhöh",
        "erlaub",
        "ermächtig",
        "erneuer",
        "erricht",
        "erschließ",
        "erweiter",
    ),
    *("fraktion", "gebiet", "gebühr", "gemeinschaft", "genehmig", "gesellschaft", "gesetz", "gestalt", "grundstück"),
    *("haltestelle", "haushalt", "konzept", "kosten", "leistung", "maßnahme", "mitglied", "nutzung", "ordnung"),
    *("planung", "platz", "programm", "prüfung", "sanierung", "satzung", "schule", "sitzung", "stelle", "übung"),
    *("umlage", "unterhalt", "verfahren", "vergabe", "vermögen", "verordn", "versorg", "vertrag", "verträg"),
    *("verwalt", "vorlage", "vorschlag", "vorsitz", "wirtschaft", "zuschuss", "zuständig"),
)
"""How the last part of a compound begins, in papers of a town hall."""

_NIE, _IMMER = 8, 9
"""Stronger than every pattern of the dictionary: an even number forbids, an odd one allows."""


def correct_silben() -> None:
    """Teach the hyphenation of this process the words above, and where compounds are joined."""
    muster = pyphen.Pyphen(lang="de").hd
    if isinstance(muster, _JointFinder):
        return
    for stamm in STAEMME:
        silben = stamm.split("|")
        wort = "".join(silben)
        enden = {sum(map(len, silben[:anzahl])) for anzahl in range(1, len(silben))}
        muster.patterns[wort] = (1, tuple(_IMMER if stelle in enden else _NIE for stelle in range(1, len(wort))))
    muster.maxlen = max(map(len, muster.patterns))
    muster.cache.clear()
    muster.__class__ = _JointFinder


def find_fugen(wort: str, stellen: Sequence[int]) -> list[int]:
    """Return which of the places where ``wort`` may be parted lie between the parts of a compound."""
    klein = wort.lower()
    return [
        stelle
        for stelle in stellen
        if _VORN <= stelle <= len(wort) - _HINTEN
        and (_FUGE.search(klein[:stelle]) or klein.startswith(_KOEPFE, stelle))
    ]


class _JointFinder(pyphen.HyphDict):  # type: ignore[misc]
    """The dictionary with one rule more: a compound is parted at its joints, its parts only when they are long."""

    def positions(self, word: str) -> list[Any]:
        """Return the places where a line may end inside ``word``."""
        stellen: list[Any] = super().positions(word)
        fugen = find_fugen(word, stellen)
        if not fugen:
            return stellen
        grenzen = [0, *fugen, len(word)]
        lange = [(von, bis) for von, bis in pairwise(grenzen) if bis - von > TEIL_MAX]
        return [s for s in stellen if s in fugen or any(von < s < bis for von, bis in lange)]
