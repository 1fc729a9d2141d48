"""A confidential title, planted in every corner of a file: which reader must find it, and where he says it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from dokumente.anlagen.befunde import Geheimnis
from tests.dokumente.anlagen.bogen import (
    add_anhang,
    add_ebene,
    add_formular,
    add_notiz,
    kasten,
    new_pdf,
    save,
    set_zustand,
    update,
    zeile,
)

GEHEIM = "Übernahme der Bürgschaft Kastorhof"
GEHEIMNIS = Geheimnis(GEHEIM, "N 3 der Sitzung 2026/018/SR")
OFFEN = zeile("Öffentlicher Teil der Sitzung", y=780)


def new_seite(inhalt: bytes) -> bytes:
    return save(new_pdf(OFFEN + inhalt))


def _root(schluessel: str, wert: Callable[[pikepdf.Pdf], Any]) -> bytes:
    pdf = new_pdf(OFFEN)
    pdf.Root[schluessel] = wert(pdf)
    return save(pdf)


def _notiz(art: str, **angaben: Any) -> bytes:
    pdf = new_pdf(OFFEN)
    add_notiz(pdf, art, **angaben)
    return save(pdf)


def _anhang(name: str, inhalt: bytes, beschreibung: str = "") -> bytes:
    pdf = new_pdf(OFFEN)
    add_anhang(pdf, name, inhalt, beschreibung)
    return save(pdf)


def new_zip(*eintraege: tuple[str, bytes], kommentar: bytes = b"") -> bytes:
    ziel = io.BytesIO()
    with zipfile.ZipFile(ziel, "w", zipfile.ZIP_DEFLATED) as packung:
        packung.comment = kommentar
        for name, inhalt in eintraege:
            packung.writestr(name, inhalt)
    return ziel.getvalue()


def _lesezeichen() -> bytes:
    pdf = new_pdf(OFFEN)
    with pdf.open_outline() as baum:
        aussen = pikepdf.OutlineItem("TOP 1", 0)
        aussen.children.append(pikepdf.OutlineItem(GEHEIM, 0))
        baum.root.append(aussen)
    return save(pdf)


def _xmp() -> bytes:
    pdf = new_pdf(OFFEN)
    with pdf.open_metadata() as xmp:
        xmp["dc:description"] = GEHEIM
    del pdf.docinfo
    return save(pdf)


def _info() -> bytes:
    pdf = new_pdf(OFFEN)
    pdf.docinfo["/Keywords"] = GEHEIM
    return save(pdf)


def _ebene(name: str, inhalt: bytes, *, an: bool) -> bytes:
    pdf = new_pdf(OFFEN + inhalt)
    add_ebene(pdf, name, an=an)
    return save(pdf)


def _durchsichtig() -> bytes:
    pdf = new_pdf(OFFEN + zeile(GEHEIM, davor="/G1 gs"))
    set_zustand(pdf, ca=0)
    return save(pdf)


def _erscheinungsbild() -> bytes:
    pdf = new_pdf(OFFEN)
    bild = add_formular(pdf, "X9", zeile(GEHEIM))
    del pdf.pages[0].obj.Resources["/XObject"]
    add_notiz(pdf, "Stamp", AP=Dictionary(N=bild))
    return save(pdf)


def _struktur(**angaben: Any) -> bytes:
    return _root(
        "/StructTreeRoot",
        lambda pdf: Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, **angaben))]),
        ),
    )


def _frueher() -> bytes:
    pdf = new_pdf(OFFEN + b"[(" + GEHEIM.encode("cp1252") + b")] pop " + zeile(GEHEIM))
    pdf.pages[0].obj["/Contents"] = pdf.make_indirect(pdf.pages[0].obj.Contents)
    nummer = pdf.pages[0].obj.Contents.objgen[0]
    roh = save(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(roh)) as gespeichert:
        nummer = gespeichert.pages[0].obj.Contents.objgen[0]
    leer = b"<</Length %d>>\nstream\n" % len(OFFEN) + OFFEN + b"\nendstream"
    return update(roh, nummer, leer)


def _versteckte_seite() -> bytes:
    pdf = new_pdf(OFFEN, b"BT /F1 12 Tf 72 700 Td [(\xdcbernah) -9 (me der B\xfcrg) 30 (schaft Kastorhof)] TJ ET")
    pdf.Root["/Alt"] = pdf.pages[1].obj
    del pdf.pages[1]
    return save(pdf)


def _foto() -> bytes:
    foto = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(foto, "JPEG", comment=GEHEIM.encode("latin-1"))
    pdf = new_pdf(OFFEN)
    bild = pdf.make_stream(foto.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8)
    bild["/BitsPerComponent"], bild["/ColorSpace"], bild["/Filter"] = 8, Name.DeviceRGB, Name.DCTDecode
    pdf.pages[0].obj.Resources["/XObject"] = Dictionary(B=bild)
    return save(pdf)


def _name_mit_umlaut() -> bytes:
    """A drawing whose name is written byte by byte, as old programs do."""
    pdf = new_pdf(OFFEN + b"/M\xfc Do")
    formular = add_formular(
        pdf, "X1", b"BT /F1 12 Tf 72 700 Td [(\xdcbernah) 9 (me der B\xfcrgschaft Kas) 9 (torhof)] TJ ET"
    )
    gerufen = pdf.pages[0].obj.Resources.XObject
    gerufen["/M\udcfc"] = formular
    del gerufen["/X1"]
    return save(pdf)


def _verwaist() -> bytes:
    """A ZIP whose table forgot an entry that is still in the bytes."""
    voll = new_zip((f"{GEHEIM}.txt", b"nichts"))
    leer = new_zip(("a.txt", b"nichts"))
    return voll[: voll.index(b"PK\x01\x02")] + leer


_WORD = "<w:p><w:t>Übernah</w:t></w:r><w:r b='1'><w:t>me der Bürg</w:t><w:t>schaft Kastorhof</w:t></w:p>".encode()

# kind: the reader who must find it · what it says about the place · the planted file
LECKS: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "Seitentext": ("Seitentext", "Seitentext", lambda: new_seite(zeile(GEHEIM))),
    "zweiter Leser": ("Zweittext", "Seitentext (zweiter Leser)", lambda: new_seite(zeile(GEHEIM))),
    "Unterschneidung": (
        "Seitentext",
        "Seitentext",
        lambda: new_seite(
            b"BT /F1 12 Tf 72 700 Td [(\xdcber) 80 (nahm) -20 (e der B\xfcrgschaft) -300 (Kas) 9 (torhof)] TJ ET"
        ),
    ),
    "Name mit Umlaut": ("Seitentext", "Seitentext", _name_mit_umlaut),
    "Trennung": (
        "Seitentext",
        "Seitentext",
        lambda: new_seite(zeile("Übernahme der Bürg-") + zeile("schaft Kastorhof", y=680)),
    ),
    "weiß": (
        "Verborgenes",
        "Verborgener Text (in der Farbe des Untergrunds)",
        lambda: new_seite(zeile(GEHEIM, davor="1 1 1 rg")),
    ),
    "unsichtbar": (
        "Verborgenes",
        "Verborgener Text (unsichtbar gezeichnet)",
        lambda: new_seite(zeile(GEHEIM, davor="3 Tr")),
    ),
    "durchsichtig": ("Verborgenes", "Verborgener Text (durchsichtig)", _durchsichtig),
    "neben der Seite": (
        "Verborgenes",
        "Verborgener Text (außerhalb der Seite)",
        lambda: new_seite(zeile(GEHEIM, x=700)),
    ),
    "abgeschnitten": (
        "Verborgenes",
        "Verborgener Text (abgeschnitten)",
        lambda: new_seite(b"q 0 0 50 50 re W n " + zeile(GEHEIM) + b" Q"),
    ),
    "winzig": ("Verborgenes", "Verborgener Text (winzig klein)", lambda: new_seite(zeile(GEHEIM, groesse=0.8))),
    "verdeckt": (
        "Verborgenes",
        "Verborgener Text (von einer Fläche verdeckt)",
        lambda: new_seite(zeile(GEHEIM) + kasten(60, 690, 400, 30)),
    ),
    "Ebene aus": (
        "Verborgenes",
        "Verborgener Text (in einer ausgeschalteten Ebene)",
        lambda: _ebene("Entwurf", b"/OC /E1 BDC " + zeile(GEHEIM) + b" EMC", an=False),
    ),
    "Ebenenname": ("Ebenen", "Ebene", lambda: _ebene(GEHEIM, b"", an=True)),
    "Lesezeichen": ("Lesezeichen", "Lesezeichen", _lesezeichen),
    "Sprungziel": (
        "Ziele",
        "Sprungziel",
        lambda: _root(
            "/Names",
            lambda pdf: Dictionary(
                Dests=Dictionary(Names=Array([String(GEHEIM), Array([pdf.pages[0].obj, Name.Fit])]))
            ),
        ),
    ),
    "altes Sprungziel": (
        "Ziele",
        "Sprungziel",
        lambda: _root("/Dests", lambda pdf: Dictionary({f"/{GEHEIM}": Array([pdf.pages[0].obj, Name.Fit])})),
    ),
    "Link": (
        "Ziele",
        "Link oder Aktion",
        lambda: _notiz(
            "Link",
            A=Dictionary(
                S=Name.URI, URI=String("https://koblenz.de/%C3%9Cbernahme%20der%20B%C3%BCrgschaft%20Kastorhof.pdf")
            ),
        ),
    ),
    "Linkziel": ("Ziele", "Link oder Aktion", lambda: _notiz("Link", Dest=String(GEHEIM))),
    "Startbefehl": (
        "Ziele",
        "Link oder Aktion",
        lambda: _root("/OpenAction", lambda pdf: Dictionary(S=Name.Launch, F=String(f"C:\\{GEHEIM}.docx"))),
    ),
    "Skript": (
        "Ziele",
        "Skript",
        lambda: _root(
            "/Names",
            lambda pdf: Dictionary(
                JavaScript=Dictionary(
                    Names=Array(
                        [
                            String("a"),
                            Dictionary(S=Name.JavaScript, JS=pdf.make_stream(f"var t='{GEHEIM}'".encode("latin-1"))),
                        ]
                    )
                )
            ),
        ),
    ),
    "Dokumentinfo": ("Metadaten", "Metadaten (Dokumentinfo)", _info),
    "XMP": ("Metadaten", "Metadaten (XMP)", _xmp),
    "Seitenbezeichnung": (
        "Metadaten",
        "Metadaten (Katalog)",
        lambda: _root("/PageLabels", lambda pdf: Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(GEHEIM))]))),
    ),
    "Anhangsname": ("Anhaenge", "Anhang (Name)", lambda: _anhang(f"{GEHEIM}.txt", b"nichts")),
    "Anhangsbeschreibung": ("Anhaenge", "Anhang (Beschreibung)", lambda: _anhang("a.txt", b"nichts", GEHEIM)),
    "Anhang UTF-16": ("Anhaenge", "Anhang › Inhalt", lambda: _anhang("a.txt", GEHEIM.encode("utf-16"))),
    "Anhang JSON": (
        "Anhaenge",
        "Anhang › Inhalt",
        lambda: _anhang("a.json", b'{"t":"\\u00dcbernahme der B\\u00fcrgschaft Kastorhof"}'),
    ),
    "Anhang HTML": (
        "Anhaenge",
        "Anhang › Inhalt",
        lambda: _anhang("a.html", b"<b>&Uuml;bernahme</b> der B&#252;rgschaft Kastorhof"),
    ),
    "PDF im PDF": ("Anhaenge", "Anhang › Seitentext", lambda: _anhang("a.pdf", new_seite(zeile(GEHEIM)))),
    "Word im PDF": (
        "Anhaenge",
        "Anhang › „word/document.xml“ › Inhalt",
        lambda: _anhang("a.docx", new_zip(("word/document.xml", _WORD))),
    ),
    "Dateianlage": (
        "Anhaenge",
        "Anhang (Name)",
        lambda: _notiz("FileAttachment", FS=Dictionary(Type=Name.Filespec, F=String(f"{GEHEIM}.doc"), EF=Dictionary())),
    ),
    "Notiz": ("Anmerkungen", "Anmerkung", lambda: _notiz("Text", Contents=String(GEHEIM))),
    "Verfasser der Notiz": ("Anmerkungen", "Anmerkung", lambda: _notiz("Highlight", T=String(GEHEIM))),
    "Betreff der Notiz": ("Anmerkungen", "Anmerkung", lambda: _notiz("FreeText", Subj=String(GEHEIM))),
    "Stempelbild": ("Anmerkungen", "Anmerkung (Erscheinungsbild)", _erscheinungsbild),
    "Feldwert": (
        "Formularfelder",
        "Formularfeld",
        lambda: _root(
            "/AcroForm", lambda pdf: Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("f"), V=String(GEHEIM))]))
        ),
    ),
    "Feldhilfe": (
        "Formularfelder",
        "Formularfeld",
        lambda: _root(
            "/AcroForm",
            lambda pdf: Dictionary(Fields=Array([Dictionary(FT=Name.Btn, T=String("f"), TU=String(GEHEIM))])),
        ),
    ),
    "XFA": (
        "Formularfelder",
        "Formularfeld (XFA)",
        lambda: _root(
            "/AcroForm", lambda pdf: Dictionary(Fields=Array(), XFA=pdf.make_stream(f"<x>{GEHEIM}</x>".encode()))
        ),
    ),
    "Alternativtext": ("Strukturtext", "Strukturtext", lambda: _struktur(Alt=String(GEHEIM))),
    "Ersatztext": ("Strukturtext", "Strukturtext", lambda: _struktur(ActualText=String(GEHEIM))),
    "Langform": ("Strukturtext", "Strukturtext", lambda: _struktur(E=String(GEHEIM))),
    "Ersatztext im Inhalt": (
        "Marken",
        "Strukturtext",
        lambda: new_seite(b"/Span <</ActualText <FEFF" + GEHEIM.encode("utf-16-be").hex().encode() + b">>> BDC EMC"),
    ),
    "Bilddaten": ("Bilddaten", "Bilddaten", _foto),
    "private Daten": (
        "Rohdaten",
        "Rohdaten",
        lambda: _root("/Eigenes", lambda pdf: pdf.make_indirect(Array([String(GEHEIM)]))),
    ),
    "versteckte Seite": ("Rohdaten", "Seite, die nicht gezeigt wird", _versteckte_seite),
    "früherer Stand": ("Fruehere", "Früherer Stand 1 › Seitentext", _frueher),
    "alter Rest": ("Rohbytes", "Rohbytes der Datei", lambda: new_seite(b"") + f"% {GEHEIM}\n".encode()),
    "alter Rest in UTF-16": (
        "Rohbytes",
        "Rohbytes der Datei",
        lambda: new_seite(b"") + b"9 0 obj <FEFF" + GEHEIM.encode("utf-16-be").hex().encode() + b"> endobj",
    ),
    "ZIP-Eintrag": ("Packung", "Dateiname im ZIP", lambda: new_zip((f"{GEHEIM}.txt", b"nichts"))),
    "ZIP-Name in Umschrift": (
        "Packung",
        "Dateiname im ZIP",
        lambda: new_zip(("Uebernahme-der-Buergschaft_Kastorhof.pdf", b"nichts")),
    ),
    "ZIP-Kommentar": ("Packung", "ZIP-Kommentar", lambda: new_zip(("a.txt", b"nichts"), kommentar=GEHEIM.encode())),
    "PDF im ZIP": ("Packung", "„a.pdf“ › Seitentext", lambda: new_zip(("a.pdf", new_seite(zeile(GEHEIM))))),
    "ZIP im ZIP": (
        "Packung",
        "„b.zip“ › „a.txt“ › Inhalt",
        lambda: new_zip(("b.zip", new_zip(("a.txt", GEHEIM.encode())))),
    ),
    "nicht verzeichnet": ("Packung", "Dateiname im ZIP (nicht verzeichnet)", _verwaist),
}
