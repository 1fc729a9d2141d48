"""What the files of a packet are called: speaking, in agenda order, and safe on every computer they may land on."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

NAME_LAENGE: Final = 120
"""Longest name of a file or folder in characters, ending included."""

_FREMD: Final = re.compile(r"[^\w.()+&,-]+")
_NUMMER: Final = re.compile(r"\b\d+")
_RESERVIERT: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_ENDUNG: Final = re.compile(r"[a-z0-9]{1,10}")


def format_dateiname(teile: Iterable[str], endung: str = "") -> str:
    """Return the parts as one name, joined by "_", blanks within a part as "-".

    Composed umlauts, no signs that Windows, Unix or a web address treats specially, no leading dot, no name Windows
    keeps for devices; at most ``NAME_LAENGE`` characters. ``endung`` comes without dot.
    """
    # Compatibility forms stay as they are: a ligature is no reason to change what somebody wrote.
    saubere = (_FREMD.sub("-", unicodedata.normalize("NFC", teil)).strip("-._") for teil in teile)
    stamm = "_".join(teil for teil in saubere if teil) or "Dokument"
    endung = endung.lower() if _ENDUNG.fullmatch(endung.lower()) else ""
    if _RESERVIERT.fullmatch(stamm):
        stamm = f"Datei-{stamm}"
    stamm = stamm[: NAME_LAENGE - len(endung) - 1].rstrip("-._ ")
    return f"{stamm}.{endung}" if endung else stamm


def format_top_name(bezeichnung: str) -> str:
    """Return "Ö 3" as "TOP-Ö-03", so that a folder sorted by name keeps the order of the agenda."""
    return "TOP-" + _NUMMER.sub(lambda treffer: treffer[0].zfill(2), bezeichnung, count=1).replace(" ", "-")


class Namensvergabe:
    """Gives every name once; Windows and macOS do not tell upper from lower case."""

    def __init__(self) -> None:
        self._vergeben: set[str] = set()

    def draw(self, name: str) -> str:
        """Return ``name``, with a number behind it if it is taken."""
        stamm, punkt, endung = name.rpartition(".")
        if not punkt:
            stamm, endung = name, ""
        frei, zaehler = name, 1
        while frei.casefold() in self._vergeben:
            zaehler += 1
            zusatz = f"-{zaehler}" + punkt + endung
            frei = stamm[: NAME_LAENGE - len(zusatz)].rstrip("-._ ") + zusatz
        self._vergeben.add(frei.casefold())
        return frei
