"""Taking in a file that somebody brings: checked, then kept."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from dokumente.ablage.auftraege import queue_pruefung
from dokumente.ablage.behalten import keep_file, write_beside
from dokumente.anlagen.pruefstelle import NochNicht, check_annahme
from dokumente.models import Datei
from dokumente.rules.namen import clean_dateiname
from dokumente.rules.upload import (
    DATEIARTEN,
    KOPF_BYTES,
    check_upload,
    endung_of,
)

logger = logging.getLogger(__name__)

VOLL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system says when there is no room left."""


class DateiAbgelehnt(ValueError):
    """A file cannot be taken in; the message is a German sentence that says why and what to do."""


def store_datei(upload: File[bytes]) -> Datei:
    """Check an uploaded file and keep it; the same content is kept only once, whatever its name.

    Name, size and inner form must fit; a PDF must open without a password. It appears under its name in one step, and
    is looked through in the queue afterwards. Raises :class:`DateiAbgelehnt`.
    """
    name = clean_dateiname(upload.name or "")
    _check_aeusseres(upload, name)
    art = DATEIARTEN[endung_of(name)]
    with tell_unabgelegt(name), write_beside(upload.chunks()) as vorlaeufig:
        _check_inhalt(vorlaeufig, endung_of(name), name)
        datei = keep_file(vorlaeufig, medientyp=art.medientyp)

    # Named functions: Django calls a robust callback by its name when it fails, and a partial has none.
    def look_through() -> None:
        queue_pruefung(datei)

    transaction.on_commit(look_through, robust=True)
    return datei


@contextmanager
def tell_unabgelegt(name: str) -> Iterator[None]:
    """Refuse a file with a sentence, as :class:`DateiAbgelehnt`, where the disk takes no more or cannot be written."""
    try:
        yield
    except OSError as fehler:
        logger.exception("Datei nicht abgelegt")
        voll = "Auf dem Server ist kein Speicherplatz mehr frei. " if fehler.errno in VOLL else ""
        raise DateiAbgelehnt(
            f"„{name}“ konnte nicht gespeichert werden. {voll}Bitte versuchen Sie es in einigen Minuten noch einmal "
            "und verständigen Sie die Administration, wenn es dann nicht gelingt."
        ) from fehler


def read_upload(upload: File[bytes]) -> bytes:
    """Return the bytes of an uploaded file whose name, size and beginning fit. Raises :class:`DateiAbgelehnt`."""
    _check_aeusseres(upload, clean_dateiname(upload.name or ""))
    upload.seek(0)
    inhalt: bytes = upload.read()
    return inhalt


def name_abgelehnt(name: str, satz: str) -> str:
    """Return the sentence with the name of the file; one without a subject goes on after the name."""
    return f"„{name}“{' ' if satz[:1].islower() else ': '}{satz}"


def _check_aeusseres(upload: File[bytes], name: str) -> None:
    satz = check_upload(name=name, groesse=upload.size, kopf=_read_kopf(upload), hoechstens=settings.ANLAGE_MAX_BYTES)
    if satz:
        raise DateiAbgelehnt(satz)


def _read_kopf(upload: File[bytes]) -> bytes:
    upload.seek(0)
    kopf: bytes = upload.read(KOPF_BYTES)
    return kopf


def _check_inhalt(ort: Path, endung: str, name: str) -> None:
    """Refuse what cannot be taken in; looked into by another process, because the file may be a trap."""
    if DATEIARTEN[endung].medientyp.startswith("text/"):
        return
    try:
        saetze = check_annahme(ort, endung=endung)
    except NochNicht as fehler:
        raise DateiAbgelehnt(name_abgelehnt(name, str(fehler))) from fehler
    if saetze:
        raise DateiAbgelehnt(name_abgelehnt(name, " ".join(saetze)))
