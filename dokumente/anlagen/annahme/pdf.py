"""What is wrong with a PDF that somebody brings, told when it is brought and not when the packet is due.

The checks on raw bytes come first, so that a bomb is refused before it is unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from dokumente.anlagen.befunde import Befundart, NichtLesbar, Pruefbefund
from dokumente.anlagen.kopie.aktionen import is_erlaubt
from dokumente.anlagen.kopie.seiten import has_skript
from dokumente.anlagen.kopie.texte import walk_traeger
from dokumente.anlagen.pdf.bytes import split_stroeme
from dokumente.anlagen.pdf.grenzen import (
    BILDFILTER,
    ENTPACKT_MAX,
    INHALT_MAX,
    STROM_MAX,
    GrenzeErreicht,
    Quota,
    filters_of,
    is_bild,
    open_pdf,
)
from dokumente.anlagen.pdf.werte import (
    lies_eintrag,
    lies_kasten,
    lies_liste,
    lies_name,
    lies_text,
    lies_zahl,
    notizen_of,
    walk_namensbaum,
)

SEITEN_MAX: Final = 5_000
SEITENLAENGE_MAX: Final = 14_400
"""Longest side of a page in points (5 m); beyond it viewers give up."""
BILDPUNKTE_MAX: Final = 400_000_000
"""Largest picture inside a PDF; a plan A0 at 400 dpi has 250 million."""
_NACHLAUF: Final = 1024
_PRUEFZEIT: Final = 10.0

_BEFEHLE: Final = frozenset({"/Launch", "/ImportData", "/SubmitForm", "/GoToR", "/GoToE", "/RichMediaExecute"})
_PROGRAMME: Final = (
    *(".exe", ".com", ".bat", ".cmd", ".scr", ".msi", ".dll", ".lnk", ".ps1", ".vbs", ".js", ".jse", ".wsf", ".hta"),
    *(".jar", ".sh", ".app", ".docm", ".xlsm", ".pptm", ".dotm", ".xlam", ".iso"),
)
_ANGABEN: Final = ("/Author", "/Subject", "/Keywords")
_XMP_ANGABEN: Final = (b"dc:creator", b"dc:description", b"dc:subject")

_NEU: Final = "Bitte erzeugen Sie das PDF neu, zum Beispiel mit „Drucken“ als PDF."


def check_upload_pdf(pdf: bytes) -> list[str]:
    """Return why this PDF cannot be taken in, as German sentences; empty if it is in order.

    Refused are empty, cut off, damaged, protected and pageless files, files that are also something else, and files
    that would cost more than their share when unpacked or shown.
    """
    if not pdf:
        return ["Das PDF ist leer. Bitte prüfen Sie die Datei und laden Sie sie noch einmal hoch."]
    satz = _check_rahmen(pdf)
    if satz:
        return [satz]
    quota = Quota(sekunden=_PRUEFZEIT)
    try:
        for _ in split_stroeme(pdf, quota):
            pass
        with open_pdf(pdf) as offen:
            return _check_inhalt(offen, quota)
    except (NichtLesbar, GrenzeErreicht) as fehler:
        return [str(fehler)]
    except (pikepdf.PdfError, RuntimeError):
        return [f"Das PDF ist beschädigt. {_NEU}"]


def describe_upload_pdf(pdf: bytes) -> list[Pruefbefund]:
    """Return what the person who brings this PDF should know; nothing here refuses the file.

    :raises NichtLesbar: when it cannot be read.
    :raises GrenzeErreicht: when it would take too much time or memory.
    """
    quota = Quota(sekunden=_PRUEFZEIT)
    with open_pdf(pdf) as offen:
        return [Pruefbefund(art, satz) for satz, art, trifft in _list_hinweise(offen, quota) if trifft]


def _check_rahmen(pdf: bytes) -> str:
    """Check beginning and end of the file without unpacking anything."""
    if not pdf.startswith(b"%PDF-"):
        return f"Die Datei ist kein PDF, obwohl ihr Name so endet. {_NEU}"
    ende = pdf.rfind(b"%%EOF")
    if ende < 0 or pdf.rfind(b"startxref", 0, ende) < 0:
        return (
            "Das PDF ist abgeschnitten, das Ende fehlt. "
            "Bitte prüfen Sie, ob sich die Datei bei Ihnen öffnen lässt, und laden Sie sie noch einmal hoch."
        )
    rest = pdf[ende + 5 :]
    if len(rest.strip(b"\0 \t\r\n")) > _NACHLAUF or zipfile.is_zipfile(BytesIO(rest)):
        return f"Hinter dem Ende des PDF stehen weitere Daten. {_NEU}"
    return ""


def _check_inhalt(pdf: pikepdf.Pdf, quota: Quota) -> list[str]:
    if pdf.is_encrypted:
        return ["Das PDF ist verschlüsselt. Bitte speichern Sie es ohne Schutz und laden Sie es noch einmal hoch."]
    seiten = len(pdf.pages)
    if not seiten:
        return [f"Das PDF hat keine Seiten. {_NEU}"]
    if seiten > SEITEN_MAX:
        return [f"Das PDF hat {seiten} Seiten, erlaubt sind {SEITEN_MAX}. Bitte teilen Sie es."]
    if pdf.Root.get("/NeedsRendering"):
        return ["Das PDF ist ein XFA-Formular ohne feste Seiten. Bitte drucken Sie es als PDF."]
    saetze = [*_check_seiten(pdf, quota), *_check_stroeme(pdf, quota)]
    return list(dict.fromkeys(saetze))


def _check_seiten(pdf: pikepdf.Pdf, quota: Quota) -> Iterator[str]:
    for nummer, seite in enumerate(pdf.pages, start=1):
        quota.take_schritte(100)
        try:
            blatt = lies_kasten(seite.mediabox)
        except (AttributeError, pikepdf.PdfError, RuntimeError, TypeError):
            blatt = None
        if blatt is None or not blatt.flaeche:
            yield f"Seite {nummer} hat keine Größe. {_NEU}"
        elif max(blatt.x1 - blatt.x0, blatt.y1 - blatt.y0) > SEITENLAENGE_MAX:
            yield f"Seite {nummer} ist größer als 5 Meter. Bitte verkleinern Sie sie."
        if not isinstance(seite.obj.get("/Contents", Array()), Array | pikepdf.Stream):
            yield f"Der Inhalt von Seite {nummer} fehlt. {_NEU}"


def _check_stroeme(pdf: pikepdf.Pdf, quota: Quota) -> Iterator[str]:
    """Unpack every stream that is no picture, within limits, and weigh the pictures by what they claim."""
    for objekt in pdf.objects:
        quota.take_schritte()
        if not isinstance(objekt, pikepdf.Stream):
            continue
        if is_bild(objekt):
            punkte = lies_zahl(objekt.get("/Width")) * lies_zahl(objekt.get("/Height"))
            if punkte > BILDPUNKTE_MAX:
                yield "Ein Bild im PDF hat zu viele Bildpunkte. Bitte verkleinern Sie die Bilder auf höchstens 400 dpi."
        elif BILDFILTER.isdisjoint(filters_of(objekt)):
            groesse = _measure(objekt, quota)
            grenze = INHALT_MAX if objekt.get("/Subtype") == Name.Form else STROM_MAX
            if groesse > grenze:
                yield f"Ein Teil des PDF ist ausgepackt zu groß. {_NEU}"


def _measure(strom: Any, quota: Quota) -> int:
    try:
        groesse = len(strom.read_bytes())
    except (pikepdf.PdfError, NotImplementedError, RuntimeError) as fehler:
        # The library refuses to unpack beyond its limit; damaged data inside a stream is the viewer's business.
        return ENTPACKT_MAX if "limit" in str(fehler) else 0
    quota.take_bytes(groesse)
    return groesse


def _list_hinweise(pdf: pikepdf.Pdf, quota: Quota) -> Iterator[tuple[str, Befundart, bool]]:
    wurzel = pdf.Root
    quota.take_schritte(len(pdf.objects))
    for was, trifft in _list_entfallendes(pdf, quota):
        yield f"Das PDF enthält {was}; die öffentliche Kopie wird sie nicht enthalten.", Befundart.ENTFAELLT, trifft
    felder = lies_liste(lies_eintrag(wurzel, "/AcroForm", "/Fields"))
    signiert = any(isinstance(f, Dictionary) and f.get("/FT") == Name.Sig and "/V" in f for f in felder)
    yield "Das PDF ist elektronisch signiert; die Signatur gilt nur für das Original.", Befundart.HINWEIS, signiert
    yield (
        "Das PDF ist nicht getaggt; Menschen, die es sich vorlesen lassen, werden es schwer haben.",
        Befundart.HINWEIS,
        "/StructTreeRoot" not in wurzel,
    )


def _list_entfallendes(pdf: pikepdf.Pdf, quota: Quota) -> Iterator[tuple[str, bool]]:
    wurzel = pdf.Root
    yield "Angaben zu Verfasser oder Inhalt", _has_angaben(pdf)
    yield "Skripte", has_skript(pdf)
    anhaenge = [name for name, _ in walk_namensbaum(lies_eintrag(wurzel, "/Names", "/EmbeddedFiles"), quota)]
    yield "eingebettete Dateien", bool(anhaenge)
    carrier = list(walk_traeger(wurzel, quota))
    yield "eingebettete Programme", any(map(is_programm, [*anhaenge, *_list_dateinamen(carrier)]))
    yield "Befehle, die Programme oder andere Dateien öffnen", any(lies_name(t.get("/S")) in _BEFEHLE for t in carrier)
    yield "Adressen, hinter denen keine Seite im Netz steht", any(map(_is_fremde_adresse, carrier))
    notizen = sum(_is_kommentar(notiz) for seite in pdf.pages for notiz in notizen_of(seite))
    yield f"Anmerkungen ({notizen})", notizen > 0
    yield "ausgeblendete Ebenen", bool(lies_liste(lies_eintrag(wurzel, "/OCProperties", "/D", "/OFF")))


def is_programm(name: str) -> bool:
    """Return whether a file of this name runs when it is opened, or carries a program."""
    return name.lower().rstrip(". ").endswith(_PROGRAMME)


def _list_dateinamen(carrier: list[Any]) -> list[str]:
    """Return the names of all files that hang anywhere in the document."""
    return [lies_text(t[key]) for t in carrier if "/EF" in t for key in ("/UF", "/F") if key in t]


def _is_fremde_adresse(carrier: Any) -> bool:
    """Return whether an action leads to something that is no page: a script, a file, data in the address itself."""
    return carrier.get("/S") == Name.URI and "/URI" in carrier and not is_erlaubt(carrier)


def _has_angaben(pdf: pikepdf.Pdf) -> bool:
    """Return whether the properties name a person or describe the content; a program's name tells nothing."""
    if any(str(pdf.docinfo.get(schluessel, "")).strip() for schluessel in _ANGABEN):
        return True
    xmp = pdf.Root.get("/Metadata")
    roh = xmp.read_bytes() if isinstance(xmp, pikepdf.Stream) else b""
    return any(angabe in roh for angabe in _XMP_ANGABEN)


def _is_kommentar(notiz: Dictionary) -> bool:
    return notiz.get("/Subtype") not in (Name.Link, Name.Widget, Name.Popup)
