"""Fonts as the engine needs them: unpacking five of them takes longer than everything else at a cold start."""

import hashlib
import os
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final

SOFT_HYPHEN: Final = "\u00ad"
TRENNSTRICH: Final = "\u2010"
"""What the style sheet sets at the end of a divided line. No text has it (``zeichen.clean_zeichen``), so that a file
can say of it that it is no letter of the word; a soft hyphen itself would not be drawn."""
_SUMME_BYTES: Final = 32


def load_schrift(ort: Path, ablage: Path | None) -> bytes:
    """Return the font file at ``ort`` unpacked (TrueType), from the folder ``ablage`` if it was unpacked before.

    It has one character more: :data:`TRENNSTRICH`, drawn like a soft hyphen. What lies there counts only with its
    checksum; a folder that cannot be used costs time, nothing else. Raises ``OSError`` when ``ort`` cannot be read.
    """
    gepackt = ort.read_bytes()
    if ablage is None:
        return _unpack(gepackt)
    ziel = ablage / f"{hashlib.sha256(gepackt + TRENNSTRICH.encode()).hexdigest()}.ttf"
    return _read(ziel) or _keep(_unpack(gepackt), ziel)


def _unpack(gepackt: bytes) -> bytes:
    from fontTools.ttLib import TTFont, woff2  # type: ignore[import-untyped]  # the engine has loaded it by now

    entpackt, ergaenzt = BytesIO(), BytesIO()
    woff2.decompress(BytesIO(gepackt), entpackt)
    schrift = TTFont(entpackt, recalcTimestamp=False)
    for tabelle in schrift["cmap"].tables:
        if tabelle.isUnicode() and ord(SOFT_HYPHEN) in tabelle.cmap:
            tabelle.cmap.setdefault(ord(TRENNSTRICH), tabelle.cmap[ord(SOFT_HYPHEN)])
    schrift.save(ergaenzt)
    return ergaenzt.getvalue()


def _read(ziel: Path) -> bytes | None:
    with suppress(OSError):
        roh = ziel.read_bytes()
        if hashlib.sha256(roh[_SUMME_BYTES:]).digest() == roh[:_SUMME_BYTES]:
            return roh[_SUMME_BYTES:]
    return None


def _keep(schrift: bytes, ziel: Path) -> bytes:
    with suppress(OSError):
        ziel.parent.mkdir(parents=True, exist_ok=True)
        handle, vorlaeufig = tempfile.mkstemp(dir=ziel.parent)
        try:
            with os.fdopen(handle, "wb") as datei:
                datei.write(hashlib.sha256(schrift).digest() + schrift)
            Path(vorlaeufig).replace(ziel)
        finally:
            Path(vorlaeufig).unlink(missing_ok=True)
    return schrift
