"""The styles of a Word file: what a paragraph or a run is by its style, by the one that is based on, and by itself."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AUS: Final = frozenset({"0", "false", "off", "none"})
_TIEFE_MAX: Final = 20
_UEBERSCHRIFT: Final = ("heading ", "überschrift ")
_ZITATE: Final = frozenset({"quote", "intense quote", "zitat", "intensives zitat", "block text", "quotations"})
_FORTSETZUNGEN: Final = ("list continue", "listenfortsetzung")
_KEIN_TITEL: Final = 9
_AUSRICHTUNGEN: Final = {"center": "center", "right": "right", "end": "right"}


def is_an(eigenschaften: Element | None, name: str) -> bool | None:
    """Return whether a switch such as ``w:b`` is on or off, None where nothing is said."""
    schalter = eigenschaften.find(f"{W}{name}") if eigenschaften is not None else None
    return None if schalter is None else schalter.get(f"{W}val", "true") not in _AUS


def wert_of(element: Element | None, pfad: str) -> str:
    """Return the value of an element below, empty where there is none."""
    ziel = element.find("/".join(f"{W}{teil}" for teil in pfad.split("/"))) if element is not None else None
    return (ziel.get(f"{W}val") or "") if ziel is not None else ""


class Stile:
    """The styles by their id."""

    def __init__(self, wurzel: Element | None) -> None:
        alle = wurzel.findall(f"{W}style") if wurzel is not None else []
        self._stile = {stil.get(f"{W}styleId") or "": stil for stil in alle}
        vorgaben = (s for s in alle if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default", "0") not in _AUS)
        self._vorgabe = next((s.get(f"{W}styleId") or "" for s in vorgaben), "")

    def iter_kette(self, kennung: str) -> Iterator[Element]:
        """Yield the style and those it is based on, nearest first."""
        for _ in range(_TIEFE_MAX):
            stil = self._stile.get(kennung)
            if stil is None:
                return
            yield stil
            kennung = wert_of(stil, "basedOn")

    def stil_of(self, absatz: Element) -> str:
        """Return the id of a paragraph's style."""
        return wert_of(absatz, "pPr/pStyle") or self._vorgabe

    def is_gesetzt(self, lauf: Element, absatzstil: str, name: str) -> bool:
        """Return whether a switch holds for a run: by itself, by its own style, by its paragraph's."""
        eigenes = is_an(lauf.find(f"{W}rPr"), name)
        if eigenes is not None:
            return eigenes
        for kennung in (wert_of(lauf, "rPr/rStyle"), absatzstil):
            for stil in self.iter_kette(kennung):
                gesagt = is_an(stil.find(f"{W}rPr"), name)
                if gesagt is not None:
                    return gesagt
        return False

    def stellung_of(self, lauf: Element) -> str:
        """Return ``superscript``, ``subscript`` or nothing, whether it is said so or letters are moved up or down."""
        for quelle in (lauf, *self.iter_kette(wert_of(lauf, "rPr/rStyle"))):
            if stellung := wert_of(quelle, "rPr/vertAlign"):
                return stellung
            verschiebung = wert_of(quelle, "rPr/position")
            if verschiebung.strip("-0"):
                return "subscript" if verschiebung.startswith("-") else "superscript"
        return ""

    def ebene_of(self, absatz: Element) -> int:
        """Return the level of a heading from 1, 0 for every other paragraph."""
        eigene = wert_of(absatz, "pPr/outlineLvl")
        if eigene.isdecimal():
            return int(eigene) + 1 if int(eigene) < _KEIN_TITEL else 0
        for stil in self.iter_kette(self.stil_of(absatz)):
            name = wert_of(stil, "name").casefold()
            for anfang in _UEBERSCHRIFT:
                if name.startswith(anfang) and name.removeprefix(anfang).isdecimal():
                    return int(name.removeprefix(anfang))
            gesagt = wert_of(stil, "pPr/outlineLvl")
            if gesagt.isdecimal():
                return int(gesagt) + 1 if int(gesagt) < _KEIN_TITEL else 0
        return 0

    def is_zitat(self, absatz: Element) -> bool:
        """Return whether the paragraph is set as a quotation."""
        return any(wert_of(s, "name").casefold() in _ZITATE for s in self.iter_kette(self.stil_of(absatz)))

    def is_fortsetzung(self, absatz: Element) -> bool:
        """Return whether the paragraph is set as one that goes on with an item of a list."""
        namen = (wert_of(stil, "name").casefold() for stil in self.iter_kette(self.stil_of(absatz)))
        return any(name.startswith(_FORTSETZUNGEN) for name in namen)

    def einzug_of(self, absatz: Element, *, eigener: int = 0) -> int:
        """Return how far a paragraph stands in on the left, in twentieths of a point.

        ``eigener`` is what its list says, which goes before its style.
        """
        for quelle in [absatz, *([] if eigener else self.iter_kette(self.stil_of(absatz)))]:
            einzug = quelle.find(f"{W}pPr/{W}ind")
            roh = (einzug.get(f"{W}left") or einzug.get(f"{W}start") or "") if einzug is not None else ""
            if roh.lstrip("-").isdecimal():
                return int(roh)
        return eigener

    def ausrichtung_of(self, absatz: Element) -> str:
        """Return ``center`` or ``right`` where a paragraph or its style says so, else nothing.

        Left is where a paragraph stands anyway; some programs say so of each.
        """
        for quelle in (absatz, *self.iter_kette(self.stil_of(absatz))):
            if gesagt := wert_of(quelle, "pPr/jc"):
                return _AUSRICHTUNGEN.get(gesagt, "")
        return ""

    def nummerierung_of(self, absatz: Element) -> tuple[str, str, str]:
        """Return list, level (empty where not said) and the id of the style that says it."""
        eigene = absatz.find(f"{W}pPr/{W}numPr")
        liste, ebene = wert_of(eigene, "numId"), wert_of(eigene, "ilvl")
        if liste:
            return liste, ebene, self.stil_of(absatz) if not ebene else ""
        for stil in self.iter_kette(self.stil_of(absatz)):
            gesagt = stil.find(f"{W}pPr/{W}numPr")
            if gesagt is not None and (liste := wert_of(gesagt, "numId")):
                return liste, ebene or wert_of(gesagt, "ilvl"), stil.get(f"{W}styleId") or ""
        return "", "", ""
