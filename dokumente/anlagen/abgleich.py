"""Whether a text quotes a confidential one, however it was broken, spaced, hyphenated or accented on the way.

The rule:

* Compared are only letters and digits, without case and accents (ligatures taken apart, "ß" as "ss"), so that line
  ends, hyphens, spacing and split words do not matter. Umlauts also count when written "ae", "oe", "ue".
* A word **counts** when it has four letters or more and is no everyday word (``FUELLWOERTER``). A confidential text
  with more than ``FENSTER`` counting words is found when any ``FENSTER`` consecutive ones are quoted, with everything
  that stands between them, or a whole sentence with ``SATZ`` of them.
* A shorter one (a title, a name, a number) is found as a whole. A single word under ``WORT_ALLEIN`` letters must stand
  alone there ("Personal" is not found in "Personalsachen"). One under ``KURZ`` characters counts only where it is the
  entire entry, such as a bookmark or a file name.
* What also stands in a permitted text is no secret.
"""

import html
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from dokumente.anlagen.befunde import Fund, Geheimnis, Stelle

FENSTER: Final = 6
"""Consecutive counting words that make a quotation."""
SATZ: Final = 5
"""Counting words that make a whole sentence a quotation; shorter ones are everyday speech."""
WORT_ALLEIN: Final = 12
KURZ: Final = 8
AUSSCHNITT: Final = 60
"""Characters shown on each side of a finding."""
REIN_ZEICHEN: Final = 400
REIN_MAX: Final = 50_000
"""Longest text, and how many, that are remembered as holding nothing confidential."""

_STUFEN: Final = ((24, 12), (8, 8))
"""How needles are found: length of the piece looked up, and distance between two looks. The longer the piece, the
fewer places that merely begin alike; a needle takes the first stage it is long enough for."""

_FUELLWOERTER_TEXT: Final = """
aber alle allem allen aller alles also andere anderen auch beim bereits damit dann dass deren dessen dies diese diesem
diesen dieser dieses doch durch eine einem einen einer eines erfolgt erfolgen etwa gegen haben hatte hier ihre ihrem
ihren ihrer immer indem insbesondere jede jedem jeden jeder jedes jedoch kann kein keine keinen konnte können muss
müssen nach nicht noch oder ohne sein seine seinem seinen seiner sich sind sofern soll sollen sowie über unter viel
waren weil weiter weitere weiteren welche welcher wenn werden wird worden wurde wurden zudem zwischen
"""
FUELLWOERTER: Final = frozenset(_FUELLWOERTER_TEXT.split())

_MARKE: Final = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_WORT: Final = re.compile(r"[^\W_]+")
_SATZENDE: Final = re.compile(r"[.!?]\s+|\n+")
_UMSCHRIFT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class _Folding(dict[int, str]):
    """Letter by letter: without case, accents and everything that is neither letter nor digit."""

    def __missing__(self, nummer: int) -> str:
        zerlegt = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(nummer)).casefold())
        self[nummer] = "".join(z for z in zerlegt if z.isalnum() and not unicodedata.combining(z))
        return self[nummer]


_folding = _Folding({0xB5: "u", 0x3BC: "u"})

# Texts of Latin-1 only, which is most of them, are folded as bytes: thirty times as fast.
_MEHRFACH: Final = {bytes([nummer]): _folding[nummer].encode() for nummer in range(256) if len(_folding[nummer]) > 1}
_EINFACH: Final = bytes(ord(_folding[nummer][:1] or " ") for nummer in range(256))
_NICHTS: Final = bytes(nummer for nummer in range(256) if not _folding[nummer])


_FREMDE_MAX: Final = 40
"""Different characters beyond Latin-1 up to which they are replaced one after the other."""


def fold_text(text: str) -> str:
    """Return only what is compared: letters and digits without case and accents, nothing between them."""
    try:
        roh = text.encode("latin-1")
    except UnicodeEncodeError:
        # Mostly a few dashes and quotation marks stand in the way.
        fremde = [zeichen for zeichen in set(text) if zeichen > "\xff"]
        if len(fremde) > _FREMDE_MAX or not all(_folding[ord(zeichen)].isascii() for zeichen in fremde):
            return text.translate(_folding)
        for zeichen in fremde:
            text = text.replace(zeichen, _folding[ord(zeichen)])
        roh = text.encode("latin-1")
    for byte, ersatz in _MEHRFACH.items():
        roh = roh.replace(byte, ersatz)
    return roh.translate(_EINFACH, _NICHTS).decode("latin-1")


@dataclass(frozen=True, slots=True)
class _Needle:
    text: str
    herkunft: str
    allein: bool = False
    nur_ganz: bool = False


class _Verzeichnis:
    """Where in which needle a piece of ``kern`` characters stands: at the first ``raster`` places of each."""

    def __init__(self, kern: int, raster: int) -> None:
        self.kern, self.raster = kern, raster
        self._blicke = re.compile(f".{{{kern}}}" if raster == kern else f"(?=(.{{{kern}}})).{{{raster}}}", re.DOTALL)
        self._needles: list[_Needle] = []
        # Mostly one place for a piece, written as needle times raster plus place: there are hundreds of thousands.
        self._orte: dict[str, int | tuple[int, ...]] = {}

    def takes(self, needle: _Needle) -> bool:
        """Return whether the needle is long enough to be met by a look at every ``raster``-th place."""
        return len(needle.text) >= self.kern + self.raster - 1

    def add(self, needle: _Needle) -> None:
        for offset in range(self.raster):
            kern = needle.text[offset : offset + self.kern]
            ort = len(self._needles) * self.raster + offset
            bisher = self._orte.get(kern)
            if bisher is None:
                self._orte[kern] = ort
            else:
                self._orte[kern] = (*(bisher if isinstance(bisher, tuple) else (bisher,)), ort)
        self._needles.append(needle)

    def search(self, gefaltet: str) -> Iterator[tuple[_Needle, int]]:
        kern, raster, orte = self.kern, self.raster, self._orte
        # Mostly there is nothing, and the looks are quickest all at once.
        if not orte or orte.keys().isdisjoint(self._blicke.findall(gefaltet)):
            return
        anfaenge = range(0, len(gefaltet) - kern + 1, raster)
        for ab in [ab for ab in anfaenge if gefaltet[ab : ab + kern] in orte]:
            gefunden = orte[gefaltet[ab : ab + kern]]
            for ort in gefunden if isinstance(gefunden, tuple) else (gefunden,):
                nummer, offset = divmod(ort, raster)
                needle = self._needles[nummer]
                if ab >= offset and gefaltet.startswith(needle.text, ab - offset):
                    yield needle, ab - offset


class Abgleich:
    """The confidential texts, ready to be searched for in any number of places. Linear in the text searched."""

    def __init__(self, geheimnisse: Iterable[Geheimnis], erlaubt: Iterable[str] = ()) -> None:
        frei = [fold_text(_plain(text)) for text in erlaubt]
        # The parts of a tag tree say the same few things tens of thousands of times.
        self._reine: tuple[set[str], set[str]] = set(), set()
        needles = {needle.text: needle for geheimnis in geheimnisse for needle in _needles_of(geheimnis)}
        self._load(needles.values())
        # The permitted texts are searched with the same machinery, then what was found there is taken out.
        bekannt = {needle.text for needle, _ in self._search("\n".join(frei))}.union(frei)
        if not bekannt.isdisjoint(needles):
            self._load(needle for needle in needles.values() if needle.text not in bekannt)

    def _load(self, needles: Iterable[_Needle]) -> None:
        self._stufen = [_Verzeichnis(kern, raster) for kern, raster in _STUFEN]
        self._kurz: list[_Needle] = []
        self._ganz: dict[str, _Needle] = {}
        for needle in needles:
            if needle.nur_ganz:
                self._ganz[needle.text] = needle
                continue
            stufe = next((stufe for stufe in self._stufen if stufe.takes(needle)), None)
            if stufe is None:
                self._kurz.append(needle)
            else:
                stufe.add(needle)

    def find(self, stelle: Stelle) -> Iterator[Fund]:
        """Yield what of the confidential texts is quoted at ``stelle``: the first quotation of each."""
        rein = self._reine[stelle.eintrag]
        if stelle.text in rein:
            return
        gefaltet = fold_text(stelle.text)
        gemeldet: set[str] = set()
        orte = array("L")
        ganz = self._ganz.get(gefaltet) if stelle.eintrag else None
        if ganz is not None:
            gemeldet.add(ganz.herkunft)
            yield Fund(stelle.wo, ganz.herkunft, stelle.text.strip(), stelle.seite)
        for needle, anfang in self._search(gefaltet):
            if needle.herkunft in gemeldet:
                continue
            orte = orte or _locate(stelle.text)
            von, bis = orte[anfang], orte[anfang + len(needle.text) - 1] + 1
            if needle.allein and not _stands_alone(stelle.text, von, bis):
                continue
            gemeldet.add(needle.herkunft)
            yield Fund(stelle.wo, needle.herkunft, _quote(stelle.text, von, bis), stelle.seite)
        if not gemeldet and len(stelle.text) <= REIN_ZEICHEN and len(rein) < REIN_MAX:
            rein.add(stelle.text)

    def _search(self, gefaltet: str) -> Iterator[tuple[_Needle, int]]:
        for needle in self._kurz:
            ab = gefaltet.find(needle.text)
            while ab >= 0:
                yield needle, ab
                ab = gefaltet.find(needle.text, ab + 1)
        for stufe in self._stufen:
            yield from stufe.search(gefaltet)


def _plain(text: str) -> str:
    return html.unescape(_MARKE.sub(" ", text)) if "<" in text or "&" in text else text


def _needles_of(geheimnis: Geheimnis) -> Iterator[_Needle]:
    text = unicodedata.normalize("NFC", _plain(geheimnis.text)).replace("\u00ad", "")
    umschrift = text.translate(_UMSCHRIFT)
    for fassung in {text, umschrift}:
        yield from _cut(_WORT.findall(fassung), geheimnis.herkunft)
        for satz in _SATZENDE.split(fassung):
            woerter = _WORT.findall(satz)
            if sum(map(_counts, woerter)) == SATZ:
                yield _Needle(fold_text("".join(woerter)), geheimnis.herkunft)


def _cut(woerter: list[str], herkunft: str) -> Iterator[_Needle]:
    zaehlend = [stelle for stelle, wort in enumerate(woerter) if _counts(wort)]
    if len(zaehlend) <= FENSTER:
        ganz = fold_text("".join(woerter))
        if ganz:
            allein = len(woerter) == 1 and len(ganz) < WORT_ALLEIN and ganz.isalpha()
            yield _Needle(ganz, herkunft, allein=allein, nur_ganz=len(ganz) < KURZ)
        return
    for erste, letzte in zip(zaehlend, zaehlend[FENSTER - 1 :], strict=False):
        yield _Needle(fold_text("".join(woerter[erste : letzte + 1])), herkunft)


def _counts(wort: str) -> bool:
    return len(wort) >= 4 and wort.isalpha() and wort.lower() not in FUELLWOERTER


def _locate(text: str) -> "array[int]":
    """Return for every folded character where in ``text`` it comes from."""
    return array("L", (stelle for stelle, zeichen in enumerate(text) for _ in _folding[ord(zeichen)]))


def _stands_alone(text: str, von: int, bis: int) -> bool:
    davor = text[von - 1] if von else " "
    danach = text[bis] if bis < len(text) else " "
    return not (davor.isalnum() or danach.isalnum())


def _quote(text: str, von: int, bis: int) -> str:
    links = max(0, von - AUSSCHNITT)
    ausschnitt = " ".join(text[links : min(bis, von + 240) + AUSSCHNITT].split())
    return ("… " if links else "") + ausschnitt + (" …" if bis + AUSSCHNITT < len(text) else "")
