"""The digest of a released Fassung, as the journal keeps it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Final

from vorlagen.models import Anlage, Fassung

FORMAT: Final = 2
"""What is computed today. A field more is a format more, so that what the journal keeps stays verifiable."""


def compute_pruefsumme(fassung: Fassung, *, formatnummer: int = FORMAT) -> str:
    """Return the SHA-256 (64 hex digits) over everything that is frozen, attachments included.

    Raises ``KeyError`` for a format that this program does not know.
    """
    inhalt = _FORMATE[formatnummer](fassung, list(fassung.anlagen.order_by("position").select_related("datei")))
    return hashlib.sha256(json.dumps(inhalt, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _summe_of(anlage: Anlage) -> str:
    return anlage.datei.pruefsumme if anlage.datei else ""


def _format_1(fassung: Fassung, anlagen: list[Anlage]) -> dict[str, object]:
    return {
        "nummer": fassung.nummer,
        "datum": str(fassung.datum),
        "betreff": fassung.betreff,
        "amt": str(fassung.amt),
        "dezernat": str(fassung.dezernat),
        "aktenzeichen": fassung.aktenzeichen,
        "beschlussentwurf": fassung.beschlussentwurf,
        "begruendung": fassung.begruendung,
        "anlagen": [[anlage.titel, _summe_of(anlage)] for anlage in anlagen],
    }


def _format_2(fassung: Fassung, anlagen: list[Anlage]) -> dict[str, object]:
    # An office that gets another name is not another office.
    return _format_1(fassung, anlagen) | {
        "format": 2,
        "amt": fassung.amt_id,
        "dezernat": fassung.dezernat_id,
        "nicht_zugeordnet": fassung.nicht_zugeordnet,
        "verfasser": fassung.verfasser_id,
        "freigegeben_von": fassung.freigegeben_von_id,
        "anlagen": [[a.position, a.titel, a.dateiname, a.oeffentlich, _summe_of(a)] for a in anlagen],
    }


_FORMATE: Final[Mapping[int, Callable[[Fassung, list[Anlage]], dict[str, object]]]] = {1: _format_1, 2: _format_2}
