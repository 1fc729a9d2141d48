"""The text of a file beside what was read of it, line by line."""

from collections.abc import Iterable
from dataclasses import dataclass

from dokumente.rules.zeichen import clean_zeile
from vorlagen.rules.formular import ZeileDaten


@dataclass(frozen=True, slots=True)
class Quellzeile:
    """A line of the source with its number; whether no field took it, or a part of it, or it belongs to the print."""

    nummer: int
    text: str
    is_offen: bool
    is_beiwerk: bool


def list_quellzeilen(text: str, offene: Iterable[ZeileDaten], beiwerk: Iterable[ZeileDaten]) -> list[Quellzeile]:
    """Return the lines of the source that are not blank."""
    nicht_zugeordnet = {zeile.zeilennummer for zeile in offene}
    gedruckt = {zeile.zeilennummer for zeile in beiwerk} - nicht_zugeordnet
    zeilen = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [
        Quellzeile(nummer, clean_zeile(zeile), nummer in nicht_zugeordnet, nummer in gedruckt)
        for nummer, zeile in enumerate(zeilen, start=1)
        if zeile.strip()
    ]
