"""Reading the Gremienweg table of a paper form: stations, ticked boxes, the TOP row."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vorlagen.rules.formular_text import FormularFehler, ZeileDaten, flatten_text, join_text, shorten_zeile

# The printed grid of one station (three rows of four boxes).
RASTER_ZEILEN, RASTER_SPALTEN = 3, 4

_DATUM = re.compile(r"\s*([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})(?![0-9])")
_KAESTCHEN = re.compile(r"<input\b[^<>]*>|\[\s?[xX✓✔]?\s?\]|[☐☑☒□■▢✓✔✗✘]", re.IGNORECASE)
_ANGEKREUZT = re.compile(r"<input\b.*\schecked\b|\[\s?[xX✓✔]|[☑☒■✓✔✗✘]", re.IGNORECASE)
_TOP_LABEL = re.compile(r"\s*TOP\b", re.IGNORECASE)
_TOP_MARKE = re.compile(
    r"(?P<top>\bTOP\b)|(?P<nein>\bnicht[\s-]?öffentlich\b)|(?P<ja>\böffentlich\b)"
    r"|(?P<enthaltungen>\bEnthaltung(?:en)?\b)|(?P<gegenstimmen>\bGegenstimmen?\b)",
    re.IGNORECASE,
)
_TOP_NUMMER = re.compile(r"(?:[ÖNO]\s?)?[0-9]{1,4}(?:\.[0-9]{1,3}){0,3}")
_ANZAHL = re.compile(r"[0-9]{1,3}")
_ZAEHLUNGEN = ("enthaltungen", "gegenstimmen")
_OEFFENTLICHKEIT = {"ja": True, "nein": False}
# Longest row below a grid, and longest name of a Gremium; longer text is prose that strayed into the table.
_MAX_TOP_ZEILE, _MAX_ZELLE = 300, 150


@dataclass(frozen=True, slots=True)
class StationDaten:
    """One station as printed; ``angekreuzt`` has the rows of the grid from top to bottom.

    ``oeffentlich`` is ``None`` if the form does not say it, a count is ``None`` if nothing is written in.
    """

    datum: datetime.date | None
    gremium: str
    top: str = ""
    oeffentlich: bool | None = None
    angekreuzt: tuple[tuple[bool, ...], ...] = ()
    enthaltungen: int | None = None
    gegenstimmen: int | None = None


@dataclass(frozen=True, slots=True)
class GremienwegDaten:
    """What the table gave: the stations, the pieces nobody understood, and hints for the clerk."""

    stationen: tuple[StationDaten, ...]
    nicht_zugeordnet: tuple[ZeileDaten, ...]
    hinweise: tuple[str, ...]


@dataclass(slots=True)
class _Station:
    zeilennummer: int
    datum: datetime.date | None
    gremium: list[str]
    raster: list[tuple[bool, ...]] = field(default_factory=list)
    top_zeile: "_TopZeile | None" = None


@dataclass(slots=True)
class _TopZeile:
    """The row below the grid; ``reste`` are its pieces that are no value of it."""

    top: str = ""
    oeffentlich: bool | None = None
    marken: set[str] = field(default_factory=set)
    zaehlungen: dict[str, int] = field(default_factory=dict)
    reste: list[str] = field(default_factory=list)


def read_datum(text: str, zeilennummer: int) -> tuple[datetime.date | None, str]:
    """Return the date at the beginning of ``text`` and what follows it; ``(None, text)`` if there is none.

    A year of two digits belongs to this century. Raises ``FormularFehler`` for a day that does not exist.
    """
    treffer = _DATUM.match(text)
    if treffer is None:
        return None, text
    tag, monat, jahr = (int(teil) for teil in treffer.groups())
    try:
        datum = datetime.date(jahr + 2000 if len(treffer[3]) == 2 else jahr, monat, tag)
    except ValueError:
        raise FormularFehler(
            f"Zeile {zeilennummer}: Das Datum „{treffer[0].strip()}“ gibt es nicht. "
            "Bitte berichtigen Sie es in der Datei."
        ) from None
    return datum, text[treffer.end() :]


def is_stationszeile(text: str) -> bool:
    """Return whether the line begins a station even outside the table: a date first, boxes later."""
    return _DATUM.match(text) is not None and _KAESTCHEN.search(text) is not None


def parse_gremienweg(zeilen: Sequence[ZeileDaten]) -> GremienwegDaten:
    """Read the lines between the labels Gremienweg and Beschlussentwurf.

    Every non-blank line becomes part of a station or is returned as not understood. Raises
    ``FormularFehler`` for a date that does not exist.
    """
    stationen: list[_Station] = []
    reste: list[ZeileDaten] = []
    for zeile in zeilen:
        if not zeile.text.strip():
            continue
        if _is_top_zeile(zeile.text):
            reste += _take_top_zeile(stationen, zeile)
        else:
            reste += _take_rasterzeile(stationen, zeile)
    fertig = tuple(_build_station(station) for station in stationen)
    hinweise = [satz for station in stationen for satz in _check_station(station)]
    daten = [station.datum for station in fertig if station.datum]
    if daten != sorted(daten):
        hinweise.append("Die Daten im Gremienweg steigen nicht auf. Bitte prüfen Sie die Reihenfolge der Stationen.")
    return GremienwegDaten(fertig, tuple(reste), tuple(hinweise))


def _take_rasterzeile(stationen: list[_Station], zeile: ZeileDaten) -> list[ZeileDaten]:
    """Put a row of the grid into its station; return what is left of the row."""
    kaestchen = list(_KAESTCHEN.finditer(zeile.text))
    datum, nach_datum = read_datum(zeile.text, zeile.zeilennummer)
    rasterbeginn = kaestchen[0].start() if kaestchen else len(zeile.text)
    name = zeile.text[len(zeile.text) - len(nach_datum) : rasterbeginn].strip()
    is_neu = datum is not None or (bool(name) and _is_voll(stationen))
    if (not kaestchen and (datum is None or len(name) > _MAX_ZELLE)) or (not is_neu and _is_voll(stationen)):
        return [shorten_zeile(zeile)]
    if is_neu:
        stationen.append(_Station(zeile.zeilennummer, datum, []))
    station = stationen[-1]
    if name:
        station.gremium.append(name)
    if kaestchen:
        station.raster.append(tuple(_ANGEKREUZT.match(treffer[0]) is not None for treffer in kaestchen))
    rest = flatten_text(_KAESTCHEN.sub(" ", zeile.text[rasterbeginn:]))
    return [ZeileDaten(zeile.zeilennummer, rest)] if rest else []


def _is_top_zeile(text: str) -> bool:
    if len(text) > _MAX_TOP_ZEILE:
        return False
    namen = {treffer.lastgroup for treffer in _TOP_MARKE.finditer(text)}
    return _TOP_LABEL.match(text) is not None or namen.issuperset(_ZAEHLUNGEN)


def _is_voll(stationen: list[_Station]) -> bool:
    """Return whether no further row of boxes can belong to the last station."""
    if not stationen:
        return True
    letzte = stationen[-1]
    return letzte.top_zeile is not None or len(letzte.raster) >= RASTER_ZEILEN


def _take_top_zeile(stationen: list[_Station], zeile: ZeileDaten) -> list[ZeileDaten]:
    """Put a TOP row into the last station; return what is left of the row."""
    if not stationen or stationen[-1].top_zeile is not None:
        return [shorten_zeile(zeile)]
    gelesen = _read_top_zeile(zeile.text)
    stationen[-1].top_zeile = gelesen
    return [ZeileDaten(zeile.zeilennummer, rest) for rest in gelesen.reste]


def _read_top_zeile(text: str) -> _TopZeile:
    """Read ``TOP <number> | öffentlich | | Enthaltungen <n> | Gegenstimmen <n>``.

    A number belongs to the label in its own cell, before or behind it; a number alone in a cell belongs
    to the label before it; one before all labels is the TOP, whose number stands in the first column.
    """
    zeile = _TopZeile()
    zuletzt = "top"
    for zelle in re.split(r"\t+| {2,}", text):
        marken = list(_TOP_MARKE.finditer(zelle))
        grenzen = [0, *(stelle for marke in marken for stelle in marke.span()), len(zelle)]
        # One piece before the first label of the cell and one behind each label.
        werte = [flatten_text(zelle[von:bis]).strip(": ") for von, bis in zip(grenzen[::2], grenzen[1::2], strict=True)]
        namen = [zuletzt, *(str(marke.lastgroup) for marke in marken)]
        for marke in marken:
            _store_marke(zeile, str(marke.lastgroup), marke[0])
        zuletzt = namen[-1]
        for name, wert in _pair_werte(namen, werte):
            _store_wert(zeile, name, wert)
    if _KAESTCHEN.search(text):
        # A box beside "öffentlich" may be empty: the printed word then says nothing.
        zeile.oeffentlich = None
    return zeile


def _pair_werte(namen: list[str], werte: list[str]) -> list[tuple[str, str]]:
    """Pair labels with their values: behind the label, or before it as in "3 Enthaltungen"."""
    erste = next((stelle for stelle, name in enumerate(namen) if stelle and name in _ZAEHLUNGEN), 0)
    top_in_zelle = erste > 1 and namen[erste - 1] == "top"
    if erste and not werte[-1] and _ANZAHL.fullmatch(werte[erste - 1]) and not top_in_zelle:
        return list(zip(namen[: erste - 1] + namen[erste:], werte[:-1], strict=True))
    return list(zip(namen, werte, strict=True))


def _store_marke(zeile: _TopZeile, name: str, text: str) -> None:
    if name in _OEFFENTLICHKEIT:
        is_oeffentlich = _OEFFENTLICHKEIT[name]
        if "oeffentlichkeit" in zeile.marken:
            # Said twice: keep it only if both say the same.
            zeile.oeffentlich = is_oeffentlich if zeile.oeffentlich is is_oeffentlich else None
        else:
            zeile.oeffentlich = is_oeffentlich
        name = "oeffentlichkeit"
    if name in zeile.marken:
        zeile.reste.append(text)
    zeile.marken.add(name)


def _store_wert(zeile: _TopZeile, name: str, wert: str) -> None:
    if not wert:
        return
    if name == "top" and not zeile.top and _TOP_NUMMER.fullmatch(wert):
        zeile.top = wert
    elif name in _ZAEHLUNGEN and name not in zeile.zaehlungen and _ANZAHL.fullmatch(wert):
        zeile.zaehlungen[name] = int(wert)
    else:
        zeile.reste.append(wert)


def _build_station(station: _Station) -> StationDaten:
    unten = station.top_zeile or _TopZeile()
    return StationDaten(
        datum=station.datum,
        gremium=join_text(station.gremium),
        top=unten.top,
        oeffentlich=unten.oeffentlich,
        angekreuzt=tuple(station.raster),
        enthaltungen=unten.zaehlungen.get("enthaltungen"),
        gegenstimmen=unten.zaehlungen.get("gegenstimmen"),
    )


def _check_station(station: _Station) -> list[str]:
    """Return what a clerk has to look at in this station."""
    unten = station.top_zeile or _TopZeile()
    is_widerspruch = (unten.top[:1], unten.oeffentlich) in (("N", True), ("Ö", False))
    is_vollstaendig = [len(reihe) for reihe in station.raster] == [RASTER_SPALTEN] * RASTER_ZEILEN
    pruefungen = (
        (station.datum is None, "Das Datum der Beratung fehlt."),
        (not station.gremium, "Der Name des Gremiums fehlt."),
        (not is_vollstaendig, "Das Abstimmungsfeld hat nicht drei Reihen mit je vier Kästchen."),
        (unten.oeffentlich is None, "Es steht nicht eindeutig da, ob öffentlich beraten wird."),
        (is_widerspruch, f"Der TOP „{unten.top}“ passt nicht zur angegebenen Öffentlichkeit."),
    )
    ort = f"Gremienweg, Zeile {station.zeilennummer}"
    return [f"{ort}: {satz} Bitte prüfen Sie die Station." for trifft_zu, satz in pruefungen if trifft_zu]
