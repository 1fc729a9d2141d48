"""Whether the first row of a table is its head, where nothing says so."""

import re
from collections.abc import Sequence
from typing import Final

_BETRAG: Final = re.compile(r"[0-9],[0-9]{2}(?![0-9])|[€%]")
_ZIFFER: Final = re.compile("[0-9]")


def is_kopfzeile(erste: Sequence[str], weitere: Sequence[Sequence[str]]) -> bool:
    """Return whether a row of words, none of them an amount, stands above rows with figures."""
    return (
        bool(weitere)
        and all(erste)
        and not any(_BETRAG.search(zelle) for zelle in erste)
        and any(_ZIFFER.search(zelle) for zeile in weitere for zelle in zeile)
    )
