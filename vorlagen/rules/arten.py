"""What a body does with each kind of paper, and every word that depends on it: not every paper is decided on."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from vorlagen.enums import Vorlagenart


@dataclass(frozen=True, slots=True)
class Behandlung:
    """What a body does with a paper, in the words of page, print and extract. ``{art}`` stands for the kind's name."""

    rolle: str
    """What a body does that does not decide."""
    raster: str
    """The heading over the boxes of the printed grid."""
    auszug: str
    """What the extract from the sitting is called."""
    erklaerung: str
    """What the roles of the Gremienweg mean."""
    wortlaut: str = ""
    """What stands over the place of the wording where nothing is decided."""
    ohne_beschlussentwurf: str = ""
    """Why there is no Beschlussentwurf."""


BESCHLUSS: Final = Behandlung(
    rolle="vorberatend",
    raster="Ergebnis der Beratung",
    auszug="Beschlussauszug",
    erklaerung="Vorberatend: Das Gremium gibt eine Empfehlung. Entscheidend: Das Gremium beschließt.",
)
KENNTNISNAHME: Final = Behandlung(
    rolle="zur Kenntnis",
    raster="Kenntnisnahme",
    auszug="Auszug zur {art}",
    erklaerung="Zur Kenntnis: Das Gremium wird unterrichtet; es empfiehlt und beschließt nichts.",
    wortlaut="Kenntnisnahme",
    ohne_beschlussentwurf="Eine {art} hat keinen Beschlussentwurf: Das Gremium nimmt sie zur Kenntnis.",
)
BEANTWORTUNG: Final = Behandlung(
    rolle="zur Beantwortung",
    raster="Beantwortung",
    auszug="Auszug zur {art}",
    erklaerung="Zur Beantwortung: Die Verwaltung antwortet dem Gremium; beschlossen wird nichts.",
    wortlaut="Beantwortung",
    ohne_beschlussentwurf="Eine {art} hat keinen Beschlussentwurf: Sie wird beantwortet.",
)

BEHANDLUNGEN: Final[Mapping[Vorlagenart, Behandlung]] = MappingProxyType(
    {
        Vorlagenart.BV: BESCHLUSS,
        Vorlagenart.AT: BESCHLUSS,
        Vorlagenart.UV: KENNTNISNAHME,
        Vorlagenart.AW: KENNTNISNAHME,
        Vorlagenart.ST: KENNTNISNAHME,
        Vorlagenart.AF: BEANTWORTUNG,
    }
)


def is_beschlussvorlage(art: Vorlagenart) -> bool:
    """Return whether a body decides on this kind of paper, so that it has a Beschlussentwurf."""
    return BEHANDLUNGEN[art] is BESCHLUSS


def describe_rolle(art: Vorlagenart, *, entscheidend: bool) -> str:
    """Return what a station does with the paper: it decides, recommends, takes note or hears the answer."""
    return "entscheidend" if entscheidend else BEHANDLUNGEN[art].rolle


def describe_punkt(art: Vorlagenart | None) -> str:
    """Return what an agenda says of an item: "zur Kenntnis", empty for what is decided on, because that is the rule."""
    return "" if art is None or is_beschlussvorlage(art) else BEHANDLUNGEN[art].rolle


def name_auszug(art: Vorlagenart | None, *, beschlossen: bool = False) -> str:
    """Return what the extract of an item with this kind of paper is called, None for an item without a paper.

    ``beschlossen`` is the exception that a body did decide on it.
    """
    if art is None or beschlossen:
        return BESCHLUSS.auszug
    return BEHANDLUNGEN[art].auszug.format(art=art.label)


def describe_ohne_beschlussentwurf(art: Vorlagenart) -> str:
    """Return why this kind of paper has no Beschlussentwurf, empty for one that a body decides on."""
    return BEHANDLUNGEN[art].ohne_beschlussentwurf.format(art=art.label)
