"""The documents before binding: can they be opened, and what of a foreign one may come along?"""

import re
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from dokumente.bindung.inhaltsstrom import compute_bilanz, read_inhalt
from dokumente.bindung.stuecke import Mappenteil, Quelle

_SEITENSCHLUESSEL: Final = frozenset(
    [
        *("/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit"),
        *("/Resources", "/Contents", "/Annots", "/StructParents", "/Tabs", "/Group"),
    ]
)
_GROSS: Final = 512 * 1024
_KLEINSTE_SEITE: Final = 10.0
"""Shorter page sides, in points, are a damaged file, not paper."""

KAPUTT: Final = "Die Datei ist beschädigt und lässt sich nicht lesen."
VERSCHLUESSELT: Final = "Die Datei ist mit einem Kennwort verschlüsselt."

_ANSPRUECHE: Final = (
    re.compile(rb"pdfaid:part\s*(?:=\s*[\"']|>)\s*3"),
    re.compile(rb"pdfaid:conformance\s*(?:=\s*[\"']|>)\s*A"),
    re.compile(rb"pdfuaid:part\s*(?:=\s*[\"']|>)\s*1"),
)


class QuelleUnbrauchbar(Exception):
    """A document that cannot go into the packet; the message is a German sentence without its name."""


def open_quelle(quelle: Quelle) -> Pdf:
    """Open a finished PDF for binding.

    :raises QuelleUnbrauchbar: when it is missing, needs a password, is damaged, has no pages, or shows nothing but a
        request to open it in another program.
    """
    try:
        pdf = _open(quelle)
        befunde = _check_aufbau(pdf)
    except pikepdf.PasswordError as fehler:
        raise QuelleUnbrauchbar(VERSCHLUESSELT) from fehler
    except FileNotFoundError as fehler:
        raise QuelleUnbrauchbar("Die Datei fehlt in der Ablage.") from fehler
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as fehler:
        raise QuelleUnbrauchbar(KAPUTT) from fehler
    if befunde:
        raise QuelleUnbrauchbar(befunde[0])
    return pdf


def get_groesse(quelle: Quelle) -> int:
    """Return the size of a document in bytes."""
    return len(quelle) if isinstance(quelle, bytes) else quelle.stat().st_size


def count_seiten(quelle: Quelle) -> int:
    """Return the number of pages.

    :raises QuelleUnbrauchbar: as :func:`open_quelle` does.
    """
    with open_quelle(quelle) as pdf:
        return len(pdf.pages)


def check_quelle(quelle: Quelle) -> list[str]:
    """Return why ``quelle`` cannot go into a packet, as German sentences; empty if it can.

    Reads the content of every page, so an answer without findings means that binding will not fail because of it.
    """
    try:
        pdf = open_quelle(quelle)
    except QuelleUnbrauchbar as fehler:
        return [str(fehler)]
    with pdf:
        for nummer, seite in enumerate(pdf.pages, start=1):
            try:
                compute_bilanz(seite, read_inhalt(seite))
            except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
                return [f"Der Inhalt von Seite {nummer} ist beschädigt."]
    return []


def _open(quelle: Quelle) -> Pdf:
    if isinstance(quelle, bytes):
        return Pdf.open(BytesIO(quelle))
    # Mapped files are read fastest, but a mapped scan would stay in memory as a whole.
    gross = get_groesse(quelle) > _GROSS
    return Pdf.open(quelle, access_mode=pikepdf.AccessMode.stream if gross else pikepdf.AccessMode.mmap)


def _check_aufbau(pdf: Pdf) -> list[str]:
    if len(pdf.pages) == 0:
        return ["Die Datei hat keine Seiten."]
    if "/Collection" in pdf.Root:
        return ["Die Datei ist eine Sammlung von Dateien (Portfolio) und hat keine eigenen Seiten."]
    formular = pdf.Root.get("/AcroForm")
    if isinstance(formular, Dictionary) and "/XFA" in formular and pdf.Root.get("/NeedsRendering", False):
        return ["Die Datei ist ein dynamisches Formular (XFA), das nur ein besonderes Programm anzeigen kann."]
    for nummer, seite in enumerate(pdf.pages, start=1):
        if not _has_groesse(seite):
            return [f"Seite {nummer} hat keine brauchbare Größe."]
    return []


def _has_groesse(seite: pikepdf.Page) -> bool:
    x1, y1, x2, y2 = (float(wert) for wert in list(seite.mediabox)[:4])
    return abs(x2 - x1) >= _KLEINSTE_SEITE and abs(y2 - y1) >= _KLEINSTE_SEITE


def is_getaggt(pdf: Pdf) -> bool:
    """Return whether the file has a tag tree worth taking over."""
    wurzel = pdf.Root.get("/StructTreeRoot")
    return isinstance(wurzel, Dictionary) and "/ParentTree" in wurzel and "/K" in wurzel and _is_markiert(pdf)


def _is_markiert(pdf: Pdf) -> bool:
    angaben = pdf.Root.get("/MarkInfo")
    return isinstance(angaben, Dictionary) and angaben.get("/Marked", False) is True


def claims_normen(pdf: Pdf) -> bool:
    """Return whether the file says of itself that it is PDF/A-3a and PDF/UA-1."""
    metadaten = pdf.Root.get("/Metadata")
    if not isinstance(metadaten, pikepdf.Stream):
        return False
    xmp = metadaten.read_bytes()
    return all(anspruch.search(xmp) for anspruch in _ANSPRUECHE)


def clean_quelle(pdf: Pdf, teil: Mappenteil) -> None:
    """Reduce the opened file to what may come along; the file on the disk stays as it is.

    Of a foreign document fields, comments and stamps become part of the picture, as on paper; scripts, threads,
    attached files and everything else that is not on the page stay behind.
    """
    if not teil.eigen:
        _flatten(pdf)
    for seite in pdf.pages:
        for schluessel in set(seite.obj.keys()) - _SEITENSCHLUESSEL:
            del seite.obj[schluessel]
        notizen = seite.obj.get("/Annots")
        if notizen is None:
            continue
        bleiben = [n for n in _as_list(notizen) if _may_stay(n, teil)]
        if bleiben:
            seite.obj.Annots = Array(bleiben)
        else:
            del seite.obj["/Annots"]


def _flatten(pdf: Pdf) -> None:
    if not any("/Annots" in seite.obj for seite in pdf.pages):
        return
    formular = pdf.Root.get("/AcroForm")
    if isinstance(formular, Dictionary) and formular.get("/NeedAppearances", False):
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")


def _may_stay(notiz: object, teil: Mappenteil) -> bool:
    if not isinstance(notiz, Dictionary):
        return False
    art = notiz.get("/Subtype")
    return art == Name.Link or (teil.eigen and art == Name.Widget)


def _as_list(wert: Object) -> list[Object]:
    return list(wert) if isinstance(wert, Array) else []
