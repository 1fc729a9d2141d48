"""What in a table is an amount: set to the right in figures of equal width, so that its places stand in a column."""

import re
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
