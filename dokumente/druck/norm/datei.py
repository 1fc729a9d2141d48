"""Structural check of our own PDFs: is everything said, in order, and by its right name? Not a certificate.

It looks for what has gone wrong, or could, in files of this print shop. Every finding is a German sentence; an empty
list means that none of the known faults is in the file.
"""

import re
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

from dokumente.druck.norm.felder import check_felder
from dokumente.druck.norm.inhalt import check_seiten
from dokumente.druck.norm.tags import Tagbaum, check_tags

_TABELLENBLOCK: Final = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]*)>")
_SINNLOS: Final = re.compile(r"[\x00\ufeff\ufffe\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""What the archive standard allows no character to be: nothing, a byte order mark, or a matter of one font only."""


def check_pdf(daten: bytes) -> list[str]:
    """Return what keeps ``daten`` from being accessible (PDF/UA-1) and fit for the archive, as German sentences."""
    try:
        with pikepdf.open(BytesIO(daten)) as pdf:
            return _check(pdf)
    except pikepdf.PdfError as fehler:
        return [f"Die Datei lässt sich nicht als PDF lesen: {fehler}"]


def _check(pdf: pikepdf.Pdf) -> list[str]:
    befunde = [*_check_katalog(pdf), *_check_metadaten(pdf), *check_felder(pdf), *_check_mittel(pdf)]
    wurzel = pdf.Root.get("/StructTreeRoot")
    if not isinstance(wurzel, Object) or "/ParentTree" not in wurzel:
        return [*befunde, "Der Datei fehlt der Tag-Baum (StructTreeRoot mit ParentTree)."]
    baum = Tagbaum.read(wurzel)
    return [*befunde, *check_tags(baum), *check_seiten(pdf, baum)]


def _check_katalog(pdf: pikepdf.Pdf) -> list[str]:
    befunde = []
    if not str(pdf.Root.get("/Lang", "")):
        befunde.append("Die Sprache des Dokuments fehlt (Lang).")
    if not _is_wahr(pdf.Root.get("/MarkInfo"), "/Marked"):
        befunde.append("Die Datei gibt sich nicht als getaggt aus (MarkInfo).")
    if not _is_wahr(pdf.Root.get("/ViewerPreferences"), "/DisplayDocTitle"):
        befunde.append("Das Fenster würde den Dateinamen statt des Titels zeigen (DisplayDocTitle).")
    if "/Outlines" not in pdf.Root:
        befunde.append("Die Lesezeichen fehlen (Outlines).")
    if "/OutputIntents" not in pdf.Root:
        befunde.append("Das Farbprofil für das Archiv fehlt (OutputIntents).")
    return befunde


def _check_metadaten(pdf: pikepdf.Pdf) -> list[str]:
    if "/Metadata" not in pdf.Root:
        return ["Die Metadaten fehlen (XMP)."]
    befunde = []
    if "/Filter" in pdf.Root.Metadata:
        befunde.append("Die Metadaten sind gepackt (XMP).")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        titel = str(xmp.get("dc:title") or "")
        if not titel.strip():
            befunde.append("Der Titel fehlt in den Metadaten (dc:title).")
        elif titel != str(pdf.docinfo.get("/Title", "")):
            befunde.append("Der Titel in den Metadaten (dc:title) weicht vom Titel des Dokuments (Info) ab.")
        if str(xmp.get("pdfuaid:part", "")) != "1":
            befunde.append("Das Kennzeichen für PDF/UA-1 fehlt (pdfuaid:part).")
        if (str(xmp.get("pdfaid:part", "")), str(xmp.get("pdfaid:conformance", ""))) != ("3", "A"):
            befunde.append("Das Kennzeichen für PDF/A-3a fehlt (pdfaid).")
    return befunde


def _check_mittel(pdf: pikepdf.Pdf) -> list[str]:
    """Return the faults of fonts and pictures."""
    befunde = []
    for objekt in pdf.objects:
        if isinstance(objekt, Stream):
            if objekt.get("/Subtype") == Name.Image and objekt.get("/Interpolate", False):
                befunde.append("Ein Bild soll beim Anzeigen geglättet werden (Interpolate).")
        elif isinstance(objekt, Dictionary) and objekt.get("/Type") == Name.Font and "/DescendantFonts" in objekt:
            befunde += _check_schrift(objekt)
    return befunde


def _check_schrift(objekt: Object) -> list[str]:
    befunde = []
    beschreibung = objekt.DescendantFonts[0].get("/FontDescriptor", Dictionary())
    schrift = str(objekt.get("/BaseFont", "ohne Namen"))
    if not any(art in beschreibung for art in ("/FontFile", "/FontFile2", "/FontFile3")):
        befunde.append(f"Die Schrift {schrift} ist nicht eingebettet.")
    tabelle = objekt.get("/ToUnicode")
    if not isinstance(tabelle, Stream):
        befunde.append(f"Die Zeichen der Schrift {schrift} lassen sich nicht in Text übersetzen (ToUnicode).")
    elif sinnlos := _SINNLOS.search("".join(_read_unicode(tabelle.read_bytes()))):
        nummer = f"U+{ord(sinnlos[0]):04X}"
        befunde.append(f"Ein Zeichen hat nur in der Schrift {schrift} eine Bedeutung ({nummer}).")
    return befunde


def _read_unicode(tabelle: bytes) -> list[str]:
    """Return what the glyphs of a font stand for; every one of them is drawn somewhere in our files."""
    gefunden = [ziel for block in _TABELLENBLOCK.findall(tabelle) for ziel in _HEX.findall(block)[1::2]]
    return [bytes.fromhex(ziel.decode()).decode("utf-16-be", "replace") for ziel in gefunden]


def _is_wahr(woerterbuch: object, schluessel: str) -> bool:
    return isinstance(woerterbuch, Object) and bool(woerterbuch.get(schluessel, False))
