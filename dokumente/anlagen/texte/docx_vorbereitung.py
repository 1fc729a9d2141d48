"""A Word file made ready for the library that reads its runs: without what is no text, every paragraph with its mark.

The library (mammoth) knows runs, links, tables and notes, but neither the numbers of lists nor what a style hides or
sets bold. So every paragraph is told in its first letters what it is, and every run how it is set, before it sees them.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from dokumente.anlagen.texte.docx_nummern import Nummer, Zaehlwerk
from dokumente.anlagen.texte.docx_stile import Stile, W

MARKE_ANFANG: Final = "\ue000"
MARKE_ENDE: Final = "\ue001"
_MARKEN: Final = {ord(MARKE_ANFANG): None, ord(MARKE_ENDE): None}
_DOKUMENT: Final = "word/document.xml"
_NOTEN: Final = ("word/footnotes.xml", "word/endnotes.xml")
_GELOESCHT: Final = frozenset({f"{W}del", f"{W}moveFrom"})
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_NOTENZEICHEN: Final = (f"{W}footnoteReference", f"{W}endnoteReference")
_SCHALTER: Final = ("b", "i", "strike")
_ZEICHNUNGEN: Final = ("/chart", "/diagram")


@dataclass(frozen=True, slots=True)
class Absatzangabe:
    """What a paragraph is by its properties."""

    nummer: Nummer | None = None
    ueberschrift: int = 0
    is_zitat: bool = False
    is_fortsetzung: bool = False
    einzug: int = 0
    ausrichtung: str = ""


@dataclass(slots=True)
class Vorbereitet:
    """The file for the library, what its marks stand for, and how much was taken out."""

    datei: io.BytesIO = field(default_factory=io.BytesIO)
    angaben: list[Absatzangabe] = field(default_factory=list)
    verborgen: int = 0
    zeichnungen: int = 0
    formeln: int = 0
    has_kopfzeilen: bool = False


def prepare_docx(quelle: Path) -> Vorbereitet:
    """Return the file as the library shall see it.

    :raises zipfile.BadZipFile, xml.etree.ElementTree.ParseError, KeyError: when it is damaged.
    """
    fertig = Vorbereitet()
    with zipfile.ZipFile(quelle) as alt, zipfile.ZipFile(fertig.datei, "w") as neu:
        namen = set(alt.namelist())
        stile = Stile(_read(alt, namen, "word/styles.xml"))
        zaehlwerk = Zaehlwerk(_read(alt, namen, "word/numbering.xml"))
        for eintrag in alt.infolist():
            name = eintrag.filename
            if name.startswith("word/media/") or name in ("word/numbering.xml", "word/styles.xml"):
                continue
            inhalt = alt.read(eintrag)
            fertig.has_kopfzeilen |= name.startswith(("word/header", "word/footer")) and b"<w:t" in inhalt
            if name == _DOKUMENT or name in _NOTEN:
                wurzel = fromstring(inhalt, forbid_dtd=True)
                _Vorbereitung(stile, zaehlwerk, fertig).prepare(wurzel, is_text=name == _DOKUMENT)
                inhalt = tostring(wurzel, encoding="utf-8", xml_declaration=True)
            neu.writestr(name, inhalt)
    fertig.datei.seek(0)
    return fertig


def _read(packung: zipfile.ZipFile, namen: set[str], name: str) -> Element | None:
    if name not in namen:
        return None
    wurzel: Element = fromstring(packung.read(name), forbid_dtd=True)
    return wurzel


class _Vorbereitung:
    """Goes through one part of the file."""

    def __init__(self, stile: Stile, zaehlwerk: Zaehlwerk, fertig: Vorbereitet) -> None:
        self._stile, self._zaehlwerk, self._fertig = stile, zaehlwerk, fertig

    def prepare(self, wurzel: Element, *, is_text: bool) -> None:
        """Change the tree in place."""
        _settle_alternativen(wurzel)
        _accept_aenderungen(wurzel)
        self._replace_formeln(wurzel)
        self._fertig.zeichnungen += sum(
            1 for daten in wurzel.iter(f"{_A}graphicData") if any(z in daten.get("uri", "") for z in _ZEICHNUNGEN)
        )
        for text in wurzel.iter(f"{W}t"):
            text.text = (text.text or "").translate(_MARKEN)
        for eltern in list(wurzel.iter()):
            self._drop_verborgenes(eltern)
        for absatz in list(wurzel.iter(f"{W}p")):
            self._set_laeufe(absatz)
            if is_text:
                self._mark(absatz)
            _drop_kind(absatz, f"{W}pPr")

    def _drop_verborgenes(self, eltern: Element) -> None:
        """Take hidden runs out of a paragraph, and paragraphs of which nothing is left."""
        for absatz in [kind for kind in eltern if kind.tag == f"{W}p"]:
            stil = self._stile.stil_of(absatz)
            laeufe = [(oben, lauf) for oben in absatz.iter() for lauf in oben if lauf.tag == f"{W}r"]
            verborgene = [(oben, lauf) for oben, lauf in laeufe if self._stile.is_gesetzt(lauf, stil, "vanish")]
            for oben, lauf in verborgene:
                if lauf in list(oben):
                    oben.remove(lauf)
            self._fertig.verborgen += any(_has_inhalt(lauf) for _, lauf in verborgene)
            if verborgene and len(verborgene) == len(laeufe) and len(list(eltern)) > 1:
                eltern.remove(absatz)

    def _set_laeufe(self, absatz: Element) -> None:
        """Write into every run what it is set in, wherever that was said; a heading is bold by being one.

        Likewise a quotation may be set in italics: what all of it is says nothing of its words.
        """
        is_eigen = self._stile.ebene_of(absatz) or self._stile.is_zitat(absatz)
        stil = "" if is_eigen else self._stile.stil_of(absatz)
        for lauf in absatz.iter(f"{W}r"):
            if any(lauf.find(note) is not None for note in _NOTENZEICHEN):
                # Its number is raised, but the note that will stand there is not.
                _drop_kind(lauf, f"{W}rPr")
                continue
            gesetzt = [name for name in _SCHALTER if self._stile.is_gesetzt(lauf, stil, name)]
            stellung = self._stile.stellung_of(lauf)
            if not gesetzt and not stellung and lauf.find(f"{W}rPr") is None:
                continue
            angaben = lauf.find(f"{W}rPr")
            if angaben is None:
                angaben = Element(f"{W}rPr")
                lauf.insert(0, angaben)
            for name in (*_SCHALTER, "vertAlign", "rStyle"):
                _drop_kind(angaben, f"{W}{name}")
            for name in gesetzt:
                SubElement(angaben, f"{W}{name}")
            if stellung:
                SubElement(angaben, f"{W}vertAlign", {f"{W}val": stellung})

    def _mark(self, absatz: Element) -> None:
        stile, ebene = self._stile, self._stile.ebene_of(absatz)
        nummer = self._zaehlwerk.count(*stile.nummerierung_of(absatz))
        angabe = Absatzangabe(
            nummer,
            ebene,
            stile.is_zitat(absatz),
            stile.is_fortsetzung(absatz),
            stile.einzug_of(absatz, eigener=nummer.einzug if nummer else 0),
            stile.ausrichtung_of(absatz),
        )
        if angabe == Absatzangabe():
            return
        marke = Element(f"{W}r")
        SubElement(marke, f"{W}t").text = f"{MARKE_ANFANG}{len(self._fertig.angaben)}{MARKE_ENDE}"
        self._fertig.angaben.append(angabe)
        absatz.insert(1 if len(absatz) and absatz[0].tag == f"{W}pPr" else 0, marke)

    def _replace_formeln(self, wurzel: Element) -> None:
        """Put the letters of a formula in its place, which the library would drop in silence."""
        for eltern in list(wurzel.iter()):
            for stelle, kind in enumerate(list(eltern)):
                if kind.tag not in (f"{_M}oMath", f"{_M}oMathPara"):
                    continue
                lauf = Element(f"{W}r")
                SubElement(lauf, f"{W}t").text = "".join(text.text or "" for text in kind.iter(f"{_M}t"))
                eltern[stelle] = lauf
                self._fertig.formeln += 1


def _has_inhalt(lauf: Element) -> bool:
    return any((text.text or "").strip() for text in lauf.iter(f"{W}t"))


def _drop_kind(eltern: Element, tag: str) -> None:
    for kind in eltern.findall(tag):
        eltern.remove(kind)


def _settle_alternativen(wurzel: Element) -> None:
    """Keep one of two ways to say the same: a text box would be read and counted twice.

    Also unwraps fields of one piece, which the library does not know.
    """
    for eltern in list(wurzel.iter()):
        for stelle, kind in _iter_rueckwaerts(eltern):
            if kind.tag == f"{W}fldSimple":
                eltern[stelle : stelle + 1] = [k for k in kind if k.tag != f"{W}fldData"]
            elif kind.tag == f"{_MC}AlternateContent":
                ersatz, wahl = kind.find(f"{_MC}Fallback"), kind.find(f"{_MC}Choice")
                if ersatz is not None and (len(ersatz) or wahl is None):
                    eltern[stelle : stelle + 1] = list(ersatz)
                elif wahl is not None:
                    eltern[stelle : stelle + 1] = _unwrap_textfelder(wahl) or list(wahl)


def _iter_rueckwaerts(eltern: Element) -> Iterator[tuple[int, Element]]:
    """Yield the children from the last to the first, so that each can be replaced by several."""
    yield from reversed(list(enumerate(list(eltern))))


def _unwrap_textfelder(wahl: Element) -> list[Element]:
    """Return the text boxes of a drawing in the old dress, which the library reads."""
    felder = []
    for inhalt in wahl.iter(f"{W}txbxContent"):
        bild = Element(f"{W}pict")
        bild.append(inhalt)
        felder.append(bild)
    return felder


def _accept_aenderungen(wurzel: Element) -> None:
    """Take out what is marked as deleted: rows, ends of paragraphs, then runs; the marks themselves go last."""
    for tabelle in list(wurzel.iter(f"{W}tbl")):
        for zeile in tabelle.findall(f"{W}tr"):
            if zeile.find(f"{W}trPr/{W}del") is not None:
                tabelle.remove(zeile)
    _join_geloeschte_absatzmarken(wurzel)
    for eltern in list(wurzel.iter()):
        for kind in list(eltern):
            if kind.tag in _GELOESCHT:
                eltern.remove(kind)


def _join_geloeschte_absatzmarken(wurzel: Element) -> None:
    """Join a paragraph whose end was deleted with the one below, as it reads once the change is accepted."""
    for eltern in list(wurzel.iter()):
        kinder = list(eltern)
        for davor, danach in pairwise(kinder):
            if davor.tag != f"{W}p" or danach.tag != f"{W}p":
                continue
            angaben = davor.find(f"{W}pPr/{W}rPr")
            if angaben is None or all(angaben.find(tag) is None for tag in _GELOESCHT):
                continue
            inhalt = [kind for kind in davor if kind.tag != f"{W}pPr"]
            eigenes = danach.find(f"{W}pPr")
            stelle = 0 if eigenes is None else 1
            danach[stelle:stelle] = inhalt
            eltern.remove(davor)
