"""What is wrong with a picture that somebody brings: it is drawn once, so that one without pixels is told at once."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Final

from PIL import Image, ImageFile, UnidentifiedImageError

from dokumente.rules.upload import BILD_MAX_PUNKTE

_KAPUTT: Final = "ist beschädigt. Bitte speichern Sie das Bild neu."
_ZU_GROSS: Final = (
    "hat zu viele Bildpunkte. Bitte verkleinern Sie das Bild auf höchstens "
    f"{BILD_MAX_PUNKTE // 1_000_000} Millionen Bildpunkte."
)


def check_upload_bild(ort: Path) -> list[str]:
    """Return why this picture cannot be taken in, as German sentences without their subject; empty if in order."""
    # The print engine, once loaded, lets Pillow fill in what is missing, for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            # Our own limit speaks German and refuses; Pillow's only warns.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(ort) as bild:
                if bild.width * bild.height > BILD_MAX_PUNKTE:
                    return [_ZU_GROSS]
                # A photograph is read whole all the same, but only an eighth of it is kept.
                bild.draft("L", (max(1, bild.width // 8), max(1, bild.height // 8)))
                bild.load()
    except Image.DecompressionBombError:
        return [_ZU_GROSS]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return [_KAPUTT]
    return []
