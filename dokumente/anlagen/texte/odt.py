"""The text of an OpenDocument text with its lists, tables and emphasis, without what is deleted, hidden or a comment.

Read from the markup itself: the maintained packages read whole documents into a model of their own, of which this
would use three calls.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.texte.odt_listen import Listenzaehler
from dokumente.anlagen.texte.odt_stile import (
    DRAW,
    FORM,
    OFFICE,
    STYLE,
    TABLE,
    TEXT,
    XLINK,
    Stile,
    formate_from,
    zahl_of,
)
from dokumente.anlagen.texte.office import KAPUTT, count_weggelassenes, describe_rest, describe_weggelassenes
from dokumente.anlagen.texte.tabelle import Zelle, build_tabelle
from dokumente.rules.absaetze import Absatz, Absatzart, Lauf, number_zeilen

_KEIN_TEXT: Final = frozenset(
    {
        *(f"{TEXT}{name}" for name in ("tracked-changes", "hidden-text", "hidden-paragraph", "sequence-decls")),
        f"{OFFICE}annotation",
        f"{OFFICE}annotation-end",
        f"{OFFICE}forms",
    }
)
_ABSAETZE: Final = frozenset({f"{TEXT}p", f"{TEXT}h"})
_LEER_MAX: Final = 200
_SPALTEN_MAX: Final = 60
_SPANNE_MAX: Final = 100
_ADRESSE: Final = ("http:", "https:", "mailto:")
_KOPF_UND_FUSS: Final = tuple(f"{STYLE}{name}" for name in ("header", "footer"))


def read_odt(quelle: Path) -> tuple[str, tuple[str, ...], tuple[Absatz, ...]]:
    """Return the text, sentences about what was left out, and the paragraphs as they were set.

    :raises NichtLesbar: when the file is damaged.
    :raises GrenzeErreicht: when it is too large unpacked.
    """
    gezaehlt = count_weggelassenes(quelle)
    try:
        with zipfile.ZipFile(quelle) as packung:
            wurzel: Element = fromstring(packung.read("content.xml"), forbid_dtd=True)
            namen = packung.namelist()
            stile = fromstring(packung.read("styles.xml"), forbid_dtd=True) if "styles.xml" in namen else None
        text = wurzel.find(f"{OFFICE}body/{OFFICE}text")
        if text is None:
            raise NichtLesbar(KAPUTT)
        zeilen, absaetze = number_zeilen(_Leser(wurzel, Stile(stile, wurzel)).read(text))
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, OSError, KeyError, RecursionError) as fehler:
        raise NichtLesbar(KAPUTT) from fehler
    bilder = sum(1 for _ in text.iter(f"{DRAW}image")) + sum(1 for _ in text.iter(f"{DRAW}object"))
    rest = describe_rest(bilder, has_kopfzeilen=_has_kopfzeilen(stile))
    return zeilen, (*describe_weggelassenes(gezaehlt), *rest), absaetze


def _has_kopfzeilen(stile: Element | None) -> bool:
    """Return whether the pages have headers or footers with text."""
    teile = (teil for tag in _KOPF_UND_FUSS for teil in (stile.iter(tag) if stile is not None else ()))
    return any("".join(teil.itertext()).strip() for teil in teile)


class _Leser:
    """Reads one document; knows its styles, its lists, and the state of its boxes."""

    def __init__(self, wurzel: Element, stile: Stile) -> None:
        self._stile = stile
        self._listen = Listenzaehler(stile)
        self._kaestchen = {
            feld.get(f"{FORM}id"): feld.get(f"{FORM}current-state", feld.get(f"{FORM}state")) == "checked"
            for feld in wurzel.iter(f"{FORM}checkbox")
        }

    def read(self, eltern: Element) -> Iterator[Absatz]:
        """Yield the paragraphs of a part of the document."""
        for kind in eltern:
            if kind.tag in _ABSAETZE:
                yield from self._read_absatz(kind)
            elif kind.tag == f"{TEXT}list":
                yield from self._read_liste(kind, 0, "")
            elif kind.tag == f"{TABLE}table":
                yield from self._read_tabelle(kind)
            elif kind.tag not in _KEIN_TEXT and not _is_verborgener_bereich(kind):
                yield from self.read(kind)

    def _read_absatz(self, absatz: Element) -> Iterator[Absatz]:
        stil = absatz.get(f"{TEXT}style-name") or ""
        gesagt = self._stile.formate_of("paragraph", stil)
        if gesagt.get("verborgen"):
            return
        is_titel = absatz.tag == f"{TEXT}h"
        if is_titel:
            gesagt = {}
        laeufe = tuple(self._read_laeufe(absatz, gesagt, ""))
        if is_titel:
            ebene = max(1, zahl_of(absatz.get(f"{TEXT}outline-level"), 1))
            yield Absatz(
                Absatzart.UEBERSCHRIFT, laeufe, ebene=ebene, marke=self._listen.count_ueberschrift(absatz, ebene)
            )
        else:
            art = Absatzart.ZITAT if self._stile.is_zitat(stil) else Absatzart.ABSATZ
            yield Absatz(art, laeufe, ausrichtung=self._stile.ausrichtung_of(stil))

    def _read_laeufe(self, element: Element, gesagt: dict[str, bool], link: str) -> Iterator[Lauf]:
        """Yield the letters of a paragraph; runs of blanks and line ends in the markup are one blank."""
        formate = formate_from(gesagt)
        yield Lauf(_flatten(element.text), formate, link)
        for kind in element:
            yield from self._read_teil(kind, gesagt, link)
            yield Lauf(_flatten(kind.tail), formate, link)

    def _read_teil(self, kind: Element, gesagt: dict[str, bool], link: str) -> Iterator[Lauf]:
        formate = formate_from(gesagt)
        if kind.tag == f"{TEXT}s":
            yield Lauf(" " * min(zahl_of(kind.get(f"{TEXT}c"), 1), _LEER_MAX), formate, link)
        elif kind.tag == f"{TEXT}tab":
            yield Lauf("\t", formate, link)
        elif kind.tag == f"{TEXT}line-break":
            yield Lauf("\n", formate, link)
        elif kind.tag == f"{TEXT}note":
            yield Lauf(" (Fußnote: ")
            yield from self._read_note(kind)
            yield Lauf(")")
        elif kind.tag == f"{DRAW}control":
            yield Lauf(self._read_kaestchen(kind))
        elif kind.tag in _ABSAETZE:
            yield Lauf("\n")
            yield from self._read_laeufe(kind, gesagt, link)
            yield Lauf("\n")
        elif kind.tag not in _KEIN_TEXT:
            eigene = gesagt | self._stile.formate_of("text", kind.get(f"{TEXT}style-name") or "")
            ziel = kind.get(f"{XLINK}href") or "" if kind.tag == f"{TEXT}a" else ""
            link = ziel if ziel.lower().startswith(_ADRESSE) else link
            if not eigene.get("verborgen"):
                yield from self._read_laeufe(kind, eigene | ({"u": False} if link else {}), link)

    def _read_note(self, note: Element) -> Iterator[Lauf]:
        koerper = note.find(f"{TEXT}note-body")
        for stelle, absatz in enumerate(self.read(koerper) if koerper is not None else ()):
            yield Lauf(" " if stelle else "")
            yield from absatz.laeufe

    def _read_kaestchen(self, feld: Element) -> str:
        angekreuzt = self._kaestchen.get(feld.get(f"{DRAW}control"))
        return "" if angekreuzt is None else ("☒" if angekreuzt else "☐")

    def _read_liste(self, liste: Element, tiefe: int, stil: str) -> Iterator[Absatz]:
        stil = liste.get(f"{TEXT}style-name") or stil or self._stile.liste_of(_find_absatzstil(liste))
        self._listen.begin(liste, stil, tiefe)
        for punkt in liste:
            if punkt.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            offen = punkt.tag == f"{TEXT}list-item"
            for kind in punkt:
                if kind.tag == f"{TEXT}list":
                    yield from self._read_liste(kind, tiefe + 1, stil)
                elif kind.tag in _ABSAETZE:
                    for absatz in self._read_absatz(kind):
                        yield self._listen.place(absatz, punkt, stil, tiefe, is_erster=offen)
                        offen = False
                elif kind.tag == f"{TABLE}table":
                    yield from self._read_tabelle(kind)

    def _read_tabelle(self, tabelle: Element) -> Iterator[Absatz]:
        koepfe = [zeile for kopf in tabelle.iter(f"{TABLE}table-header-rows") for zeile in kopf]
        zeilen = []
        for zeile in _iter_zeilen(tabelle):
            zellen: list[Zelle] = []
            for zelle in zeile:
                if zelle.tag == f"{TABLE}table-cell":
                    anzahl = min(zahl_of(zelle.get(f"{TABLE}number-columns-repeated"), 1), _SPALTEN_MAX - len(zellen))
                    zellen += [self._read_zelle(zelle, is_kopf=zeile in koepfe)] * max(anzahl, 0)
            zeilen.append(zellen)
        yield from build_tabelle(zeilen)

    def _read_zelle(self, zelle: Element, *, is_kopf: bool) -> Zelle:
        breite, hoehe = (zahl_of(zelle.get(f"{TABLE}number-{was}-spanned"), 1) for was in ("columns", "rows"))
        return Zelle(tuple(self.read(zelle)), min(breite, _SPANNE_MAX), min(hoehe, _SPANNE_MAX), is_kopf=is_kopf)


def _iter_zeilen(eltern: Element) -> Iterator[Element]:
    """Yield the rows of a table, not those of a table inside it."""
    for kind in eltern:
        if kind.tag == f"{TABLE}table-row":
            yield kind
        elif kind.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _iter_zeilen(kind)


def _is_verborgener_bereich(element: Element) -> bool:
    return element.tag == f"{TEXT}section" and element.get(f"{TEXT}display") == "none"


def _find_absatzstil(liste: Element) -> str:
    absatz = next((kind for kind in liste.iter() if kind.tag in _ABSAETZE), None)
    return (absatz.get(f"{TEXT}style-name") or "") if absatz is not None else ""


def _flatten(text: str | None) -> str:
    if not text:
        return ""
    kern = " ".join(text.split())
    if not kern:
        return " "
    return (" " if text[0].isspace() else "") + kern + (" " if text[-1].isspace() else "")
