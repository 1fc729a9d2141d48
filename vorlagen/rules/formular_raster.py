"""The Gremienweg as the form prints it: per station a grid of boxes and the row with TOP and counts."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vorlagen.rules.formular_datum import read_datum
from vorlagen.rules.formular_station import (
    ANGEKREUZT,
    KAESTCHEN,
    MAX_ZELLE,
    RASTER_SPALTEN,
    RASTER_ZEILEN,
    Beschriftung,
    GremienwegDaten,
    TopZeile,
    build_station,
    is_top_zeile,
    read_ergebniszeile,
    read_top_zeile,
)
from vorlagen.rules.formular_text import ZeileDaten, shorten_zeile
from vorlagen.rules.formular_trennung import flatten_text, is_getrennt, join_text

_OFFENES_ENDE = re.compile(r"(?:,|(?<!\w)(?:und|für|der|des|die|von|zur|zum|im|in))$", re.IGNORECASE)
KEINE_KAESTCHEN = (
    "Im Text stehen nur die Beschriftungen der Kästchen; ob eines angekreuzt ist, lässt er nicht erkennen. "
    "Bitte vergleichen Sie die Ergebnisse mit der Vorlage."
)


@dataclass(slots=True)
class _Station:
    """A station under construction; ``reihen`` counts its rows of boxes or of labels without boxes."""

    zeilennummer: int
    datum: datetime.date | None
    gremium: list[str]
    raster: list[tuple[bool, ...]] = field(default_factory=list)
    reihen: int = 0
    top_zeile: TopZeile | None = None

    @property
    def is_voll(self) -> bool:
        """Return whether no further row of boxes can belong to it."""
        return self.top_zeile is not None or self.reihen >= RASTER_ZEILEN

    @property
    def is_name_offen(self) -> bool:
        """Return whether its name may still go on in the next line: before the first row, or where it breaks off."""
        if self.top_zeile is not None or not self.gremium:
            return False
        return self.reihen == 0 or is_getrennt(self.gremium[-1]) or _OFFENES_ENDE.search(self.gremium[-1]) is not None


@dataclass(slots=True)
class _Ertrag:
    stationen: list[_Station] = field(default_factory=list)
    reste: list[ZeileDaten] = field(default_factory=list)
    beiwerk: list[ZeileDaten] = field(default_factory=list)

    @property
    def letzte(self) -> _Station | None:
        return self.stationen[-1] if self.stationen else None


def parse_raster(zeilen: Sequence[ZeileDaten], beschriftung: Beschriftung) -> GremienwegDaten:
    """Read stations with grids. Every non-blank line becomes part of a station or is returned as not understood.

    Raises ``FormularFehler`` for a date that does not exist.
    """
    ertrag = _Ertrag()
    for zeile in zeilen:
        if not zeile.text.strip():
            continue
        if is_top_zeile(zeile.text):
            ertrag.reste += _take_top_zeile(ertrag, zeile)
        elif ertrag.letzte and ertrag.letzte.top_zeile and (ergebnis := read_ergebniszeile(zeile.text)):
            ertrag.letzte.top_zeile.ergebnis = ergebnis
        elif beschriftung.is_spaltenkopf(zeile.text):
            ertrag.beiwerk.append(shorten_zeile(zeile))
        else:
            _take_rasterzeile(ertrag, zeile, beschriftung)
    stationen = tuple(
        build_station(s.datum, join_text(s.gremium), s.top_zeile or TopZeile(), angekreuzt=tuple(s.raster))
        for s in ertrag.stationen
    )
    hinweise = [satz for station in ertrag.stationen for satz in _check_station(station)]
    if any(station.reihen and not station.raster for station in ertrag.stationen):
        hinweise.append(KEINE_KAESTCHEN)
    return GremienwegDaten(stationen, tuple(ertrag.reste), tuple(hinweise), tuple(ertrag.beiwerk))


def _take_rasterzeile(ertrag: _Ertrag, zeile: ZeileDaten, beschriftung: Beschriftung) -> None:
    """Put a row of the grid into its station, and what is left of the row where it belongs."""
    vorn, aufschriften = beschriftung.split(zeile.text)
    kaestchen = list(KAESTCHEN.finditer(zeile.text))
    datum, nach_datum = read_datum(zeile.text, zeile.zeilennummer)
    rasterbeginn = min(len(vorn), kaestchen[0].start() if kaestchen else len(zeile.text))
    name = zeile.text[len(zeile.text) - len(nach_datum) : rasterbeginn].strip()
    letzte = ertrag.letzte
    is_reihe = bool(kaestchen or aufschriften)
    if not is_reihe and datum is None and letzte and letzte.is_name_offen and _is_namensrest(name):
        letzte.gremium.append(name)
        return
    is_neu = datum is not None or (bool(name) and (letzte is None or letzte.is_voll))
    if (not is_reihe and (datum is None or len(name) > MAX_ZELLE)) or (not is_neu and (not letzte or letzte.is_voll)):
        ertrag.reste.append(shorten_zeile(zeile))
        return
    if is_neu:
        letzte = _Station(zeile.zeilennummer, datum, [])
        ertrag.stationen.append(letzte)
    assert letzte is not None  # noqa: S101 - refused above
    if name:
        letzte.gremium.append(name)
    if kaestchen:
        letzte.raster.append(tuple(ANGEKREUZT.match(treffer[0]) is not None for treffer in kaestchen))
    letzte.reihen += is_reihe
    _keep_rest(ertrag, zeile, rasterbeginn, is_beschriftet=bool(aufschriften))


def _is_namensrest(text: str) -> bool:
    return 0 < len(text) <= MAX_ZELLE and "\t" not in text and not text.endswith((":", "."))


def _keep_rest(ertrag: _Ertrag, zeile: ZeileDaten, rasterbeginn: int, *, is_beschriftet: bool) -> None:
    rest = flatten_text(KAESTCHEN.sub(" ", zeile.text[rasterbeginn:]))
    if rest:
        (ertrag.beiwerk if is_beschriftet else ertrag.reste).append(ZeileDaten(zeile.zeilennummer, rest))


def _take_top_zeile(ertrag: _Ertrag, zeile: ZeileDaten) -> list[ZeileDaten]:
    """Put a TOP row into the last station; return what is left of the row."""
    letzte = ertrag.letzte
    if letzte is None or letzte.top_zeile is not None:
        return [shorten_zeile(zeile)]
    letzte.top_zeile = read_top_zeile(zeile.text)
    return [ZeileDaten(zeile.zeilennummer, rest) for rest in letzte.top_zeile.reste]


def _check_station(station: _Station) -> list[str]:
    """Return what a clerk has to look at in this station."""
    unten = station.top_zeile or TopZeile()
    is_widerspruch = (unten.top[:1], unten.oeffentlich) in (("N", True), ("Ö", False))
    ohne_kaestchen = not station.raster and station.reihen == RASTER_ZEILEN
    is_vollstaendig = ohne_kaestchen or [len(r) for r in station.raster] == [RASTER_SPALTEN] * RASTER_ZEILEN
    pruefungen = (
        (station.datum is None, "Das Datum der Beratung fehlt."),
        (not station.gremium, "Der Name des Gremiums fehlt."),
        (not is_vollstaendig, "Das Abstimmungsfeld hat nicht drei Reihen mit je vier Kästchen."),
        (unten.oeffentlich is None, "Es steht nicht eindeutig da, ob öffentlich beraten wird."),
        (is_widerspruch, f"Der TOP „{unten.top}“ passt nicht zur angegebenen Öffentlichkeit."),
    )
    ort = f"Gremienweg, Zeile {station.zeilennummer}"
    return [f"{ort}: {satz} Bitte prüfen Sie die Station." for trifft_zu, satz in pruefungen if trifft_zu]
