"""Structural check of our own PDFs: is everything said, in order, and by its right name? Not a certificate.

It looks for what has gone wrong, or could, in files of this print shop. Every finding is a German sentence; an empty
list means that none of the known faults is in the file.
"""

from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name, Object

from dokumente.pdf_pruefung_felder import check_felder
from dokumente.pdf_pruefung_inhalt import check_seiten
from dokumente.pdf_pruefung_tags import Tagbaum, check_tags


def check_pdf(daten: bytes) -> list[str]:
    """Return what keeps ``daten`` from being accessible (PDF/UA-1) and fit for the archive, as German sentences."""
    try:
        with pikepdf.open(BytesIO(daten)) as pdf:
            return _check(pdf)
    except pikepdf.PdfError as fehler:
        return [f"Die Datei lässt sich nicht als PDF lesen: {fehler}"]


def _check(pdf: pikepdf.Pdf) -> list[str]:
    befunde = [*_check_katalog(pdf), *_check_metadaten(pdf), *check_felder(pdf), *_check_schriften(pdf)]
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


def _check_schriften(pdf: pikepdf.Pdf) -> list[str]:
    befunde = []
    for objekt in pdf.objects:
        if not isinstance(objekt, Dictionary) or objekt.get("/Type") != Name.Font or "/DescendantFonts" not in objekt:
            continue
        beschreibung = objekt.DescendantFonts[0].get("/FontDescriptor", Dictionary())
        schrift = str(objekt.get("/BaseFont", "ohne Namen"))
        if not any(art in beschreibung for art in ("/FontFile", "/FontFile2", "/FontFile3")):
            befunde.append(f"Die Schrift {schrift} ist nicht eingebettet.")
        if "/ToUnicode" not in objekt:
            befunde.append(f"Die Zeichen der Schrift {schrift} lassen sich nicht in Text übersetzen (ToUnicode).")
    return befunde


def _is_wahr(woerterbuch: object, schluessel: str) -> bool:
    return isinstance(woerterbuch, Object) and bool(woerterbuch.get(schluessel, False))
