"""Writing a finished document where somebody asked for it: whole or not at all."""

import shutil
from pathlib import Path
from typing import BinaryIO

from dokumente.mappe.schreiben import write_once


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
