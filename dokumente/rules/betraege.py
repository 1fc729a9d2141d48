"""What in a table is an amount: set to the right in figures of equal width, so that its places stand in a column."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_ZEICHEN: Final = "[-−–+±]"
_WAEHRUNG: Final = r"€|EUR|Euro|[TM]€|T?EUR|TEuro|Ct\.?|Cent"
_EINHEIT: Final = (
    rf"(?:Tsd\.|Mio\.|Mrd\.) ?(?:{_WAEHRUNG})?|{_WAEHRUNG}|%|‰|v\. ?H\.|VZÄ|Stellen|Std\.|h|Stück|Stk\.|St\."
    r"|[kcm]?m[²³]?|qm|ha|km/h|kg|t|l|kW|MW|kWh|MWh|GWh"
)
_ZAHL: Final = r"(?:\d{1,3}(?:(?P<gruppe>[. ’'])\d{3})(?:(?P=gruppe)\d{3})*|\d+)(?:,(?:\d+|--?|[–—]))?"
_BETRAG: Final = re.compile(
    rf"(?P<klammer>\()?(?:(?:{_WAEHRUNG}) ?)?(?:{_ZEICHEN} ?)?(?:(?:{_WAEHRUNG}) ?)?{_ZAHL}(?: ?(?:{_EINHEIT}))?"
    rf"(?(klammer)\))(?: ?{_ZEICHEN})?(?: ?(?:{_WAEHRUNG}))?"
)
_JAHR: Final = re.compile(r"(?:19|20)\d\d")
_LEER: Final = re.compile(r"[-–—−]|\./\.|k\. ?A\.|entf(?:ällt|\.)|0?,[-–—]{1,2}")
_ABSTAND: Final = re.compile(r"[ \t\n\u00a0\u2007\u2009\u202f]+")
_LAENGE: Final = 40
_WERT: Final = re.compile(r"(?P<ganz>\d{1,3}(?:[. ’']\d{3})+|\d+)(?:,(?P<bruch>\d+|--?|[–—]))?")
_MINUS: Final = re.compile(r"[-−–](?=[ €A-Z]*\d)|\d ?[-−–](?: ?[€E]|$)")
_FAKTOREN: Final = ((r"Mrd", 9), (r"Mio|M€|MEUR", 6), (r"Tsd|T€|TEUR|TEuro", 3))
_GELD: Final = re.compile(r"€|EUR|Euro")


@dataclass(frozen=True, slots=True)
class Betrag:
    """A number as written: its value, the value of its last place ("7,9 Mio. €": 100.000), and whether it is money."""

    wert: Decimal
    stelle: Decimal
    is_geld: bool


def parse_betrag(text: str) -> Betrag | None:
    """Return the number that ``text`` is; None for what is none, or a part of something (percent)."""
    wert = _normalise(text)
    if not (is_betrag(wert) or is_jahr(wert)) or re.search(r"%|‰|v\. ?H\.", wert):
        return None
    fund = _WERT.search(wert)
    if fund is None:
        return None
    bruch = fund["bruch"] if (fund["bruch"] or "").isdigit() else ""
    faktor = next((Decimal(10) ** hoch for wort, hoch in _FAKTOREN if re.search(wort, wert)), Decimal(1))
    zahl = Decimal(f"{re.sub(r'[^0-9]', '', fund['ganz'])}.{bruch or '0'}") * faktor
    # What is written without a fraction and with a dash instead is exact to the cent.
    stelle = Decimal("0.01") if fund["bruch"] and not bruch else Decimal(10) ** -len(bruch) * faktor
    negativ = wert.startswith("(") or bool(_MINUS.search(wert))
    return Betrag(-zahl if negativ else zahl, stelle, bool(_GELD.search(wert)))


def format_betrag(wert: Decimal, *, is_geld: bool = True) -> str:
    """Return a value as written in German: "1.234,56 €"; whole numbers have no fraction where it is no money."""
    zahl = f"{wert:,.2f}" if is_geld or wert != wert.to_integral_value() else f"{wert:,.0f}"
    return zahl.translate(str.maketrans(",.", ".,")) + (" €" if is_geld else "")


def is_betrag(text: str) -> bool:
    """Return whether ``text`` is an amount or a number and nothing else.

    Currency, unit, percent, a minus before or behind and brackets around a negative one belong to it. A date, a lone
    year, an ordinal („1.“) and a number with further words are none.
    """
    wert = _normalise(text)
    return len(wert) <= _LAENGE and bool(_BETRAG.fullmatch(wert)) and not is_jahr(wert)


def is_jahr(text: str) -> bool:
    """Return whether ``text`` may be a year: among amounts it is a number, by itself it is a date."""
    return bool(_JAHR.fullmatch(_normalise(text)))


def is_leerwert(text: str) -> bool:
    """Return whether ``text`` stands where there is no amount: a dash, „./.“, „k. A.“."""
    return bool(_LEER.fullmatch(_normalise(text)))


def _normalise(text: str) -> str:
    return _ABSTAND.sub(" ", text).strip()
