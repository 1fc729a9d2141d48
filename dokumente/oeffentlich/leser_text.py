"""Readers for what stands on the pages: two independent ones for the text, one for what the eye misses, notes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from pikepdf import String

from dokumente.oeffentlich.befunde import NichtLesbar, Stelle
from dokumente.oeffentlich.grenzen import Kontingent
from dokumente.oeffentlich.lesen import lies_text, walk
from dokumente.oeffentlich.leser_objekte import Unterlage
from dokumente.oeffentlich.seiten import (
    Raster,
    Seite,
    Seitenleser,
    explain_verborgen,
    join_stuecke,
    notizen_of,
    read_erscheinungen,
)

# PDFium keeps global state; two threads inside it crash the process.
_sperre: Final = threading.Lock()
_NOTIZWEGE: Final = frozenset({"/P", "/Parent", "/AP", "/Popup", "/IRT", "/A", "/AA", "/FS", "/OC", "/MK"})


def read_seitentext(seite: Seite, leser: Seitenleser, kontingent: Kontingent) -> Iterator[Stelle]:
    """Yield all text of a page in the order of the file, seen or not."""
    yield Stelle("Seitentext", join_stuecke(seite.inhalt.stuecke), seite.nummer)


def read_verborgenes(seite: Seite, leser: Seitenleser, kontingent: Kontingent) -> Iterator[Stelle]:
    """Yield the text that the eye does not see, by the reason why."""
    raster = Raster(seite.inhalt.flaechen, seite.rahmen, kontingent)
    gruende: dict[str, list[str]] = {}
    for stueck in seite.inhalt.stuecke:
        grund = explain_verborgen(stueck, seite.rahmen, raster)
        if not grund and raster.find_over(stueck.kasten, stueck.nr):
            grund = "von einer Fläche verdeckt"
        if grund:
            gruende.setdefault(grund, []).append(stueck.text)
    for grund, texte in gruende.items():
        yield Stelle(f"Verborgener Text ({grund})", " ".join(texte), seite.nummer)


def read_marken(seite: Seite, leser: Seitenleser, kontingent: Kontingent) -> Iterator[Stelle]:
    """Yield replacement texts written into the page's content."""
    for text in seite.inhalt.marken:
        yield Stelle("Strukturtext", text, seite.nummer, eintrag=True)


def read_anmerkungen(seite: Seite, leser: Seitenleser, kontingent: Kontingent) -> Iterator[Stelle]:
    """Yield texts, authors and subjects of annotations and the text of every look they have."""
    for notiz in notizen_of(seite.quelle):
        for _, wert in walk(notiz, kontingent, ohne=_NOTIZWEGE):
            if isinstance(wert, String):
                yield Stelle("Anmerkung", lies_text(wert), seite.nummer, eintrag=True)
        for look in read_erscheinungen(notiz):
            zeichner = leser.new_zeichner()
            zeichner.draw_formular(look)
            yield Stelle("Anmerkung (Erscheinungsbild)", join_stuecke(zeichner.inhalt.stuecke), seite.nummer)


def read_zweittext(unterlage: Unterlage) -> Iterator[Stelle]:
    """Yield the text of each page as PDFium reads it, the engine of the most common browser.

    :raises NichtLesbar: when PDFium cannot open what the other reader could.
    """
    try:
        with _sperre, pypdfium2.PdfDocument(unterlage.roh) as pdf:
            for nummer in range(len(pdf)):
                unterlage.kontingent.take_schritte(1_000)
                seite = pdf[nummer]
                textseite = seite.get_textpage()
                # PDFium marks a hyphen at a line end with U+FFFE; it falls away in the comparison.
                text = textseite.get_text_range()
                textseite.close()
                seite.close()
                yield Stelle("Seitentext (zweiter Leser)", text, nummer + 1)
    except pypdfium2.PdfiumError as fehler:
        raise NichtLesbar("Eine Seite des PDF ist beschädigt. Bitte erzeugen Sie das PDF neu.") from fehler
