"""QR codes as pictures for the printed page: one filled path, so that a printer keeps every edge sharp."""

from base64 import b64encode
from itertools import groupby
from typing import Final

import segno

RUHEZONE: Final = 4
"""Blank modules around the code, without which a reader does not find it (ISO/IEC 18004)."""
FEHLERKORREKTUR: Final = "m"
"""15 % of the code may be soiled or torn."""
MEDIENTYP: Final = "image/svg+xml"


def build_qr(adresse: str) -> str:
    """Return ``adresse`` (at most 2,331 bytes) as QR code: a picture as data address, black on white, with quiet zone.

    The same address always gives the same text. The picture is a square without a size of its own: the style sheet
    says how large it is printed, at least 0.4 mm per module (18 mm for an address of up to 60 characters).

    :raises segno.DataOverflowError: when the address is too long.
    """
    code = segno.make(adresse, error=FEHLERKORREKTUR, micro=False)
    seite = len(code.matrix) + 2 * RUHEZONE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {seite} {seite}">'
        f'<path fill="#fff" d="M0 0h{seite}v{seite}H0z"/><path d="{_draw(code.matrix)}"/></svg>'
    )
    return f"data:{MEDIENTYP};base64,{b64encode(svg.encode()).decode()}"


def _draw(matrix: tuple[bytearray, ...]) -> str:
    """Return the dark modules as path: neighbours in a row are one rectangle."""
    zuege = []
    for y, zeile in enumerate(matrix, start=RUHEZONE):
        x = RUHEZONE
        for dunkel, felder in groupby(zeile):
            breite = len(list(felder))
            if dunkel:
                zuege.append(f"M{x} {y}h{breite}v1h-{breite}z")
            x += breite
    return "".join(zuege)
