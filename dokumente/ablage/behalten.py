"""Keeping files: hashed, stored once, put back, given up. Whatever is kept appears under its name in one step."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.files.base import File
from django.db import DatabaseError, IntegrityError, models, transaction

from dokumente.ablage.lesen import Zustand, is_unversehrt, report
from dokumente.models import Datei, compute_ablage

VORLAEUFIG = "vorlaeufig."
"""How a file that is still being written is called in the storage folder."""


def keep_bytes(inhalt: bytes, *, medientyp: str) -> Datei:
    """Keep a file of our own making; the same content is kept only once.

    The file appears under its name in one step. Raises ``OSError`` when it cannot be written.
    """
    with write_beside([inhalt]) as vorlaeufig:
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
    with write_beside([inhalt]) as vorlaeufig:
        ziel.parent.mkdir(parents=True, exist_ok=True)
        vorlaeufig.replace(ziel)
    report(datei, Zustand.UNVERSEHRT)


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


def remove_verwaist(pruefsumme: str) -> bool:
    """Remove the stored file with this checksum unless a row names it; return whether no such file is left."""
    if Datei.objects.filter(pruefsumme=pruefsumme).exists():
        return False
    ablage = Datei._meta.get_field("inhalt").storage
    ablage.delete(compute_ablage(Datei(pruefsumme=pruefsumme), ""))
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
    with write_beside(()) as vorlaeufig:
        yield vorlaeufig


@contextmanager
def write_beside(stuecke: Iterable[bytes]) -> Iterator[Path]:
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
