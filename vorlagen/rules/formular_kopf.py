"""Reading the head of a paper form: title, Vorlage, Datum, Dezernat, Verfasser and Az."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vorlagen.enums import Vorlagenart
from vorlagen.rules.formular_gremienweg import read_datum
from vorlagen.rules.formular_text import FormularFehler, ZeileDaten, flatten_text, shorten_zeile
from vorlagen.rules.nummern import Nummer, parse_nummer

_VORLAGE = r"(?P<vorlage>Vorlagen?(?:-?\s?(?:Nummer\b|Nr\b\.?))?)"
_NEBEN = r"(?P<datum>Datum)|(?P<verfasser>Verfasser(?:/?-?in)?)|(?P<az>Az\b\.?|Aktenzeichen)"
_KOPFLABEL = re.compile(rf"\s*(?:{_VORLAGE}|{_NEBEN})(?!\w)\s*(?P<punkte>:?)", re.IGNORECASE)
_NEBENLABEL = re.compile(rf"(?<=\s)(?:{_NEBEN})(?!\w)\s*:?", re.IGNORECASE)
_KOPFNAMEN = ("vorlage", "datum", "verfasser", "az")

_NUMMER = re.compile(r"\s*([A-Z]{2}(?:\s?/\s?[0-9]{1,9}){2,3})(?![\w/])", re.IGNORECASE)
_AMT = re.compile(r"(?:Amt\s)?([0-9]{1,4}(?:[./][0-9]{1,4})*)(?:\s?[-–—:/]\s?|\s|$)(.*)", re.IGNORECASE)
_DEZERNAT = re.compile(r"bürgermeister|beigeordnet|dezern", re.IGNORECASE)
TITEL = {art.label.casefold(): art for art in Vorlagenart}
# Longer lines are no line of the head, whatever they begin with.
_MAX_KOPFZEILE = 500


@dataclass(slots=True)
class KopfDaten:
    """The head as far as it is read; ``titel`` is the kind the title names, ``reste`` what nobody understood."""

    titel: Vorlagenart | None = None
    nummer: Nummer | None = None
    datum: datetime.date | None = None
    dezernat: str = ""
    amt_nummer: str = ""
    amt_name: str = ""
    aktenzeichen: str = ""
    gesehen: set[str] = field(default_factory=set)
    ohne_label: list[ZeileDaten] = field(default_factory=list)
    reste: list[ZeileDaten] = field(default_factory=list)


def read_kopf(zeilen: Sequence[ZeileDaten]) -> KopfDaten:
    """Read the lines above the Betreff; ``nummer`` stays ``None`` if there is no label for it.

    Raises ``FormularFehler`` for a number that is none and for a date that does not exist.
    """
    kopf = KopfDaten()
    for zeile in zeilen:
        if not zeile.text:
            continue
        treffer = _KOPFLABEL.match(zeile.text) if len(zeile.text) <= _MAX_KOPFZEILE else None
        is_satz = treffer and treffer["vorlage"] and not (treffer["punkte"] or _NUMMER.match(zeile.text, treffer.end()))
        if treffer is None or is_satz:
            _take_ohne_label(kopf, zeile)
            continue
        labels = [treffer, *_NEBENLABEL.finditer(zeile.text, treffer.end())]
        enden = [*(naechstes.start() for naechstes in labels[1:]), len(zeile.text)]
        for label, ende in zip(labels, enden, strict=True):
            _take_kopffeld(kopf, label, ZeileDaten(zeile.zeilennummer, zeile.text[label.end() : ende]))
    _choose_dezernat(kopf)
    return kopf


def _take_ohne_label(kopf: KopfDaten, zeile: ZeileDaten) -> None:
    titel = TITEL.get(flatten_text(zeile.text).casefold()) if len(zeile.text) <= _MAX_KOPFZEILE else None
    if titel and kopf.titel is None:
        kopf.titel = titel
    elif "vorlage" in kopf.gesehen and len(zeile.text) <= _MAX_KOPFZEILE:
        kopf.ohne_label.append(shorten_zeile(zeile))
    else:
        kopf.reste.append(shorten_zeile(zeile))


def _choose_dezernat(kopf: KopfDaten) -> None:
    """Take the line without a label for the Dezernat; of several, the one that names a member of the Stadtvorstand."""
    if not kopf.ohne_label:
        return
    passend = [zeile for zeile in kopf.ohne_label if _DEZERNAT.search(zeile.text)]
    gewaehlt = (passend or kopf.ohne_label)[0]
    kopf.dezernat = gewaehlt.text
    kopf.reste += [zeile for zeile in kopf.ohne_label if zeile is not gewaehlt]


def _take_kopffeld(kopf: KopfDaten, label: re.Match[str], wert: ZeileDaten) -> None:
    """Store the value behind one label of the head; a second value for the same label is not understood."""
    name = next(name for name in _KOPFNAMEN if label.groupdict().get(name))
    rest = ""
    text = flatten_text(wert.text)
    if name in kopf.gesehen:
        rest = f"{flatten_text(label[0])} {text}"
    elif name == "vorlage":
        kopf.nummer, rest = _read_nummer(text, wert.zeilennummer)
    elif name == "datum":
        kopf.datum, rest = read_datum(text, wert.zeilennummer)
    elif name == "verfasser":
        kopf.amt_nummer, kopf.amt_name = _split_amt(text)
    else:
        kopf.aktenzeichen = text
    kopf.gesehen.add(name)
    if rest.strip():
        kopf.reste.append(ZeileDaten(wert.zeilennummer, rest.strip()))


def _read_nummer(text: str, zeilennummer: int) -> tuple[Nummer, str]:
    """Return the number and what follows it; raise ``FormularFehler`` if there is none or it is wrong."""
    if not text:
        raise FormularFehler(
            f"Zeile {zeilennummer}: Hinter „Vorlage:“ fehlt die Nummer. "
            "Bitte ergänzen Sie sie, zum Beispiel BV/0546/2018."
        )
    treffer = _NUMMER.match(text)
    ende = treffer.end() if treffer else len(text.split(maxsplit=1)[0])
    try:
        return parse_nummer("".join(text[:ende].split()).upper()[:40]), text[ende:]
    except ValueError as fehler:
        raise FormularFehler(f"Zeile {zeilennummer}: {fehler}") from None


def _split_amt(text: str) -> tuple[str, str]:
    """Return number and name of the Amt in "31-Ordnungsamt", "31 - Ordnungsamt", "Amt 31" or "Ordnungsamt"."""
    treffer = _AMT.fullmatch(text)
    return (treffer[1], treffer[2].strip()) if treffer else ("", text)


def is_kopfzeile(text: str) -> bool:
    """Return whether the line begins with a label of the head and its colon."""
    treffer = _KOPFLABEL.match(text)
    return treffer is not None and bool(treffer["punkte"])
