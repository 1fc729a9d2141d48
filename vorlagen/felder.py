"""The fields of a paper's text as one table.

Whatever goes through a Fassung field by field reads it here: form, difference, Neufassung, digest, journal, search,
print, data file and leak search. The write lock of the database is compared with it by a test.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Final

from dokumente.text.aus_text import text_to_richtext
from vorlagen.enums import Entwurfsteil
from vorlagen.rules.auswirkungen import auswirkungen_to_html, list_worte


class Geheim(Enum):
    """When a field must not reach the public."""

    NIE = "nie"
    SOLANGE_NICHTOEFFENTLICH = "solange nichtöffentlich"
    IMMER = "immer"


def list_ganz(text: str) -> list[str]:
    """Return a text as the one it is."""
    return [text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feld:
    """One field. ``label`` is what the journal and the places of a leak call it.

    ``richtext``: sanitised HTML, heavy. ``teil``: in which part of the draft it is written. ``fest``: does not change
    once released. ``uebernommen``: a Neufassung begins with it. ``kopiert``: so does a new paper written after it.
    ``gedruckt``: a text on the printed paper and in its data file; ``nur_gefuellt``: without its title where it is
    empty. ``gesucht``: found by its words. ``pruefsumme``: from which format of the digest on it is part of it, 0 for
    never. ``als_html`` and ``worte``: how a stored text that is not rich reads as such, and which words of it somebody
    wrote.
    """

    name: str
    label: str
    richtext: bool = False
    teil: Entwurfsteil | None = None
    fest: bool = True
    uebernommen: bool = False
    kopiert: bool = False
    gedruckt: bool = False
    nur_gefuellt: bool = False
    gesucht: bool = False
    geheim: Geheim = Geheim.NIE
    pruefsumme: int = 0
    als_html: Callable[[str], str] = text_to_richtext
    worte: Callable[[str], list[str]] = list_ganz

    @property
    def is_gestaltet(self) -> bool:
        """Return whether it reads as more than plain words."""
        return self.richtext or self.als_html is not text_to_richtext

    def to_html(self, text: str) -> str:
        """Return the stored ``text`` of this field as rich text, plain text as paragraphs."""
        return text if self.richtext else self.als_html(text)


_OFFEN: Final = Geheim.SOLANGE_NICHTOEFFENTLICH
_ANGABEN: Final = Entwurfsteil.ANGABEN
FELDER: Final = (
    Feld(name="vorlage", label="Vorlage"),
    Feld(name="neufassung", label="Neufassung"),
    Feld(name="status", label="Status"),
    Feld(name="nummer", label="Nummer", gesucht=True, geheim=_OFFEN, pruefsumme=1),
    Feld(name="betreff", label="Betreff", teil=_ANGABEN, uebernommen=True, gesucht=True, geheim=_OFFEN, pruefsumme=1),
    Feld(name="amt", label="Amt", teil=_ANGABEN, uebernommen=True, pruefsumme=1),
    Feld(name="dezernat", label="Dezernat", teil=_ANGABEN, uebernommen=True, pruefsumme=1),
    Feld(name="fraktion", label="Fraktion", uebernommen=True, pruefsumme=5),
    Feld(name="mitglied", label="Ratsmitglied", uebernommen=True, pruefsumme=5),
    Feld(name="datum", label="Datum", teil=_ANGABEN, pruefsumme=1),
    Feld(name="aktenzeichen", label="Aktenzeichen", teil=_ANGABEN, uebernommen=True, geheim=_OFFEN, pruefsumme=1),
    Feld(
        name="antragsteller",
        label="Antragsteller/in",
        teil=_ANGABEN,
        uebernommen=True,
        gesucht=True,
        geheim=_OFFEN,
        pruefsumme=5,
    ),
    Feld(name="eingegangen_am", label="Tag des Eingangs", teil=_ANGABEN, uebernommen=True, pruefsumme=5),
    # What is public is locked on its own terms: it may become so once.
    Feld(name="oeffentlich", label="Öffentlichkeit", teil=_ANGABEN),
    Feld(
        name="nichtoeffentlich_grund",
        label="Grund der Nichtöffentlichkeit",
        teil=_ANGABEN,
        uebernommen=True,
        geheim=Geheim.IMMER,
    ),
    Feld(name="neufassung_grund", label="Grund der Neufassung", teil=_ANGABEN, geheim=_OFFEN, pruefsumme=3),
    Feld(
        name="kurzfassung",
        label="Kurzfassung",
        teil=Entwurfsteil.KURZFASSUNG,
        uebernommen=True,
        kopiert=True,
        gedruckt=True,
        nur_gefuellt=True,
        gesucht=True,
        geheim=_OFFEN,
        pruefsumme=2,
    ),
    Feld(
        name="beschlussentwurf",
        label="Beschlussentwurf",
        richtext=True,
        teil=Entwurfsteil.BESCHLUSSENTWURF,
        uebernommen=True,
        kopiert=True,
        gedruckt=True,
        gesucht=True,
        geheim=_OFFEN,
        pruefsumme=1,
    ),
    Feld(
        name="begruendung",
        label="Begründung",
        richtext=True,
        teil=Entwurfsteil.BEGRUENDUNG,
        uebernommen=True,
        kopiert=True,
        gedruckt=True,
        gesucht=True,
        geheim=_OFFEN,
        pruefsumme=1,
    ),
    Feld(
        name="auswirkungen",
        label="Auswirkungen",
        teil=Entwurfsteil.AUSWIRKUNGEN,
        uebernommen=True,
        kopiert=True,
        gedruckt=True,
        nur_gefuellt=True,
        gesucht=True,
        geheim=_OFFEN,
        pruefsumme=4,
        als_html=auswirkungen_to_html,
        worte=list_worte,
    ),
    Feld(name="nicht_zugeordnet", label="nicht zugeordneter Text", richtext=True, geheim=Geheim.IMMER, pruefsumme=1),
    Feld(name="verfasser", label="verfassendes Konto", pruefsumme=1),
    Feld(name="eingereicht_am", label="Zeitpunkt der Einreichung", pruefsumme=5),
    Feld(name="freigegeben_am", label="Zeitpunkt der Freigabe"),
    Feld(name="freigegeben_von", label="freigebendes Konto", pruefsumme=1),
    Feld(name="veroeffentlicht_am", label="Zeitpunkt der Veröffentlichung"),
)

TECHNISCH: Final = frozenset({"id", "suchtext", "stand", "created_at", "updated_at"})
"""Columns that say nothing about the paper."""


def names_of(gilt: Callable[[Feld], bool]) -> tuple[str, ...]:
    """Return the names of the fields for which ``gilt``, in the order of the table."""
    return tuple(feld.name for feld in FELDER if gilt(feld))


def _is_in(teil: Entwurfsteil, feld: Feld) -> bool:
    return feld.teil is teil


EINGABEN: Final = names_of(lambda feld: feld.teil is not None)
EINGABEN_JE_TEIL: Final = {teil: names_of(partial(_is_in, teil)) for teil in Entwurfsteil}
"""The written fields of each part; the way and the attachments are rows of their own."""
UEBERNOMMEN: Final = names_of(lambda feld: feld.uebernommen)
KOPIERT: Final = names_of(lambda feld: feld.kopiert)
SCHWER: Final = names_of(lambda feld: feld.richtext)
"""Texts that no list needs."""
GEDRUCKT: Final = {feld.name: feld.label for feld in FELDER if feld.gedruckt}
"""The texts of the printed paper in their order, with the titles they are called by."""
NUR_GEFUELLT: Final = frozenset(names_of(lambda feld: feld.nur_gefuellt))
"""The printed texts that leave no trace where they are empty."""
LABELS: Final = {feld.name: feld.label for feld in FELDER}
PRUEFSUMME_FORMAT: Final = max(feld.pruefsumme for feld in FELDER)
"""The digest computed today. A field more is a format more, so that what the journal keeps stays verifiable."""
