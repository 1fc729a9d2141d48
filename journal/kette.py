"""The hash chain: what a row's checksum covers, and where a chain breaks."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from journal.models import Eintrag, Kopf


@dataclass(frozen=True, slots=True)
class Bruch:
    """First place where the chain does not hold: the running number and a German sentence."""

    laufend: int
    satz: str


def compute_pruefsumme(eintrag: Eintrag) -> str:
    """Return the SHA-256 (64 hex digits) over everything in the row and its predecessor's checksum."""
    inhalt = [
        eintrag.laufend,
        eintrag.zeitpunkt.astimezone(UTC).isoformat(timespec="microseconds"),
        eintrag.akt,
        eintrag.objekt_art,
        eintrag.objekt_id,
        eintrag.konto_id,
        eintrag.konto_name,
        eintrag.daten,
        eintrag.vorgaenger,
        # Rows written before there were proofs keep their checksum.
        *([] if eintrag.nachweise is None else [eintrag.nachweise]),
    ]
    kanonisch = json.dumps(inhalt, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(kanonisch.encode()).hexdigest()


def find_bruch(eintraege: Iterable[Eintrag], kopf: Kopf | None) -> Bruch | None:
    """Walk the rows in ascending order and return the first break, or None if the chain holds up to its head."""
    laufend, pruefsumme = 0, ""
    for eintrag in eintraege:
        laufend += 1
        if eintrag.laufend != laufend:
            return Bruch(laufend, f"Eintrag {laufend} fehlt; auf {laufend - 1} folgt {eintrag.laufend}.")
        if eintrag.vorgaenger != pruefsumme:
            return Bruch(laufend, f"Eintrag {laufend} schließt nicht an Eintrag {laufend - 1} an.")
        pruefsumme = compute_pruefsumme(eintrag)
        if eintrag.pruefsumme != pruefsumme:
            return Bruch(laufend, f"Eintrag {laufend} wurde verändert: Die Prüfsumme stimmt nicht.")
    if kopf is None:
        return Bruch(laufend + 1, "Der Kopf des Journals fehlt.") if laufend else None
    if (kopf.laufend, kopf.pruefsumme) != (laufend, pruefsumme):
        return Bruch(laufend + 1, f"Das Journal endet bei {laufend}, der Kopf nennt {kopf.laufend}: Das Ende fehlt.")
    return None
