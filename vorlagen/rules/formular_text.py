"""Reading a paper form's file as clean lines, and its prose as HTML paragraphs and lists."""

import codecs
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

MAX_BYTES = 2 * 1024 * 1024
MAX_ZEILEN = 100_000

_NUR_TEXT = "Bitte speichern Sie den Vordruck als „Nur Text (*.txt)“ und wählen Sie diese Datei."
# Leading bytes of the files people pick by mistake, and what to tell them.
_DATEIKENNUNGEN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"Die Datei ist ein PDF und kein Text. {_NUR_TEXT}"),
    (
        b"PK\x03\x04",
        f"Die Datei ist ein Word- oder LibreOffice-Dokument und kein Text. {_NUR_TEXT}",
    ),
    (b"\xd0\xcf\x11\xe0", f"Die Datei ist ein älteres Word-Dokument und kein Text. {_NUR_TEXT}"),
    (b"{\\rtf", f"Die Datei ist ein RTF-Dokument und kein reiner Text. {_NUR_TEXT}"),
)
_BINAER = f"Die Datei enthält keinen lesbaren Text, sondern Binärdaten. {_NUR_TEXT}"
_LEER = f"Die Datei ist leer. {_NUR_TEXT}"
_FALSCHE_DATEI = "so lang ist kein Vordruck. Bitte prüfen Sie, ob Sie die richtige Datei gewählt haben."
_ZU_GROSS = f"Die Datei ist größer als 2 MB; {_FALSCHE_DATEI}"
_ZU_LANG = f"Die Datei hat mehr als 100.000 Zeilen; {_FALSCHE_DATEI}"
_KEIN_TEXT = (
    "Die Datei ist kein Text in UTF-8, UTF-16 oder Windows-1252. "
    "Bitte speichern Sie sie als „Nur Text (*.txt)“ mit der Codierung UTF-8."
)


class FormularFehler(ValueError):
    """The text cannot be read as a paper form; the message is one or two plain German sentences."""


@dataclass(frozen=True, slots=True)
class ZeileDaten:
    """A line, or the piece of a line, with its 1-based number in the file."""

    zeilennummer: int
    text: str


def decode_formular(data: bytes) -> str:
    """Return the text of an uploaded form; UTF-8, UTF-16 with byte order mark and Windows-1252 are read.

    Raises ``FormularFehler`` for an empty, too large, binary or otherwise unreadable file.
    """
    if len(data) > MAX_BYTES:
        raise FormularFehler(_ZU_GROSS)
    for kennung, satz in _DATEIKENNUNGEN:
        if data.startswith(kennung):
            raise FormularFehler(satz)
    text = _decode_text(data)
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise FormularFehler(_LEER)
    # A few control characters are leftovers of a text extraction; many are a sign of a binary file.
    if "\0" in text or 100 * len(_STEUERZEICHEN.findall(text)) > len(text):
        raise FormularFehler(_BINAER)
    return text


def _decode_text(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        raise FormularFehler(_BINAER)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FormularFehler(_KEIN_TEXT)


# Control characters, direction overrides that would falsify what is read, replacement characters, surrogates.
_STEUERZEICHEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ud800-\udfff]")
# Pairs only: full normalisation sorts runs of marks in quadratic time.
_ZERLEGT = re.compile("[A-Za-z][\u0300-\u036f]")
_UNSICHTBAR = re.compile("[\u200b\u2060\ufeff]|\u00ad(?!\n)")
_FESTES_LEERZEICHEN = re.compile("[\u00a0\u2007\u202f]")
_SEITENUMBRUCH = re.compile("[\f\v]")


def read_zeilen(text: str) -> tuple[list[ZeileDaten], list[str]]:
    """Return the lines of ``text`` without unprintable characters, and the hints about what was taken out.

    Indentation and tabs stay; blank lines are kept with an empty text. A page break inside a line gives
    several pieces with the same line number. A soft hyphen stays at a line's end, where it marks a broken
    word (see ``join_text``). Raises ``FormularFehler`` if the text is empty or too long.
    """
    if len(text) > MAX_BYTES:
        raise FormularFehler(_ZU_GROSS)
    text = _UNSICHTBAR.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _FESTES_LEERZEICHEN.sub(" ", text)
    text = _ZERLEGT.sub(lambda paar: unicodedata.normalize("NFC", paar[0]), text)
    roh = text.split("\n")
    if not text.strip():
        raise FormularFehler(_LEER)
    if len(roh) + text.count("\f") + text.count("\v") > MAX_ZEILEN:
        raise FormularFehler(_ZU_LANG)
    hinweise: list[str] = []
    zeilen: list[ZeileDaten] = []
    for nummer, zeile in enumerate(roh, start=1):
        sauber = _STEUERZEICHEN.sub("", zeile)
        if sauber != zeile:
            hinweise.append(f"Zeile {nummer}: Unlesbare Zeichen wurden entfernt. Bitte prüfen Sie diese Stelle.")
        zeilen += [ZeileDaten(nummer, _strip_ende(stueck)) for stueck in _SEITENUMBRUCH.split(sauber)]
    return zeilen, hinweise


def _strip_ende(text: str) -> str:
    return "" if text.strip() in ("", "\u00ad") else text.rstrip()


def flatten_text(text: str) -> str:
    """Return ``text`` on one line: every run of white space is one space."""
    return " ".join(text.removesuffix("\u00ad").split())


def join_text(teile: Iterable[str]) -> str:
    """Join the lines of one paragraph; a word broken with a soft hyphen becomes whole again."""
    satz: list[str] = []
    for teil in teile:
        wort = flatten_text(teil)
        satz.append(wort if teil.endswith("\u00ad") else wort + " ")
    return "".join(satz).rstrip()


_PUNKT = re.compile(r"\s*[-–—−•·‣▪●○◦*\uf0b7]\s+(?=\S)")
_ZAHL = re.compile(r"\s*([0-9]{1,3})[.)]\s+(?=\S)")
_BUCHSTABE = re.compile(r"\s*[a-z]\)\s")
_SATZENDE = (".", "!", "?", ":", ";")
# Wrapped plain text has lines of this length; longer lines are whole paragraphs.
_UMBRUCH_MIN, _UMBRUCH_MAX = 40, 130


@dataclass(slots=True)
class _Absatz:
    """A paragraph or list item under construction; ``zahl`` is the number of an ``ol`` item."""

    art: str
    teile: list[str] = field(default_factory=list)
    zahl: int = 0
    einzug: int = 0


@dataclass(frozen=True, slots=True)
class PunktDaten:
    """A line of a list without its mark; ``zahl`` is the number of a numbered one, else empty."""

    zahl: str
    text: str


def split_punkt(text: str) -> PunktDaten | None:
    """Return the text of a bulleted or numbered list line, or ``None`` if the line is none."""
    if treffer := _PUNKT.match(text):
        return PunktDaten("", text[treffer.end() :])
    if treffer := _ZAHL.match(text):
        return PunktDaten(treffer[1], text[treffer.end() :])
    return None


def render_html(zeilen: Sequence[ZeileDaten]) -> str:
    """Return the lines as ``<p>``, ``<ul>`` and ``<ol>`` with every other character escaped.

    Blank lines part paragraphs. Without one, a line goes on with the line before only if that was wrapped
    or if it is the indented rest of a list item. Numbers count as an ``<ol>`` only when they run 1, 2, …;
    otherwise ("31. Änderung der Satzung") they stay in the text.
    """
    return "".join(_render_absaetze(list(_read_absaetze(zeilen))))


def _read_absaetze(zeilen: Sequence[ZeileDaten]) -> Iterator[_Absatz]:
    breite = _wrap_width(zeilen)
    offen: _Absatz | None = None
    for zeile in zeilen:
        text = zeile.text
        if text.strip() and offen and _is_fortsetzung(offen, text, breite):
            offen.teile.append(text)
            continue
        if offen:
            yield offen
        offen = _start_absatz(text) if text.strip() else None
    if offen:
        yield offen


def _start_absatz(text: str) -> _Absatz:
    einzug = _indent(text)
    if treffer := _PUNKT.match(text):
        return _Absatz("ul", [text[treffer.end() :]], einzug=einzug)
    if treffer := _ZAHL.match(text):
        return _Absatz("ol", [text], zahl=int(treffer[1]), einzug=einzug)
    return _Absatz("p", [text], einzug=einzug)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_marke(text: str) -> bool:
    return any(muster.match(text) for muster in (_PUNKT, _ZAHL, _BUCHSTABE))


def _is_fortsetzung(absatz: _Absatz, text: str, breite: int) -> bool:
    """Return whether ``text``, standing directly below ``absatz``, goes on with it."""
    if _is_marke(text):
        return False
    vorher = absatz.teile[-1]
    if vorher.endswith("\u00ad"):
        return True
    if absatz.art != "p" and _indent(text) > absatz.einzug:
        return True
    if absatz.art == "p" and text.lstrip()[0].islower() and not vorher.endswith(_SATZENDE):
        return True
    erstes_wort = text.split(maxsplit=1)[0]
    return bool(breite) and len(vorher) + 1 + len(erstes_wort) > breite


def _wrap_width(zeilen: Sequence[ZeileDaten]) -> int:
    """Return the column at which the text was wrapped, 0 if every line is a paragraph of its own."""
    breite = max((len(zeile.text) for zeile in zeilen), default=0)
    if not _UMBRUCH_MIN <= breite <= _UMBRUCH_MAX:
        return 0
    for vorher, zeile in pairwise(zeilen):
        if vorher.text and zeile.text.strip() and not vorher.text.endswith(_SATZENDE) and not _is_marke(zeile.text):
            return breite
    return 0


def _render_absaetze(absaetze: Sequence[_Absatz]) -> Iterator[str]:
    stelle = 0
    while stelle < len(absaetze):
        ende = _find_listenende(absaetze, stelle)
        liste = absaetze[stelle:ende]
        if liste:
            art = liste[0].art
            yield f"<{art}>" + "".join(f"<li>{_escape(_list_text(punkt))}</li>" for punkt in liste) + f"</{art}>"
        else:
            ende = stelle + 1
            yield f"<p>{_escape(absaetze[stelle].teile)}</p>"
        stelle = ende


def _find_listenende(absaetze: Sequence[_Absatz], start: int) -> int:
    """Return where the list that begins at ``start`` ends; ``start`` itself if no list begins there."""
    ende = start
    if absaetze[start].art == "ul":
        while ende < len(absaetze) and absaetze[ende].art == "ul":
            ende += 1
    else:
        while ende < len(absaetze) and absaetze[ende].art == "ol" and absaetze[ende].zahl == ende - start + 1:
            ende += 1
        if ende == start + 1:
            ende = start
    return ende


def _list_text(punkt: _Absatz) -> list[str]:
    if punkt.art == "ul":
        return punkt.teile
    return [_ZAHL.sub("", punkt.teile[0], count=1), *punkt.teile[1:]]


def _escape(teile: Iterable[str]) -> str:
    return html.escape(join_text(teile))


def shorten_zeile(zeile: ZeileDaten) -> ZeileDaten:
    """Return the line as it is shown in a list: on one line, without indentation."""
    return replace(zeile, text=flatten_text(zeile.text))
