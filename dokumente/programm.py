"""What made a stored file: a digest of our own code and of the packages it uses."""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path


def digest_programm(dateien: Iterable[Path], pakete: Iterable[str]) -> str:
    """Return a digest (64 hex digits) of these files by name, and the versions of these packages."""
    summe = hashlib.sha256()
    for datei in sorted(dateien, key=lambda datei: (datei.name, str(datei))):
        summe.update(f"{datei.name} ".encode() + hashlib.sha256(datei.read_bytes()).digest())
    for paket in pakete:
        summe.update(f"{paket} {version(paket)}\n".encode())
    return summe.hexdigest()
