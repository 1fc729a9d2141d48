"""What a print adds to a paper: page numbers, running heads, letterhead, the mark for checking it.

It is told apart from the text, so that no footer stands in the middle of a sentence, and shown where it stood.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vorlagen.enums import Vorlagenart
from vorlagen.rules.formular_absatz import is_marke, is_umbruch, measure_breite
from vorlagen.rules.formular_text import ZeileDaten, shorten_zeile
from vorlagen.rules.formular_trennung import flatten_text, is_getrennt
from vorlagen.rules.formular_ueberschriften import collapse_sperrschrift, match_ueberschrift

TITEL = {art.label.casefold(): art for art in Vorlagenart}
NUMMER = re.compile(
    r"\s*([A-Z]{2})(?:\s?[/-]\s?|\s)([0-9]{1,9})\s?[/-]\s?([0-9]{1,9})(?:\s?[/-]\s?([0-9]{1,9}))?(?![\w/])",
    re.IGNORECASE,
)
"""A paper's number in any spelling: kind, counter, year, Neufassung."""

_NUMMERNZEILE = re.compile(
    rf"\s*(?:Vorlagen?(?:-?\s?(?:Nummer\b|Nr\b\.?))?|Drucksache)\s*:?{NUMMER.pattern}", re.IGNORECASE
)
_SEITE = re.compile(
    r"\bSeite\s?:?\s?[0-9]{1,4}(?:\s?(?:von|/)\s?[0-9]{1,4})?|^\s*[-–]\s?[0-9]{1,4}\s?[-–]$", re.IGNORECASE
)
_FUSSWORTE = re.compile(
    rf"\b(?:Vorlage|Nr|Datum|{'|'.join(TITEL)})\b|[0-9]{{2}}\.[0-9]{{2}}\.[0-9]{{4}}|[-–|:.·•]", re.IGNORECASE
)
_MAX_SEITENREST = 120
# A program that keeps the layout fills the gap in a footer with blanks.
_MAX_SPALTENZEILE = 400

_PRUEFFRAGE = re.compile(r"\s*Echt und aktuell\?\s*", re.IGNORECASE)
_PRUEFZEICHEN = re.compile(r"\s*Prüfzeichen\s+([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,})\s*")
_ADRESSE = re.compile(r"\s*(?:https?://\S*|\S*/)\s*")
_STRICH = re.compile(r"\s*[-–—•▪]\s*")

_ORTSKOPF = re.compile(r"\s*(?:Stadt|Stadtverwaltung|Gemeinde|Verbandsgemeinde|Landkreis)(?: [A-ZÄÖÜ][\w-]+){1,2}\s*")
_ANSCHRIFT = re.compile(
    r"(?<![0-9])[0-9]{5} [A-ZÄÖÜ]|\S@\S+\.\w|(?:^|\s)[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,4}\.[a-z]{2,10}(?:\s|$)"
)
_VERMERK = re.compile(
    r"(?:\W*\b(?:Entwurf|Zurückgezogen|nicht[\s-]?öffentliche?(?: Vorlage| Beratung| Sitzung)?|vertraulich)\b)+\W*",
    re.IGNORECASE,
)
_NICHTOEFFENTLICH = re.compile(r"nicht[\s-]?öffentlich|vertraulich", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gesiebt:
    """The lines of the paper itself, and those that belong to its print."""

    zeilen: list[ZeileDaten]
    beiwerk: list[ZeileDaten]


def read_titel(text: str) -> Vorlagenart | None:
    """Return the kind of paper that a title line names, be it letter-spaced or in an old spelling."""
    if len(text) > _MAX_SEITENREST:
        return None
    wort = re.sub(r"\W*\(?(?:nicht)?öffentlich\)?\W*$", "", flatten_text(collapse_sperrschrift(text)).casefold())
    return TITEL.get(wort.replace("ß", "ss"))


def is_vermerk(text: str) -> bool:
    """Return whether the line is one of the marks that stand above a paper and say how it is to be treated."""
    return len(text) <= _MAX_SEITENREST and _VERMERK.fullmatch(text) is not None


def is_nichtoeffentlich(text: str) -> bool:
    """Return whether a mark or title says that the paper is not public."""
    return _NICHTOEFFENTLICH.search(text) is not None


def find_nummernzeile(zeilen: Sequence[ZeileDaten]) -> int | None:
    """Return the place of the line that gives the paper its number."""
    return next((stelle for stelle, zeile in enumerate(zeilen) if _NUMMERNZEILE.match(zeile.text[:200])), None)


def sieve_beiwerk(zeilen: Sequence[ZeileDaten]) -> Gesiebt:
    """Tell the lines that a print adds from those of the paper.

    A page break inside a paragraph leaves no gap; between paragraphs one blank line stays.
    """
    nummernzeile = find_nummernzeile(zeilen)
    stellen = _find_briefkopf(zeilen, nummernzeile) | _find_pruefzeichen(zeilen)
    stellen |= _find_seitenreste(zeilen, nummernzeile)
    stellen |= _find_kolumnentitel(zeilen, stellen)
    stellen |= _find_lose_striche(zeilen, stellen)
    if not stellen:
        return Gesiebt(list(zeilen), [])
    beiwerk = [shorten_zeile(zeilen[stelle]) for stelle in sorted(stellen)]
    return Gesiebt(_close_luecken(zeilen, stellen), beiwerk)


def _find_briefkopf(zeilen: Sequence[ZeileDaten], nummernzeile: int | None) -> set[int]:
    """Return the places of the letterhead: above number and headings, a block without gaps that holds an address."""
    oben = range(next((s for s in range(nummernzeile or 0) if match_ueberschrift(zeilen[s].text)), nummernzeile or 0))
    gefunden: set[int] = set()
    block: list[int] = []
    for stelle in [*oben, -1]:
        text = zeilen[stelle].text if stelle >= 0 else ""
        if text.strip() and read_titel(text) is None and not is_vermerk(text):
            block.append(stelle)
            continue
        if any(_ANSCHRIFT.search(zeilen[s].text[:_MAX_SEITENREST]) for s in block):
            gefunden |= {s for s in block if len(zeilen[s].text) <= 2 * _MAX_SEITENREST}
        block = []
    return gefunden | {s for s in oben if _ORTSKOPF.fullmatch(zeilen[s].text[:_MAX_SEITENREST])}


def _find_pruefzeichen(zeilen: Sequence[ZeileDaten]) -> set[int]:
    """Return the places of the mark for checking a print, with its question and its address."""
    gefunden: set[int] = set()
    for stelle, zeile in enumerate(zeilen):
        if len(zeile.text) > _MAX_SEITENREST:
            continue
        if _PRUEFFRAGE.fullmatch(zeile.text):
            gefunden.add(stelle)
        elif treffer := _PRUEFZEICHEN.fullmatch(zeile.text):
            gefunden |= {stelle, *_find_adresse(zeilen, stelle + 1, treffer[1].replace("-", ""))}
    return gefunden


def _find_adresse(zeilen: Sequence[ZeileDaten], start: int, zeichen: str) -> list[int]:
    """Return the lines of the address below the mark, up to the one that ends with the mark itself."""
    gefunden: list[int] = []
    for stelle in range(start, min(start + 4, len(zeilen))):
        text = zeilen[stelle].text.strip()
        if not (_ADRESSE.fullmatch(text) if gefunden else text.startswith("http")):
            break
        gefunden.append(stelle)
        if zeichen in text:
            break
    return gefunden


def _find_seitenreste(zeilen: Sequence[ZeileDaten], nummernzeile: int | None) -> set[int]:
    """Return the places of page numbers and running heads that repeat the paper's number."""
    treffer = NUMMER.search(zeilen[nummernzeile].text[:200]) if nummernzeile is not None else None
    nummer = treffer[0].strip() if treffer else ""
    return {
        stelle
        for stelle, zeile in enumerate(zeilen)
        if stelle != nummernzeile and _is_seitenrest(zeile.text, nummer if stelle > (nummernzeile or 0) else "")
    }


def _is_seitenrest(text: str, nummer: str) -> bool:
    """Return whether the line is a page's header or footer: page number and own paper number, nothing else."""
    text = flatten_text(text[:_MAX_SPALTENZEILE])
    if not text or len(text) > _MAX_SEITENREST:
        return False
    ohne = _SEITE.sub(" ", text)
    if nummer:
        ohne = ohne.replace(nummer, " ")
    return ohne != text and not _FUSSWORTE.sub("", ohne).strip()


def _find_kolumnentitel(zeilen: Sequence[ZeileDaten], stellen: set[int]) -> set[int]:
    """Return the lines beside a page's end that repeat a line of the letterhead, such as the city's name."""
    kopf = {flatten_text(zeilen[s].text) for s in stellen}
    gefunden: set[int] = set()
    for seite in sorted(s for s in stellen if _SEITE.search(zeilen[s].text)):
        for schritt in (-1, 1):
            stelle = seite + schritt
            while 0 <= stelle < len(zeilen) and (not zeilen[stelle].text or stelle in stellen):
                stelle += schritt
            if 0 <= stelle < len(zeilen):
                text = flatten_text(zeilen[stelle].text)
                if text in kopf or _ORTSKOPF.fullmatch(text):
                    gefunden.add(stelle)
    return gefunden


def _find_lose_striche(zeilen: Sequence[ZeileDaten], stellen: set[int]) -> set[int]:
    """Return the marks of lists that some programs write apart from their items: in a row, or at a page's end."""
    einzeln = [_STRICH.fullmatch(zeile.text[:20]) is not None and len(zeile.text) < 20 for zeile in zeilen]
    return {
        stelle
        for stelle, is_strich in enumerate(einzeln)
        if is_strich and any(0 <= s < len(einzeln) and (einzeln[s] or s in stellen) for s in (stelle - 1, stelle + 1))
    }


def _close_luecken(zeilen: Sequence[ZeileDaten], stellen: set[int]) -> list[ZeileDaten]:
    """Return the lines that are left; where a page ended, what belongs together stands together again."""
    breite = measure_breite(zeilen)
    bleiben: list[ZeileDaten] = []
    leere: list[ZeileDaten] = []
    unterbrochen = False
    for stelle, zeile in enumerate(zeilen):
        if stelle in stellen:
            unterbrochen = True
        elif not zeile.text:
            leere.append(zeile)
        else:
            geht_weiter = unterbrochen and bleiben and _goes_on(bleiben[-1].text, zeile.text, breite)
            bleiben += [] if geht_weiter else leere
            bleiben.append(zeile)
            leere, unterbrochen = [], False
    return [*bleiben, *leere]


def _goes_on(vorher: str, text: str, breite: int) -> bool:
    """Return whether the text of the next page goes on with the sentence of the one before."""
    if is_marke(text):
        return False
    if is_getrennt(vorher):
        return True
    offen = not vorher.rstrip().endswith((".", "!", "?", ":", ";"))
    return offen and bool(breite) and is_umbruch(vorher, text, breite)
