"""Reading the Gremienweg of a paper form in whichever dress it comes: grid, columns written out, or list."""

from collections.abc import Sequence
from dataclasses import replace

from vorlagen.rules.formular_datum import begins_with_datum
from vorlagen.rules.formular_raster import parse_raster
from vorlagen.rules.formular_spalten import is_spaltenform, parse_spalten
from vorlagen.rules.formular_station import KAESTCHEN, Beschriftung, GremienwegDaten, is_top_zeile
from vorlagen.rules.formular_stationsliste import parse_stationsliste
from vorlagen.rules.formular_text import ZeileDaten, shorten_zeile
from vorlagen.rules.formular_ueberschriften import LEER

MAX_ZEILEN = 5_000
"""Most lines of a route that are looked at; what stands below is no table of stations."""
STANDARD = Beschriftung()
"""The labels of a city that never changed them."""


def is_stationszeile(text: str) -> bool:
    """Return whether the line begins a station even outside the table: a date first, boxes or labels later."""
    return begins_with_datum(text) and (KAESTCHEN.search(text) is not None or bool(STANDARD.split(text)[1]))


def parse_gremienweg(zeilen: Sequence[ZeileDaten], beschriftung: Beschriftung = STANDARD) -> GremienwegDaten:
    """Read the lines below the heading of the route.

    Every non-blank line becomes part of a station or is returned as not understood. Raises
    ``FormularFehler`` for a date that does not exist.
    """
    leere = [zeile for zeile in zeilen if LEER.fullmatch(zeile.text[:40])]
    gefuellte = [zeile for zeile in zeilen if zeile not in leere] if leere else zeilen
    weg = _parse(gefuellte[:MAX_ZEILEN], beschriftung)
    hinweise = list(weg.hinweise)
    tage = [station.datum for station in weg.stationen if station.datum]
    if tage != sorted(tage):
        hinweise.append("Die Daten im Gremienweg steigen nicht auf. Bitte prüfen Sie die Reihenfolge der Stationen.")
    reste = (*weg.nicht_zugeordnet, *map(shorten_zeile, gefuellte[MAX_ZEILEN:]))
    return replace(weg, nicht_zugeordnet=reste, hinweise=tuple(hinweise), beiwerk=(*weg.beiwerk, *leere))


def _parse(zeilen: Sequence[ZeileDaten], beschriftung: Beschriftung) -> GremienwegDaten:
    if is_spaltenform(zeilen, beschriftung):
        return parse_spalten(zeilen, beschriftung)
    if _has_raster(zeilen, beschriftung):
        return parse_raster(zeilen, beschriftung)
    return parse_stationsliste(zeilen)


def _has_raster(zeilen: Sequence[ZeileDaten], beschriftung: Beschriftung) -> bool:
    """Return whether the route is printed with grids: boxes, rows of labels, or rows with the two counts."""
    return any(
        _has_kaestchenreihe(zeile.text)
        or beschriftung.count(beschriftung.split(zeile.text)[1]) > 1
        or (is_top_zeile(zeile.text) and "enthaltung" in zeile.text.casefold())
        for zeile in zeilen
    )


def _has_kaestchenreihe(text: str) -> bool:
    """Return whether a line has three boxes or more; two are the columns ö and nö of a list."""
    return sum(1 for _, _ in zip(KAESTCHEN.finditer(text), range(3), strict=False)) > 2
