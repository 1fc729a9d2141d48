"""What people bring as a file name, made harmless without losing its meaning."""

import re

from dokumente.rules.zeichen import clean_zeile

DATEINAME_LAENGE = 120
"""Longest display name in characters, extension included; file systems stop at 255 bytes."""

_VERBOTEN = re.compile(r'[/\\:*?"<>|]+')


def clean_dateiname(name: str, *, ersatz: str = "Anlage") -> str:
    """Return a display name that is safe in a header, on a shelf and in a shell.

    Without folders, markup signs, leading dots and dashes; at most ``DATEINAME_LAENGE`` characters. ``ersatz``
    stands in where nothing is left of the name.
    """
    letzter = re.split(r"[/\\]", name)[-1]
    zeile = _VERBOTEN.sub("-", clean_zeile(letzter)).lstrip(".- ").rstrip(". ")
    stamm, punkt, endung = zeile.rpartition(".")
    if not punkt:
        stamm, endung = zeile, ""
    endung = endung[:10]
    stamm = (stamm.strip() or ersatz)[: DATEINAME_LAENGE - len(endung) - 1].rstrip(". ")
    return f"{stamm}.{endung}" if endung else stamm


def titel_of(dateiname: str) -> str:
    """Return a first title for an attachment from its file name: without extension, with blanks for underscores."""
    stamm = dateiname.rpartition(".")[0] or dateiname
    return clean_zeile(stamm.replace("_", " "))[:250]
