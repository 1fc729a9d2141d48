"""Colours of the house on white paper: are they colours, and can everybody read what is printed in them?"""

import re
from typing import Final

KONTRAST_SCHRIFT: Final = 4.5
"""Least contrast of text to its ground (WCAG 2.1, 1.4.3; BITV 2.0 § 3)."""

KONTRAST_LINIE: Final = 3.0
"""Least contrast of lines and marks to their ground (WCAG 2.1, 1.4.11; BITV 2.0 § 3)."""

_FARBE: Final = re.compile(r"#[0-9a-f]{6}")


def is_farbe(wert: str) -> bool:
    """Return whether ``wert`` is a colour as ``#1b3a8f``: six hex digits in small letters."""
    return _FARBE.fullmatch(wert) is not None


def compute_kontrast(farbe: str) -> float:
    """Return the contrast of ``farbe`` (``#rrggbb``) to white, from 1 (white) to 21 (black).

    :raises ValueError: when it is not a colour.
    """
    if not is_farbe(farbe):
        raise ValueError(f"„{farbe}“ ist keine Farbe.")
    rot, gruen, blau = (_linearise(int(farbe[stelle : stelle + 2], 16) / 255) for stelle in (1, 3, 5))
    return 1.05 / (0.2126 * rot + 0.7152 * gruen + 0.0722 * blau + 0.05)


def check_farbe(farbe: str, *, mindestens: float) -> str:
    """Return the German sentence that refuses this colour on white paper, empty if it can be read."""
    if not is_farbe(farbe):
        return f"„{farbe}“ ist keine Farbe. Bitte geben Sie sie wie #1b3a8f an: ein # und sechs Ziffern oder a bis f."
    kontrast = compute_kontrast(farbe)
    if kontrast >= mindestens:
        return ""
    return (
        f"Diese Farbe ist auf weißem Papier zu hell: Der Kontrast ist {_format(kontrast)} : 1, nötig sind "
        f"{_format(mindestens)} : 1. Bitte wählen Sie einen dunkleren Ton."
    )


def _linearise(anteil: float) -> float:
    return anteil / 12.92 if anteil <= 0.04045 else ((anteil + 0.055) / 1.055) ** 2.4


def _format(zahl: float) -> str:
    # Cut off, not rounded: 4.46 must not read like the 4.5 that is asked for.
    return f"{int(zahl * 10) / 10:.1f}".replace(".", ",")
