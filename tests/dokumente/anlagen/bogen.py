"""Small PDFs written by hand, so that a test says exactly what lies where."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

A4 = (595, 842)


def zeile(text: str, x: float = 72, y: float = 700, groesse: float = 12, davor: str = "") -> bytes:
    """Return instructions that write ``text``; ``davor`` are further ones for its colour or mode."""
    roh = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"q BT {davor} /F1 {groesse} Tf {x} {y} Td (".encode() + roh + b") Tj ET Q\n"


def kasten(x: float, y: float, breite: float, hoehe: float, farbe: str = "0 0 0 rg") -> bytes:
    """Return instructions that fill a box."""
    return f"q {farbe} {x} {y} {breite} {hoehe} re f Q\n".encode()


def new_pdf(*inhalte: bytes) -> pikepdf.Pdf:
    """Return a PDF with one A4 page for each content, with Helvetica as ``F1``."""
    pdf = pikepdf.new()
    schrift = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for inhalt in inhalte or (b"",):
        seite = pdf.add_blank_page(page_size=A4)
        seite.obj["/Resources"] = Dictionary(Font=Dictionary(F1=schrift))
        seite.obj["/Contents"] = pdf.make_stream(inhalt)
    return pdf


def save(pdf: pikepdf.Pdf, **wahl: Any) -> bytes:
    """Return the bytes of ``pdf``."""
    ziel = BytesIO()
    pdf.save(ziel, **wahl)
    return ziel.getvalue()


def add_formular(pdf: pikepdf.Pdf, name: str, inhalt: bytes, **angaben: Any) -> pikepdf.Object:
    """Give the first page a drawing of the size of the page, to be called by ``name``."""
    formular = pdf.make_stream(
        inhalt, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *A4]), Resources=pdf.pages[0].obj.Resources
    )
    for schluessel, wert in angaben.items():
        formular[f"/{schluessel}"] = wert
    _add(pdf, "/XObject", name, formular)
    return formular


def add_bild(pdf: pikepdf.Pdf, name: str, farbe: bytes = b"\x20\x20\x20", **angaben: Any) -> pikepdf.Object:
    """Give the first page a picture of one colour, to be called by ``name``."""
    bild = pdf.make_stream(
        farbe * 16,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=4,
        Height=4,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )
    for schluessel, wert in angaben.items():
        bild[f"/{schluessel}"] = wert
    _add(pdf, "/XObject", name, bild)
    return bild


def add_ebene(pdf: pikepdf.Pdf, titel: str, *, an: bool) -> pikepdf.Object:
    """Give the file a layer, callable as ``E1`` on the first page."""
    ebene = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String(titel)))
    pdf.Root["/OCProperties"] = Dictionary(
        OCGs=Array([ebene]), D=Dictionary(ON=Array([ebene] if an else []), OFF=Array([] if an else [ebene]))
    )
    _add(pdf, "/Properties", "E1", ebene)
    return ebene


def add_notiz(pdf: pikepdf.Pdf, art: str, rechteck: tuple[float, ...] = (72, 690, 300, 712), **angaben: Any) -> Any:
    """Put an annotation on the first page."""
    notiz = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(f"/{art}"), Rect=Array(rechteck), F=4))
    for schluessel, wert in angaben.items():
        notiz[f"/{schluessel}"] = wert
    seite = pdf.pages[0].obj
    seite["/Annots"] = Array([*seite.get("/Annots", Array()), notiz])
    return notiz


def add_anhang(pdf: pikepdf.Pdf, name: str, inhalt: bytes, beschreibung: str = "") -> None:
    """Embed a file."""
    pdf.attachments[name] = pikepdf.AttachedFileSpec(
        pdf, inhalt, description=beschreibung, filename=name, mime_type="", creation_date="", mod_date=""
    )


def set_zustand(pdf: pikepdf.Pdf, **angaben: Any) -> None:
    """Give the first page a graphics state ``G1``."""
    _add(pdf, "/ExtGState", "G1", Dictionary(**angaben))


def update(roh: bytes, nummer: int, objekt: bytes) -> bytes:
    """Return ``roh`` with an object replaced by appending, as many editors save: the old one stays in the file."""
    alt = int(roh[roh.rindex(b"startxref") + 9 : roh.rindex(b"%%EOF")])
    ab = len(roh)
    neu = roh + f"{nummer} 0 obj\n".encode() + objekt + b"\nendobj\n"
    with pikepdf.open(BytesIO(roh)) as pdf:
        wurzel, anzahl = pdf.Root.objgen[0], len(pdf.objects) + 1
    tafel = f"xref\n{nummer} 1\n{ab:010d} 00000 n \ntrailer\n<</Size {anzahl}/Root {wurzel} 0 R/Prev {alt}>>\n"
    return neu + tafel.encode() + f"startxref\n{len(neu)}\n%%EOF\n".encode()


def _add(pdf: pikepdf.Pdf, art: str, name: str, wert: Any) -> None:
    ressourcen = pdf.pages[0].obj.Resources
    if art not in ressourcen:
        ressourcen[art] = Dictionary()
    ressourcen[art][f"/{name}"] = wert
