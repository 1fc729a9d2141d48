"""Files that say more than one sees."""

import io
import zipfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.dokumente.anlagen.bogen import add_anhang, add_ebene, add_notiz, kasten, new_pdf, save, zeile

GEHEIM = "Kaufpreis Eselsberg"
VERDECKT = (
    "Auf Seite 2 liegt lesbarer Text unter einer Fläche. Er lässt sich markieren und kopieren. Bitte schwärzen Sie die "
    "Stelle endgültig, sodass der Text entfernt ist, und laden Sie die Datei neu hoch."
)


def build_geschwaerzt() -> bytes:
    """Return a PDF with GEHEIM under a black box on page 2."""
    return save(new_pdf(zeile("Der Garten wird grün."), zeile(GEHEIM) + kasten(60, 690, 400, 30)))


def build_beredt(geheim: str = GEHEIM, text: str = "Der Garten wird gruen.", *, ueberall: bool = False) -> bytes:
    """Return a PDF that says ``geheim`` beside its pages only: author, comment, embedded file.

    With ``ueberall`` also in a bookmark, a layer's name, a hidden form field, an article and its replacement text.
    """
    pdf = new_pdf(zeile(text))
    pdf.docinfo["/Author"] = geheim
    with pdf.open_metadata() as xmp:
        xmp["dc:description"] = geheim
    add_anhang(pdf, f"{geheim}.txt", geheim.encode())
    add_notiz(pdf, "Text", Contents=String(geheim), T=String(geheim))
    if ueberall:
        _say_ueberall(pdf, geheim)
    return save(pdf)


def _say_ueberall(pdf: pikepdf.Pdf, geheim: str) -> None:
    with pdf.open_outline() as baum:
        baum.root.append(pikepdf.OutlineItem(geheim, 0))
    add_ebene(pdf, geheim, an=True)
    feld = add_notiz(pdf, "Widget", FT=Name.Tx, T=String(geheim), V=String(geheim))
    feld["/F"] = 2
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([feld]))
    pdf.Root["/Threads"] = Array([pdf.make_indirect(Dictionary(I=Dictionary(Title=String(geheim))))])
    pdf.Root["/PageLabels"] = Dictionary(Nums=Array([0, Dictionary(P=String(geheim))]))
    wurzel = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    wurzel["/K"] = Array([pdf.make_indirect(Dictionary(S=Name.P, P=wurzel, ActualText=String(geheim)))])
    pdf.Root["/StructTreeRoot"] = wurzel


def build_unkopierbar() -> bytes:
    """Return a PDF whose copy without annotations would show GEHEIM."""
    pdf = new_pdf(zeile(GEHEIM))
    add_notiz(pdf, "Square", (60, 690, 460, 720), IC=Array([0, 0, 0]))
    return save(pdf)


def build_word() -> bytes:
    """Return a Word file with an author."""
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w") as packung:
        packung.writestr("word/document.xml", "<d/>")
        packung.writestr("docProps/core.xml", f"<p><creator>{GEHEIM}</creator></p>")
    return puffer.getvalue()
