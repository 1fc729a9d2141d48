"""Kept files read back: what comes out is what was taken in, or nothing."""

import hashlib
import logging
from pathlib import Path
from typing import Final

from dokumente.models import Datei

FEHLT: Final = "Die Datei fehlt in der Ablage oder ist dort beschädigt."
logger = logging.getLogger(__name__)


def read_whole(datei: Datei) -> bytes | None:
    """Return the stored bytes, or None when they are missing, unreadable or not those that were stored."""
    try:
        with datei.inhalt.open("rb") as offen:
            inhalt = bytes(offen.read())
    except OSError:
        logger.exception("Datei %s nicht lesbar", datei.pruefsumme)
        return None
    return inhalt if _is_gleich(datei, hashlib.sha256(inhalt).hexdigest()) else None


def is_unversehrt(datei: Datei, ort: Path | None = None) -> bool:
    """Return whether the stored bytes, or those at ``ort``, are there and those that were taken in."""
    try:
        with (ort or Path(datei.inhalt.path)).open("rb") as offen:
            summe = hashlib.file_digest(offen, "sha256").hexdigest()
    except OSError:
        logger.exception("Datei %s nicht lesbar", datei.pruefsumme)
        return False
    return _is_gleich(datei, summe)


def _is_gleich(datei: Datei, summe: str) -> bool:
    if summe != datei.pruefsumme:
        logger.error("Datei %s ist beschädigt", datei.pruefsumme)
    return summe == datei.pruefsumme
