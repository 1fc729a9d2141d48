"""Readers for what stands on the pages: two independent ones for the text, one for what the eye misses, notes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import pikepdf
from pikepdf import String
from pypdfium2 import PdfPage  # type: ignore[import-untyped]

from dokumente.anlagen.befunde import Stelle
from dokumente.anlagen.beweis.objekte import Backdrop
from dokumente.anlagen.pdf.blaetter import (
    TEXT,
    Stueck,
    iter_seiten,
    open_blaetter,
    read_buchstaben,
    read_rahmen,
    read_stuecke,
    read_text,
)
from dokumente.anlagen.pdf.ebenen import Ebenen
from dokumente.anlagen.pdf.geometrie import Kasten
from dokumente.anlagen.pdf.verdeckung import UNSICHTBAR, Suspicion, find_verdacht, look
from dokumente.anlagen.pdf.werte import lies_text, notizen_of, read_erscheinungen, walk
from dokumente.anlagen.pdf.zeichenketten import CodeReader, find_marken, read_inhalt

WINZIG: Final = 1.5
"""Type below this size in points cannot be read on paper."""

_DURCHSICHTIG: Final = 20
_NOTIZWEGE: Final = frozenset({"/P", "/Parent", "/AP", "/Popup", "/IRT", "/A", "/AA", "/FS", "/OC", "/MK"})


@dataclass(frozen=True, slots=True)
class Seite:
    """A page as both engines have it."""

    nummer: int
    blatt: PdfPage
    quelle: pikepdf.Page
    backdrop: Backdrop
    zeichen: CodeReader
    ebenen: Ebenen


def read_seiten(backdrop: Backdrop) -> Iterator[Seite]:
    """Yield every page in order.

    :raises NichtLesbar: when PDFium cannot open what qpdf could, or finds more pages or fewer.
    """
    zeichen, ebenen = CodeReader(backdrop.quota), Ebenen(backdrop.pdf.Root)
    with open_blaetter(backdrop.pdf, backdrop.roh, backdrop.quota) as blaetter:
        for (nummer, blatt), quelle in zip(iter_seiten(blaetter), backdrop.pdf.pages, strict=True):
            backdrop.quota.take_schritte(1_000)
            yield Seite(nummer, blatt, quelle, backdrop, zeichen, ebenen)


def read_seitentext(seite: Seite) -> Iterator[Stelle]:
    """Yield all text of a page as PDFium reads it, seen or not."""
    yield Stelle("Seitentext", read_text(seite.blatt), seite.nummer)


def read_zweittext(seite: Seite) -> Iterator[Stelle]:
    """Yield the shown strings of a page in the order of the file, taken out of its instructions by qpdf."""
    yield Stelle("Seitentext (zweiter Leser)", seite.zeichen.read_seite(seite.quelle), seite.nummer)


def read_verborgenes(seite: Seite) -> Iterator[Stelle]:
    """Yield the text that the eye does not see, by the reason why."""
    rahmen, stuecke = read_rahmen(seite.blatt), read_stuecke(seite.blatt)
    gruende: dict[str, list[str]] = {}
    texte = {stueck.ort: stueck for stueck in stuecke if stueck.art == TEXT}
    offen = [(stueck, grund) for stueck in texte.values() if (grund := _explain(stueck, rahmen))]
    if offen:
        with closing(seite.blatt.get_textpage()) as textseite:
            for stueck, grund in offen:
                gruende.setdefault(grund, []).append(stueck.read(textseite))
    suspicion = {v.stueck.ort: v for v in find_verdacht(stuecke, rahmen, seite.backdrop.quota)}
    if seite.ebenen.aus:
        suspicion |= {ort: Suspicion(stueck, []) for ort, stueck in texte.items() if ort not in suspicion}
    for stueck, _ in offen:
        suspicion.pop(stueck.ort, None)
    if suspicion:
        for grund, buchstabe in _find_unsichtbare(seite.blatt, stuecke, suspicion):
            gruende.setdefault(grund, []).append(buchstabe)
    for grund, teile in gruende.items():
        yield Stelle(f"Verborgener Text ({grund})", "".join(teile), seite.nummer)


def _explain(stueck: Stueck, rahmen: Kasten) -> str:
    """Return in German why the eye does not see this text, as far as the text itself tells."""
    farbe, schnitt = stueck.farbe, stueck.schnitt
    gruende = (
        (stueck.modus in UNSICHTBAR, "unsichtbar gezeichnet"),
        (farbe is not None and farbe[1] < _DURCHSICHTIG, "durchsichtig"),
        (stueck.punkte < WINZIG, "winzig klein"),
        (not stueck.kasten.meets(rahmen), "außerhalb der Seite"),
        (schnitt is not None and not stueck.kasten.meets(schnitt), "abgeschnitten"),
    )
    return next((grund for trifft, grund in gruende if trifft), "")


def _find_unsichtbare(
    seite: PdfPage, stuecke: list[Stueck], suspicion: dict[int, Suspicion]
) -> Iterator[tuple[str, str]]:
    """Yield the letters that make no difference to the page, blanks included."""
    with closing(seite.get_textpage()) as textseite:
        buchstaben = list(read_buchstaben(textseite, suspicion))
    blick = look(seite, stuecke, list(suspicion.values()), notizen=False)
    grund = ""
    for zeichen, kasten, ort in buchstaben:
        if not zeichen.isspace():
            eines = suspicion.get(ort)
            grund = ""
            if eines and not blick.is_gemalt(kasten):
                grund = "in einer ausgeschalteten Ebene"
            elif eines and blick.is_verdeckt(kasten):
                grund = "von einer Fläche verdeckt" if eines.ueber else "in der Farbe des Untergrunds"
        if grund:
            yield grund, zeichen


def read_marken(seite: Seite) -> Iterator[Stelle]:
    """Yield replacement texts written into the page's content."""
    for text in find_marken(read_inhalt(seite.quelle, seite.backdrop.quota)):
        yield Stelle("Strukturtext", text, seite.nummer, eintrag=True)


def read_anmerkungen(seite: Seite) -> Iterator[Stelle]:
    """Yield texts, authors and subjects of annotations and the text of every look they have."""
    for notiz in notizen_of(seite.quelle):
        for _, wert in walk(notiz, seite.backdrop.quota, ohne=_NOTIZWEGE):
            if isinstance(wert, String):
                yield Stelle("Anmerkung", lies_text(wert), seite.nummer, eintrag=True)
        for look_ in read_erscheinungen(notiz):
            yield Stelle("Anmerkung (Erscheinungsbild)", seite.zeichen.read_zeichnung(look_), seite.nummer)
