"""What a body does with each kind of paper, and how that is said: not every paper is decided on."""

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from vorlagen.enums import Vorlagenart


class Behandlung(enum.Enum):
    """What a body does with a paper."""

    BESCHLUSS = enum.auto()
    KENNTNISNAHME = enum.auto()
    BEANTWORTUNG = enum.auto()


BEHANDLUNGEN: Final[Mapping[Vorlagenart, Behandlung]] = MappingProxyType(
    {
        Vorlagenart.BV: Behandlung.BESCHLUSS,
        Vorlagenart.AT: Behandlung.BESCHLUSS,
        Vorlagenart.UV: Behandlung.KENNTNISNAHME,
        Vorlagenart.AW: Behandlung.KENNTNISNAHME,
        Vorlagenart.ST: Behandlung.KENNTNISNAHME,
        Vorlagenart.AF: Behandlung.BEANTWORTUNG,
    }
)

_ROLLEN: Final = {Behandlung.KENNTNISNAHME: "zur Kenntnis", Behandlung.BEANTWORTUNG: "zur Beantwortung"}


def is_beschlussvorlage(art: Vorlagenart) -> bool:
    """Return whether a body decides on this kind of paper, so that it has a Beschlussentwurf."""
    return BEHANDLUNGEN[art] is Behandlung.BESCHLUSS


def describe_rolle(art: Vorlagenart, *, entscheidend: bool) -> str:
    """Return what a station does with the paper: it decides, recommends, takes note or hears the answer."""
    if entscheidend:
        return "entscheidend"
    return _ROLLEN.get(BEHANDLUNGEN[art], "vorberatend")


def describe_ohne_beschlussentwurf(art: Vorlagenart) -> str:
    """Return why this kind of paper has no Beschlussentwurf, empty for one that a body decides on."""
    match BEHANDLUNGEN[art]:
        case Behandlung.KENNTNISNAHME:
            return f"Eine {art.label} hat keinen Beschlussentwurf: Das Gremium nimmt sie zur Kenntnis."
        case Behandlung.BEANTWORTUNG:
            return f"Eine {art.label} hat keinen Beschlussentwurf: Sie wird beantwortet."
        case _:
            return ""
