"""Readers for what stands beside the pages of a PDF: bookmarks, destinations, metadata, forms, structure, layers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

import pikepdf
from pikepdf import Dictionary, Name

from dokumente.anlagen.befunde import Stelle
from dokumente.anlagen.pdf.bytes import JPEG_NEBENSACHEN, jpeg_teile, split_stroeme, texts_in_bytes
from dokumente.anlagen.pdf.grenzen import Quota, is_bild, read_strom
from dokumente.anlagen.pdf.werte import (
    items_of,
    lies_eintrag,
    lies_name,
    lies_text,
    notizen_of,
    texts_of,
    walk,
    walk_namensbaum,
)
from dokumente.anlagen.pdf.zeichenketten import CodeReader


@dataclass(frozen=True, slots=True)
class Backdrop:
    """One opened PDF with its raw bytes and what may be spent on it."""

    pdf: pikepdf.Pdf
    roh: bytes
    quota: Quota
    gelesen: set[bytes] = field(default_factory=set)

    def is_neu(self, inhalt: bytes) -> bool:
        """Return whether these bytes were not searched before in this file; the same stream is met on several ways."""
        kurz = hashlib.blake2b(inhalt, digest_size=16).digest()
        neu = kurz not in self.gelesen
        self.gelesen.add(kurz)
        return neu


# The way back from a part to the whole: following it would read the whole file as part of a bookmark.
_RUECKWEGE: Final = frozenset({"/Parent", "/P", "/Pg", "/Page", "/Dest", "/D", "/Prev", "/StructTreeRoot"})
_AKTIONSRUECKWEGE: Final = frozenset({"/Parent", "/P", "/Prev", "/Pg", "/SE", "/Title"})


def read_lesezeichen(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the titles of all bookmarks."""
    wurzel = backdrop.pdf.Root.get("/Outlines")
    for schluessel, text in texts_of(wurzel, backdrop.quota, ohne=_RUECKWEGE | {"/A", "/SE"}):
        if schluessel == "/Title":
            yield Stelle("Lesezeichen", text, eintrag=True)


def read_ziele(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield names of destinations, and everything actions and links lead to or carry."""
    wurzel = backdrop.pdf.Root
    for baum in ("/Dests", "/Pages", "/Templates", "/AlternatePresentations", "/Renditions", "/IDS", "/URLS"):
        for name, _ in walk_namensbaum(lies_eintrag(wurzel, "/Names", baum), backdrop.quota):
            yield Stelle("Sprungziel", name, eintrag=True)
    if isinstance(wurzel.get("/Dests"), Dictionary):
        for name in wurzel["/Dests"].keys():  # noqa: SIM118
            yield Stelle("Sprungziel", name[1:], eintrag=True)
    teile = [wurzel.get("/OpenAction"), wurzel.get("/AA"), wurzel.get("/Outlines")]
    for teil in (*teile, lies_eintrag(wurzel, "/Names", "/JavaScript")):
        yield from _read_aktionen(teil, backdrop.quota, None)
    for nummer, seite in enumerate(backdrop.pdf.pages, start=1):
        yield from _read_aktionen(seite.obj.get("/AA"), backdrop.quota, nummer)
        for notiz in notizen_of(seite):
            for schluessel in ("/A", "/AA", "/PA", "/Dest"):
                yield from _read_aktionen(notiz.get(schluessel), backdrop.quota, nummer)


def _read_aktionen(wurzel: object, quota: Quota, seite: int | None) -> Iterator[Stelle]:
    """Yield the texts of actions and destinations below ``wurzel``."""
    for schluessel, teil in walk(wurzel, quota, ohne=_AKTIONSRUECKWEGE):
        if isinstance(teil, pikepdf.String) or (isinstance(teil, Name) and schluessel in ("/Dest", "/D")):
            text = lies_text(teil).removeprefix("/")
            yield Stelle("Link oder Aktion", text, seite, eintrag=True)
            if "%" in text:
                yield Stelle("Link oder Aktion", unquote(text, errors="replace"), seite, eintrag=True)
        elif isinstance(teil, pikepdf.Stream) and schluessel == "/JS":
            yield from stellen_of("Skript", read_strom(teil, quota))


def read_metadaten(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the document's own description, every XMP packet in the file, page labels and private data."""
    pdf, quota = backdrop.pdf, backdrop.quota
    for _, text in texts_of(pdf.trailer.get("/Info"), quota):
        yield Stelle("Metadaten (Dokumentinfo)", text, eintrag=True)
    for objekt in pdf.objects:
        if isinstance(objekt, pikepdf.Stream) and objekt.get("/Type") == Name.Metadata:
            yield from stellen_of("Metadaten (XMP)", read_strom(objekt, quota))
    for schluessel in ("/PageLabels", "/Lang", "/ViewerPreferences", "/PieceInfo", "/SpiderInfo", "/OutputIntents"):
        for _, text in texts_of(pdf.Root.get(schluessel), quota, ohne=frozenset({"/DestOutputProfile"})):
            yield Stelle("Metadaten (Katalog)", text, eintrag=True)
    for nummer, seite in enumerate(pdf.pages, start=1):
        for _, text in texts_of(seite.obj.get("/PieceInfo"), quota, ohne=_RUECKWEGE):
            yield Stelle("Metadaten (Seite)", text, nummer, eintrag=True)


def read_formularfelder(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield names, descriptions, values and choices of form fields, and XFA forms."""
    formular = backdrop.pdf.Root.get("/AcroForm")
    ohne = frozenset({"/P", "/Parent", "/AP", "/DR", "/MK", "/StructParent", "/A", "/AA"})
    for schluessel, teil in walk(formular, backdrop.quota, ohne=ohne):
        if isinstance(teil, pikepdf.String):
            yield Stelle("Formularfeld", lies_text(teil), eintrag=True)
        elif isinstance(teil, pikepdf.Name) and schluessel in ("/V", "/DV", "/AS"):
            yield Stelle("Formularfeld", lies_text(teil)[1:], eintrag=True)
        elif isinstance(teil, pikepdf.Stream):
            yield from stellen_of("Formularfeld (XFA)", read_strom(teil, backdrop.quota))


_STRUKTURTEXTE: Final = frozenset(
    {"/ActualText", "/Alt", "/E", "/T", "/Lang", "/ID", "/Headers", "/Summary", "/Short", "/Title"}
)


def read_strukturtext(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield what the tag tree says for the ear: replacement and alternative texts, expansions, titles, names."""
    wurzel = backdrop.pdf.Root.get("/StructTreeRoot")
    ohne = frozenset({"/P", "/Pg", "/Obj", "/Stm", "/ParentTree", "/IDTree", "/RoleMap", "/ClassMap"})
    for schluessel, text in texts_of(wurzel, backdrop.quota, ohne=ohne):
        if schluessel in _STRUKTURTEXTE:
            yield Stelle("Strukturtext", text, eintrag=True)
    for name, _ in walk_namensbaum(lies_eintrag(wurzel, "/IDTree"), backdrop.quota):
        yield Stelle("Strukturtext", name, eintrag=True)
    for schluessel, text in texts_of(lies_eintrag(wurzel, "/RoleMap"), backdrop.quota):
        yield Stelle("Strukturtext", f"{schluessel} {text}")


def read_ebenen(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the names of layers and of their arrangements."""
    for _, text in texts_of(backdrop.pdf.Root.get("/OCProperties"), backdrop.quota):
        yield Stelle("Ebene", text, eintrag=True)


def read_bilddaten(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield what cameras and editors wrote into pictures."""
    for objekt in backdrop.pdf.objects:
        if isinstance(objekt, pikepdf.Stream) and objekt.get("/Filter") == Name.DCTDecode:
            for marke, teil in jpeg_teile(objekt.read_raw_bytes()):
                if marke in JPEG_NEBENSACHEN:
                    yield from stellen_of("Bilddaten", teil)


def read_rohdaten(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the strings and names of every object, used or not, every stream, and drawings and pages nobody shows."""
    quota = backdrop.quota
    gezeigt = {seite.obj.objgen for seite in backdrop.pdf.pages}
    leser = CodeReader(quota)
    objekte: Iterable[object] = backdrop.pdf.objects
    for objekt in objekte:
        # A number or nothing at all may be an object of its own.
        if not isinstance(objekt, pikepdf.Object):
            continue
        wo = f"Rohdaten (Objekt {objekt.objgen[0]})"
        text = "\n".join(_direct_texts(objekt, quota))
        if text:
            yield Stelle(wo, text)
        if isinstance(objekt, pikepdf.Stream) and not is_bild(objekt) and not _is_schrift(objekt):
            inhalt = read_strom(objekt, quota)
            if backdrop.is_neu(inhalt):
                yield from stellen_of(wo, inhalt)
            if objekt.get("/Subtype") == Name.Form:
                yield Stelle(wo, leser.read(inhalt, objekt.get("/Resources")))
        elif isinstance(objekt, Dictionary) and objekt.get("/Type") == Name.Page and objekt.objgen not in gezeigt:
            wo = f"Seite, die nicht gezeigt wird (Objekt {objekt.objgen[0]})"
            yield Stelle(wo, leser.read_seite(pikepdf.Page(objekt)))


def read_zeichenketten(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the shown strings of every page and drawing, whether PDFium can open the file or not."""
    leser = CodeReader(backdrop.quota)
    for nummer, seite in enumerate(backdrop.pdf.pages, start=1):
        yield Stelle("Seitentext (zweiter Leser)", leser.read_seite(seite), nummer)
    for objekt in backdrop.pdf.objects:
        if isinstance(objekt, pikepdf.Stream) and objekt.get("/Subtype") == Name.Form:
            yield Stelle(f"Rohdaten (Objekt {objekt.objgen[0]})", leser.read_zeichnung(objekt))


def read_rohbytes(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the bytes of the file itself: remains of earlier states, comments, what stands before and after."""
    for teil in split_stroeme(backdrop.roh, backdrop.quota):
        if backdrop.is_neu(teil):
            yield from stellen_of("Rohbytes der Datei", teil)


def _direct_texts(objekt: pikepdf.Object, quota: Quota) -> Iterator[str]:
    stack: list[object] = [objekt]
    while stack:
        wert = stack.pop()
        quota.take_schritte()
        if isinstance(wert, pikepdf.Array):
            stack += [teil for teil in wert if not _is_verweis(teil)]
        elif isinstance(wert, Dictionary | pikepdf.Stream):
            for name, teil in items_of(wert):
                yield name[1:]
                if not _is_verweis(teil):
                    stack.append(teil)
        elif isinstance(wert, pikepdf.String | pikepdf.Name):
            yield lies_text(wert)


def _is_verweis(wert: object) -> bool:
    return isinstance(wert, pikepdf.Object) and wert.is_indirect


def _is_schrift(strom: pikepdf.Object) -> bool:
    return "/Length1" in strom or lies_name(strom.get("/Subtype")) in ("/Type1C", "/CIDFontType0C", "/OpenType")


def stellen_of(wo: str, roh: bytes) -> Iterator[Stelle]:
    """Yield everything that ``roh`` may mean as text."""
    for text in texts_in_bytes(roh):
        yield Stelle(wo, text)
