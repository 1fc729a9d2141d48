"""How the items of a numbered list are called (3. · c) · C. · iii) · III.): the same on screen, on paper, as text."""

from typing import Final

ARTEN: Final = ("1", "a", "A", "i", "I")
"""The kinds a list may have, as HTML names them in ``type``."""

_ROEMISCH: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ROEMISCH_BIS: Final = 3999


def format_nummer(zahl: int, art: str) -> str:
    """Return what stands before item ``zahl`` of a list of this kind, such as ``"aa)"`` for 27 of kind a.

    Small letters and numerals end in a bracket, as resolutions are quoted ("Nr. 2 Buchst. b"), all others in a point.
    A number that the kind cannot say is written in digits. The style sheets say the same in CSS.
    """
    wort = str(zahl)
    if art in ("a", "A") and zahl >= 1:
        wort = _write_buchstaben(zahl)
    elif art in ("i", "I") and 1 <= zahl <= _ROEMISCH_BIS:
        wort = _write_roemisch(zahl)
    return f"{wort})" if art in ("a", "i") else f"{wort.upper()}."


def _write_buchstaben(zahl: int) -> str:
    wort = ""
    while zahl:
        zahl, rest = divmod(zahl - 1, 26)
        wort = chr(ord("a") + rest) + wort
    return wort


def _write_roemisch(zahl: int) -> str:
    wort = ""
    for wert, zeichen in _ROEMISCH:
        anzahl, zahl = divmod(zahl, wert)
        wort += anzahl * zeichen
    return wort
