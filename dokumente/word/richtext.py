"""Sanitised rich text as paragraphs, lists and tables of a Word file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from docx.oxml.ns import qn

from dokumente.druck.pdf import DruckFehler
from dokumente.text.baum import parse_baum, write_baum
from dokumente.text.bilder import SCHEMA
from dokumente.text.tabellen import read_tabellen
from dokumente.word.bausteine import SCHRIFTSCHALTER, build_absatz, build_bild, build_lauf, build_link, element
from dokumente.word.datei import WordDatei
from dokumente.word.listen import EBENEN, EINZUG, is_anders
from dokumente.word.tabellen import build_tabelle

_ZEILENTEILE: Final = frozenset({*SCHRIFTSCHALTER, "a", "br", "img"})
_UEBERSCHRIFTEN: Final = {"h3": "Heading3", "h4": "Heading4"}
_ZITAT_EINZUG: Final = 567
_TIEFE_MAX: Final = 100
_ZU_TIEF: Final = "Der Text ist zu tief verschachtelt. Bitte rücken Sie Listen und Zitate aus."
_TABELLE: Final = qn("w:tbl")
_NACH_TABELLE: Final = "160"


@dataclass(frozen=True, slots=True)
class _Ort:
    """Where a paragraph stands: its style, the item it is the first of, how far it stands in, what all of it is."""

    stil: str = ""
    nummer: int = 0
    ebene: int = 0
    einzug: int = 0
    formate: tuple[str, ...] = ()


class Richtext:
    """Turns texts into parts of one file; ``load_bild`` returns the bytes of a picture by its checksum, if it can."""

    def __init__(self, datei: WordDatei, load_bild: Callable[[str], bytes | None]) -> None:
        self._datei, self._load_bild = datei, load_bild

    def build(self, html: str) -> list[Any]:
        """Return the paragraphs and tables of a sanitised text.

        :raises dokumente.druck.pdf.DruckFehler: when it is nested deeper than any paper.
        """
        baum = parse_baum(html)
        if any(sum(1 for _ in teil.iterancestors()) > _TIEFE_MAX for teil in baum.iter()):
            raise DruckFehler(_ZU_TIEF, am_text=True)
        bloecke = list(self._read_bloecke(baum, _Ort(), tiefe=-1))
        for davor, block in pairwise(bloecke):
            if davor.tag == _TABELLE and block.tag != _TABELLE:
                block.get_or_add_pPr().get_or_add_spacing().set(qn("w:before"), _NACH_TABELLE)
        return bloecke

    def _read_bloecke(self, eltern: Any, ort: _Ort, *, tiefe: int) -> Iterator[Any]:
        """Yield what stands in an element; loose letters between blocks are paragraphs, the first bears the number."""
        lose: list[Any] = self._write_laeufe(eltern.text, ort.formate, "")
        for kind in eltern:
            if kind.tag in _ZEILENTEILE:
                lose += self._read_zeilenteil(kind, ort.formate, "")
            else:
                if lose or (kind.tag in ("ul", "ol", "table") and ort.nummer):
                    yield self._build_absatz(lose, ort)
                    lose, ort = [], replace(ort, nummer=0)
                for block in self._read_block(kind, ort, tiefe=tiefe):
                    yield block
                    ort = replace(ort, nummer=0)
            if kind.tail and (kind.tail.strip() or lose):
                lose += self._write_laeufe(kind.tail, ort.formate, "")
        if lose or ort.nummer:
            yield self._build_absatz(lose, ort)

    def _read_block(self, kind: Any, ort: _Ort, *, tiefe: int) -> Iterator[Any]:
        if kind.tag in ("ul", "ol"):
            yield from self._read_liste(kind, ort, tiefe=tiefe + 1)
        elif kind.tag == "table":
            yield self._read_tabelle(kind, ort)
        elif kind.tag == "blockquote":
            innen = replace(ort, stil="Quote", einzug=ort.einzug + _ZITAT_EINZUG if ort.einzug else 0)
            yield from self._read_bloecke(kind, innen, tiefe=tiefe)
        elif kind.tag in _UEBERSCHRIFTEN and not ort.nummer:
            yield from self._read_bloecke(kind, replace(ort, stil=_UEBERSCHRIFTEN[kind.tag]), tiefe=tiefe)
        else:
            yield from self._read_bloecke(kind, ort, tiefe=tiefe)

    def _read_liste(self, liste: Any, ort: _Ort, *, tiefe: int) -> Iterator[Any]:
        ebene = min(tiefe, EBENEN - 1)
        art, zahl = (liste.get("type") or "1") if liste.tag == "ol" else "", int(liste.get("start") or 1)
        nummer, erwartet = 0, zahl
        for punkt in liste.iterchildren("li"):
            zahl = int(punkt.get("value") or erwartet)
            nummer = self._number(nummer, art, zahl, ebene, is_weiter=zahl == erwartet)
            erwartet = zahl + 1
            innen = replace(ort, stil="", nummer=nummer, ebene=ebene, einzug=EINZUG * (ebene + 1))
            yield from self._read_bloecke(punkt, innen, tiefe=tiefe)

    def _number(self, bisher: int, art: str, zahl: int, ebene: int, *, is_weiter: bool) -> int:
        """Return the list of an item in Word: the one so far, or a new one."""
        listen = self._datei.listen
        if not art:
            return bisher or listen.define_punkte()
        if not bisher or is_anders(art, zahl) or is_anders(art, zahl - 1):
            return listen.define_nummern(art, zahl, ebene)
        return bisher if is_weiter else listen.go_on(bisher, ebene, zahl)

    def _read_tabelle(self, tabelle: Any, ort: _Ort) -> Any:
        html = write_baum(_wrap(tabelle))
        return build_tabelle(read_tabellen(html)[0], html, self._write_zelle, einzug=ort.einzug)

    def _write_zelle(self, feld: Any, html: str, is_kopf: bool) -> None:
        ort = _Ort(stil="Tabellentext", formate=("strong",) if is_kopf else ())
        for block in self._read_bloecke(parse_baum(html), ort, tiefe=-1):
            feld.append(block)
        if feld[-1].tag.endswith("}tbl"):
            # Behind a table a cell needs a paragraph.
            feld.append(build_absatz("Tabellentext"))

    def _build_absatz(self, inhalt: list[Any], ort: _Ort) -> Any:
        angaben = []
        if ort.nummer:
            angaben = [element("w:numPr", element("w:ilvl", val=ort.ebene), element("w:numId", val=ort.nummer))]
            return build_absatz(ort.stil or "ListParagraph", *inhalt, angaben=angaben)
        if ort.einzug:
            angaben = [element("w:ind", left=ort.einzug)]
            return build_absatz(ort.stil or "ListContinue", *inhalt, angaben=angaben)
        return build_absatz(ort.stil, *inhalt)

    def _read_zeilenteil(self, teil: Any, formate: tuple[str, ...], link: str) -> list[Any]:
        if teil.tag == "br":
            return [build_lauf("\n")]
        if teil.tag == "img":
            return [self._build_bild(teil.get("src") or "", teil.get("alt") or "")]
        if teil.tag in SCHRIFTSCHALTER:
            formate = (*formate, teil.tag)
        adresse = teil.get("href") or "" if teil.tag == "a" else ""
        laeufe = self._write_laeufe(teil.text, formate, link or adresse)
        for kind in teil:
            laeufe += self._read_zeilenteil(kind, formate, link or adresse)
            laeufe += self._write_laeufe(kind.tail, formate, link or adresse)
        return [build_link(self._datei.teil, adresse, *laeufe)] if adresse and not link else laeufe

    def _build_bild(self, adresse: str, alt: str) -> Any:
        inhalt = self._load_bild(adresse.removeprefix(SCHEMA))
        return build_bild(self._datei.teil, inhalt, alt) if inhalt else build_lauf(f"[Bild: {alt}]")

    def _write_laeufe(self, text: str | None, formate: tuple[str, ...], link: str) -> list[Any]:
        if not text:
            return []
        return [build_lauf(text, formate, stil="Hyperlink" if link else "")]


def _wrap(tabelle: Any) -> Any:
    """Return a table as the only child of an element, without what follows it."""
    huelle = tabelle.makeelement("rumpf")
    kopie = tabelle.__copy__()
    kopie.tail = None
    huelle.append(kopie)
    return huelle
