"""The pen: graphics state, colours, layers and text of a page's instructions."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any, Final

from pikepdf import Array, Dictionary, Name

from dokumente.oeffentlich.ebenen import Ebenen, look_up_ebene
from dokumente.oeffentlich.farben import SCHWARZ, guess_farbe, mix_farbe, name_farbraum
from dokumente.oeffentlich.geometrie import Matrix
from dokumente.oeffentlich.grenzen import Kontingent
from dokumente.oeffentlich.lesen import lies_eintrag, lies_name, lies_text, lies_zahl
from dokumente.oeffentlich.malen import Buchstabe, Inhalt, Textstueck, Zustand
from dokumente.oeffentlich.schriften import Schrift

_LUECKE: Final = 0.18
"""A gap of this many type sizes inside a line of text stands for a blank."""
_STAPEL_MAX: Final = 500
_ZAHLEN: Final = (int, float, Decimal)


class Stift:
    """State, colour, marks and text. What covers is added by the class above."""

    def __init__(self, kontingent: Kontingent, ebenen: Ebenen, schriften: dict[tuple[int, int], Schrift]) -> None:
        self.inhalt = Inhalt()
        self._kontingent = kontingent
        self._ebenen = ebenen
        self._schriften = schriften
        self._nr = 0
        self._marken: list[bool] = []
        self._z = Zustand(Matrix())
        self._stapel: list[Zustand] = []
        self._ressourcen: Any = Dictionary()
        self._tm = self._zeile = Matrix()

    @property
    def _aus(self) -> bool:
        return any(self._marken)

    def _push(self, _: Any) -> None:
        if len(self._stapel) < _STAPEL_MAX:
            self._stapel.append(copy.copy(self._z))

    def _pop(self, _: Any) -> None:
        if self._stapel:
            self._z = self._stapel.pop()

    def _transform(self, werte: Any) -> None:
        self._z.matrix = _read_matrix(werte).after(self._z.matrix)

    def _use_zustand(self, werte: Any) -> None:
        angaben = self._ressourcen["/ExtGState"][lies_name(werte[0])]
        self._z.deckung = lies_zahl(angaben.get("/ca"), self._z.deckung)
        self._z.linie = lies_zahl(angaben.get("/LW"), self._z.linie)
        mischung = angaben.get("/BM", Name(self._z.mischung))
        self._z.mischung = lies_name(mischung[0] if isinstance(mischung, Array) else mischung)
        if isinstance(angaben.get("/SMask"), Dictionary):
            self._z.deckung = min(self._z.deckung, 0.5)
        if isinstance(angaben.get("/Font"), Array):
            self._set_schrift(angaben["/Font"][0], float(angaben["/Font"][1]))

    def _set_farbe(self, werte: Any) -> None:
        if werte and isinstance(werte[-1], Name):
            muster = self._ressourcen["/Pattern"][lies_name(werte[-1])]
            self._z.farbe, self._z.verlauf = None, muster.get("/PatternType") == 2
            return
        self._z.farbe = mix_farbe(self._z.farbraum, [float(wert) for wert in werte])
        self._z.verlauf = True

    def _set_strichfarbe(self, werte: Any) -> None:
        self._z.strichfarbe = mix_farbe(
            self._z.strichraum, [float(wert) for wert in werte if not isinstance(wert, Name)]
        )

    def _set_raum(self, werte: Any) -> None:
        self._z.farbraum, self._z.farbe = name_farbraum(werte[0], self._ressourcen), SCHWARZ

    def _set_strichraum(self, werte: Any) -> None:
        self._z.strichraum, self._z.strichfarbe = name_farbraum(werte[0], self._ressourcen), SCHWARZ

    def _set_grau(self, werte: Any) -> None:
        self._z.farbraum, self._z.farbe, self._z.verlauf = "", guess_farbe([float(wert) for wert in werte]), True

    def _set_strichgrau(self, werte: Any) -> None:
        self._z.strichraum, self._z.strichfarbe = "", guess_farbe([float(wert) for wert in werte])

    def _set_linie(self, werte: Any) -> None:
        self._z.linie = float(werte[0])

    def _mark(self, werte: Any) -> None:
        angaben = look_up_ebene(self._ressourcen, werte[1]) if len(werte) > 1 else None
        if isinstance(angaben, Dictionary):
            for schluessel in ("/ActualText", "/Alt", "/E"):
                if schluessel in angaben:
                    self.inhalt.marken.append(lies_text(angaben[schluessel]))
        self._marken.append(werte[0] == Name.OC and self._ebenen.is_aus(angaben))

    def _unmark(self, _: Any) -> None:
        if self._marken:
            self._marken.pop()

    # Text: the names of the operators stand in the table of ``zeichner``.

    def _begin_text(self, _: Any) -> None:
        self._tm = self._zeile = Matrix()

    def _choose_schrift(self, werte: Any) -> None:
        self._set_schrift(lies_eintrag(self._ressourcen, "/Font", lies_name(werte[0])), float(werte[1]))

    def _set_schrift(self, angaben: Any, groesse: float) -> None:
        self._z.groesse, self._z.schrift = groesse, None
        if not isinstance(angaben, Dictionary):
            return
        schrift = self._schriften.get(angaben.objgen) if angaben.is_indirect else None
        if schrift is None:
            schrift = Schrift(angaben, self._kontingent)
            if angaben.is_indirect:
                self._schriften[angaben.objgen] = schrift
        self._z.schrift = schrift

    def _set_abstand(self, werte: Any) -> None:
        self._z.abstand = float(werte[0])

    def _set_wortabstand(self, werte: Any) -> None:
        self._z.wortabstand = float(werte[0])

    def _set_streckung(self, werte: Any) -> None:
        self._z.streckung = float(werte[0]) / 100

    def _set_zeilenhoehe(self, werte: Any) -> None:
        self._z.zeilenhoehe = float(werte[0])

    def _set_hoehe(self, werte: Any) -> None:
        self._z.hoehe = float(werte[0])

    def _set_modus(self, werte: Any) -> None:
        self._z.modus = int(werte[0])

    def _place(self, werte: Any) -> None:
        self._tm = self._zeile = _read_matrix(werte)

    def _advance(self, werte: Any) -> None:
        self._zeile = Matrix(e=float(werte[0]), f=float(werte[1])).after(self._zeile)
        self._tm = self._zeile

    def _advance_leading(self, werte: Any) -> None:
        self._z.zeilenhoehe = -float(werte[1])
        self._advance(werte)

    def _next_line(self, _: Any) -> None:
        self._advance((0, -self._z.zeilenhoehe))

    def _show(self, werte: Any) -> None:
        self._show_teile([werte[0]])

    def _show_teile_of(self, werte: Any) -> None:
        self._show_teile(list(werte[0]))

    def _show_next_line(self, werte: Any) -> None:
        self._next_line(werte)
        self._show(werte)

    def _show_spaced(self, werte: Any) -> None:
        self._z.wortabstand, self._z.abstand = float(werte[0]), float(werte[1])
        self._show_next_line(werte[2:])

    def _show_teile(self, teile: list[Any]) -> None:
        z = self._z
        schrift = z.schrift
        if schrift is None:
            return
        zeile = _Zeile(schrift, z, [float(t) if isinstance(t, _ZAHLEN) else bytes(t) for t in teile])
        text, anzahl = zeile.measure()
        if anzahl:
            self._nr += 1
            self._kontingent.take_schritte(anzahl)
            ort = Matrix(f=z.hoehe).after(self._tm).after(z.matrix)
            self.inhalt.stuecke.append(
                Textstueck(self._nr, text, zeile.von, zeile.bis, zeile.spread, ort, z.groesse, copy.copy(z), self._aus)
            )
        self._tm = Matrix(e=zeile.stelle).after(self._tm)


class _Zeile:
    """What one operator shows: strings and jumps between them. ``stelle`` is where the pen stands afterwards."""

    def __init__(self, schrift: Schrift, z: Zustand, teile: list[float | bytes]) -> None:
        self._schrift, self._teile = schrift, teile
        self._mass = z.groesse * z.streckung
        self._abstand = z.abstand * z.streckung
        self._wortabstand = 0.0 if schrift.breit else z.wortabstand * z.streckung
        self.von = self.bis = self.stelle = 0.0

    def measure(self) -> tuple[str, int]:
        """Return text and number of letters. Most readers want no more: no letter is looked at by itself."""
        texte: list[str] = []
        anzahl = 0
        for teil in self._teile:
            if isinstance(teil, float):
                if teil < -_LUECKE * 1000 and anzahl:
                    texte.append(" ")
                    anzahl, self.bis = anzahl + 1, self.stelle
                self.stelle -= teil / 1000 * self._mass
                continue
            text, weite, laenge = self._schrift.measure(teil)
            if not laenge:
                continue
            if not anzahl:
                self.von = self.stelle
            texte.append(text)
            anzahl += laenge
            self.stelle += weite * self._mass + laenge * self._abstand
            self.bis = self.stelle - self._abstand
            if self._wortabstand:
                leer = self._schrift.count_leere(teil)
                self.stelle += leer * self._wortabstand
                self.bis += (leer - text.endswith(" ")) * self._wortabstand
        return "".join(texte), anzahl

    def spread(self) -> list[Buchstabe]:
        """Return every letter with its place."""
        stelle = 0.0
        zeichen: list[Buchstabe] = []
        for teil in self._teile:
            if isinstance(teil, float):
                if teil < -_LUECKE * 1000 and zeichen:
                    zeichen.append((" ", stelle, stelle))
                stelle -= teil / 1000 * self._mass
                continue
            for text, weite in self._schrift.read(teil):
                ende = stelle + weite * self._mass
                zeichen.append((text, stelle, ende))
                stelle = ende + self._abstand + (self._wortabstand if text == " " else 0.0)
        return zeichen


def _read_matrix(werte: Any) -> Matrix:
    a, b, c, d, e, f = map(float, werte)
    return Matrix(a, b, c, d, e, f)
