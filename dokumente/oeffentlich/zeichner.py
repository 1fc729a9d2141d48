"""What a page paints, in the order in which it paints: text with its place and colour, and what may cover it."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from dokumente.oeffentlich.ebenen import Ebenen
from dokumente.oeffentlich.farben import Farbe, brightness_of
from dokumente.oeffentlich.geometrie import Kasten, Matrix, area_of
from dokumente.oeffentlich.grenzen import INHALT_MAX, Kontingent, read_strom
from dokumente.oeffentlich.lesen import lies_kasten, lies_matrix, lies_name, lies_zahl
from dokumente.oeffentlich.malen import ALLES, Flaeche
from dokumente.oeffentlich.schriften import Schrift
from dokumente.oeffentlich.stift import Stift

_DECKEND: Final = 0.9
_VERSCHACHTELT: Final = 12
_VOLL: Final = 0.85
"""A shape that fills this part of its bounding box hides what is there."""
_TEILE_MAX: Final = 60
"""A path of more pieces is a drawing."""
_SCHABLONE: Final = 16
"""A stencil of at most so many dots is a filled box under another name."""
_FEHLER: Final = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError)


class Zeichner(Stift):
    """Follows the instructions of a page and the drawings it calls, and notes what they paint."""

    def __init__(self, kontingent: Kontingent, ebenen: Ebenen, schriften: dict[tuple[int, int], Schrift]) -> None:
        super().__init__(kontingent, ebenen, schriften)
        self._tiefe = 0
        self._pfad: list[list[tuple[float, float]]] = []
        self._schneiden = False

    def draw_seite(self, seite: pikepdf.Page) -> None:
        """Follow the content of a page."""
        inhalte = seite.obj.get("/Contents")
        for strom in inhalte if isinstance(inhalte, Array) else [inhalte]:
            if isinstance(strom, pikepdf.Stream):
                read_strom(strom, self._kontingent, hoechstens=INHALT_MAX)
        self._follow(seite, seite.resources if "/Resources" in seite else Dictionary())

    def draw_formular(self, strom: Object, matrix: Matrix | None = None) -> None:
        """Follow a drawing (form XObject), placed by ``matrix`` in addition to its own."""
        if self._tiefe >= _VERSCHACHTELT or not isinstance(strom, pikepdf.Stream):
            return
        read_strom(strom, self._kontingent, hoechstens=INHALT_MAX)
        gemerkt = (self._z, self._stapel, self._ressourcen, self._pfad, self._tm, self._zeile, self._marken)
        self._z, self._stapel, self._marken = copy.copy(self._z), [], [any(self._marken)]
        if matrix is not None:
            self._z.matrix = matrix.after(self._z.matrix)
        self._z.matrix = lies_matrix(strom.get("/Matrix")).after(self._z.matrix)
        kasten = lies_kasten(strom.get("/BBox"))
        if kasten is not None:
            self._z.schnitt = self._z.schnitt.cut(self._z.matrix.span(kasten))
        self._tiefe += 1
        self._follow(strom, strom.get("/Resources", self._ressourcen))
        self._tiefe -= 1
        self._z, self._stapel, self._ressourcen, self._pfad, self._tm, self._zeile, self._marken = gemerkt

    def _follow(self, quelle: Any, ressourcen: Any) -> None:
        self._ressourcen = ressourcen
        self._pfad = []
        try:
            with warnings.catch_warnings():
                # An unfinished last instruction is worth no line in the log.
                warnings.simplefilter("ignore")
                befehle = pikepdf.parse_content_stream(quelle)
        except (pikepdf.PdfError, TypeError, ValueError):
            # Unreadable instructions paint nothing; their raw bytes are searched elsewhere.
            return
        self._kontingent.take_schritte(len(befehle))
        for befehl in befehle:
            try:
                tun = _BEFEHLE.get(str(befehl.operator))
                if tun is not None:
                    tun(self, befehl.operands)
            except _FEHLER:
                # A viewer skips an instruction with wrong operands, so does this reader.
                continue

    def _begin(self, werte: Any) -> None:
        self._pfad.append([self._z.matrix.move(float(werte[0]), float(werte[1]))])

    def _extend(self, werte: Any) -> None:
        if self._pfad:
            self._pfad[-1].append(self._z.matrix.move(float(werte[-2]), float(werte[-1])))

    def _rectangle(self, werte: Any) -> None:
        x, y, breite, hoehe = map(float, werte)
        ecken = [(x, y), (x + breite, y), (x + breite, y + hoehe), (x, y + hoehe)]
        self._pfad.append([self._z.matrix.move(*ecke) for ecke in ecken])

    def _mark_schnitt(self, _: Any) -> None:
        self._schneiden = True

    def _end_pfad(self, _: Any = None) -> None:
        if self._schneiden and self._pfad:
            self._z.schnitt = self._z.schnitt.cut(Kasten.around(punkt for teil in self._pfad for punkt in teil))
            self._z.schnitt_genau &= len(self._pfad) == 1 and _is_voll(self._pfad[0])
        self._schneiden = False
        self._pfad = []

    def _fill(self, _: Any) -> None:
        kaesten = [Kasten.around(teil) for teil in self._pfad]
        for teil, kasten in zip(self._pfad, kaesten, strict=True):
            if len(teil) > 2 and kasten.flaeche:
                # One shape inside another cuts a hole: a frame hides nothing.
                einzeln = len(kaesten) <= _TEILE_MAX and not any(_is_innen(kasten, anderer) for anderer in kaesten)
                self._note(kasten, self._z.farbe, "Fläche", deckend=einzeln and _is_voll(teil) and self._z.verlauf)
        self._end_pfad()

    def _stroke(self, _: Any) -> None:
        m = self._z.matrix
        halb = self._z.linie * abs(m.a * m.d - m.b * m.c) ** 0.5 / 2
        if halb >= 2:
            for teil in self._pfad:
                for (x0, y0), (x1, y1) in pairwise(teil):
                    if abs(x0 - x1) < 1 or abs(y0 - y1) < 1:
                        kasten = Kasten(min(x0, x1) - halb, min(y0, y1) - halb, max(x0, x1) + halb, max(y0, y1) + halb)
                        self._note(kasten, self._z.strichfarbe, "Linie")
        self._end_pfad()

    def _fill_stroke(self, werte: Any) -> None:
        pfad, schneiden = self._pfad, self._schneiden
        self._schneiden = False
        self._fill(werte)
        self._pfad, self._schneiden = pfad, schneiden
        self._stroke(werte)

    def _shade(self, _: Any) -> None:
        if self._z.schnitt != ALLES:
            self._note(self._z.schnitt, None, "Verlauf")

    def _note(self, kasten: Kasten, farbe: Farbe | None, art: str, *, deckend: bool = True) -> None:
        self._nr += 1
        dunkel = farbe is not None and brightness_of(farbe) < 0.2
        wirkt = self._z.mischung in ("/Normal", "/Compatible") or (
            self._z.mischung in ("/Multiply", "/Darken") and dunkel
        )
        sichtbar = kasten.cut(self._z.schnitt)
        if self._aus or sichtbar.flaeche < 4:
            return
        sicher = deckend and wirkt and self._z.schnitt_genau and self._z.deckung >= _DECKEND
        self.inhalt.flaechen.append(Flaeche(self._nr, sichtbar, farbe if sicher else None, art, sicher))

    def _paint(self, werte: Any) -> None:
        objekt = self._ressourcen["/XObject"][lies_name(werte[0])]
        aus = self._ebenen.is_aus(objekt.get("/OC"))
        self._marken.append(aus)
        if objekt.get("/Subtype") == Name.Form:
            self.draw_formular(objekt)
        elif objekt.get("/Subtype") == Name.Image:
            self._paint_bild(objekt)
        self._marken.pop()

    def _paint_bild(self, bild: Any) -> None:
        kasten = self._z.matrix.span(Kasten(0, 0, 1, 1))
        if bild.get("/ImageMask") or bild.get("/IM"):
            punkte = lies_zahl(bild.get("/Width", bild.get("/W"))) * lies_zahl(bild.get("/Height", bild.get("/H")))
            self._note(kasten, self._z.farbe, "Fläche", deckend=punkte <= _SCHABLONE)
        else:
            self._note(kasten, None, "Bild", deckend="/SMask" not in bild and "/Mask" not in bild)

    def _paint_inline(self, werte: Any) -> None:
        self._paint_bild(werte[0].obj)


def _is_voll(teil: list[tuple[float, float]]) -> bool:
    kasten = Kasten.around(teil)
    return area_of(teil) >= _VOLL * kasten.flaeche


def _is_innen(eines: Kasten, anderes: Kasten) -> bool:
    """Return whether one of two different boxes lies within the other."""
    return eines is not anderes and (eines.share_in(anderes) > _VOLL or anderes.share_in(eines) > _VOLL)


_BEFEHLE: Final[dict[str, Callable[[Any, Any], None]]] = {
    "q": Zeichner._push,
    "Q": Zeichner._pop,
    "cm": Zeichner._transform,
    "gs": Zeichner._use_zustand,
    "w": Zeichner._set_linie,
    **dict.fromkeys(("g", "rg", "k"), Zeichner._set_grau),
    **dict.fromkeys(("G", "RG", "K"), Zeichner._set_strichgrau),
    "cs": Zeichner._set_raum,
    "CS": Zeichner._set_strichraum,
    **dict.fromkeys(("sc", "scn"), Zeichner._set_farbe),
    **dict.fromkeys(("SC", "SCN"), Zeichner._set_strichfarbe),
    **dict.fromkeys(("BDC", "BMC"), Zeichner._mark),
    "EMC": Zeichner._unmark,
    "m": Zeichner._begin,
    **dict.fromkeys(("l", "c", "v", "y"), Zeichner._extend),
    "re": Zeichner._rectangle,
    **dict.fromkeys(("W", "W*"), Zeichner._mark_schnitt),
    "n": Zeichner._end_pfad,
    **dict.fromkeys(("f", "F", "f*"), Zeichner._fill),
    **dict.fromkeys(("B", "B*", "b", "b*"), Zeichner._fill_stroke),
    **dict.fromkeys(("S", "s"), Zeichner._stroke),
    "sh": Zeichner._shade,
    "Do": Zeichner._paint,
    "INLINE IMAGE": Zeichner._paint_inline,
    "BT": Zeichner._begin_text,
    "Tf": Zeichner._choose_schrift,
    "Tc": Zeichner._set_abstand,
    "Tw": Zeichner._set_wortabstand,
    "Tz": Zeichner._set_streckung,
    "TL": Zeichner._set_zeilenhoehe,
    "Ts": Zeichner._set_hoehe,
    "Tr": Zeichner._set_modus,
    "Tm": Zeichner._place,
    "Td": Zeichner._advance,
    "TD": Zeichner._advance_leading,
    "T*": Zeichner._next_line,
    "Tj": Zeichner._show,
    "TJ": Zeichner._show_teile_of,
    "'": Zeichner._show_next_line,
    '"': Zeichner._show_spaced,
}
