"""Small, real PDF files for the demo's attachments."""

import io

import pikepdf
from django.core.files.base import ContentFile

from dokumente.ablage.aufnehmen import store_datei
from dokumente.models import Datei

A4 = (0, 0, 595, 842)
BREITE = 70


def build_datei(titel: str, betreff: str) -> Datei:
    """Store a one-page PDF that says what it stands for."""
    return store_datei(ContentFile(_draw_seite(titel, betreff), name="anlage.pdf"))


def _draw_seite(titel: str, betreff: str) -> bytes:
    zeilen = [("F2", 18, 760, titel), ("F1", 11, 730, "Anlage zur Vorlage:")]
    zeilen += [
        ("F1", 11, 714 - 15 * nummer, betreff[anfang : anfang + BREITE])
        for nummer, anfang in enumerate(range(0, len(betreff), BREITE))
    ]
    zeilen.append(("F1", 11, 600, "Vorführdaten: Dieses Blatt steht für das Dokument, das hier angehängt wäre."))
    inhalt = b"".join(
        f"BT /{schrift} {groesse} Tf 60 {hoehe} Td ".encode() + _literal(text) + b" Tj ET\n"
        for schrift, groesse, hoehe, text in zeilen
    )
    with pikepdf.new() as pdf, io.BytesIO() as puffer:
        schriften = pikepdf.Dictionary(F1=_schrift("/Helvetica"), F2=_schrift("/Helvetica-Bold"))
        seite = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=A4,
            Contents=pdf.make_stream(inhalt),
            Resources=pikepdf.Dictionary(Font=schriften),
        )
        pdf.pages.append(pikepdf.Page(seite))
        pdf.docinfo["/Title"] = titel
        # The same title must give the same file on every load.
        pdf.save(puffer, deterministic_id=True)
        return puffer.getvalue()


def _schrift(name: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name(name),
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )


def _literal(text: str) -> bytes:
    """Return a PDF string in Windows' western encoding; a character it lacks becomes a question mark."""
    roh = text.encode("cp1252", errors="replace")
    for zeichen in (b"\\", b"(", b")"):
        roh = roh.replace(zeichen, b"\\" + zeichen)
    return b"(" + roh + b")"
