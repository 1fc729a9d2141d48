"""What a station of the Gremienweg consists of, and the pieces that all its dresses share."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vorlagen.enums import Ausgang, Kaestchenbedeutung
from vorlagen.rules.arten import BEHANDLUNGEN, is_beschlussvorlage
from vorlagen.rules.formular_text import ZeileDaten
from vorlagen.rules.formular_trennung import flatten_text

# The printed grid of one station (three rows of four boxes).
RASTER_ZEILEN, RASTER_SPALTEN = 3, 4

KAESTCHEN = re.compile(r"<input\b[^<>]*>|\[\s?[xX✓✔]?\s?\]|[☐☑☒□■▢✓✔✗✘]", re.IGNORECASE)
ANGEKREUZT = re.compile(r"<input\b.*\schecked\b|\[\s?[xX✓✔]|[☑☒■✓✔✗✘]", re.IGNORECASE)
_ERGEBNIS = re.compile(r"\s*Ergebnis:\s*(?P<worte>\S.{0,60}?)\s*", re.IGNORECASE)
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
_MAX_TOP_ZEILE = 300
MAX_ZEILE = 300
"""Longer lines are prose that strayed into the table."""
MAX_ZELLE = 150
"""Longest name of a Gremium that is read."""

# What our own form says of a paper on which nothing is decided, in the row below the grid.
_ROLLEN = sorted({behandlung.rolle for art, behandlung in BEHANDLUNGEN.items() if not is_beschlussvorlage(art)})
_ROLLE = re.compile("|".join(map(re.escape, _ROLLEN)))

# What is printed above the columns.
_SPALTENKOEPFE = (
    *("Datum", "Gremium", "Ergebnis", "Abstimmungsergebnis", "Abstimmung", "TOP"),
    *(behandlung.raster for behandlung in BEHANDLUNGEN.values()),
    *("geänderter Wortlaut", "Sitzung am", "Sitzungsdatum", "Termin", "Status", "Zuständigkeit"),
)
_KURZFORMEN = ("mehrheitl.", "ohne BE", "Kenntnis", "schriftl. beantw.", "beschlossen", *_ROLLEN)


@dataclass(frozen=True, slots=True)
class StationDaten:
    """One station as printed; ``angekreuzt`` has the rows of the grid from top to bottom.

    ``oeffentlich`` is ``None`` if the form does not say it, a count is ``None`` if nothing is written in.
    ``ergebnis`` is a result in words, ``entscheidend`` whether the form says that this body decides.
    """

    datum: datetime.date | None
    gremium: str
    top: str = ""
    oeffentlich: bool | None = None
    angekreuzt: tuple[tuple[bool, ...], ...] = ()
    enthaltungen: int | None = None
    gegenstimmen: int | None = None
    ergebnis: str = ""
    entscheidend: bool | None = None


@dataclass(frozen=True, slots=True)
class GremienwegDaten:
    """What the table gave: the stations, the pieces nobody understood, what it prints itself, and hints."""

    stationen: tuple[StationDaten, ...]
    nicht_zugeordnet: tuple[ZeileDaten, ...]
    hinweise: tuple[str, ...]
    beiwerk: tuple[ZeileDaten, ...] = ()


@dataclass(slots=True)
class TopZeile:
    """The row below the grid; ``reste`` are its pieces that are no value of it."""

    top: str = ""
    oeffentlich: bool | None = None
    marken: set[str] = field(default_factory=set)
    zaehlungen: dict[str, int] = field(default_factory=dict)
    ergebnis: str = ""
    reste: list[str] = field(default_factory=list)


class Beschriftung:
    """The labels a city prints beside its boxes, and the heads of its columns: never part of a name."""

    def __init__(self, kaestchen: Iterable[str] = ()) -> None:
        """Know the usual labels and those in ``kaestchen``."""
        aufschriften = {
            *kaestchen, *_KURZFORMEN, *(str(wert.label) for wert in Kaestchenbedeutung),
            *(str(wert.label) for wert in Ausgang),
        }  # fmt: skip
        self._kaestchen = self._compile(aufschriften)
        self._koepfe = self._compile(_SPALTENKOEPFE)

    @staticmethod
    def _compile(woerter: Iterable[str]) -> re.Pattern[str]:
        sortiert = sorted({" ".join(wort.split()) for wort in woerter if wort.strip()}, key=lambda wort: -len(wort))
        muster = "|".join(re.escape(wort).replace(r"\ ", r"\s+") for wort in sortiert)
        return re.compile(rf"(?<!\w)(?:{muster})(?!\w)", re.IGNORECASE)

    def is_spaltenkopf(self, text: str) -> bool:
        """Return whether the line consists of heads of columns."""
        return len(text) <= MAX_ZEILE and bool(text.strip()) and not self._koepfe.sub("", text).strip(" \t|:/")

    def count(self, text: str) -> int:
        """Return how many labels the text consists of, boxes left out; 0 if it says anything else."""
        if len(text) > MAX_ZEILE:
            return 0
        ohne, anzahl = self._kaestchen.subn(" ", KAESTCHEN.sub(" ", text))
        return 0 if ohne.strip(" \t_.|") else anzahl

    def split(self, text: str) -> tuple[str, str]:
        """Return what stands before the labels at the end of a row, and the labels with their boxes."""
        if len(text) > MAX_ZEILE:
            return text, ""
        for treffer in self._kaestchen.finditer(text):
            if self.count(text[treffer.start() :]):
                vorn = text[: treffer.start()]
                kaestchen = re.search(rf"(?:\s*(?:{KAESTCHEN.pattern}))+\s*$", vorn, re.IGNORECASE)
                grenze = kaestchen.start() if kaestchen else treffer.start()
                return text[:grenze], text[grenze:]
        return text, ""


def read_ergebniszeile(text: str) -> str:
    """Return the result in words that our own form prints below the counts; empty where the line is no such row."""
    treffer = _ERGEBNIS.fullmatch(text)
    return treffer["worte"] if treffer else ""


def is_top_zeile(text: str) -> bool:
    """Return whether the line is the row below a grid: TOP, öffentlich, the two counts."""
    if len(text) > _MAX_TOP_ZEILE:
        return False
    namen = {treffer.lastgroup for treffer in _TOP_MARKE.finditer(text)}
    return _TOP_LABEL.match(text) is not None or namen.issuperset(_ZAEHLUNGEN)


def build_station(datum: datetime.date | None, gremium: str, unten: TopZeile, **felder: object) -> StationDaten:
    """Return a station with the values of the row below its grid."""
    return StationDaten(
        datum=datum,
        gremium=gremium,
        top=unten.top,
        oeffentlich=unten.oeffentlich,
        enthaltungen=unten.zaehlungen.get("enthaltungen"),
        gegenstimmen=unten.zaehlungen.get("gegenstimmen"),
        ergebnis=unten.ergebnis,
        **felder,  # type: ignore[arg-type]
    )


def read_top_zeile(text: str) -> TopZeile:
    """Read ``TOP <number> | öffentlich | | Enthaltungen <n> | Gegenstimmen <n>``.

    A number belongs to the label in its own cell, before or behind it; a number alone in a cell belongs
    to the label before it; one before all labels is the TOP, whose number stands in the first column.
    """
    zeile = TopZeile()
    zuletzt = "top"
    for zelle in re.split(r"\t+| {2,}", _ROLLE.sub("", text)):
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
    if KAESTCHEN.search(text):
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


def _store_marke(zeile: TopZeile, name: str, text: str) -> None:
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


def _store_wert(zeile: TopZeile, name: str, wert: str) -> None:
    if not wert:
        return
    if name == "top" and not zeile.top and _TOP_NUMMER.fullmatch(wert):
        zeile.top = wert
    elif name in _ZAEHLUNGEN and name not in zeile.zaehlungen and _ANZAHL.fullmatch(wert):
        zeile.zaehlungen[name] = int(wert)
    else:
        zeile.reste.append(wert)
