"""A confidential title, planted in every corner of a finished packet, PDF and ZIP."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from PIL import Image

from tests.dokumente.anlagen.bogen import kasten, zeile

Pflanzer = Callable[[pikepdf.Pdf, str], None]


def write_text(text: str, **wie: float | str) -> bytes:
    """Return drawing instructions in the font F9."""
    return zeile(text, **wie).replace(b"/F1", b"/F9")  # type: ignore[arg-type]  # coordinates and colours by name


def draw(pdf: pikepdf.Pdf, inhalt: bytes, **ressourcen: pikepdf.Object) -> None:
    """Add drawing instructions to the last page of the packet."""
    seite = pdf.pages[-1]
    schrift = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    if "/Font" not in seite.Resources:
        seite.Resources["/Font"] = Dictionary()
    seite.Resources.Font["/F9"] = schrift
    for art, wert in ressourcen.items():
        seite.Resources[f"/{art}"] = wert
    seite.contents_add(pdf.make_stream(b"q " + inhalt + b" Q"))


def _draw(inhalt: Callable[[str], bytes]) -> Pflanzer:
    return lambda pdf, geheim: draw(pdf, inhalt(geheim))


def _outline(pdf: pikepdf.Pdf, geheim: str) -> None:
    with pdf.open_outline() as baum:
        baum.root[-1].children.append(OutlineItem(geheim, 0))


def _dest(pdf: pikepdf.Pdf, geheim: str) -> None:
    pdf.Root["/Dests"] = Dictionary({f"/{geheim}": Array([pdf.pages[0].obj, Name.Fit])})


def _info(pdf: pikepdf.Pdf, geheim: str) -> None:
    pdf.docinfo["/Subject"] = geheim


def _xmp(pdf: pikepdf.Pdf, geheim: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:description"] = geheim


def _attach(name: str, inhalt: bytes) -> Callable[[pikepdf.Pdf], None]:
    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(
            pdf, inhalt, filename=name, description="", mime_type="", creation_date="", mod_date=""
        )

    return attach


def _note(pdf: pikepdf.Pdf, geheim: str) -> None:
    notiz = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([1, 1, 9, 9]), Contents=String(geheim))
    pdf.pages[-1].obj["/Annots"] = Array([*pdf.pages[-1].obj.get("/Annots", Array()), pdf.make_indirect(notiz)])


def _struct(feld: str) -> Pflanzer:
    def add(pdf: pikepdf.Pdf, geheim: str) -> None:
        baum = pdf.Root.StructTreeRoot
        bild = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Figure, P=baum))
        bild[feld] = String(geheim)
        kinder = baum.get("/K", Array())
        baum["/K"] = Array([*(kinder if isinstance(kinder, Array) else [kinder]), bild])

    return add


def _layer(pdf: pikepdf.Pdf, geheim: str) -> None:
    ebene = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Entwurf")))
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([ebene]), D=Dictionary(ON=Array(), OFF=Array([ebene])))
    draw(pdf, b"/OC /E9 BDC " + write_text(geheim) + b" EMC", Properties=Dictionary(E9=ebene))


def _field(pdf: pikepdf.Pdf, geheim: str) -> None:
    feld = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("f"), V=String(geheim)))
    formular = pdf.Root.get("/AcroForm", Dictionary(Fields=Array()))
    formular["/Fields"] = Array([*formular.Fields, feld])
    pdf.Root["/AcroForm"] = formular


def _label(pdf: pikepdf.Pdf, geheim: str) -> None:
    pdf.Root["/PageLabels"] = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=String(geheim))]))


def _photo(pdf: pikepdf.Pdf, geheim: str) -> None:
    foto = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(foto, "JPEG", comment=geheim.encode())
    bild = pdf.make_stream(foto.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8)
    bild["/BitsPerComponent"], bild["/ColorSpace"], bild["/Filter"] = 8, Name.DeviceRGB, Name.DCTDecode
    draw(pdf, b"8 0 0 8 9 9 cm /B9 Do", XObject=Dictionary(B9=bild))


# kind: how it is planted, and what the refusal says about the place
IM_PDF: dict[str, tuple[Pflanzer, str]] = {
    "page text": (_draw(write_text), "Seitentext"),
    "white text": (_draw(lambda g: write_text(g, davor="1 1 1 rg")), "Verborgener Text (in der Farbe des Untergrunds)"),
    "invisible text": (_draw(lambda g: write_text(g, davor="3 Tr")), "Verborgener Text (unsichtbar gezeichnet)"),
    "tiny text": (_draw(lambda g: write_text(g, groesse=0.5)), "Verborgener Text (winzig klein)"),
    "beside the page": (_draw(lambda g: write_text(g, x=3000)), "Verborgener Text (außerhalb der Seite)"),
    "covered text": (
        _draw(lambda g: write_text(g) + kasten(60, 690, 500, 30)),
        "Verborgener Text (von einer Fläche verdeckt)",
    ),
    "hidden layer": (_layer, "Verborgener Text (in einer ausgeschalteten Ebene)"),
    "bookmark": (_outline, "Lesezeichen"),
    "destination": (_dest, "Sprungziel"),
    "document info": (_info, "Metadaten (Dokumentinfo)"),
    "XMP": (_xmp, "Metadaten (XMP)"),
    "attachment": (lambda pdf, geheim: _attach("a.txt", geheim.encode())(pdf), "Anhang › Inhalt"),
    "attachment name": (lambda pdf, geheim: _attach(f"{geheim}.txt", b"x")(pdf), "Anhang (Name)"),
    "annotation": (_note, "Anmerkung"),
    "alternative text": (_struct("/Alt"), "Strukturtext"),
    "actual text": (_struct("/ActualText"), "Strukturtext"),
    "form value": (_field, "Formularfeld"),
    "page label": (_label, "Metadaten (Katalog)"),
    "photograph": (_photo, "Bilddaten"),
}


def plant(packet: Path, pflanzer: Pflanzer, geheim: str, ziel: Path) -> None:
    """Write the packet with the secret in it."""
    with pikepdf.open(packet) as pdf:
        pflanzer(pdf, geheim)
        pdf.save(ziel)


def _pdf_of(geheim: str) -> bytes:
    puffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[0].obj["/Resources"] = Dictionary()
        draw(pdf, write_text(geheim))
        pdf.save(puffer)
    return puffer.getvalue()


# kind: name and content of an entry added to the ZIP, and what the refusal says about the place
IM_ZIP: dict[str, tuple[Callable[[str], tuple[str, bytes]], str]] = {
    "file name": (lambda g: (f"{g}.txt", b"x"), "Dateiname im ZIP"),
    "file name without umlauts": (lambda g: (f"N_1_{g.replace(' ', '-')}.txt", b"x"), "Dateiname im ZIP"),
    "page of a document": (lambda g: ("N_1.pdf", _pdf_of(g)), "Inneres der Datei"),
    "text of a list": (lambda g: ("Inhalt2.html", f"<li>{g}</li>".encode()), "Inneres der Datei"),
}


def add_entry(packet: Path, name: str, inhalt: bytes, ziel: Path) -> None:
    """Write the ZIP with one more entry."""
    ziel.write_bytes(packet.read_bytes())
    with zipfile.ZipFile(ziel, "a") as packung:
        packung.writestr(name, inhalt)
