"""Several papers in one file: where one ends and the next begins."""

from collections.abc import Sequence
from itertools import pairwise

from vorlagen.rules.formular_beiwerk import read_titel
from vorlagen.rules.formular_kopf import is_nummernzeile

# Between the title of a paper and its number stand the Betreff at most, and what a print adds.
_MAX_BIS_NUMMER = 12
# A letterhead above a title has no more lines than this.
_MAX_BRIEFKOPF = 14


def split_vorlagen(text: str) -> list[str]:
    """Return the text of each paper in a file, in order; a file with one paper is returned as it is.

    A paper begins with its title, if the number follows below; a letterhead above the title that begins a page
    belongs to it.
    """
    zeilen = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    beginne = [_find_seitenbeginn(zeilen, stelle) for stelle in _list_titel(zeilen)]
    if len(beginne) < 2:
        return [text]
    grenzen = [0, *beginne[1:], len(zeilen)]
    return ["\n".join(zeilen[von:bis]) for von, bis in pairwise(grenzen)]


def _list_titel(zeilen: Sequence[str]) -> list[int]:
    """Return the places of the titles below which a paper's number follows before the next title."""
    titel = [stelle for stelle, zeile in enumerate(zeilen) if read_titel(zeile.strip("\f \t")) is not None]
    return [von for von, bis in pairwise([*titel, len(zeilen)]) if _has_nummer(zeilen[von + 1 : bis])]


def _has_nummer(zeilen: Sequence[str]) -> bool:
    gefuellte = [zeile for zeile in zeilen if zeile.strip()][:_MAX_BIS_NUMMER]
    return any(is_nummernzeile(zeile) for zeile in gefuellte)


def _find_seitenbeginn(zeilen: Sequence[str], titel: int) -> int:
    """Return where the page with this title begins, if it is near; else the line of the title."""
    for stelle in range(titel, max(titel - _MAX_BRIEFKOPF, -1), -1):
        if "\f" in zeilen[stelle]:
            return stelle
    return titel
