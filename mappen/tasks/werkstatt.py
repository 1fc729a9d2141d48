"""Where a packet lies while it is made: a folder of its own under a lock that the kernel drops with the process.

Whoever gets the lock of a folder knows that nobody works in it any more.
"""

import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from django.conf import settings

SPERRE: Final = ".sperre"


def find_werkstatt() -> Path:
    """Return the folder of all packets in the making, on the same disk as the stored files."""
    return Path(settings.DATA_DIR) / "tmp" / "mappen"


@contextmanager
def open_platz(name: str = "") -> Iterator[Path]:
    """Give an empty folder, held by this process until the end of the block and removed then.

    ``name`` is the key of an order; without one the folder gets a name that nobody else has.
    """
    werkstatt = find_werkstatt()
    werkstatt.mkdir(parents=True, exist_ok=True)
    name = name or f"befehl-{uuid.uuid4().hex}"
    platz, sperre = werkstatt / name, werkstatt / f"{name}{SPERRE}"
    griff = _lock(sperre)
    try:
        shutil.rmtree(platz, ignore_errors=True)
        platz.mkdir(mode=0o700)
        yield platz
    finally:
        _clear(platz, sperre)
        os.close(griff)


def is_besetzt(name: str) -> bool:
    """Return whether a living process holds the folder of that name."""
    try:
        griff = os.open(find_werkstatt() / f"{name}{SPERRE}", os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return not _try_lock(griff)
    finally:
        os.close(griff)


def sweep_werkstatt() -> int:
    """Remove what killed processes left behind and return how many folders that were."""
    werkstatt = find_werkstatt()
    namen = {ort.name.removesuffix(SPERRE) for ort in werkstatt.iterdir()} if werkstatt.is_dir() else set()
    return sum(_sweep(werkstatt / name, werkstatt / f"{name}{SPERRE}") for name in sorted(namen))


def _sweep(platz: Path, sperre: Path) -> bool:
    griff = os.open(sperre, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if not _try_lock(griff):
            return False
        _clear(platz, sperre)
        return True
    finally:
        os.close(griff)


def _clear(platz: Path, sperre: Path) -> None:
    shutil.rmtree(platz, ignore_errors=True)
    with suppress(FileNotFoundError):
        sperre.unlink()


def _try_lock(griff: int) -> bool:
    try:
        fcntl.flock(griff, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _lock(sperre: Path) -> int:
    """Return the held lock. Who swept the folder at the same moment may have removed the file that was opened."""
    while True:
        griff = os.open(sperre, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(griff, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):
            if sperre.stat().st_ino == os.fstat(griff).st_ino:
                return griff
        os.close(griff)
