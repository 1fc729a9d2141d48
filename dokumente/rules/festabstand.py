"""Spaces at which a line must not break: "§ 35 Abs. 1 GemO", "30. August 2018", "1,2 Mio. €"."""

import re
from functools import lru_cache
from typing import Final

FEST: Final = "\u00a0"

_MONATE: Final = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober"),
    *("November", "Dezember"),
)
_VOR_ZAHL: Final = (
    *("§", "Abs.", "Absatz", "Art.", "Artikel", "Nr.", "Nrn.", "Ziff.", "Buchst.", "Satz", "Rn.", "Tz.", "Kap."),
    *("TOP", "Anlage", "Seite", *_MONATE),
)
_NACH_ZAHL: Final = (
    *("%", "‰", "€", "°C", "EUR", "Euro", "Cent", "Uhr", r"Mio\.", r"Mrd\.", r"Tsd\.", "[kcm]?m[²³]?", "qm"),
    *("ha", "km/h", "kg", "t", "l", "kW", "MW", "kWh", "MWh", "GWh", r"Abs\.", r"Nr\.", "Satz", r"ff?\."),
    *("Stimmen", "Ja-Stimmen", "Nein-Stimmen", "Gegenstimmen", "Enthaltungen", "Mitgliedern?"),
)
_ABGEKUERZT: Final = {"z.": "B", "d.": "h", "u.": "[aäU]", "o.": "[gäa]", "i.": "[VdHS]", "V.": "m", "v.": "H"}
_TITEL: Final = ("Dr.", "Prof.", "Frau", "Herr", "Herrn")


def _after(*worte: str) -> str:
    """Return the expression for a place right behind one of these words and a space."""
    return "|".join(rf"(?<={grenze}{re.escape(wort)} )" for wort in worte for grenze in (r"\W", ">"))


_STELLE: Final = re.compile(
    # Every alternative begins with the space, so that most of the text is passed over at once.
    " (?:"
    rf"(?=[\dIVX])(?:{_after(*_VOR_ZAHL)})"
    rf"|(?=[ÖN] ?\d)(?:{_after('TOP')})"
    rf"|(?=\d)(?<=\W[ÖN] )"
    rf"|(?<=\d )(?=(?:{'|'.join(_NACH_ZAHL)})(?![\w²³]))"
    rf"|(?<=\d\. )(?=(?:{'|'.join(_MONATE)})\b)"
    rf"|(?=€|EUR|Euro)(?:{_after('Mio.', 'Mrd.', 'Tsd.')})"
    rf"|(?=[A-ZÄÖÜ])(?:{_after(*_TITEL)})"
    + "".join(rf"|(?={zweites}\.)(?:{_after(erstes)})" for erstes, zweites in _ABGEKUERZT.items())
    + ")"
)
_TEXT: Final = re.compile(r">[^<>]+<")
_UNBERUEHRT: Final = re.compile(r"<body\b")


def bind_text(text: str) -> str:
    """Return ``text`` with a no-break space wherever a line end would tear apart what belongs together."""
    return _STELLE.sub(FEST, f">{text}")[1:]


@lru_cache(maxsize=32)
def bind_html(html: str) -> str:
    """Return the page with :func:`bind_text` done to the text of its body; head, tags and attributes stay as they are.

    The last pages are remembered: to find a long paper in the store would otherwise take mostly this.
    """
    anfang = _UNBERUEHRT.search(html)
    stelle = anfang.start() if anfang else 0
    return html[:stelle] + _TEXT.sub(lambda stueck: _STELLE.sub(FEST, stueck[0]), html[stelle:])
