"""Taking in a file: checked, hashed, stored once."""

from __future__ import annotations

import errno
import hashlib
import logging
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import DatabaseError, IntegrityError, models, transaction

from dokumente.ablage import Zustand, is_unversehrt, report
from dokumente.models import Datei
from dokumente.pruefstelle import NochNicht, check_annahme
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

VORLAEUFIG = "vorlaeufig."
"""How a file that is still being written is called in the storage folder."""


class DateiAbgelehnt(ValueError):
    """A file cannot be taken in; the message is a German sentence that says why and what to do."""


def store_datei(upload: File[bytes]) -> Datei:
    """Check an uploaded file and keep it; the same content is kept only once, whatever its name.

    Name, size and inner form must fit; a PDF must open without a password. It appears under its name in one step, and
    is looked through in the queue afterwards. Raises :class:`DateiAbgelehnt`.
    """
    name = clean_dateiname(upload.name or "")
    kopf = _read_kopf(upload)
    satz = check_upload(name=name, groesse=upload.size, kopf=kopf, hoechstens=settings.ANLAGE_MAX_BYTES)
    if satz:
        raise DateiAbgelehnt(satz)
    art = DATEIARTEN[endung_of(name)]
    try:
        with _write_beside(upload.chunks()) as vorlaeufig:
            _check_inhalt(vorlaeufig, endung_of(name), name)
            datei = keep_file(vorlaeufig, medientyp=art.medientyp)
    except OSError as fehler:
        logger.exception("Datei nicht abgelegt")
        voll = "Auf dem Server ist kein Speicherplatz mehr frei. " if fehler.errno in VOLL else ""
        raise DateiAbgelehnt(
            f"„{name}“ konnte nicht gespeichert werden. {voll}Bitte versuchen Sie es in einigen Minuten noch einmal "
            "und verständigen Sie die Administration, wenn es dann nicht gelingt."
        ) from fehler

    # Named functions: Django calls a robust callback by its name when it fails, and a partial has none.
    def look_through() -> None:
        queue_pruefung(datei)

    transaction.on_commit(look_through, robust=True)
    return datei


def keep_bytes(inhalt: bytes, *, medientyp: str) -> Datei:
    """Keep a file of our own making; the same content is kept only once.

    The file appears under its name in one step. Raises ``OSError`` when it cannot be written.
    """
    with _write_beside([inhalt]) as vorlaeufig:
        return keep_file(vorlaeufig, medientyp=medientyp)


def keep_file(ort: Path, *, medientyp: str) -> Datei:
    """Keep a finished file of our own making by moving it into the store; it is never read into memory as a whole.

    It appears under its name in one step if ``ort`` lies on the same file system. Where the same content is kept
    already, the file at ``ort`` stays. Raises ``OSError`` when it cannot be moved.
    """
    with _Fertig(ort.open("rb"), name=str(ort)) as fertig:
        return _keep(fertig, medientyp, ort.stat().st_size)


def restore_inhalt(datei: Datei, inhalt: bytes) -> None:
    """Put the bytes of a damaged or missing file back in its place, in one step.

    Raises ``ValueError`` unless they are exactly those that were stored, ``OSError`` when they cannot be written.
    """
    if hashlib.sha256(inhalt).hexdigest() != datei.pruefsumme:
        raise ValueError("Das ist nicht der Inhalt dieser Datei.")
    ziel = Path(datei.inhalt.path)
    with _write_beside([inhalt]) as vorlaeufig:
        ziel.parent.mkdir(parents=True, exist_ok=True)
        vorlaeufig.replace(ziel)
    report(datei, Zustand.UNVERSEHRT)


def queue_pruefung(datei: Datei) -> None:
    """Have a file looked through in the queue; whoever needs the answer before that asks for it."""
    from dokumente.tasks import check_abgelegte_datei

    check_abgelegte_datei.enqueue(datei.pk)


def remove_datei(datei: Datei) -> bool:
    """Remove a file that nothing refers to, and return whether it was removed."""
    try:
        with transaction.atomic():
            datei.delete()
    except (models.ProtectedError, models.RestrictedError):
        return False
    ablage, name = datei.inhalt.storage, str(datei.inhalt.name)

    def remove_inhalt() -> None:
        ablage.delete(name)

    # Not before the row is gone for good; a file left behind by a failure here harms nobody.
    transaction.on_commit(remove_inhalt, robust=True)
    return True


def remove_vorlaeufige(*, aelter_als: timedelta = timedelta(days=1)) -> int:
    """Remove files whose writing was cut off (the process was killed) longer ago than that; return how many."""
    grenze = time.time() - aelter_als.total_seconds()
    alte = [datei for datei in find_ablage().glob(f"{VORLAEUFIG}*") if datei.stat().st_mtime < grenze]
    for datei in alte:
        datei.unlink(missing_ok=True)
    return len(alte)


def find_ablage() -> Path:
    """Return the folder of the stored files."""
    return Path(Datei._meta.get_field("inhalt").storage.path(""))


class _Fertig(File[bytes]):
    """A whole file that lies beside its future place, so that the storage moves it instead of copying."""

    def temporary_file_path(self) -> str:
        """Return where it lies."""
        return str(self.name)


@contextmanager
def open_vorlaeufig() -> Iterator[Path]:
    """Give an empty file in the storage folder under a passing name; what is not moved away is removed."""
    with _write_beside(()) as vorlaeufig:
        yield vorlaeufig


@contextmanager
def _write_beside(stuecke: Iterable[bytes]) -> Iterator[Path]:
    """Write a file into the storage folder under a passing name; what is not moved away is removed."""
    ablage = find_ablage()
    ablage.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=ablage, prefix=VORLAEUFIG, delete=False) as datei:
        vorlaeufig = Path(datei.name)
        try:
            for stueck in stuecke:
                datei.write(stueck)
            datei.flush()
            yield vorlaeufig
        finally:
            vorlaeufig.unlink(missing_ok=True)


def _read_kopf(upload: File[bytes]) -> bytes:
    upload.seek(0)
    kopf: bytes = upload.read(KOPF_BYTES)
    return kopf


def _keep(fertig: _Fertig, medientyp: str, groesse: int) -> Datei:
    summe = hashlib.sha256()
    for stueck in fertig.chunks():
        summe.update(stueck)
    pruefsumme = summe.hexdigest()
    vorhanden = Datei.objects.filter(pruefsumme=pruefsumme).first()
    if vorhanden is not None:
        if not is_unversehrt(vorhanden):
            # Whoever brings the same file again mends the damaged one.
            restore_inhalt(vorhanden, b"".join(fertig.chunks()))
        return vorhanden
    datei = Datei(pruefsumme=pruefsumme, groesse=groesse, medientyp=medientyp)
    # Not wrapped: the storage moves only what says where it lies.
    datei.inhalt.save(pruefsumme, fertig, save=False)
    try:
        with transaction.atomic():
            datei.save(force_insert=True)
    except IntegrityError:
        # Somebody else brought the same content at the same moment: theirs is kept.
        datei.inhalt.delete(save=False)
        return Datei.objects.get(pruefsumme=pruefsumme)
    except DatabaseError:
        datei.inhalt.delete(save=False)
        raise
    return datei


def _check_inhalt(ort: Path, endung: str, name: str) -> None:
    """Refuse what cannot be taken in; looked into by another process, because the file may be a trap."""
    if DATEIARTEN[endung].medientyp.startswith("text/"):
        return
    try:
        saetze = check_annahme(ort, endung=endung)
    except NochNicht as fehler:
        raise DateiAbgelehnt(f"„{name}“: {fehler}") from fehler
    if saetze:
        # A sentence without subject goes on after the name; one of its own stands behind it.
        naht = " " if saetze[0][:1].islower() else ": "
        raise DateiAbgelehnt(f"„{name}“{naht}{' '.join(saetze)}")
