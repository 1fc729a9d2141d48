"""Cutting a paper form at its headings, whatever their order.

A line that is no heading stays in the part above it, with two exceptions: the Betreff ends with a blank line or
with anything that looks like another field, and what follows it there belongs to no part.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vorlagen.rules.formular_gremienweg import is_stationszeile
from vorlagen.rules.formular_kopf import is_dezernat, is_kopfzeile, is_nummernzeile
from vorlagen.rules.formular_text import ZeileDaten
from vorlagen.rules.formular_ueberschriften import (
    ANLAGEN,
    BEGRUENDUNG,
    BESCHLUSSENTWURF,
    BETREFF,
    GREMIENWEG,
    ZUSATZ,
    Treffer,
    match_ersatz,
    match_ueberschrift,
    strip_doppelpunkt,
)

KOPF, REST = "kopf", "rest"
_OHNE_TEXT = frozenset({KOPF, BETREFF, GREMIENWEG, REST})
_MAX_BETREFFZEILE = 300
_HIER = re.compile(r"\s*(?:hier\s?:|hier\s*[–-]\s|–\s?hier\b)", re.IGNORECASE)


@dataclass(slots=True)
class Abschnitt:
    """A part of the form with the lines below its heading; ``wortlaut`` are the heading's words."""

    teil: str
    wortlaut: str = ""
    zeilen: list[ZeileDaten] = field(default_factory=list)


@dataclass(slots=True)
class _Stand:
    """How far the cutting got: the open part, the headings seen, whether the paper's number was seen."""

    abschnitte: list[Abschnitt] = field(default_factory=lambda: [Abschnitt(KOPF)])
    gesehen: set[str] = field(default_factory=set)
    hat_nummer: bool = False

    @property
    def offen(self) -> Abschnitt:
        return self.abschnitte[-1]

    def open(self, teil: str, wortlaut: str = "", *zeilen: ZeileDaten) -> None:
        self.abschnitte.append(Abschnitt(teil, wortlaut, list(zeilen)))
        self.gesehen |= {teil, f"{teil} {wortlaut}"}


def split_abschnitte(zeilen: Sequence[ZeileDaten]) -> list[Abschnitt]:
    """Return the parts in their order; what follows a heading on its line is the first line of its part."""
    stand = _Stand()
    for zeile in zeilen:
        if not zeile.text:
            stand.offen.zeilen.append(zeile)
            continue
        treffer = _find_ueberschrift(zeile.text, stand)
        if treffer:
            rest = strip_doppelpunkt(treffer.rest) if treffer.teil != GREMIENWEG else treffer.rest.lstrip(" :")
            stand.open(
                treffer.teil, treffer.wortlaut, *([ZeileDaten(zeile.zeilennummer, rest)] if rest.strip() else [])
            )
        elif not stand.hat_nummer and is_nummernzeile(zeile.text):
            if stand.offen.teil != KOPF:
                stand.open(KOPF)
            stand.offen.zeilen.append(zeile)
            stand.hat_nummer = True
        elif stand.offen.teil in (BETREFF, REST):
            _take_hinter_betreff(stand, zeile)
        else:
            stand.offen.zeilen.append(zeile)
    return stand.abschnitte


def _take_hinter_betreff(stand: _Stand, zeile: ZeileDaten) -> None:
    """Put a line where it belongs that stands below the Betreff and is no heading."""
    if is_kopfzeile(zeile.text) or is_dezernat(zeile.text):
        stand.open(KOPF, "", zeile)
    elif is_stationszeile(zeile.text) and GREMIENWEG not in stand.gesehen:
        stand.open(GREMIENWEG, "", zeile)
    elif stand.offen.teil == REST and _HIER.match(zeile.text):
        # Lines of the Betreff that a blank line parts from it.
        stand.open(BETREFF, "", zeile)
    elif stand.offen.teil == BETREFF and not _goes_on(stand.offen.zeilen, zeile.text):
        stand.open(REST, "", zeile)
    else:
        stand.offen.zeilen.append(zeile)


def _goes_on(zeilen: Sequence[ZeileDaten], text: str) -> bool:
    """Return whether a line below the Betreff belongs to it."""
    is_beginn = not any(zeile.text for zeile in zeilen)
    if _HIER.match(text) or is_beginn:
        return True
    hat_luecke = not zeilen[-1].text
    fremd = "\t" in text.strip() or text.rstrip().endswith(":") or len(text) > _MAX_BETREFFZEILE
    return not (hat_luecke or fremd)


def _find_ueberschrift(text: str, stand: _Stand) -> Treffer | None:
    """Return the heading that begins a new part with this line; None for lines of the open part."""
    return next((t for t in _iter_treffer(text) if _is_ueberschrift(t, stand)), None)


def _iter_treffer(text: str) -> Iterator[Treffer]:
    for suche in (match_ueberschrift, match_ersatz):
        if treffer := suche(text):
            yield treffer


def _is_ueberschrift(treffer: Treffer, stand: _Stand) -> bool:
    """Return whether the words are a heading here, not the beginning of a sentence or said before."""
    offen, rest = stand.offen.teil, treffer.rest.removeprefix(" ")
    if treffer.teil in (BEGRUENDUNG, ZUSATZ):
        is_neu = f"{treffer.teil} {treffer.wortlaut}" not in stand.gesehen
    else:
        is_neu = treffer.teil not in stand.gesehen
    if not is_neu:
        return False
    if _is_ersatz(treffer) and not (offen in {*_OHNE_TEXT, ANLAGEN} and BEGRUENDUNG not in stand.gesehen):
        return False
    if _is_ersatz(treffer) and offen == KOPF and not stand.hat_nummer:
        # Above the number "Anfrage" is the title of the paper.
        return False
    if not rest.strip() or rest[0] in ":\t ":
        return treffer.teil != ZUSATZ or not rest.strip() or rest[0] == ":"
    return _is_ohne_doppelpunkt(treffer, offen, rest)


def _is_ersatz(treffer: Treffer) -> bool:
    return treffer.teil == BEGRUENDUNG and match_ersatz(treffer.wortlaut) is not None


def _is_ohne_doppelpunkt(treffer: Treffer, offen: str, rest: str) -> bool:
    """Return whether a heading without a colon may stand here before its text.

    Above the texts nothing else begins with these words; "Begründung" needs the capital letter of a new sentence.
    """
    if treffer.teil in (BETREFF, GREMIENWEG, BESCHLUSSENTWURF):
        return offen in _OHNE_TEXT and (treffer.teil != BETREFF or offen in (KOPF, REST))
    return treffer.wortlaut == "Begründung" and offen != ANLAGEN and rest[0].isupper()
