"""Reading the head of a paper form: title, Vorlage, Datum, Dezernat, Verfasser and Az."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vorlagen.enums import Vorlagenart
from vorlagen.rules.formular_beiwerk import NUMMER, is_nichtoeffentlich, is_vermerk, read_titel
from vorlagen.rules.formular_datum import is_ortsdatum, read_ortsdatum
from vorlagen.rules.formular_text import FormularFehler, ZeileDaten, shorten_zeile
from vorlagen.rules.formular_trennung import flatten_text
from vorlagen.rules.nummern import Nummer, parse_nummer

_VORLAGE = r"(?P<vorlage>(?:Vorlagen?|Drucksachen?)(?:-?\s?(?:Nummer\b|Nr\b\.?))?)"
_NEBEN = r"(?P<datum>Datum)|(?P<verfasser>Verfasser(?:/?-?in)?)|(?P<az>Az\b\.?|Aktenzeichen|Geschäftszeichen)"
_KOPFLABEL = re.compile(rf"\s*(?:{_VORLAGE}|{_NEBEN})(?!\w)\s*(?P<punkte>:?)", re.IGNORECASE)
_NEBENLABEL = re.compile(rf"(?<=\s)(?:{_NEBEN})(?!\w)\s*:?", re.IGNORECASE)
_KOPFNAMEN = ("vorlage", "datum", "verfasser", "az")

_ERGAENZUNG = re.compile(
    r"[\s(\-–,]*(?:([0-9]{1,2})\.\s?(?:Ergänzung|Neufassung|Änderung|Fortschreibung)(?:svorlage)?"
    r"|(?:Ergänzung|Neufassung|Änderung|Ergänzungsvorlage)\s(?:Nr\.\s?)?([0-9]{1,2}))\)?[\s–-]*",
    re.IGNORECASE,
)
_AMT = re.compile(r"(?:Amt\s)?([0-9]{1,4}(?:[./][0-9]{1,4})*)(?:\s?[-–—:/]\s?|\s|$)(.*)", re.IGNORECASE)
_DEZERNAT = re.compile(r"bürgermeister|beigeordnet|dezern", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.,/&() \-–]*")
# Longer lines are no line of the head, whatever they begin with.
_MAX_KOPFZEILE = 500
_MAX_DEZERNAT = 100


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
    nichtoeffentlich: bool = False
    gesehen: set[str] = field(default_factory=set)
    ohne_label: list[ZeileDaten] = field(default_factory=list)
    reste: list[ZeileDaten] = field(default_factory=list)
    hinweise: list[str] = field(default_factory=list)


def read_kopf(zeilen: Sequence[ZeileDaten]) -> KopfDaten:
    """Read the lines of the head; ``nummer`` stays ``None`` if there is no label for it.

    Raises ``FormularFehler`` for a number that is none and for a date that does not exist.
    """
    kopf = KopfDaten()
    for zeile in zeilen:
        if not zeile.text:
            continue
        treffer = _KOPFLABEL.match(zeile.text) if len(zeile.text) <= _MAX_KOPFZEILE else None
        is_satz = treffer and not treffer["punkte"] and (treffer["vorlage"] and not _has_nummer(zeile.text, treffer))
        if treffer is None or is_satz:
            _take_ohne_label(kopf, zeile)
            continue
        labels = [treffer, *_NEBENLABEL.finditer(zeile.text, treffer.end())]
        enden = [*(naechstes.start() for naechstes in labels[1:]), len(zeile.text)]
        for label, ende in zip(labels, enden, strict=True):
            _take_kopffeld(kopf, label, ZeileDaten(zeile.zeilennummer, zeile.text[label.end() : ende]))
    _choose_dezernat(kopf)
    return kopf


def _has_nummer(text: str, label: re.Match[str]) -> bool:
    return NUMMER.match(text, label.end()) is not None


def _take_ohne_label(kopf: KopfDaten, zeile: ZeileDaten) -> None:
    """Take a line without a label: title, mark, place and date, "1. Ergänzung", or the Dezernat."""
    if len(zeile.text) > _MAX_KOPFZEILE:
        kopf.reste.append(shorten_zeile(zeile))
        return
    text = flatten_text(zeile.text)
    titel = read_titel(text)
    if titel and kopf.titel is None:
        kopf.titel = titel
        kopf.nichtoeffentlich |= is_nichtoeffentlich(text)
    elif is_vermerk(text):
        _take_vermerk(kopf, zeile, text)
    elif "vorlage" in kopf.gesehen and "datum" not in kopf.gesehen and is_ortsdatum(text):
        kopf.datum, rest = read_ortsdatum(text, zeile.zeilennummer)
        kopf.gesehen.add("datum")
        _keep_ort(kopf, zeile, text.removesuffix(rest))
    elif kopf.nummer and _ERGAENZUNG.fullmatch(text):
        _take_ergaenzung(kopf, zeile, text)
    elif "vorlage" in kopf.gesehen:
        kopf.ohne_label.append(shorten_zeile(zeile))
    else:
        kopf.reste.append(shorten_zeile(zeile))


def _keep_ort(kopf: KopfDaten, zeile: ZeileDaten, text: str) -> None:
    """Keep what stands before a date and is more than a place or a day of the week."""
    davor = re.sub(r"[0-9].*", "", text).strip(" ,")
    if len(davor.split()) > 3:
        kopf.reste.append(ZeileDaten(zeile.zeilennummer, davor))


def _take_vermerk(kopf: KopfDaten, zeile: ZeileDaten, text: str) -> None:
    kopf.reste.append(shorten_zeile(zeile))
    if is_nichtoeffentlich(text):
        kopf.nichtoeffentlich = True
        kopf.hinweise.append(f"Die Vorlage trägt den Vermerk „{text}“ und wird als nichtöffentlich übernommen.")
    else:
        kopf.hinweise.append(
            f"Die Vorlage trägt den Vermerk „{text}“. Bitte prüfen Sie, ob sie übernommen werden soll."
        )


def _take_ergaenzung(kopf: KopfDaten, zeile: ZeileDaten, text: str) -> None:
    """Read "1. Ergänzung" as Neufassung 1; a number that names another Neufassung already keeps it."""
    treffer = _ERGAENZUNG.fullmatch(text)
    zahl = int(treffer[1] or treffer[2]) if treffer else 0
    if kopf.nummer is None or not zahl or kopf.nummer.neufassung not in (0, zahl):
        kopf.reste.append(ZeileDaten(zeile.zeilennummer, text))
        return
    kopf.nummer = replace(kopf.nummer, neufassung=zahl)
    kopf.hinweise.append(f"„{text.strip(' ()–-,')}“ wurde als Neufassung {zahl} gelesen: {kopf.nummer}.")


def is_dezernat(text: str) -> bool:
    """Return whether a line names nothing but a member of the Stadtvorstand."""
    return (
        len(text) <= _MAX_DEZERNAT and _DEZERNAT.search(text) is not None and _is_name(text) and len(text.split()) < 8
    )


def _is_name(text: str) -> bool:
    return len(text) <= _MAX_DEZERNAT and _NAME.fullmatch(text.strip()) is not None


def _choose_dezernat(kopf: KopfDaten) -> None:
    """Take the line without a label for the Dezernat; of several, the one that names a member of the Stadtvorstand."""
    passend = [zeile for zeile in kopf.ohne_label if _DEZERNAT.search(zeile.text) and _is_name(zeile.text)]
    gewaehlt = next(iter(passend or [zeile for zeile in kopf.ohne_label if _is_name(zeile.text)]), None)
    kopf.dezernat = gewaehlt.text if gewaehlt else ""
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
        if _ERGAENZUNG.fullmatch(rest.strip()):
            _take_ergaenzung(kopf, wert, rest.strip())
            rest = ""
    elif name == "datum":
        kopf.datum, rest = read_ortsdatum(text, wert.zeilennummer)
    elif name == "verfasser":
        kopf.amt_nummer, kopf.amt_name = _split_amt(text)
    else:
        kopf.aktenzeichen = text
    kopf.gesehen.add(name)
    if rest.strip():
        kopf.reste.append(ZeileDaten(wert.zeilennummer, rest.strip()))


def _read_nummer(text: str, zeilennummer: int) -> tuple[Nummer, str]:
    """Return the number and what follows it; raise ``FormularFehler`` if there is none or it is wrong.

    "BV/908/2019" and "BV 0908/2019" are the paper BV/0908/2019.
    """
    if not text:
        raise FormularFehler(
            f"Zeile {zeilennummer}: Hinter „Vorlage:“ fehlt die Nummer. "
            "Bitte ergänzen Sie sie, zum Beispiel BV/0546/2018."
        )
    treffer = NUMMER.match(text)
    try:
        if treffer is None:
            return parse_nummer(text.split(maxsplit=1)[0].upper()[:40]), ""
        art, laufend, jahr, neufassung = treffer.groups()
        if len(jahr) != 4:
            return parse_nummer(treffer[0].strip().upper()), ""
        teile = [art.upper(), laufend.zfill(4), jahr, *([neufassung] if neufassung else [])]
        return parse_nummer("/".join(teile)), text[treffer.end() :]
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


def is_nummernzeile(text: str) -> bool:
    """Return whether the line gives the paper its number."""
    treffer = _KOPFLABEL.match(text[:_MAX_KOPFZEILE])
    return treffer is not None and bool(treffer["vorlage"]) and (bool(treffer["punkte"]) or _has_nummer(text, treffer))
