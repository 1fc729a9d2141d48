"""Fake redaction: text that only lies under a box, and comes out with copy and paste."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any, Final, NamedTuple

import pikepdf
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pypdfium2 import PdfPage

from dokumente.anlagen.befunde import Fund
from dokumente.anlagen.pdf.blaetter import (
    TEXT,
    Buchstabe,
    Stueck,
    iter_seiten,
    open_blaetter,
    read_buchstaben,
    read_rahmen,
    read_stuecke,
)
from dokumente.anlagen.pdf.geometrie import Kasten
from dokumente.anlagen.pdf.grenzen import Quota, open_pdf
from dokumente.anlagen.pdf.verdeckung import UNSICHTBAR, Blick, Suspicion, find_verdacht, look
from dokumente.anlagen.pdf.zeichenketten import CodeReader

UNTER_NOTIZ: Final = "Anmerkung"
"""Word in ``Fund.herkunft`` by which text is known that only an annotation hides."""

_SEITENBILD: Final = 0.5
"""A picture over at least this part of a page is its scan, and the text below comes from text recognition."""
_WORTE_MAX: Final = 300
_NAHE: Final = 3.0
"""Distance in points within which two letters stand at the same place."""
_VERSTECKT: Final = pdfium.FPDF_ANNOT_FLAG_HIDDEN
_HARMLOS: Final = frozenset(
    {
        pdfium.FPDF_ANNOT_LINK,
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_POPUP,
        pdfium.FPDF_ANNOT_TEXT,
        pdfium.FPDF_ANNOT_FILEATTACHMENT,
    }
)
_NAMEN: Final = {
    pdfium.FPDF_ANNOT_REDACT: "nicht ausgeführte Schwärzung",
    pdfium.FPDF_ANNOT_SQUARE: "Rechteck",
    pdfium.FPDF_ANNOT_HIGHLIGHT: "Textmarker",
    pdfium.FPDF_ANNOT_INK: "Freihandlinie",
    pdfium.FPDF_ANNOT_LINE: "Linie",
    pdfium.FPDF_ANNOT_STAMP: "Stempel",
    pdfium.FPDF_ANNOT_FREETEXT: "Textfeld",
}


class _Notiz(NamedTuple):
    art: int
    kasten: Kasten

    @property
    def schwaerzt(self) -> bool:
        """Whether it announces a redaction; what it will take out is still there."""
        return bool(self.art == pdfium.FPDF_ANNOT_REDACT)


def find_scheinschwaerzung(pdf: bytes) -> list[Fund]:
    """Return text of ``pdf`` that is covered but still there: ``seite`` and ``ausschnitt`` name page and hidden words.

    Found is text under filled boxes, thick lines, gradients and pictures painted later, under annotations that cover
    (also unfinished redactions), and text in the colour of its ground. Not found is text that is part of a picture.

    :raises NichtLesbar: when it cannot be read.
    :raises GrenzeErreicht: when it would take too much time or memory.
    """
    quota = Quota()
    with open_pdf(pdf) as offen, open_blaetter(offen, pdf, quota) as blaetter:
        zeichen = CodeReader(quota)
        seiten = zip(iter_seiten(blaetter), offen.pages, strict=True)
        return [fund for (nummer, seite), quelle in seiten for fund in _check_seite(nummer, seite, quelle, zeichen)]


def _check_seite(nummer: int, seite: PdfPage, quelle: pikepdf.Page, zeichen: CodeReader) -> Iterator[Fund]:
    stuecke = read_stuecke(seite)
    verdeckt = _find_verdeckt(seite, stuecke, zeichen.quota)
    if any(stueck.is_punkt for stueck in stuecke):
        # PDFium reads nothing there, other programs may.
        verdeckt["Text ohne Ausdehnung"] = zeichen.read_seite(quelle)
    for art, text in verdeckt.items():
        worte = " ".join(text.split())
        if sum(buchstabe.isalnum() for buchstabe in worte) >= 2:
            yield Fund(f"Seite {nummer}", art, worte[:_WORTE_MAX], nummer)


def _find_verdeckt(seite: PdfPage, stuecke: list[Stueck], quota: Quota) -> dict[str, str]:
    """Return the covered words of a page by what covers them."""
    quota.take_schritte(1_000)
    notizen = list(_read_notizen(seite))
    suspicion = {v.stueck.ort: v for v in find_verdacht(stuecke, read_rahmen(seite), quota)}
    for stueck in stuecke if notizen else ():
        if stueck.art == TEXT and any(n.kasten.meets(stueck.kasten) for n in notizen):
            suspicion.setdefault(stueck.ort, Suspicion(stueck, [], erkannt=stueck.modus in UNSICHTBAR))
    if not suspicion:
        return {}
    with closing(seite.get_textpage()) as textseite:
        buchstaben = list(read_buchstaben(textseite))
    quota.take_schritte(100 * len(buchstaben))
    on_top = _OnTop(buchstaben, stuecke, suspicion)
    blick = look(seite, stuecke, list(suspicion.values()), notizen=bool(notizen))
    return _join(buchstaben, _Judge(seite, suspicion, notizen, blick), on_top)


class _Judge:
    """Says of a letter how it is covered."""

    def __init__(self, seite: PdfPage, suspicion: dict[int, Suspicion], notizen: list[_Notiz], blick: Blick) -> None:
        self._seite, self._suspicion, self._notizen, self._blick = seite, suspicion, notizen, blick
        self._fenster: dict[tuple[int, bool], bool] = {}

    def judge(self, buchstabe: Buchstabe) -> str:
        """Return in German what hides a letter; empty where nothing does."""
        suspicion, kasten = self._suspicion.get(buchstabe.ort), buchstabe.kasten
        if suspicion is None or not kasten.flaeche or not self._blick.is_gemalt(kasten):
            return ""
        if self._blick.is_verdeckt(kasten):
            art = self._name_decke(suspicion, kasten)
            if art:
                return art
        decken = [n for n in self._notizen if n.kasten.holds(kasten)]
        verdeckt = decken and (decken[-1].schwaerzt or self._blick.is_verdeckt(kasten, notizen=True))
        return f"Text unter einer {UNTER_NOTIZ} ({_NAMEN.get(decken[-1].art, 'Markierung')})" if verdeckt else ""

    def _is_fenster(self, decke: Stueck, *, ganz: bool) -> bool:
        """Return whether a picture lets through what is under it; each is unpacked once for this."""
        frage = (decke.nr, ganz)
        if frage not in self._fenster:
            self._fenster[frage] = decke.has_farbschluessel if ganz else decke.is_durchsichtig(self._seite)
        return self._fenster[frage]

    def _name_decke(self, suspicion: Suspicion, kasten: Kasten) -> str:
        decken = [d for d in suspicion.ueber if d.kasten.meets(kasten) and not self._is_fenster(d, ganz=True)]
        if sum(d.kasten.cut(kasten).flaeche for d in decken) < kasten.flaeche / 2:
            decken = []
        if suspicion.erkannt:
            # What text recognition put under a scan says the same as the scan.
            decken = [d for d in decken if not d.is_bild or not self._is_fenster(d, ganz=False)]
            return "Text unter einer Fläche" if decken and not decken[-1].is_bild else ""
        if not decken:
            return "Text in der Farbe seines Untergrunds" if suspicion.farbgleich else ""
        if not decken[-1].is_bild:
            return "Text unter einer Fläche"
        rahmen = read_rahmen(self._seite)
        voll = decken[-1].kasten.cut(rahmen).flaeche >= _SEITENBILD * rahmen.flaeche
        return "Text hinter einem seitenfüllenden Bild" if voll else "Text unter einem Bild"


class _OnTop:
    """Letters that are painted once more at the same place, on top of the box, are seen."""

    def __init__(self, buchstaben: list[Buchstabe], stuecke: list[Stueck], suspicion: dict[int, Suspicion]) -> None:
        self._orte = {ort for b in buchstaben if b.ort not in suspicion for ort in _around(b)}
        gelesen = {b.ort for b in buchstaben}
        # PDFium reads the same text at the same place once only.
        wieder = {
            _round(s.kasten) for s in stuecke if s.art == TEXT and s.ort not in gelesen and s.ort not in suspicion
        }
        self._stuecke = {ort for ort, v in suspicion.items() if _round(v.stueck.kasten) in wieder}

    def is_wiederholt(self, buchstabe: Buchstabe) -> bool:
        """Return whether a piece nothing covers shows the same letter at the same place."""
        return buchstabe.ort in self._stuecke or _rough(buchstabe) in self._orte


def _round(kasten: Kasten) -> tuple[int, ...]:
    return tuple(map(round, kasten))


def _rough(buchstabe: Buchstabe) -> tuple[str, int, int]:
    x, y = buchstabe.kasten.mitte
    return buchstabe.text, round(x / _NAHE), round(y / _NAHE)


def _around(buchstabe: Buchstabe) -> Iterator[tuple[str, int, int]]:
    text, x, y = _rough(buchstabe)
    return ((text, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1))


def _join(buchstaben: list[Buchstabe], richter: _Judge, on_top: _OnTop) -> dict[str, str]:
    """Return the covered runs of letters by what covers them."""
    verdeckt: dict[str, str] = {}
    letzte = ""
    for buchstabe in buchstaben:
        if buchstabe.text.isspace():
            # A blank has no place of its own and goes with the letters before it.
            art = letzte
        else:
            art = richter.judge(buchstabe)
            art = "" if art and on_top.is_wiederholt(buchstabe) else art
        if art:
            verdeckt[art] = verdeckt.get(art, "") + ("" if art == letzte else " ") + buchstabe.text
        letzte = art
    return verdeckt


def _read_notizen(seite: PdfPage) -> Iterator[_Notiz]:
    """Yield the annotations that may hide what lies under them."""
    for nummer in range(pdfium.FPDFPage_GetAnnotCount(seite)):
        notiz = pdfium.FPDFPage_GetAnnot(seite, nummer)
        art = pdfium.FPDFAnnot_GetSubtype(notiz)
        if art not in _HARMLOS and not pdfium.FPDFAnnot_GetFlags(notiz) & _VERSTECKT:
            yield from (_Notiz(art, kasten) for kasten in _read_kaesten(notiz))
        pdfium.FPDFPage_CloseAnnot(notiz)


def _read_kaesten(notiz: Any) -> list[Kasten]:
    """Return the quadrilaterals of an annotation, or its frame."""
    kaesten = []
    ecken = pdfium.FS_QUADPOINTSF()
    for nummer in range(pdfium.FPDFAnnot_CountAttachmentPoints(notiz)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(notiz, nummer, ecken):
            punkte = [(ecken.x1, ecken.y1), (ecken.x2, ecken.y2), (ecken.x3, ecken.y3), (ecken.x4, ecken.y4)]
            kaesten.append(Kasten.around(punkte))
    rahmen = pdfium.FS_RECTF()
    if not kaesten and pdfium.FPDFAnnot_GetRect(notiz, rahmen):
        links, rechts = sorted((rahmen.left, rahmen.right))
        unten, oben = sorted((rahmen.bottom, rahmen.top))
        kaesten.append(Kasten(links, unten, rechts, oben))
    return kaesten
