"""The digest of a released Fassung, as the journal keeps it."""

import hashlib
import json
from typing import Final

from vorlagen.felder import FELDER, PRUEFSUMME_FORMAT
from vorlagen.models.anlage import Anlage
from vorlagen.models.fassung import Fassung

FORMAT: Final = PRUEFSUMME_FORMAT


def compute_pruefsumme(fassung: Fassung, *, formatnummer: int = FORMAT) -> str:
    """Return the SHA-256 (64 hex digits) over everything that is frozen, attachments included.

    Raises ``KeyError`` for a format that this program does not know.
    """
    if formatnummer not in range(1, FORMAT + 1):
        raise KeyError(formatnummer)
    spalten = {spalte.name: spalte.attname for spalte in Fassung._meta.concrete_fields}
    # Keys, not names: an office that gets another name is not another office.
    inhalt = {
        feld.name: _to_json(getattr(fassung, spalten[feld.name]))
        for feld in FELDER
        if 0 < feld.pruefsumme <= formatnummer
    }
    anlagen = fassung.anlagen.order_by("position").select_related("datei")
    inhalt |= {"format": formatnummer, "anlagen": [_describe_anlage(anlage) for anlage in anlagen]}
    return hashlib.sha256(json.dumps(inhalt, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _to_json(wert: object) -> object:
    return wert if wert is None or isinstance(wert, str | int) else str(wert)


def _describe_anlage(anlage: Anlage) -> list[object]:
    summe = anlage.datei.pruefsumme if anlage.datei else ""
    return [anlage.position, anlage.titel, anlage.dateiname, anlage.oeffentlich, summe]
