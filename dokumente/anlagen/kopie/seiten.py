"""The public copy of a PDF that somebody brought: the same pages, without everything that is not on them.

What stays is named, what is not named goes: of the catalogue and the pages only known entries are kept, of the
annotations only links to the web and within the file. The copy is written anew from what is reachable, so that
earlier states, unused objects and the history of identifiers end here. The same input gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name

from dokumente.anlagen.befunde import Fund, KopieVerweigert, NichtLesbar
from dokumente.anlagen.kopie.aktionen import clean_lesezeichen, clean_link, is_erlaubt, read_ziele
from dokumente.anlagen.kopie.bilder import clean_bild
from dokumente.anlagen.kopie.ebenen import clean_ebenen
from dokumente.anlagen.kopie.texte import clean_texte, has_texte, resolve_rollen, walk_traeger
from dokumente.anlagen.pdf.grenzen import Quota, open_pdf
from dokumente.anlagen.pdf.werte import (
    items_of,
    lies_eintrag,
    lies_liste,
    lies_name,
    lies_zahl,
    notizen_of,
    walk,
    walk_namensbaum,
)
from dokumente.anlagen.scheinschwaerzung import UNTER_NOTIZ, find_scheinschwaerzung
from dokumente.anlagen.seitenworte import Seitenworte

_KATALOG_TEXT: Final = """
/Type /Pages /PageLabels /Outlines /StructTreeRoot /MarkInfo /Lang /OutputIntents /AcroForm /PageMode
/PageLayout /Extensions
"""
KATALOG: Final = frozenset(_KATALOG_TEXT.split())
_SEITE_TEXT: Final = """
/Type /Parent /MediaBox /CropBox /BleedBox /TrimBox /ArtBox /Rotate /UserUnit /Resources /Contents /Annots /Group
/StructParents /Tabs
"""
SEITE: Final = frozenset(_SEITE_TEXT.split())
_PRIVATES_TEXT: Final = """
/Metadata /PieceInfo /LastModified /AA /AF /JS /Thumb /OPI /Alternates /SpiderInfo /Measure /PtData /VP /Private /DSS
/Perms /Legal
"""
PRIVATES: Final = frozenset(_PRIVATES_TEXT.split())
"""Entries that go wherever they stand; on a page nobody sees them."""

_NUR_IM_STROM: Final = frozenset({"/Ref", "/Name"})
_SEITENMODI: Final = frozenset({"/UseNone", "/UseOutlines"})


def build_oeffentliche_kopie(
    pdf: bytes, *, titel: str = "", verdecktes: Sequence[Fund] | None = None
) -> tuple[bytes, list[str]]:
    """Return a public copy of ``pdf`` and German sentences about what was left out of it.

    The pages look the same. Gone are author, program, comments, scripts, dangerous actions, attachments, form fields
    (their visible content becomes part of the page), hidden layers, previews, private data of programs, data inside
    photographs, earlier states, and whatever beside the pages says words that stand on none. ``titel`` becomes the
    document's title. ``verdecktes`` is what ``find_scheinschwaerzung`` found in this file, where that is known
    already.

    :raises NichtLesbar: when the file is damaged or protected.
    :raises GrenzeErreicht: when it would take too much time or memory.
    :raises KopieVerweigert: when leaving something out would show what is covered, or would leave nothing.
    """
    quota = Quota()
    _refuse_verdecktes(find_scheinschwaerzung(pdf) if verdecktes is None else verdecktes)
    with open_pdf(pdf) as offen:
        if offen.is_encrypted:
            raise NichtLesbar(
                "Das PDF ist verschlüsselt. Bitte speichern Sie es ohne Schutz und laden Sie es neu hoch."
            )
        hinweise = _Hinweise(offen, quota)
        _clean(offen, hinweise, quota)
        if has_texte(offen, quota):
            # What the copy shows, form fields included and hidden layers not, is only known when it is written.
            clean_texte(offen, Seitenworte.read(_write(offen, ""), quota), quota)
        return _write(offen, titel), hinweise.saetze


def _refuse_verdecktes(verdecktes: Sequence[Fund]) -> None:
    funde = [fund for fund in verdecktes if UNTER_NOTIZ in fund.herkunft]
    if funde:
        seiten = ", ".join(str(seite) for seite in sorted({fund.seite or 0 for fund in funde}))
        raise KopieVerweigert(
            f"Auf Seite {seiten} verdeckt eine Anmerkung Text, der in einer Kopie ohne Anmerkungen sichtbar würde. "
            "Bitte schwärzen Sie die Stelle endgültig, sodass der Text entfernt ist, und laden Sie das PDF neu hoch."
        )


def _clean(pdf: pikepdf.Pdf, hinweise: _Hinweise, quota: Quota) -> None:
    wurzel = pdf.Root
    if wurzel.get("/NeedsRendering"):
        raise KopieVerweigert(
            "Das PDF ist ein XFA-Formular ohne feste Seiten. "
            "Bitte drucken Sie es als PDF und laden Sie das Ergebnis hoch."
        )
    satz = clean_ebenen(pdf, quota)
    if satz:
        hinweise.saetze.append(satz)
    ziele = read_ziele(wurzel, quota)
    entfernt = [_clean_notizen(seite, ziele, quota) for seite in pdf.pages]
    hinweise.add_notizen(sum(entfernt, Counter()))
    _flatten_felder(pdf)
    for seite in pdf.pages:
        _keep_only(seite.obj, SEITE)
    _keep_only(wurzel, KATALOG)
    if lies_name(wurzel.get("/PageMode")) not in _SEITENMODI:
        _drop(wurzel, "/PageMode")
    clean_lesezeichen(wurzel.get("/Outlines"), ziele, quota)
    _clean_struktur(pdf, quota)
    resolve_rollen(wurzel, quota)
    for schluessel in ("/Info", "/ID"):
        if schluessel in pdf.trailer:
            del pdf.trailer[schluessel]
    _clean_rest(pdf, quota)


def _clean_notizen(seite: pikepdf.Page, ziele: dict[str, Array], quota: Quota) -> Counter[str]:
    behalten: list[Any] = []
    entfernt: Counter[str] = Counter()
    for notiz in notizen_of(seite):
        quota.take_schritte()
        art = notiz.get("/Subtype")
        if art == Name.Widget or (art == Name.Link and clean_link(notiz, ziele)):
            behalten.append(notiz)
        else:
            entfernt[lies_name(art)] += 1
    if behalten:
        seite.obj["/Annots"] = Array(behalten)
    else:
        _drop(seite.obj, "/Annots")
    return entfernt


def _flatten_felder(pdf: pikepdf.Pdf) -> None:
    """Make the visible content of form fields part of the page; fields that are hidden on screen vanish."""
    formular = pdf.Root.get("/AcroForm")
    if isinstance(formular, Dictionary):
        _drop(formular, "/XFA")
        if formular.get("/NeedAppearances"):
            pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    for seite in pdf.pages:
        uebrig = [notiz for notiz in notizen_of(seite) if notiz.get("/Subtype") == Name.Link]
        if uebrig:
            seite.obj["/Annots"] = Array(uebrig)
        else:
            _drop(seite.obj, "/Annots")
    _drop(pdf.Root, "/AcroForm")


def _clean_struktur(pdf: pikepdf.Pdf, quota: Quota) -> None:
    """Take out of the tag tree what points to annotations that are gone; they would come along with it."""
    baum = pdf.Root.get("/StructTreeRoot")
    if not isinstance(baum, Dictionary):
        return
    geblieben = {notiz.objgen for seite in pdf.pages for notiz in notizen_of(seite)}
    for _, element in list(walk(baum, quota, ohne=frozenset({"/P", "/Pg", "/Obj"}))):
        if not isinstance(element, Dictionary) or "/K" not in element:
            continue
        kinder = lies_liste(element.get("/K"))
        bleiben = [kind for kind in kinder if not _points_to_nothing(kind, geblieben)]
        if len(bleiben) < len(kinder):
            element["/K"] = Array(bleiben)


def _points_to_nothing(kind: object, geblieben: set[tuple[int, int]]) -> bool:
    if not isinstance(kind, Dictionary) or kind.get("/Type") != Name.OBJR:
        return False
    ziel = kind.get("/Obj")
    return isinstance(ziel, Dictionary) and ziel.get("/Subtype") is not None and ziel.objgen not in geblieben


def _clean_rest(pdf: pikepdf.Pdf, quota: Quota) -> None:
    """Take private entries out of everything that is still reachable."""
    for carrier in walk_traeger(pdf.Root, quota):
        _clean_eintrag(carrier, quota)


def _clean_eintrag(wert: Any, quota: Quota) -> None:
    strom = isinstance(wert, pikepdf.Stream)
    for schluessel, teil in items_of(wert):
        verboten = schluessel in PRIVATES or (strom and schluessel in _NUR_IM_STROM)
        if verboten or (isinstance(teil, Dictionary) and "/S" in teil and "/K" not in teil and not is_erlaubt(teil)):
            _drop(wert, schluessel)
    if strom:
        clean_bild(wert, quota)


def _keep_only(wert: Any, erlaubt: frozenset[str]) -> None:
    for schluessel, _ in items_of(wert):
        if schluessel not in erlaubt:
            _drop(wert, schluessel)


def _drop(wert: Any, schluessel: str) -> None:
    if schluessel in wert:
        del wert[schluessel]


def _write(pdf: pikepdf.Pdf, titel: str) -> bytes:
    if titel:
        pdf.docinfo["/Title"] = titel
        pdf.Root["/ViewerPreferences"] = Dictionary(DisplayDocTitle=True)
    ziel = BytesIO()
    try:
        pdf.save(
            ziel,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            preserve_pdfa=False,
            fix_metadata_version=False,
        )
    except ValueError as fehler:
        # The library answers so to a number beyond its range in the tables of a stream.
        raise NichtLesbar("Das PDF ist beschädigt. Bitte erzeugen Sie es neu.") from fehler
    return ziel.getvalue()


_ARTEN: Final = {
    "/Text": "Notizen",
    "/Popup": "",
    "/Link": "Links auf Dateien oder Programme",
    "/FileAttachment": "angehängte Dateien",
    "/Stamp": "Stempel",
    "/FreeText": "Textfelder",
    "/Highlight": "Markierungen",
    "/Redact": "Schwärzungsmarken",
}


class _Hinweise:
    """What the clerk should know about the copy."""

    def __init__(self, pdf: pikepdf.Pdf, quota: Quota) -> None:
        self.saetze: list[str] = []
        wurzel = pdf.Root
        felder = lies_liste(lies_eintrag(wurzel, "/AcroForm", "/Fields"))
        if int(lies_zahl(lies_eintrag(wurzel, "/AcroForm", "/SigFlags"))) & 1 or any(_is_signiert(f) for f in felder):
            self.saetze.append(
                "Das PDF ist elektronisch signiert. Die Signatur gilt für die Kopie nicht und wurde entfernt; "
                "maßgeblich bleibt das Original."
            )
        if felder:
            self.saetze.append("Die Formularfelder wurden mit ihrem sichtbaren Inhalt fest in die Seiten übernommen.")
        if any(True for _ in walk_namensbaum(lies_eintrag(wurzel, "/Names", "/EmbeddedFiles"), quota)):
            self.saetze.append("Eingebettete Dateien wurden entfernt.")
        if has_skript(pdf):
            self.saetze.append("Skripte wurden entfernt.")
        if any(
            schluessel in pdf.docinfo for schluessel in ("/Author", "/Creator", "/Producer", "/Keywords", "/Subject")
        ):
            self.saetze.append("Angaben zu Verfasser und Programm wurden entfernt.")

    def add_notizen(self, entfernt: Counter[str]) -> None:
        """Add one sentence about the annotations that were left out, by kind."""
        namen: Counter[str] = Counter()
        for art, anzahl in entfernt.items():
            namen[_ARTEN.get(art, "sonstige Anmerkungen")] += anzahl
        teile = [f"{anzahl} {name}" for name, anzahl in sorted(namen.items()) if name]
        if teile:
            self.saetze.append(f"Anmerkungen wurden entfernt: {', '.join(teile)}.")


def _is_signiert(feld: object) -> bool:
    return isinstance(feld, Dictionary) and feld.get("/FT") == Name.Sig and "/V" in feld


def has_skript(pdf: pikepdf.Pdf) -> bool:
    """Return whether any object of the file holds a script."""
    return any(isinstance(o, Dictionary | pikepdf.Stream) and ("/JS" in o or _has_direct_js(o)) for o in pdf.objects)


def _has_direct_js(objekt: Any) -> bool:
    return any(isinstance(teil, Dictionary) and "/JS" in teil for _, teil in items_of(objekt))
