"""The block of signatures below a paper: told apart from the text above it, and reported."""

import re
from collections.abc import Sequence

from vorlagen.rules.formular_datum import is_ortsdatum
from vorlagen.rules.formular_text import ZeileDaten, shorten_zeile

_BEGINN = re.compile(
    r"\s*(?:In Vertretung|Im Auftrag|i\.\s?V\.|i\.\s?A\.|gez\.|gezeichnet|Unterschrift|Mit freundlichen Grüßen)"
    r"(?!\w).*|\s*_{5,}\s*",
    re.IGNORECASE,
)
_ORT_VOR_DATUM = re.compile(r"\s*[^\W\d_][^\d]*,")
_MAX_ZEILEN, _MAX_ZEILE = 12, 80


def split_unterschrift(zeilen: Sequence[ZeileDaten]) -> tuple[list[ZeileDaten], list[ZeileDaten]]:
    """Return the lines of a part and those of the signatures at its end."""
    beginn = next((stelle for stelle in _list_enden(zeilen) if _is_beginn(zeilen[stelle].text)), len(zeilen))
    return list(zeilen[:beginn]), [shorten_zeile(zeile) for zeile in zeilen[beginn:] if zeile.text]


def describe_unterschrift(zeilen: Sequence[ZeileDaten]) -> str:
    """Return the sentence that reports a block of signatures."""
    text = " · ".join(zeile.text for zeile in zeilen)
    return (
        f"Zeile {zeilen[0].zeilennummer}: Unter dem Text steht eine Unterschrift („{text}“). "
        "Sie wird nicht übernommen, sondern bei der Vorlage aufgehoben."
    )


def _list_enden(zeilen: Sequence[ZeileDaten]) -> list[int]:
    """Return the places of the last short lines from top to bottom, among which a block of signatures can begin."""
    stellen: list[int] = []
    for stelle in range(len(zeilen) - 1, -1, -1):
        text = zeilen[stelle].text
        if len(text) > _MAX_ZEILE or len(stellen) >= _MAX_ZEILEN:
            break
        stellen += [stelle] if text else []
    return stellen[::-1]


def _is_beginn(text: str) -> bool:
    if _BEGINN.fullmatch(text):
        return True
    return _ORT_VOR_DATUM.match(text) is not None and is_ortsdatum(text)
