"""Dates as forms write them: in figures, in words, with a place or a day of the week before them."""

import datetime
import re

from vorlagen.rules.formular_text import FormularFehler

_MONATE = (
    *("januar|jänner|jan", "februar|feber|feb", "märz|maerz|mär|mrz", "april|apr", "mai", "juni|jun", "juli|jul"),
    *("august|aug", "september|sept|sep", "oktober|okt", "november|nov", "dezember|dez"),
)
_ZAHLEN = re.compile(r"\s*([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})(?![0-9])")
_ISO = re.compile(r"\s*([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9-])")
_WORTE = re.compile(
    rf"\s*([0-9]{{1,2}})\.?\s?({'|'.join(_MONATE)})(?!\w)\.?\s?([0-9]{{4}}|[0-9]{{2}})(?![0-9])", re.IGNORECASE
)
# "Koblenz, den", "Mittwoch, den", "Koblenz, Mittwoch, 3. April 2019", "den".
_DAVOR = re.compile(r"\s*(?:[^\W\d_][^\W\d_.\- ]*(?:[ \-][^\W\d_]+){0,3},\s*){0,2}(?:(?:den|am|vom)\s+)?(?=[0-9])")
_MAX_DAVOR = 80


def read_datum(text: str, zeilennummer: int) -> tuple[datetime.date | None, str]:
    """Return the date at the beginning of ``text`` and what follows it; ``(None, text)`` if there is none.

    A year of two digits belongs to this century. Raises ``FormularFehler`` for a day that does not exist.
    """
    gelesen = _match(text)
    if gelesen is None:
        return None, text
    treffer, (jahr, monat, tag) = gelesen
    try:
        return datetime.date(jahr, monat, tag), text[treffer.end() :]
    except ValueError:
        raise FormularFehler(
            f"Zeile {zeilennummer}: Das Datum „{treffer[0].strip()}“ gibt es nicht. "
            "Bitte berichtigen Sie es in der Datei."
        ) from None


def read_ortsdatum(text: str, zeilennummer: int) -> tuple[datetime.date | None, str]:
    """Return a date that may stand behind a place or a day of the week, and what follows it.

    Raises ``FormularFehler`` like :func:`read_datum`.
    """
    davor = _DAVOR.match(text[:_MAX_DAVOR])
    datum, rest = read_datum(text[davor.end() :] if davor else text, zeilennummer)
    return (datum, rest) if datum else (None, text)


def is_ortsdatum(text: str) -> bool:
    """Return whether a line says nothing but a date, perhaps with a place; true also for a day that is none."""
    davor = _DAVOR.match(text[:_MAX_DAVOR])
    rest = text[davor.end() :] if davor else text
    gelesen = _match(rest)
    return gelesen is not None and not rest[gelesen[0].end() :].strip(" .")


def find_datum(text: str) -> re.Match[str] | None:
    """Return where the first date stands in ``text``."""
    treffer = [t for muster in (_ZAHLEN, _WORTE, _ISO) if (t := re.search(rf"(?<![\w.]){muster.pattern}", text, re.I))]
    return min(treffer, key=lambda t: t.start(), default=None)


def begins_with_datum(text: str) -> bool:
    """Return whether ``text`` begins with a date, be it one that exists or not."""
    return _match(text) is not None


def _match(text: str) -> tuple[re.Match[str], tuple[int, int, int]] | None:
    """Return the date at the beginning, and its year, month and day as they are written."""
    if treffer := _ZAHLEN.match(text):
        return treffer, (_year(treffer[3]), int(treffer[2]), int(treffer[1]))
    if treffer := _WORTE.match(text):
        return treffer, (_year(treffer[3]), _month(treffer[2]), int(treffer[1]))
    if treffer := _ISO.match(text):
        return treffer, (int(treffer[1]), int(treffer[2]), int(treffer[3]))
    return None


def _year(text: str) -> int:
    return int(text) + 2000 if len(text) == 2 else int(text)


def _month(wort: str) -> int:
    klein = wort.casefold()
    return next(nummer for nummer, namen in enumerate(_MONATE, start=1) if klein in namen.split("|"))
