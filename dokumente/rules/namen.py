"""What people type as a title or bring as a file name, made harmless without losing its meaning."""

import re
import unicodedata

DATEINAME_LAENGE = 120
"""Longest display name in characters, extension included; file systems stop at 255 bytes."""

_UNSICHTBAR = frozenset({"Cc", "Cf", "Cs", "Co"})
_VERBINDER = "\N{ZERO WIDTH JOINER}"
# More marks than any living script stacks on one letter; the rest only blackens the lines around it.
_STAPEL = 4
_VERBOTEN = re.compile(r'[/\\:*?"<>|]+')


def normalise_zeile(text: str) -> str:
    """Return ``text`` as one clean line: NFC, single blanks, without control, bidi and stacked combining marks."""
    zeile = "".join(_keep(zeichen) for zeichen in unicodedata.normalize("NFC", text))
    zeile = re.sub(r"\s+", " ", zeile).strip()
    return _limit_stapel(zeile)


def clean_dateiname(name: str, *, ersatz: str = "Anlage") -> str:
    """Return a display name that is safe in a header, on a shelf and in a shell.

    Without folders, markup signs, leading dots and dashes; at most ``DATEINAME_LAENGE`` characters. ``ersatz``
    stands in where nothing is left of the name.
    """
    letzter = re.split(r"[/\\]", name)[-1]
    zeile = _VERBOTEN.sub("-", normalise_zeile(letzter)).lstrip(".- ").rstrip(". ")
    stamm, punkt, endung = zeile.rpartition(".")
    if not punkt:
        stamm, endung = zeile, ""
    endung = endung[:10]
    stamm = (stamm.strip() or ersatz)[: DATEINAME_LAENGE - len(endung) - 1].rstrip(". ")
    return f"{stamm}.{endung}" if endung else stamm


def titel_of(dateiname: str) -> str:
    """Return a first title for an attachment from its file name: without extension, with blanks for underscores."""
    stamm = dateiname.rpartition(".")[0] or dateiname
    return normalise_zeile(stamm.replace("_", " "))[:250]


def _keep(zeichen: str) -> str:
    if zeichen.isspace():
        return " "
    if zeichen == _VERBINDER:
        return zeichen
    return "" if unicodedata.category(zeichen) in _UNSICHTBAR else zeichen


def _limit_stapel(zeile: str) -> str:
    ergebnis: list[str] = []
    gestapelt = 0
    for zeichen in zeile:
        gestapelt = gestapelt + 1 if unicodedata.combining(zeichen) else 0
        if gestapelt <= _STAPEL:
            ergebnis.append(zeichen)
    return "".join(ergebnis)
