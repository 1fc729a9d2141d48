"""The Gremienweg as some programs write it out: one column below the other, every cell on a line of its own.

Day, body and TOP of all stations come first, then the labels of the boxes, öffentlich and the counts, again
station by station.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vorlagen.rules.formular_datum import begins_with_datum, read_datum
from vorlagen.rules.formular_raster import KEINE_KAESTCHEN
from vorlagen.rules.formular_station import (
    MAX_ZELLE,
    Beschriftung,
    GremienwegDaten,
    TopZeile,
    build_station,
    is_top_zeile,
    read_ergebniszeile,
    read_top_zeile,
)
from vorlagen.rules.formular_text import ZeileDaten, shorten_zeile
from vorlagen.rules.formular_trennung import join_text

_OEFFENTLICHKEIT = re.compile(r"\s*(nicht[\s-]?)?öffentlich\s*", re.IGNORECASE)
_ZAEHLUNG = re.compile(r"\s*(Enthaltungen|Gegenstimmen)\s*:?\s*([0-9]{1,3})?\s*", re.IGNORECASE)


@dataclass(slots=True)
class _Station:
    datum: datetime.date | None
    gremium: list[str] = field(default_factory=list)
    unten: TopZeile = field(default_factory=TopZeile)
    is_benannt: bool = False


def is_spaltenform(zeilen: Sequence[ZeileDaten], beschriftung: Beschriftung) -> bool:
    """Return whether every cell stands on a line of its own: days alone, and all of them above the first label.

    A result in words goes across all columns; then the cells come station by station, each on its line as well.
    """
    texte = [zeile.text for zeile in zeilen if zeile.text.strip()]
    tage = [stelle for stelle, text in enumerate(texte) if begins_with_datum(text)]
    aufschriften = [stelle for stelle, text in enumerate(texte) if beschriftung.count(text) == 1]
    oeffentlich = sum(_OEFFENTLICHKEIT.fullmatch(text) is not None for text in texte)
    if not tage or not aufschriften or oeffentlich != len(tage):
        return False
    untereinander = max(tage) < min(aufschriften) or any(read_ergebniszeile(text) for text in texte)
    return untereinander and all(not read_datum(texte[s], 0)[1].strip() for s in tage)


def parse_spalten(zeilen: Sequence[ZeileDaten], beschriftung: Beschriftung) -> GremienwegDaten:
    """Read the stations column by column.

    Raises ``FormularFehler`` for a date that does not exist.
    """
    stationen: list[_Station] = []
    reste: list[ZeileDaten] = []
    beiwerk: list[ZeileDaten] = []
    gezaehlt = -1
    for zeile in zeilen:
        text = zeile.text
        if not text.strip():
            continue
        datum, _ = read_datum(text, zeile.zeilennummer)
        oeffentlich, zaehlung = _OEFFENTLICHKEIT.fullmatch(text), _ZAEHLUNG.fullmatch(text)
        if datum:
            stationen.append(_Station(datum))
        elif oeffentlich:
            gezaehlt += 1
            stationen[gezaehlt].unten.oeffentlich = not oeffentlich[1]
        elif zaehlung and gezaehlt >= 0:
            _store_zaehlung(stationen[gezaehlt].unten, zaehlung)
        elif gezaehlt >= 0 and (ergebnis := read_ergebniszeile(text)):
            stationen[gezaehlt].unten.ergebnis = ergebnis
        elif beschriftung.count(text) or (beschriftung.is_spaltenkopf(text) and not is_top_zeile(text)):
            beiwerk.append(shorten_zeile(zeile))
        else:
            reste += _take_zelle(stationen, zeile)
    fertig = tuple(build_station(s.datum, join_text(s.gremium), s.unten) for s in stationen)
    return GremienwegDaten(fertig, tuple(reste), (KEINE_KAESTCHEN,), tuple(beiwerk))


def _store_zaehlung(unten: TopZeile, zaehlung: re.Match[str]) -> None:
    if zaehlung[2]:
        unten.zaehlungen[zaehlung[1].lower()] = int(zaehlung[2])


def _take_zelle(stationen: list[_Station], zeile: ZeileDaten) -> list[ZeileDaten]:
    """Put TOP or a piece of the body's name into the last station; return what is left of the line."""
    letzte = stationen[-1] if stationen else None
    if letzte is None:
        return [shorten_zeile(zeile)]
    if is_top_zeile(zeile.text) and not letzte.is_benannt:
        gelesen = read_top_zeile(zeile.text)
        letzte.unten.top, letzte.is_benannt = gelesen.top, True
        return [ZeileDaten(zeile.zeilennummer, rest) for rest in gelesen.reste]
    if letzte.is_benannt or len(zeile.text) > MAX_ZELLE:
        return [shorten_zeile(zeile)]
    letzte.gremium.append(zeile.text)
    return []
