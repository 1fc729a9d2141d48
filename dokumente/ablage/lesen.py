"""Kept files read back: what comes out is what was taken in, or nothing, and whoever looks after them hears of it."""

import enum
import hashlib
import logging
import os
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import Final

from django.db import DatabaseError

from dokumente.models import Datei

FEHLT: Final = "Die Datei fehlt in der Ablage oder ist dort beschädigt."
logger = logging.getLogger(__name__)


class Zustand(enum.StrEnum):
    """How a kept file was found."""

    UNVERSEHRT = "unversehrt"
    FEHLT = "fehlt"
    BESCHAEDIGT = "beschaedigt"


class DateiBeschaedigt(Exception):
    """A kept file is missing, or not what was taken in; nobody gets any of it. The message is a German sentence."""


Melder = Callable[[Datei, Zustand], None]

MELDER: Final[list[Melder]] = []
"""Told how a file was found when it is not as it should be, or is again. Filled by ``ready()`` of the apps above."""


def open_unversehrt(datei: Datei) -> BufferedReader:
    """Return the kept file open for reading; its checksum is right at this moment, whatever was known of it before.

    Raises :class:`DateiBeschaedigt`; ``FileNotFoundError`` where the file was given up meanwhile and so is missing
    rightly.
    """
    zustand = Zustand.FEHLT
    try:
        offen = Path(datei.inhalt.path).open("rb")  # noqa: SIM115 - whoever asked reads it to its end
    except OSError:
        logger.exception("Datei %s nicht lesbar", datei.pruefsumme)
    else:
        zustand = _judge(datei, offen)
        if zustand is Zustand.UNVERSEHRT:
            offen.seek(0)
            return offen
        offen.close()
    if not Datei.objects.filter(pk=datei.pk).exists():
        raise FileNotFoundError(datei.pruefsumme)
    report(datei, zustand)
    raise DateiBeschaedigt(FEHLT)


def read_whole(datei: Datei) -> bytes | None:
    """Return the stored bytes, or None when they are missing, unreadable or not those that were stored."""
    try:
        with open_unversehrt(datei) as offen:
            return offen.read()
    except (DateiBeschaedigt, OSError):
        return None


def check_zustand(datei: Datei, ort: Path | None = None) -> Zustand:
    """Return how the stored bytes, or those at ``ort``, are; tells nobody."""
    try:
        with (ort or Path(datei.inhalt.path)).open("rb") as offen:
            return _judge(datei, offen)
    except OSError:
        logger.exception("Datei %s nicht lesbar", datei.pruefsumme)
        return Zustand.FEHLT


def is_unversehrt(datei: Datei, ort: Path | None = None) -> bool:
    """Return whether the stored bytes, or those at ``ort``, are there and those that were taken in."""
    zustand = check_zustand(datei, ort)
    if zustand is not Zustand.UNVERSEHRT:
        report(datei, zustand)
    return zustand is Zustand.UNVERSEHRT


def report(datei: Datei, zustand: Zustand) -> None:
    """Tell every entry of :data:`MELDER`; that this fails is no reason for anything else to."""
    for melder in MELDER:
        try:
            melder(datei, zustand)
        except DatabaseError:
            logger.exception("Zustand der Datei %s nicht festgehalten: %s", datei.pruefsumme, zustand)


def _judge(datei: Datei, offen: BufferedReader) -> Zustand:
    if os.fstat(offen.fileno()).st_size == datei.groesse:
        summe = hashlib.file_digest(offen, "sha256").hexdigest()
        if summe == datei.pruefsumme:
            return Zustand.UNVERSEHRT
    logger.error("Datei %s ist beschädigt", datei.pruefsumme)
    return Zustand.BESCHAEDIGT
