"""One file in one step: readers see the old one or the new one, never a part of it."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

_OHNE_NAMEN_UNMOEGLICH = (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL)


class NichtSchreibbar(Exception):
    """The target cannot be written; the message is a German sentence."""


def write_whole(ziel: Path, inhalt: bytes | Path) -> None:
    """Write bytes, or a copy of the file they are in, in one step, so that nobody ever opens half of it.

    :raises NichtSchreibbar: when the folder is missing or not writable; an older file there stays as it was.
    """

    def write(datei: BinaryIO) -> None:
        if isinstance(inhalt, bytes):
            datei.write(inhalt)
            return
        with inhalt.open("rb") as quelle:
            shutil.copyfileobj(quelle, datei)

    try:
        write_once(ziel, write)
    except OSError as fehler:
        raise NichtSchreibbar(
            f"{ziel} kann nicht geschrieben werden. Bitte prüfen Sie, ob es den Ordner gibt und er beschreibbar ist."
        ) from fehler


def write_once(ziel: Path, schreibe: Callable[[BinaryIO], None]) -> None:
    """Let ``schreibe`` fill a file and give it the name ``ziel`` when it is complete and on the disk.

    Where the file system can, the file has no name until then, so a killed process leaves nothing behind.

    :raises OSError: when the folder does not exist or cannot be written to; ``ziel`` is then as it was.
    """
    try:
        kennzahl = os.open(ziel.parent, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o666)
    except OSError as fehler:
        if fehler.errno not in _OHNE_NAMEN_UNMOEGLICH or not ziel.parent.is_dir():
            raise
        _write_named(ziel, schreibe)
        return
    with os.fdopen(kennzahl, "w+b") as datei:
        schreibe(datei)
        _flush(datei)
        name = _free_name(ziel)
        # Python follows the link in /proc only if a folder is given; which one does not matter for an absolute path.
        os.link(f"/proc/self/fd/{datei.fileno()}", name, src_dir_fd=datei.fileno(), follow_symlinks=True)
    _rename(name, ziel)


def _write_named(ziel: Path, schreibe: Callable[[BinaryIO], None]) -> None:
    kennzahl, roh = tempfile.mkstemp(prefix=f".{ziel.name}.", suffix=".teil", dir=ziel.parent)
    name = Path(roh)
    try:
        with os.fdopen(kennzahl, "w+b") as datei:
            schreibe(datei)
            _flush(datei)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    _rename(name, ziel)


def _flush(datei: BinaryIO) -> None:
    datei.flush()
    os.fsync(datei.fileno())


def _free_name(ziel: Path) -> Path:
    with tempfile.TemporaryDirectory(prefix=f".{ziel.name}.", dir=ziel.parent) as ordner:
        return ziel.parent / f"{Path(ordner).name}.teil"


def _rename(name: Path, ziel: Path) -> None:
    try:
        name.replace(ziel)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
