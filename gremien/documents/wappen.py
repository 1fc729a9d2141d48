"""Taking in a coat of arms: whatever is uploaded, only pixels or plain shapes of our own writing are kept."""

import warnings
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from gremien.rules.svg import SvgAbgelehnt, clean_svg

MAX_BYTES: Final = 5_000_000
MAX_PUNKTE: Final = 25_000_000
"""Largest picture taken in, in pixels."""

KANTE: Final = 480
"""Longest edge that is kept, in pixels: more than 600 dpi at the size it is printed."""

ENDE: Final = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}
"""What stands at the end of a whole picture."""

PNG, JPEG, SVG = "image/png", "image/jpeg", "image/svg+xml"
_SATZ_ART: Final = "Das Wappen ist weder PNG noch JPEG noch SVG. Bitte speichern Sie es in einer dieser Formen."
_SATZ_GROSS: Final = (
    f"Das Wappen ist zu groß, erlaubt sind {MAX_BYTES // 1_000_000} MB und {MAX_PUNKTE // 1_000_000} Millionen "
    "Bildpunkte. Bitte verkleinern Sie das Bild."
)
_SATZ_DEFEKT: Final = "Das Wappen ist beschädigt. Bitte speichern Sie das Bild neu."


class WappenAbgelehnt(ValueError):
    """A file cannot be the coat of arms; the message is a German sentence that says why and what to do."""


class Wappen(NamedTuple):
    """A coat of arms ready to be kept."""

    inhalt: bytes
    medientyp: str


def read_wappen(roh: bytes) -> Wappen:
    """Return the coat of arms in ``roh`` (PNG, JPEG or SVG) written anew, without anything but the picture.

    Transparent parts become white, as the paper is. Raises :class:`WappenAbgelehnt`.
    """
    if len(roh) > MAX_BYTES:
        raise WappenAbgelehnt(_SATZ_GROSS)
    if roh.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        try:
            return Wappen(clean_svg(roh), SVG)
        except SvgAbgelehnt as fehler:
            raise WappenAbgelehnt(str(fehler)) from fehler
    return _read_bild(roh)


def _read_bild(roh: bytes) -> Wappen:
    try:
        with warnings.catch_warnings():
            # Our own limit below speaks German and refuses; Pillow's only warns.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(roh), formats=("PNG", "JPEG")) as bild:
                if bild.width * bild.height > MAX_PUNKTE:
                    raise WappenAbgelehnt(_SATZ_GROSS)
                # Whether Pillow minds a torn picture is a setting of the whole process, and others turn it off.
                if ENDE[bild.format or ""] not in roh:
                    raise WappenAbgelehnt(_SATZ_DEFEKT)
                return _write_anew(bild, PNG if bild.format == "PNG" else JPEG)
    except UnidentifiedImageError as fehler:
        raise WappenAbgelehnt(_SATZ_ART) from fehler
    except Image.DecompressionBombError as fehler:
        raise WappenAbgelehnt(_SATZ_GROSS) from fehler
    except (OSError, SyntaxError, ValueError) as fehler:
        if isinstance(fehler, WappenAbgelehnt):
            raise
        raise WappenAbgelehnt(_SATZ_DEFEKT) from fehler


def _write_anew(bild: Image.Image, medientyp: str) -> Wappen:
    farbig = ImageOps.exif_transpose(bild).convert("RGBA")
    farbig.thumbnail((KANTE, KANTE), Image.Resampling.LANCZOS)
    papier = Image.new("RGB", farbig.size, "white")
    papier.paste(farbig, mask=farbig)
    ausgang = BytesIO()
    if medientyp == PNG:
        papier.save(ausgang, "PNG", optimize=True)
    else:
        papier.save(ausgang, "JPEG", quality=92)
    return Wappen(ausgang.getvalue(), medientyp)
