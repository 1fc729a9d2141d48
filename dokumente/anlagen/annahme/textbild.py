"""A picture for the middle of a text: upright, small enough for paper, and nothing in it but its pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from dokumente.anlagen.annahme.bild import check_upload_bild

BREITE: Final = 1600
HOEHE: Final = 2000
"""Most pixels either way: as wide as the text on A4, 240 points an inch."""
SCHWER: Final = 600_000
"""Bytes from which on a drawing is rather a photograph."""
_GUETE: Final = 85


def shrink_bild(quelle: Path, ziel: Path) -> dict[str, str]:
    """Write the picture at ``quelle`` anew to ``ziel`` and return its kind, or the sentence that refuses it.

    Photographs become JPEG, drawings stay PNG where that is light; remarks, places and times stay behind, and what is
    transparent becomes white, as paper is.
    """
    if saetze := check_upload_bild(quelle):
        return {"fehler": saetze[0]}
    with Image.open(quelle) as roh:
        gezeichnet = roh.format == "PNG"
        bild = ImageOps.exif_transpose(roh)
        bild.thumbnail((BREITE, HOEHE))
        durchsichtig = "A" in bild.getbands() or "transparency" in bild.info
        # A new picture takes over the pixels alone.
        fertig = Image.new("RGB", bild.size, "white")
        if durchsichtig:
            ganz = bild.convert("RGBA")
            fertig.paste(ganz, mask=ganz.getchannel("A"))
        else:
            fertig.paste(bild.convert("RGB"))
    if gezeichnet:
        fertig.save(ziel, "PNG", optimize=True)
        if ziel.stat().st_size <= SCHWER:
            return {"medientyp": "image/png"}
    fertig.save(ziel, "JPEG", quality=_GUETE, optimize=True)
    return {"medientyp": "image/jpeg"}
