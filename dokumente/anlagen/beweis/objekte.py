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
from dokumente.anlagen.pdf.grenzen import Kontingent, is_bild, read_strom
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
from dokumente.anlagen.pdf.zeichenketten import Zeichenleser


@dataclass(frozen=True, slots=True)
class Unterlage:
    """One opened PDF with its raw bytes and what may be spent on it."""

    pdf: pikepdf.Pdf
    roh: bytes
    kontingent: Kontingent
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


def read_lesezeichen(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield the titles of all bookmarks."""
    wurzel = unterlage.pdf.Root.get("/Outlines")
    for schluessel, text in texts_of(wurzel, unterlage.kontingent, ohne=_RUECKWEGE | {"/A", "/SE"}):
        if schluessel == "/Title":
            yield Stelle("Lesezeichen", text, eintrag=True)


def read_ziele(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield names of destinations, and everything actions and links lead to or carry."""
    wurzel = unterlage.pdf.Root
    for baum in ("/Dests", "/Pages", "/Templates", "/AlternatePresentations", "/Renditions", "/IDS", "/URLS"):
        for name, _ in walk_namensbaum(lies_eintrag(wurzel, "/Names", baum), unterlage.kontingent):
            yield Stelle("Sprungziel", name, eintrag=True)
    if isinstance(wurzel.get("/Dests"), Dictionary):
        for name in wurzel["/Dests"].keys():  # noqa: SIM118
            yield Stelle("Sprungziel", name[1:], eintrag=True)
    teile = [wurzel.get("/OpenAction"), wurzel.get("/AA"), wurzel.get("/Outlines")]
    for teil in (*teile, lies_eintrag(wurzel, "/Names", "/JavaScript")):
        yield from _read_aktionen(teil, unterlage.kontingent, None)
    for nummer, seite in enumerate(unterlage.pdf.pages, start=1):
        yield from _read_aktionen(seite.obj.get("/AA"), unterlage.kontingent, nummer)
        for notiz in notizen_of(seite):
            for schluessel in ("/A", "/AA", "/PA", "/Dest"):
                yield from _read_aktionen(notiz.get(schluessel), unterlage.kontingent, nummer)


def _read_aktionen(wurzel: object, kontingent: Kontingent, seite: int | None) -> Iterator[Stelle]:
    """Yield the texts of actions and destinations below ``wurzel``."""
    for schluessel, teil in walk(wurzel, kontingent, ohne=_AKTIONSRUECKWEGE):
        if isinstance(teil, pikepdf.String) or (isinstance(teil, Name) and schluessel in ("/Dest", "/D")):
            text = lies_text(teil).removeprefix("/")
            yield Stelle("Link oder Aktion", text, seite, eintrag=True)
            if "%" in text:
                yield Stelle("Link oder Aktion", unquote(text, errors="replace"), seite, eintrag=True)
        elif isinstance(teil, pikepdf.Stream) and schluessel == "/JS":
            yield from stellen_of("Skript", read_strom(teil, kontingent))


def read_metadaten(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield the document's own description, every XMP packet in the file, page labels and private data."""
    pdf, kontingent = unterlage.pdf, unterlage.kontingent
    for _, text in texts_of(pdf.trailer.get("/Info"), kontingent):
        yield Stelle("Metadaten (Dokumentinfo)", text, eintrag=True)
    for objekt in pdf.objects:
        if isinstance(objekt, pikepdf.Stream) and objekt.get("/Type") == Name.Metadata:
            yield from stellen_of("Metadaten (XMP)", read_strom(objekt, kontingent))
    for schluessel in ("/PageLabels", "/Lang", "/ViewerPreferences", "/PieceInfo", "/SpiderInfo", "/OutputIntents"):
        for _, text in texts_of(pdf.Root.get(schluessel), kontingent, ohne=frozenset({"/DestOutputProfile"})):
            yield Stelle("Metadaten (Katalog)", text, eintrag=True)
    for nummer, seite in enumerate(pdf.pages, start=1):
        for _, text in texts_of(seite.obj.get("/PieceInfo"), kontingent, ohne=_RUECKWEGE):
            yield Stelle("Metadaten (Seite)", text, nummer, eintrag=True)


def read_formularfelder(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield names, descriptions, values and choices of form fields, and XFA forms."""
    formular = unterlage.pdf.Root.get("/AcroForm")
    ohne = frozenset({"/P", "/Parent", "/AP", "/DR", "/MK", "/StructParent", "/A", "/AA"})
    for schluessel, teil in walk(formular, unterlage.kontingent, ohne=ohne):
        if isinstance(teil, pikepdf.String):
            yield Stelle("Formularfeld", lies_text(teil), eintrag=True)
        elif isinstance(teil, pikepdf.Name) and schluessel in ("/V", "/DV", "/AS"):
            yield Stelle("Formularfeld", lies_text(teil)[1:], eintrag=True)
        elif isinstance(teil, pikepdf.Stream):
            yield from stellen_of("Formularfeld (XFA)", read_strom(teil, unterlage.kontingent))


_STRUKTURTEXTE: Final = frozenset(
    {"/ActualText", "/Alt", "/E", "/T", "/Lang", "/ID", "/Headers", "/Summary", "/Short", "/Title"}
)


def read_strukturtext(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield what the tag tree says for the ear: replacement and alternative texts, expansions, titles, names."""
    wurzel = unterlage.pdf.Root.get("/StructTreeRoot")
    ohne = frozenset({"/P", "/Pg", "/Obj", "/Stm", "/ParentTree", "/IDTree", "/RoleMap", "/ClassMap"})
    for schluessel, text in texts_of(wurzel, unterlage.kontingent, ohne=ohne):
        if schluessel in _STRUKTURTEXTE:
            yield Stelle("Strukturtext", text, eintrag=True)
    for name, _ in walk_namensbaum(lies_eintrag(wurzel, "/IDTree"), unterlage.kontingent):
        yield Stelle("Strukturtext", name, eintrag=True)
    for schluessel, text in texts_of(lies_eintrag(wurzel, "/RoleMap"), unterlage.kontingent):
        yield Stelle("Strukturtext", f"{schluessel} {text}")


def read_ebenen(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield the names of layers and of their arrangements."""
    for _, text in texts_of(unterlage.pdf.Root.get("/OCProperties"), unterlage.kontingent):
        yield Stelle("Ebene", text, eintrag=True)


def read_bilddaten(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield what cameras and editors wrote into pictures."""
    for objekt in unterlage.pdf.objects:
        if isinstance(objekt, pikepdf.Stream) and objekt.get("/Filter") == Name.DCTDecode:
            for marke, teil in jpeg_teile(objekt.read_raw_bytes()):
                if marke in JPEG_NEBENSACHEN:
                    yield from stellen_of("Bilddaten", teil)


def read_rohdaten(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield the strings and names of every object, used or not, every stream, and drawings and pages nobody shows."""
    kontingent = unterlage.kontingent
    gezeigt = {seite.obj.objgen for seite in unterlage.pdf.pages}
    leser = Zeichenleser(kontingent)
    objekte: Iterable[object] = unterlage.pdf.objects
    for objekt in objekte:
        # A number or nothing at all may be an object of its own.
        if not isinstance(objekt, pikepdf.Object):
            continue
        wo = f"Rohdaten (Objekt {objekt.objgen[0]})"
        text = "\n".join(_direct_texts(objekt, kontingent))
        if text:
            yield Stelle(wo, text)
        if isinstance(objekt, pikepdf.Stream) and not is_bild(objekt) and not _is_schrift(objekt):
            inhalt = read_strom(objekt, kontingent)
            if unterlage.is_neu(inhalt):
                yield from stellen_of(wo, inhalt)
            if objekt.get("/Subtype") == Name.Form:
                yield Stelle(wo, leser.read(inhalt, objekt.get("/Resources")))
        elif isinstance(objekt, Dictionary) and objekt.get("/Type") == Name.Page and objekt.objgen not in gezeigt:
            wo = f"Seite, die nicht gezeigt wird (Objekt {objekt.objgen[0]})"
            yield Stelle(wo, leser.read_seite(pikepdf.Page(objekt)))


def read_zeichenketten(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield the shown strings of every page and drawing, whether PDFium can open the file or not."""
    leser = Zeichenleser(unterlage.kontingent)
    for nummer, seite in enumerate(unterlage.pdf.pages, start=1):
        yield Stelle("Seitentext (zweiter Leser)", leser.read_seite(seite), nummer)
    for objekt in unterlage.pdf.objects:
        if isinstance(objekt, pikepdf.Stream) and objekt.get("/Subtype") == Name.Form:
            yield Stelle(f"Rohdaten (Objekt {objekt.objgen[0]})", leser.read_zeichnung(objekt))


def read_rohbytes(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield the bytes of the file itself: remains of earlier states, comments, what stands before and after."""
    for teil in split_stroeme(unterlage.roh, unterlage.kontingent):
        if unterlage.is_neu(teil):
            yield from stellen_of("Rohbytes der Datei", teil)


def _direct_texts(objekt: pikepdf.Object, kontingent: Kontingent) -> Iterator[str]:
    stapel: list[object] = [objekt]
    while stapel:
        wert = stapel.pop()
        kontingent.take_schritte()
        if isinstance(wert, pikepdf.Array):
            stapel += [teil for teil in wert if not _is_verweis(teil)]
        elif isinstance(wert, Dictionary | pikepdf.Stream):
            for name, teil in items_of(wert):
                yield name[1:]
                if not _is_verweis(teil):
                    stapel.append(teil)
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
