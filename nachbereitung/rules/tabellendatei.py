"""Rows of a table as a file that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

FORMELZEICHEN: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With one of these a spreadsheet begins to compute, also what an outsider has typed."""


def neutralise(wert: str) -> str:
    """Return the cell as mere text: an apostrophe before what would be a formula, also behind spaces."""
    return f"'{wert}" if wert.startswith(FORMELZEICHEN) or wert.lstrip().startswith(FORMELZEICHEN) else wert


def write_csv(kopf: Sequence[str], zeilen: Iterable[Sequence[str]]) -> bytes:
    """Return the table as German spreadsheets read it: semicolons, and UTF-8 that says so."""
    puffer = io.StringIO()
    schreiber = csv.writer(puffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    schreiber.writerow(kopf)
    schreiber.writerows([neutralise(wert) for wert in zeile] for zeile in zeilen)
    return puffer.getvalue().encode("utf-8-sig")
