"""The lists of an OpenDocument text: which number an item bears, where lists go on after something else."""

from dataclasses import replace
from typing import Final
from xml.etree.ElementTree import Element

from dokumente.anlagen.texte.odt_stile import TEXT, Listenebene, Stile, zahl_of
from dokumente.rules.absaetze import Absatz, Absatzart, Lauf

_XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"


class Listenzaehler:
    """Counts items while the document goes by in its order."""

    def __init__(self, stile: Stile) -> None:
        self._stile = stile
        self._staende: list[int | None] = []
        self._zuletzt: dict[str, int] = {}
        self._nach_id: dict[str, str] = {}
        self._kennung = ""
        self._anzahl = 0
        self._titel: dict[int, int] = {}

    def begin(self, liste: Element, stil: str, tiefe: int) -> None:
        """Begin a list, or go on with one that something else interrupted."""
        del self._staende[tiefe:]
        self._staende += [None] * (tiefe + 1 - len(self._staende))
        if tiefe:
            return
        weiter = liste.get(f"{TEXT}continue-list") or ""
        if weiter and weiter in self._nach_id:
            self._kennung = self._nach_id[weiter]
            self._staende[0] = self._zuletzt.get(self._kennung)
        elif liste.get(f"{TEXT}continue-numbering") == "true":
            self._staende[0] = self._zuletzt.get(stil)
            self._kennung = self._kennung or stil
        else:
            self._anzahl += 1
            self._kennung = f"{stil} {self._anzahl}"
        self._nach_id[liste.get(_XML_ID) or ""] = self._kennung

    def place(self, absatz: Absatz, punkt: Element, stil: str, tiefe: int, *, is_erster: bool) -> Absatz:
        """Return a paragraph inside a list as item or, if it is not the first of its item, as what goes on with one."""
        if absatz.art is Absatzart.UEBERSCHRIFT:
            return absatz
        if not is_erster:
            return replace(absatz, art=Absatzart.FOLGE, ebene=tiefe)
        wie = self._stile.ebene_of(stil, tiefe)
        zahl = self._count(punkt, wie, stil, tiefe)
        if wie.is_darstellbar:
            art = wie.art if wie.is_nummer else ""
            return replace(
                absatz, art=Absatzart.PUNKT, ebene=tiefe, zaehlart=art, zahl=zahl if art else 0, liste=self._kennung
            )
        oben = [self._stile.ebene_of(stil, n) for n in range(tiefe + 1)]
        zeichen = wie.show([stand or 1 for stand in self._staende], oben)
        laeufe = (Lauf(f"{zeichen} "), *absatz.laeufe)
        if tiefe and self._stile.ebene_of(stil, tiefe - 1).is_darstellbar:
            return replace(absatz, art=Absatzart.FOLGE, ebene=tiefe - 1, laeufe=laeufe)
        return replace(absatz, laeufe=laeufe)

    def count_ueberschrift(self, titel: Element, ebene: int) -> str:
        """Return the number of a heading, empty where headings bear none."""
        wie = self._stile.ebene_of("", ebene - 1)
        if not wie.is_nummer or titel.get(f"{TEXT}is-list-header") == "true":
            return ""
        self._titel = {n: stand for n, stand in self._titel.items() if n <= ebene}
        beginn = titel.get(f"{TEXT}start-value") if titel.get(f"{TEXT}restart-numbering") == "true" else None
        self._titel[ebene] = zahl_of(beginn, self._titel.get(ebene, wie.start - 1) + 1)
        staende = [self._titel.get(n, 1) for n in range(1, ebene + 1)]
        return wie.show(staende, [self._stile.ebene_of("", n) for n in range(ebene)])

    def _count(self, punkt: Element, wie: Listenebene, stil: str, tiefe: int) -> int:
        self._staende += [None] * (tiefe + 1 - len(self._staende))
        del self._staende[tiefe + 1 :]
        davor = self._staende[tiefe]
        naechste = wie.start if davor is None else davor + 1
        zahl = zahl_of(punkt.get(f"{TEXT}start-value"), naechste)
        self._staende[tiefe] = zahl
        if not tiefe:
            self._zuletzt[stil] = self._zuletzt[self._kennung] = zahl
        return zahl
