"""Colours of a PDF as red, green and blue between 0 and 1; None where it is a pattern or cannot be told."""

from __future__ import annotations

from typing import Any, Final

from pikepdf import Array, Name

from dokumente.oeffentlich.lesen import lies_eintrag, lies_name

Farbe = tuple[float, float, float]

SCHWARZ: Final[Farbe] = (0.0, 0.0, 0.0)
WEISS: Final[Farbe] = (1.0, 1.0, 1.0)

_RAEUME: Final = {"/DeviceGray": "grau", "/CalGray": "grau", "/G": "grau", "/DeviceRGB": "rgb", "/CalRGB": "rgb"}
_RAEUME_MEHR: Final = {"/RGB": "rgb", "/DeviceCMYK": "cmyk", "/CMYK": "cmyk", "/Separation": "druckfarbe"}
_NACH_ANZAHL: Final = {1: "grau", 3: "rgb", 4: "cmyk"}


def name_farbraum(angabe: Any, ressourcen: Any) -> str:
    """Return how values of this colour space are meant: "grau", "rgb", "cmyk", "druckfarbe" or "" (unknown)."""
    if isinstance(angabe, Name):
        eigener = lies_eintrag(ressourcen, "/ColorSpace", lies_name(angabe))
        angabe = angabe if eigener is None else eigener
    bekannt = _RAEUME | _RAEUME_MEHR
    if isinstance(angabe, Name):
        return bekannt.get(lies_name(angabe), "")
    if isinstance(angabe, Array) and len(angabe) > 1:
        if angabe[0] == Name.ICCBased:
            return _NACH_ANZAHL.get(int(angabe[1].get("/N", 0)), "")
        return bekannt.get(lies_name(angabe[0]), "")
    return ""


def mix_farbe(raum: str, werte: list[float]) -> Farbe | None:
    """Return the colour that ``werte`` mean in ``raum``."""
    if raum == "grau" and len(werte) == 1:
        return werte[0], werte[0], werte[0]
    if raum == "druckfarbe" and len(werte) == 1:
        return 1 - werte[0], 1 - werte[0], 1 - werte[0]
    if raum == "rgb" and len(werte) == 3:
        return werte[0], werte[1], werte[2]
    if raum == "cmyk" and len(werte) == 4:
        cyan, magenta, gelb, schwarz = werte
        rest = 1 - schwarz
        return (1 - cyan) * rest, (1 - magenta) * rest, (1 - gelb) * rest
    return None


def guess_farbe(werte: list[float]) -> Farbe | None:
    """Return the colour by the number of values: one grey, three RGB, four CMYK."""
    return mix_farbe(_NACH_ANZAHL.get(len(werte), ""), werte)


def brightness_of(farbe: Farbe) -> float:
    """Return how light a colour looks, 0 (black) to 1 (white)."""
    return 0.299 * farbe[0] + 0.587 * farbe[1] + 0.114 * farbe[2]


def is_gleich(eine: Farbe, andere: Farbe) -> bool:
    """Return whether nobody could tell letters of one colour on a ground of the other."""
    return max(abs(a - b) for a, b in zip(eine, andere, strict=True)) < 0.05
