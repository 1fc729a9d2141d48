"""The checker finds files that were broken on purpose; the same file unbroken has no finding."""

import re
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from dokumente.druck.norm.datei import check_pdf
from dokumente.druck.pdf import render_pdf

INHALT = (
    '<h2>Liste</h2><ul><li>eins</li></ul><h3>Link</h3><p><a href="https://a.de/">Ziel</a></p>'
    "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    '<p><input type="checkbox" name="x" title="Wahl"> <input type="checkbox" name="y" title="Wahl 2">'
    ' <input type="checkbox" name="z" title="Zahl" data-textfeld="3"></p>'
)


@cache
def build_pdf() -> bytes:
    html = f'<html lang="de"><title>Probe</title><body><h1>Probe</h1>{INHALT}</body></html>'
    return render_pdf(html, stylesheets=["pdf/basis.css"])


def test_the_unbroken_file_has_no_finding() -> None:
    assert check_pdf(build_pdf()) == []


def find(pdf: Any, rolle: str, nummer: int = 0) -> Any:
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == Name(f"/{rolle}")][nummer]


def rewrite(pdf: Any, alt: bytes, neu: bytes) -> None:
    seite = pdf.pages[0]
    seite.contents_coalesce()
    inhalt = seite.Contents.read_bytes()
    assert alt in inhalt
    seite.Contents = pdf.make_stream(inhalt.replace(alt, neu, 1))


def drop_xmp(pdf: Any, alt: bytes, neu: bytes = b"") -> None:
    roh = pdf.Root.Metadata.read_bytes()
    assert alt in roh
    pdf.Root.Metadata = pdf.make_stream(roh.replace(alt, neu), Type=Name.Metadata, Subtype=Name.XML)


def swap_nums(pdf: Any) -> None:
    eltern = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    eltern[0], eltern[1] = eltern[1], eltern[0]


def hide_widget(pdf: Any) -> None:
    find(pdf, "Form").P.K = Array()


def add_koepfe(pdf: Any) -> None:
    koerper = find(pdf, "TBody")
    koerper.S = Name.THead
    tabelle = koerper.P
    tabelle.K.append(pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.THead, P=tabelle, K=Array())))


def make_bild(pdf: Any, alt: str = "Bild") -> None:
    bild = find(pdf, "P")
    bild.S, bild.Alt = Name.Figure, String(alt)
    bild.A = Dictionary(O=Name.Layout, BBox=Array([10, 800, 40, 900]))


def map_zeichen(pdf: Any, zeichen: bytes) -> None:
    tabelle = find_type0(pdf).ToUnicode
    davor, _, danach = tabelle.read_bytes().partition(b"beginbfchar")
    tabelle.write(davor + b"beginbfchar" + re.sub(rb"> <[0-9a-f]+>", b"> <" + zeichen + b">", danach, count=1))


BRUECHE: dict[str, tuple[Callable[[Any], object], str]] = {
    "language": (lambda p: p.Root.__delitem__("/Lang"), "Die Sprache des Dokuments fehlt"),
    "mark info": (lambda p: p.Root.__delitem__("/MarkInfo"), "gibt sich nicht als getaggt aus"),
    "window title": (lambda p: p.Root.__delitem__("/ViewerPreferences"), "Dateinamen statt des Titels"),
    "outline": (lambda p: p.Root.__delitem__("/Outlines"), "Die Lesezeichen fehlen"),
    "colour profile": (lambda p: p.Root.__delitem__("/OutputIntents"), "Das Farbprofil"),
    "tag tree": (lambda p: p.Root.__delitem__("/StructTreeRoot"), "fehlt der Tag-Baum"),
    "metadata": (lambda p: p.Root.__delitem__("/Metadata"), "Die Metadaten fehlen"),
    "title": (lambda p: drop_xmp(p, b">Probe<", b"><"), "Der Titel fehlt"),
    "two titles": (lambda p: drop_xmp(p, b">Probe<", b">Anders<"), "weicht vom Titel"),
    "ua mark": (lambda p: drop_xmp(p, b'pdfuaid:part="1"'), "PDF/UA-1 fehlt"),
    "archive mark": (lambda p: drop_xmp(p, b'conformance="A"', b'conformance="B"'), "PDF/A-3a fehlt"),
    "need appearances": (
        lambda p: p.Root.AcroForm.__setitem__("/NeedAppearances", True),
        "NeedAppearances",
    ),
    "field name twice": (lambda p: p.Root.AcroForm.Fields[1].__setitem__("/T", String("x")), "nicht eindeutig"),
    "field without voice": (lambda p: p.Root.AcroForm.Fields[0].__delitem__("/TU"), "keinen Namen für die"),
    "field without look": (lambda p: p.Root.AcroForm.Fields[0].AP.N.__delitem__("/Off"), "fehlt das Aussehen"),
    "value against look": (lambda p: p.Root.AcroForm.Fields[0].__setitem__("/V", Name.on), "widersprechen sich"),
    "field of another kind": (lambda p: p.Root.AcroForm.Fields[0].__setitem__("/FT", Name.Ch), "weder Kästchen noch"),
    "field with one state": (lambda p: p.Root.AcroForm.Fields[0].AP.N.__delitem__("/on"), "Aussehen für einen Zustand"),
    "field that acts": (lambda p: p.Root.AcroForm.Fields[2].__setitem__("/AA", Dictionary()), "löst etwas aus"),
    "second form": (lambda p: p.Root.AcroForm.__setitem__("/XFA", String("<xdp/>")), "fremdes Formular"),
    "text field without look": (lambda p: p.Root.AcroForm.Fields[2].__delitem__("/AP"), "fehlt das Aussehen (AP)"),
    "text field drawn empty": (
        lambda p: p.Root.AcroForm.Fields[2].__setitem__("/V", String("12")),
        "Feldes „z“ widersprechen sich",
    ),
    "text field without font": (lambda p: p.Root.AcroForm.__delitem__("/DR"), "keine Schrift genannt"),
    "text field in a foreign font": (
        lambda p: p.Root.AcroForm.DR.Font.FiraSans.FontDescriptor.__delitem__("/FontFile2"),
        "Die Schrift des Feldes „z“ ist nicht eingebettet",
    ),
    "stray field": (lambda p: p.Root.AcroForm.Fields.__delitem__(0), "aber nicht im Formular"),
    "tab order": (lambda p: p.pages[0].__delitem__("/Tabs"), "Tabulatorreihenfolge"),
    "unknown role": (lambda p: find(p, "P").__setitem__("/S", Name.Quatsch), "Rolle „Quatsch“ ist unbekannt"),
    "wrong parent": (lambda p: find(p, "P").__setitem__("/P", find(p, "H1")), "falsches Elternelement"),
    "element twice": (lambda p: find(p, "Document").K.append(find(p, "H1")), "hängt zweimal"),
    "heading missing": (lambda p: find(p, "H1").__setitem__("/S", Name.P), "nicht H1"),
    "heading skipped": (lambda p: find(p, "H2").__setitem__("/S", Name.P), "Nach Überschrift H1 folgt H3"),
    "list numbering": (lambda p: find(p, "L").__delitem__("/A"), "nicht, wie sie zählt"),
    "list item loose": (lambda p: find(p, "LI").__setitem__("/S", Name.P), "P steht unmittelbar in L"),
    "scope": (lambda p: find(p, "TH").A.__delitem__("/Scope"), "für Zeile oder Spalte"),
    "headers": (lambda p: find(p, "TD").A.__delitem__("/Headers"), "nennt keine Kopfzelle"),
    "headers astray": (
        lambda p: find(p, "TD").A.__setitem__("/Headers", Array([String("weg")])),
        "Kopfzelle, die es in ihrer Tabelle nicht gibt",
    ),
    "ragged rows": (lambda p: find(p, "TR", 1).K.__delitem__(0), "verschieden viele Spalten"),
    "wrong span": (lambda p: find(p, "TH").A.__setitem__("/ColSpan", 3), "verschieden viele Spalten"),
    "overlap": (lambda p: find(p, "TH", 1).A.__setitem__("/RowSpan", 2), "verschieden viele Spalten"),
    "id list": (lambda p: p.Root.StructTreeRoot.__delitem__("/IDTree"), "Verzeichnis der Kennungen"),
    "id twice": (lambda p: find(p, "TH").__setitem__("/ID", find(p, "TH", 1).ID), "ist doppelt"),
    "figure": (lambda p: find(p, "P").__setitem__("/S", Name.Figure), "keinen Ersatztext"),
    "link without target": (
        lambda p: find(p, "Link").__setitem__("/K", Array([find(p, "Link").K[-1]])),
        "Link verweist auf kein Objekt",
    ),
    "link without text": (
        lambda p: find(p, "Link").__setitem__("/K", Array([k for k in find(p, "Link").K if not isinstance(k, int)])),
        "Ein Link hat keinen Text",
    ),
    "link in a link": (lambda p: find(p, "Link").P.__setitem__("/S", Name.Link), "innerhalb eines Links"),
    "link of another element": (lambda p: find(p, "Link").__setitem__("/S", Name.Span), "zu einem Element Span statt"),
    "link to nowhere": (lambda p: p.pages[0].Annots[0].__delitem__("/A"), "führt nirgendwohin (A)"),
    "link to no name": (
        lambda p: p.pages[0].Annots[0].__setitem__("/Dest", String("weg")),
        "führt nirgendwohin („weg“)",
    ),
    "link to no page": (lambda p: p.pages[0].Annots[0].__setitem__("/Dest", Array([])), "nirgendwohin (Dest)"),
    "unseen link": (lambda p: p.pages[0].Annots[0].__setitem__("/F", 2), "nicht gedruckt oder ist unsichtbar"),
    "sticky note": (
        lambda p: p.pages[0].Annots[0].__setitem__("/Subtype", Name.Text),
        "weder Link noch Feld ist (/Text)",
    ),
    "link with blank words": (
        lambda p: p.pages[0].Annots[0].__setitem__("/Contents", String(" ")),
        "keine Beschreibung",
    ),
    "link without words": (lambda p: p.pages[0].Annots[0].__delitem__("/Contents"), "keine Beschreibung"),
    "field of another element": (lambda p: find(p, "Form").__setitem__("/S", Name.P), "zu einem Element P statt"),
    "box with blank name": (lambda p: find(p, "Form").__setitem__("/Alt", String(" ")), "keinen Namen (Alt)"),
    "head without body": (lambda p: find(p, "TBody").__setitem__("/S", Name.THead), "aber keinen Rumpf (TBody)"),
    "two heads": (add_koepfe, "mehr als ein THead"),
    "no rows": (lambda p: find(p, "Table").__setitem__("/K", Array()), "keine Zeile"),
    "empty heading": (lambda p: find(p, "H2").__setitem__("/K", Array()), "Eine Überschrift ist leer"),
    "empty label": (lambda p: find(p, "Lbl").__setitem__("/K", Array()), "Aufzählungszeichen ist leer"),
    "picture beside the page": (make_bild, "nicht auf der Seite (BBox)"),
    "blank picture": (lambda p: make_bild(p, alt=" "), "keinen Ersatztext"),
    "private character": (lambda p: map_zeichen(p, b"e000"), "(U+E000)"),
    "byte order mark": (lambda p: map_zeichen(p, b"feff"), "(U+FEFF)"),
    "character of no meaning": (lambda p: map_zeichen(p, b"0000"), "(U+0000)"),
    "smoothed picture": (
        lambda p: p.Root.__setitem__(
            "/Bild", p.make_indirect(p.make_stream(b"", Subtype=Name.Image, Interpolate=True))
        ),
        "geglättet",
    ),
    "box without name": (lambda p: find(p, "Form").__delitem__("/Alt"), "keinen Namen (Alt)"),
    "box not in tree": (hide_widget, "Feld kommt im Tag-Baum nicht vor"),
    "annotation astray": (
        lambda p: p.pages[0].Annots[0].__setitem__("/StructParent", 99),
        "irrt bei einem Link oder Feld",
    ),
    "parent tree": (swap_nums, "irrt bei Inhalt 0"),
    "page not listed": (lambda p: p.pages[0].__delitem__("/StructParents"), "steht nicht im Verzeichnis"),
    "untagged text": (lambda p: rewrite(p, b"/Span\n<</MCID 0>>\nBDC", b"/Span BMC"), "weder getaggt noch"),
    "artifact in the tag tree": (
        lambda p: rewrite(p, b"/Span\n<</MCID 0>>", b"/Artifact\n<</MCID 0>>"),
        "Beiwerk trägt eine Inhaltsnummer",
    ),
    "artifact in a tag": (
        lambda p: rewrite(p, b"MCID 0>>\nBDC", b"MCID 0>>\nBDC /Artifact BMC EMC"),
        "Beiwerk steht innerhalb von getaggtem Inhalt",
    ),
    "tag in an artifact": (
        lambda p: rewrite(p, b"/Span\n<</MCID 0>>\nBDC", b"/Artifact BMC /Span\n<</MCID 0>>\nBDC EMC"),
        "Getaggter Inhalt steht innerhalb von anderem oder von Beiwerk",
    ),
    "tag not on page": (lambda p: rewrite(p, b"/MCID 0>>", b"/Nix 0>>"), "auf keiner Seite"),
    "tag not in tree": (lambda p: find(p, "H1").__setitem__("/K", Array()), "kommt im Tag-Baum nicht vor"),
    "number twice": (lambda p: rewrite(p, b"/MCID 1>>", b"/MCID 0>>"), "ist doppelt"),
    "mark left open": (lambda p: rewrite(p, b"EMC", b""), "nicht geschlossen"),
    "mark closed twice": (lambda p: rewrite(p, b"EMC", b"EMC EMC"), "ohne geöffnet"),
    "missing glyph": (lambda p: rewrite(p, b"[<", b"[<0000"), ".notdef"),
    "font": (lambda p: find_schrift(p).FontDescriptor.__delitem__("/FontFile3"), "nicht eingebettet"),
    "unicode": (lambda p: find_type0(p).__delitem__("/ToUnicode"), "nicht in Text übersetzen"),
}


def find_type0(pdf: Any) -> Any:
    return next(o for o in pdf.objects if isinstance(o, Dictionary) and "/DescendantFonts" in o)


def find_schrift(pdf: Any) -> Any:
    schrift = find_type0(pdf).DescendantFonts[0]
    beschreibung = schrift.FontDescriptor
    for art in ("/FontFile2", "/FontFile"):
        if art in beschreibung:
            beschreibung["/FontFile3"] = beschreibung[art]
            del beschreibung[art]
    return schrift


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
@pytest.mark.parametrize("bruch", BRUECHE)
def test_it_finds(bruch: str) -> None:
    breche, erwartet = BRUECHE[bruch]
    ausgang = BytesIO()
    with pikepdf.open(BytesIO(build_pdf())) as pdf:
        breche(pdf)
        pdf.save(ausgang)
    befunde = check_pdf(ausgang.getvalue())
    assert [satz for satz in befunde if erwartet in satz], befunde


def test_it_answers_about_files_that_are_no_pdf() -> None:
    (befund,) = check_pdf(b"kein PDF")
    assert befund.startswith("Die Datei lässt sich nicht als PDF lesen")


def test_it_finds_packed_metadata() -> None:
    roh = build_pdf()
    strom = re.search(rb"<</Type /Metadata/Subtype /XML/Length \d+>>\nstream\n(.*?)\nendstream", roh, re.DOTALL)
    assert strom
    gepackt = zlib.compress(strom[1])
    neu = b"<</Type /Metadata/Subtype /XML/Filter /FlateDecode/Length %d>>\nstream\n%s\nendstream"
    neu %= (len(gepackt), gepackt)
    assert check_pdf(roh.replace(strom[0], neu.ljust(len(strom[0])))) == ["Die Metadaten sind gepackt (XMP)."]
