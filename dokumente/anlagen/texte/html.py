"""What the library makes of a Word file (HTML), as paragraphs that know their numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from dokumente.anlagen.texte.docx_nummern import Nummer
from dokumente.anlagen.texte.docx_vorbereitung import MARKE_ANFANG, MARKE_ENDE, Absatzangabe
from dokumente.anlagen.texte.tabelle import Zelle, build_tabelle
from dokumente.rules.absaetze import FORMATE, Absatz, Absatzart, Lauf
from dokumente.rules.aufzaehlung import format_nummer

_MARKE: Final = re.compile(f"{MARKE_ANFANG}([0-9]{{1,7}}){MARKE_ENDE}")
_BLOECKE: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table"})
_SPANNE_MAX: Final = 100
_STUFE: Final = 120
"""So much further in, in twentieths of a point (2 mm), stands what is meant to stand further in."""
_ADRESSE: Final = ("http:", "https:", "mailto:")


def html_to_absaetze(html: str, angaben: Sequence[Absatzangabe] = ()) -> list[Absatz]:
    """Return the paragraphs of well-formed HTML; ``angaben`` is what the marks before them stand for."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return list(_Leser(angaben).read(etree.fromstring(f"<rumpf>{html}</rumpf>", parser)))


@dataclass(frozen=True, slots=True)
class _Offen:
    """An item that may have others below it: its mark, its depth, where its text stands."""

    nummer: Nummer
    ebene: int
    einzug: int

    def holds(self, nummer: Nummer, einzug: int) -> bool:
        """Return whether an item that comes later stands a level below this one."""
        if nummer.ebene != self.nummer.ebene or nummer.liste == self.nummer.liste:
            return nummer.ebene > self.nummer.ebene
        return self.einzug > 0 and einzug >= self.einzug + _STUFE


class _Leser:
    """Reads one part of the document, with an eye on the items above a paragraph."""

    def __init__(self, angaben: Sequence[Absatzangabe]) -> None:
        self._angaben = angaben
        self._offen: list[_Offen] = []

    def read(self, eltern: "etree._Element") -> Iterator[Absatz]:
        """Yield the paragraphs below an element; loose letters between them are paragraphs, too."""
        lose: list[Lauf] = [Lauf(eltern.text)] if eltern.text else []
        for kind in eltern:
            if kind.tag in _BLOECKE:
                yield from self._end_lose(lose)
                yield from self._read_block(kind)
            else:
                lose += _read_laeufe(kind, (), "")
            lose += [Lauf(kind.tail)] if kind.tail else []
        yield from self._end_lose(lose)

    def _end_lose(self, lose: list[Lauf]) -> Iterator[Absatz]:
        if any(lauf.text.strip() for lauf in lose):
            yield self._shape(lose)
        lose.clear()

    def _read_block(self, element: "etree._Element") -> Iterator[Absatz]:
        if element.tag == "table":
            innen = _Leser(self._angaben)
            zeilen = [[innen.read_zelle(zelle) for zelle in zeile] for zeile in _iter_zeilen(element)]
            self._offen.clear()
            yield from build_tabelle(zeilen)
        else:
            yield from self.read(element)

    def read_zelle(self, zelle: "etree._Element") -> Zelle:
        """Return a cell of a table."""
        self._offen.clear()
        breite, hoehe = _zahl(zelle.get("colspan")), _zahl(zelle.get("rowspan"))
        return Zelle(tuple(self.read(zelle)), breite, hoehe, is_kopf=zelle.tag == "th")

    def _shape(self, roh: Sequence[Lauf]) -> Absatz:
        """Return a paragraph as what its mark says."""
        angabe, laeufe = self._take_marke(roh)
        absatz = self._shape_by(angabe, laeufe)
        return replace(absatz, ausrichtung=angabe.ausrichtung) if angabe else absatz

    def _shape_by(self, angabe: Absatzangabe | None, laeufe: tuple[Lauf, ...]) -> Absatz:
        nummer = angabe.nummer if angabe else None
        if angabe is None:
            self._offen.clear()
            return Absatz(laeufe=laeufe)
        if angabe.ueberschrift:
            self._offen.clear()
            marke = (nummer.zeichen or (nummer.art and format_nummer(nummer.zahl, nummer.art))) if nummer else ""
            return Absatz(Absatzart.UEBERSCHRIFT, laeufe, ebene=angabe.ueberschrift, marke=marke or "")
        if nummer and not nummer.zeichen:
            ebene = self._place_punkt(nummer, angabe.einzug)
            return Absatz(
                Absatzart.PUNKT, laeufe, ebene=ebene, zaehlart=nummer.art, zahl=nummer.zahl, liste=nummer.liste
            )
        if nummer:
            return self._shape_gliederung(laeufe, nummer.zeichen, nummer.ebene)
        return self._shape_folge(angabe, laeufe)

    def _shape_gliederung(self, laeufe: tuple[Lauf, ...], zeichen: str, ebene: int) -> Absatz:
        """Return a paragraph whose mark is part of its text; below an item of the level above it goes on with it."""
        ganz = (Lauf(f"{zeichen} "), *laeufe)
        self._offen = [offen for offen in self._offen if offen.nummer.ebene < ebene]
        if not self._offen:
            return Absatz(laeufe=ganz)
        return Absatz(Absatzart.FOLGE, ganz, ebene=self._offen[-1].ebene)

    def _place_punkt(self, nummer: Nummer, einzug: int) -> int:
        """Return the depth of an item: below another by its level, or in a list of its own that stands further in."""
        ebene = nummer.ebene
        while self._offen:
            oben = self._offen[-1]
            if oben.holds(nummer, einzug):
                ebene = oben.ebene + 1
                break
            if (oben.nummer.liste, oben.nummer.ebene) == (nummer.liste, nummer.ebene):
                ebene = oben.ebene
                self._offen.pop()
                break
            self._offen.pop()
        self._offen.append(_Offen(nummer, ebene, einzug))
        return ebene

    def _shape_folge(self, angabe: Absatzangabe, laeufe: tuple[Lauf, ...]) -> Absatz:
        """Return a paragraph that stands in: below an item it goes on with that item."""
        passende = [offen.ebene for offen in self._offen if 0 < offen.einzug <= angabe.einzug]
        if not passende and angabe.is_fortsetzung and self._offen:
            passende = [self._offen[-1].ebene]
        if passende and not angabe.is_zitat:
            return Absatz(Absatzart.FOLGE, laeufe, ebene=passende[-1])
        self._offen.clear()
        return Absatz(Absatzart.ZITAT if angabe.is_zitat else Absatzart.ABSATZ, laeufe)

    def _take_marke(self, laeufe: Sequence[Lauf]) -> tuple[Absatzangabe | None, tuple[Lauf, ...]]:
        angabe: Absatzangabe | None = None
        ohne: list[Lauf] = []
        for lauf in laeufe:
            treffer = _MARKE.search(lauf.text)
            if treffer and angabe is None and int(treffer[1]) < len(self._angaben):
                angabe = self._angaben[int(treffer[1])]
            ohne.append(replace(lauf, text=_MARKE.sub("", lauf.text)) if treffer else lauf)
        return angabe, tuple(lauf for lauf in ohne if lauf.text)


def _read_laeufe(element: "etree._Element", formate: tuple[str, ...], link: str) -> list[Lauf]:
    """Return the letters in an element, each with all that holds for it."""
    tag = element.tag
    if tag == "br":
        return [Lauf("\n")]
    if tag == "input":
        return [Lauf("☒" if element.get("checked") is not None else "☐")]
    if tag in FORMATE:
        formate = (*formate, tag)
    ziel = element.get("href") if tag == "a" else None
    link = ziel if ziel and ziel.lower().startswith(_ADRESSE) else link
    laeufe = [Lauf(element.text, formate, link)] if element.text else []
    for kind in element:
        laeufe += _read_laeufe(kind, formate, link)
        laeufe += [Lauf(kind.tail, formate, link)] if kind.tail else []
    return laeufe


def _iter_zeilen(tabelle: "etree._Element") -> Iterator[list["etree._Element"]]:
    for kind in tabelle:
        zeilen = [kind] if kind.tag == "tr" else list(kind)
        yield from ([zelle for zelle in zeile if zelle.tag in ("td", "th")] for zeile in zeilen)


def _zahl(wert: str | None) -> int:
    return min(max(int(wert), 1), _SPANNE_MAX) if wert and wert.isdecimal() else 1
