"""Text that lies on a page and is not seen: suspected by what is painted over or under it, proven by pixels.

A page with a suspicion is painted with the suspected text, without it, and with nothing else. Ink of the last picture
that makes no difference between the first two is hidden, whatever hides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from PIL import Image, ImageChops
from pypdfium2 import PdfPage  # type: ignore[import-untyped]

from dokumente.anlagen.pdf.blaetter import PFAD, TEXT, Aufnahme, Farbe, Stueck, set_aktiv, set_farbe, set_sichtbar
from dokumente.anlagen.pdf.geometrie import Kasten
from dokumente.anlagen.pdf.grenzen import Quota

UNSICHTBAR: Final = frozenset({3, 7})
"""Ways of drawing letters that paint nothing."""
_FLAECHE: Final = frozenset({0, 4})
_GLEICH: Final = 13
"""Difference of two colours, of 255, that nobody sees."""
_TINTE: Final = 192
"""Darker pixels of black letters on white are ink, lighter ones the soft edge."""
_DECKEND: Final = 230
_WEISS: Final = (255, 255, 255)
_BAND: Final = 24.0
"""Height in points of the strips by which pieces are looked up."""


class Suspicion(NamedTuple):
    """A piece of text that may not be seen: what was painted over it, and whether it has the colour of its ground.

    ``erkannt``: it is drawn without ink, as text recognition does under a scan.
    """

    stueck: Stueck
    ueber: list[Stueck]
    farbgleich: bool = False
    erkannt: bool = False


def find_verdacht(stuecke: list[Stueck], rahmen: Kasten, quota: Quota) -> Iterator[Suspicion]:
    """Yield the text for which one has to look closer. Coarse: a frame around it is enough."""
    baender: dict[int, dict[int, Stueck]] = {}
    for stueck in stuecke:
        if stueck.art != TEXT and stueck.deckt:
            for band in _baender_of(stueck.kasten.cut(rahmen), quota):
                baender.setdefault(band, {})[stueck.nr] = stueck
    for stueck in stuecke:
        if stueck.art == TEXT:
            nahe: dict[int, Stueck] = {}
            for band in _baender_of(stueck.kasten.cut(rahmen), quota):
                nahe |= baender.get(band, {})
            quota.take_schritte(len(nahe) + 1)
            ueber = [d for nr, d in nahe.items() if nr > stueck.nr and d.kasten.meets(stueck.kasten)]
            farbgleich = _is_farbgleich(stueck, nahe.values())
            erkannt = bool(ueber) and stueck.modus in UNSICHTBAR
            # Text recognition under its scan is the rule and hides nothing: it is not worth painting the page.
            if farbgleich or (ueber and not (erkannt and all(d.is_bild for d in ueber))):
                yield Suspicion(stueck, ueber, farbgleich, erkannt)


def _baender_of(kasten: Kasten, quota: Quota) -> range:
    if not kasten.flaeche:
        return range(0)
    baender = range(int(kasten.y0 // _BAND), int(kasten.y1 // _BAND) + 1)
    quota.take_schritte(len(baender))
    return baender


def _is_farbgleich(stueck: Stueck, nahe: Iterable[Stueck]) -> bool:
    """Return whether the letters have the colour of what lies under them, be it a box or the paper."""
    farbe = stueck.farbe
    if farbe is None or stueck.modus not in _FLAECHE:
        return False
    unten = sorted((d for d in nahe if d.nr < stueck.nr and d.kasten.holds(stueck.kasten)), reverse=True)
    grund = next((d for d in unten if d.art != PFAD or d.fills(*stueck.kasten.mitte)), None)
    grundfarbe = grund.farbe if grund else (_WEISS, 255)
    return grundfarbe is not None and _differ(farbe[0], grundfarbe[0]) < _GLEICH


def _differ(eine: Farbe, andere: Farbe) -> int:
    return max(abs(a - b) for a, b in zip(eine, andere, strict=True))


@dataclass(frozen=True, slots=True)
class Blick:
    """What can be seen of some text: its ink, and which of it makes a difference without and with annotations."""

    aufnahme: Aufnahme
    tinte: Image.Image
    sichtbar: Image.Image
    mit_notizen: Image.Image

    def is_gemalt(self, kasten: Kasten) -> bool:
        """Return whether there is any ink at all: none in layers that are off, cut away or beside the page."""
        return _count(self.tinte, self.aufnahme.place(kasten)) > 0

    def is_verdeckt(self, kasten: Kasten, *, notizen: bool = False) -> bool:
        """Return whether more than half of the ink cannot be seen."""
        ort = self.aufnahme.place(kasten)
        bild = self.mit_notizen if notizen else self.sichtbar
        return 2 * _count(bild, ort) < _count(self.tinte, ort)


def _count(bild: Image.Image, ort: tuple[int, int, int, int]) -> int:
    return bild.crop(ort).histogram()[255]


def look(seite: PdfPage, stuecke: list[Stueck], suspicion: Iterable[Suspicion], *, notizen: bool) -> Blick:
    """Return what can be seen of the suspected text; the page's pieces are changed in doing so."""
    aufnahme = Aufnahme(seite)
    verdaechtig = [v.stueck for v in suspicion]
    _prepare(suspicion)
    mit = aufnahme.paint(), aufnahme.paint(notizen=True) if notizen else None
    set_aktiv(verdaechtig, False)
    ohne = aufnahme.paint(), aufnahme.paint(notizen=True) if notizen else None
    set_aktiv(stuecke, False)
    set_aktiv(verdaechtig, True)
    for stueck in verdaechtig:
        set_farbe(stueck, (0, 0, 0))
    tinte = aufnahme.paint().convert("L").point(lambda wert: 255 if wert < _TINTE else 0)
    sichtbar = _compare(mit[0], ohne[0], tinte)
    gesamt = _compare(mit[1], ohne[1], tinte) if mit[1] and ohne[1] else sichtbar
    return Blick(aufnahme, tinte, sichtbar, gesamt)


def _prepare(suspicion: Iterable[Suspicion]) -> None:
    for eines in suspicion:
        # What text recognition wrote is judged as if it were printed.
        if eines.erkannt:
            set_sichtbar(eines.stueck)
        for decke in eines.ueber:
            farbe = decke.farbe
            if farbe and farbe[1] >= _DECKEND:
                set_farbe(decke, farbe[0])


def _compare(mit: Image.Image, ohne: Image.Image, tinte: Image.Image) -> Image.Image:
    """Return the ink that is seen."""
    rot, gruen, blau = ImageChops.difference(mit, ohne).split()
    unterschied = ImageChops.lighter(ImageChops.lighter(rot, gruen), blau)
    return ImageChops.darker(unterschied.point(lambda wert: 255 if wert >= _GLEICH else 0), tinte)
