"""The fields of a paper's text as one table.

Whatever goes through a Fassung field by field reads it here: form, difference, Neufassung, digest, journal, search,
print, data file and leak search. The write lock of the database is compared with it by a test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from dokumente.text.aus_text import text_to_richtext


class Geheim(Enum):
    """When a field must not reach the public."""

    NIE = "nie"
    SOLANGE_NICHTOEFFENTLICH = "solange nichtöffentlich"
    IMMER = "immer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feld:
    """One field. ``label`` is what the journal and the places of a leak call it.

    ``richtext``: sanitised HTML, heavy. ``eingabe``: written in the draft. ``fest``: does not change once released.
    ``uebernommen``: a Neufassung begins with it. ``gedruckt``: a text on the printed paper and in its data file.
    ``gesucht``: found by its words. ``pruefsumme``: from which format of the digest on it is part of it, 0 for never.
    """

    name: str
    label: str
    richtext: bool = False
    eingabe: bool = False
    fest: bool = True
    uebernommen: bool = False
    gedruckt: bool = False
    gesucht: bool = False
    geheim: Geheim = Geheim.NIE
    pruefsumme: int = 0

    def to_html(self, text: str) -> str:
        """Return the stored ``text`` of this field as rich text, plain text as paragraphs."""
        return text if self.richtext else text_to_richtext(text)


_OFFEN: Final = Geheim.SOLANGE_NICHTOEFFENTLICH
FELDER: Final = (
    Feld(name="vorlage", label="Vorlage"),
    Feld(name="neufassung", label="Neufassung"),
    Feld(name="status", label="Status"),
    Feld(name="nummer", label="Nummer", gesucht=True, geheim=_OFFEN, pruefsumme=1),
    Feld(name="betreff", label="Betreff", eingabe=True, uebernommen=True, gesucht=True, geheim=_OFFEN, pruefsumme=1),
    Feld(name="amt", label="Amt", eingabe=True, uebernommen=True, pruefsumme=1),
    Feld(name="dezernat", label="Dezernat", eingabe=True, uebernommen=True, pruefsumme=1),
    Feld(name="datum", label="Datum", eingabe=True, pruefsumme=1),
    Feld(name="aktenzeichen", label="Aktenzeichen", eingabe=True, uebernommen=True, geheim=_OFFEN, pruefsumme=1),
    # What is public is locked on its own terms: it may become so once.
    Feld(name="oeffentlich", label="Öffentlichkeit", eingabe=True),
    Feld(
        name="nichtoeffentlich_grund",
        label="Grund der Nichtöffentlichkeit",
        eingabe=True,
        uebernommen=True,
        geheim=Geheim.IMMER,
    ),
    Feld(
        name="beschlussentwurf",
        label="Beschlussentwurf",
        richtext=True,
        eingabe=True,
        uebernommen=True,
        gedruckt=True,
        gesucht=True,
        geheim=_OFFEN,
        pruefsumme=1,
    ),
    Feld(
        name="begruendung",
        label="Begründung",
        richtext=True,
        eingabe=True,
        uebernommen=True,
        gedruckt=True,
        gesucht=True,
        geheim=_OFFEN,
        pruefsumme=1,
    ),
    Feld(name="nicht_zugeordnet", label="nicht zugeordneter Text", richtext=True, geheim=Geheim.IMMER, pruefsumme=1),
    Feld(name="verfasser", label="verfassendes Konto", pruefsumme=1),
    Feld(name="freigegeben_am", label="Zeitpunkt der Freigabe"),
    Feld(name="freigegeben_von", label="freigebendes Konto", pruefsumme=1),
    Feld(name="veroeffentlicht_am", label="Zeitpunkt der Veröffentlichung"),
)

TECHNISCH: Final = frozenset({"id", "suchtext", "stand", "created_at", "updated_at"})
"""Columns that say nothing about the paper."""


def names_of(gilt: Callable[[Feld], bool]) -> tuple[str, ...]:
    """Return the names of the fields for which ``gilt``, in the order of the table."""
    return tuple(feld.name for feld in FELDER if gilt(feld))


EINGABEN: Final = names_of(lambda feld: feld.eingabe)
UEBERNOMMEN: Final = names_of(lambda feld: feld.uebernommen)
SCHWER: Final = names_of(lambda feld: feld.richtext)
"""Texts that no list needs."""
GEDRUCKT: Final = {feld.name: feld.label for feld in FELDER if feld.gedruckt}
"""The texts of the printed paper in their order, with the titles they are called by."""
LABELS: Final = {feld.name: feld.label for feld in FELDER}
PRUEFSUMME_FORMAT: Final = max(feld.pruefsumme for feld in FELDER)
"""The digest computed today. A field more is a format more, so that what the journal keeps stays verifiable."""
