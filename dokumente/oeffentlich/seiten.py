"""Pages as a sceptical reader sees them: all text in the order of the file, and which of it the eye does not see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pikepdf

from dokumente.oeffentlich.ebenen import Ebenen
from dokumente.oeffentlich.farben import WEISS, is_gleich
from dokumente.oeffentlich.geometrie import Kasten
from dokumente.oeffentlich.grenzen import Kontingent
from dokumente.oeffentlich.lesen import lies_eintrag, lies_kasten, lies_liste
from dokumente.oeffentlich.malen import Flaeche, Inhalt, Textstueck
from dokumente.oeffentlich.schriften import Schrift
from dokumente.oeffentlich.zeichner import Zeichner

WINZIG: Final = 1.5
"""Type below this size in points cannot be read on paper."""

_DURCHSICHTIG: Final = 0.08
_MODUS_UNSICHTBAR: Final = frozenset({3, 7})
_MODUS_FLAECHE: Final = frozenset({0, 4})
_LUECKE: Final = 0.18
_A4: Final = Kasten(0, 0, 595, 842)


@dataclass(slots=True)
class Seite:
    """A page that was read."""

    nummer: int
    rahmen: Kasten
    inhalt: Inhalt
    quelle: pikepdf.Page = field(repr=False)


class Seitenleser:
    """Reads the pages of one file; fonts are understood once."""

    def __init__(self, pdf: pikepdf.Pdf, kontingent: Kontingent) -> None:
        self._pdf = pdf
        self._kontingent = kontingent
        self._schriften: dict[tuple[int, int], Schrift] = {}
        self.ebenen = Ebenen(pdf.Root)

    def read_seiten(self) -> Iterator[Seite]:
        """Yield every page in order."""
        for nummer, seite in enumerate(self._pdf.pages, start=1):
            zeichner = self.new_zeichner()
            zeichner.draw_seite(seite)
            yield Seite(nummer, read_rahmen(seite), zeichner.inhalt, seite)

    def new_zeichner(self) -> Zeichner:
        """Return a reader for a drawing outside the page's content, such as the look of an annotation."""
        return Zeichner(self._kontingent, self.ebenen, self._schriften)


def read_rahmen(seite: pikepdf.Page) -> Kasten:
    """Return the visible part of a page."""
    blatt = lies_kasten(_lies_rahmen(seite, "mediabox")) or _A4
    zuschnitt = lies_kasten(_lies_rahmen(seite, "cropbox"))
    rahmen = blatt.cut(zuschnitt) if zuschnitt else blatt
    return rahmen if rahmen.flaeche else blatt


def _lies_rahmen(seite: pikepdf.Page, name: str) -> object:
    """Return a box of a page that it may inherit, None where it has none."""
    try:
        wert: object = getattr(seite, name)
    except (AttributeError, pikepdf.PdfError, RuntimeError, TypeError):
        return None
    return wert


class Raster:
    """Finds covering areas by place without looking at all of them."""

    _FELDER: Final = 24

    def __init__(self, flaechen: Iterable[Flaeche], rahmen: Kasten, kontingent: Kontingent) -> None:
        self._rahmen = rahmen
        self._schritt = max(rahmen.x1 - rahmen.x0, rahmen.y1 - rahmen.y0, 1.0) / self._FELDER
        self._kontingent = kontingent
        self._felder: dict[tuple[int, int], list[Flaeche]] = {}
        self._letzte = 0
        for flaeche in flaechen:
            if flaeche.deckend:
                self._letzte = max(self._letzte, flaeche.nr)
            for feld in self._felder_of(flaeche.kasten.cut(rahmen)):
                self._felder.setdefault(feld, []).append(flaeche)

    def _felder_of(self, kasten: Kasten) -> Iterator[tuple[int, int]]:
        if not kasten.flaeche:
            return
        x0, y0 = self._feld(kasten.x0, kasten.y0)
        x1, y1 = self._feld(kasten.x1, kasten.y1)
        for spalte in range(x0, x1 + 1):
            for zeile in range(y0, y1 + 1):
                self._kontingent.take_schritte()
                yield spalte, zeile

    def _feld(self, x: float, y: float) -> tuple[int, int]:
        return int((x - self._rahmen.x0) / self._schritt), int((y - self._rahmen.y0) / self._schritt)

    def has_over(self, nr: int) -> bool:
        """Return whether anything that covers is painted after ``nr``."""
        return nr < self._letzte

    def find_over(self, kasten: Kasten, nr: int, anteil: float = 0.5) -> Flaeche | None:
        """Return an area painted after ``nr`` that hides the middle and at least ``anteil`` of ``kasten``."""
        for flaeche in reversed(self._at(kasten)) if self.has_over(nr) else ():
            self._kontingent.take_schritte()
            if flaeche.nr <= nr:
                return None
            if flaeche.deckend and _has_mitte(flaeche.kasten, kasten) and kasten.share_in(flaeche.kasten) >= anteil:
                return flaeche
        return None

    def find_under(self, kasten: Kasten, nr: int) -> Flaeche | None:
        """Return the topmost area painted before ``nr`` under the middle of ``kasten``."""
        for flaeche in reversed(self._at(kasten)):
            self._kontingent.take_schritte()
            if flaeche.nr < nr and _has_mitte(flaeche.kasten, kasten):
                return flaeche
        return None

    def _at(self, kasten: Kasten) -> list[Flaeche]:
        return self._felder.get(self._feld((kasten.x0 + kasten.x1) / 2, (kasten.y0 + kasten.y1) / 2), [])


def _has_mitte(flaeche: Kasten, kasten: Kasten) -> bool:
    x, y = (kasten.x0 + kasten.x1) / 2, (kasten.y0 + kasten.y1) / 2
    return flaeche.x0 <= x <= flaeche.x1 and flaeche.y0 <= y <= flaeche.y1


def explain_verborgen(stueck: Textstueck, rahmen: Kasten, raster: Raster) -> str:
    """Return in German why the eye does not see this text; empty if it does. Text under an area is not meant."""
    z = stueck.zustand
    kasten = stueck.kasten
    gruende = (
        (stueck.aus, "in einer ausgeschalteten Ebene"),
        (z.modus in _MODUS_UNSICHTBAR, "unsichtbar gezeichnet"),
        (z.deckung < _DURCHSICHTIG, "durchsichtig"),
        (stueck.punkte < WINZIG, "winzig klein"),
        (not _meets(kasten, rahmen), "außerhalb der Seite"),
        (not _meets(kasten, z.schnitt), "abgeschnitten"),
        (is_farbgleich(stueck, raster), "in der Farbe des Untergrunds"),
    )
    return next((grund for trifft, grund in gruende if trifft), "")


def is_farbgleich(stueck: Textstueck, raster: Raster) -> bool:
    """Return whether the letters have the colour of what lies under them, be it a box or the paper."""
    farbe = stueck.zustand.farbe
    if farbe is None or stueck.zustand.modus not in _MODUS_FLAECHE:
        return False
    grund = raster.find_under(stueck.kasten, stueck.nr)
    grundfarbe = grund.farbe if grund else WEISS
    return grundfarbe is not None and is_gleich(farbe, grundfarbe)


def _meets(kasten: Kasten, rahmen: Kasten) -> bool:
    return kasten.x1 > rahmen.x0 and kasten.x0 < rahmen.x1 and kasten.y1 > rahmen.y0 and kasten.y0 < rahmen.y1


def join_stuecke(stuecke: Iterable[Textstueck]) -> str:
    """Return the text of the pieces in the order of the file, with blanks and line ends where the pen jumps."""
    teile: list[str] = []
    ende: tuple[float, float] | None = None
    for stueck in stuecke:
        anfang = stueck.matrix.move(stueck.von, 0)
        if ende is not None:
            groesse = stueck.punkte or 1
            if abs(anfang[1] - ende[1]) > groesse / 2:
                teile.append("\n")
            elif not -_LUECKE * groesse < anfang[0] - ende[0] < _LUECKE * groesse:
                teile.append(" ")
        teile.append(stueck.text)
        ende = stueck.matrix.move(stueck.bis, 0)
    return "".join(teile)


def read_erscheinungen(notiz: object) -> list[pikepdf.Object]:
    """Return every look an annotation has: normal, under the mouse, pressed, for each state."""
    looks: list[pikepdf.Object] = []
    for art in ("/N", "/R", "/D"):
        look = lies_eintrag(notiz, "/AP", art)
        if isinstance(look, pikepdf.Stream):
            looks.append(look)
        elif isinstance(look, pikepdf.Dictionary):
            looks += [teil for teil in look.values() if isinstance(teil, pikepdf.Stream)]
    return looks


def notizen_of(seite: pikepdf.Page) -> list[pikepdf.Dictionary]:
    """Return the annotations of a page."""
    return [notiz for notiz in lies_liste(seite.obj.get("/Annots")) if isinstance(notiz, pikepdf.Dictionary)]
