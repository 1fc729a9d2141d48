"""What a PDF says beside its pages in words that stand on none of them, by kind and without quoting it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Final

import pikepdf

from dokumente.anlagen.befunde import Befundart, Pruefbefund, Stelle
from dokumente.anlagen.beweis.objekte import Backdrop, read_lesezeichen, read_strukturtext
from dokumente.anlagen.kopie.texte import FUER_OHREN
from dokumente.anlagen.pdf.grenzen import Quota, open_pdf
from dokumente.anlagen.pdf.werte import lies_eintrag, lies_text, walk, walk_namensbaum
from dokumente.anlagen.seitenworte import Seitenworte

_ARTIKELWEGE: Final = frozenset({"/F", "/N", "/V", "/P", "/T", "/R"})
_FELDWEGE: Final = frozenset({"/P", "/Parent", "/T", "/TM", "/DA", "/DR", "/AP", "/MK", "/A", "/AA"})


def describe_nebentexte(pdf: bytes, kopie: bytes) -> list[Pruefbefund]:
    """Return what ``pdf`` says in words that no page of its public ``kopie`` shows; the copy lacks most of it.

    :raises NichtLesbar: when a file cannot be read.
    :raises GrenzeErreicht: when it would take too much time or memory.
    """
    quota = Quota()
    worte = Seitenworte.read(kopie, quota)
    with open_pdf(pdf) as offen:
        backdrop = Backdrop(offen, pdf, quota)
        gezaehlt = Counter(
            {name: sum(not worte.knows(stelle.text) for stelle in lesen(backdrop)) for name, lesen in _ARTEN.items()}
        )
        ohren = sum(not worte.knows(text) for text in _read_fuer_ohren(backdrop))
    befunde = [
        Pruefbefund(
            Befundart.ENTFAELLT,
            f"Das PDF enthält {name} mit Wörtern, die auf keiner Seite stehen ({anzahl}); "
            "die öffentliche Kopie wird sie nicht enthalten.",
        )
        for name, anzahl in gezaehlt.items()
        if anzahl
    ]
    if ohren:
        befunde.append(
            Pruefbefund(
                Befundart.VORGELESEN,
                f"Das PDF enthält Beschreibungen für Vorleseprogramme, deren Wörter auf keiner Seite stehen ({ohren}); "
                "sie bleiben in der öffentlichen Kopie. Bitte prüfen Sie, ob alle sie hören dürfen.",
            )
        )
    return befunde


def _read_ebenen(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the names of layers and of their arrangements."""
    yield from _strings("Ebene", backdrop, "/OCProperties")


def _read_felder(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield values, descriptions and choices of form fields; the names of fields are the form's own business."""
    yield from _strings("Formularfeld", backdrop, "/AcroForm", ohne=_FELDWEGE)


def _read_artikel(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the titles and other words of article threads."""
    yield from _strings("Artikel", backdrop, "/Threads", ohne=_ARTIKELWEGE)


def _strings(wo: str, backdrop: Backdrop, schluessel: str, *, ohne: frozenset[str] = frozenset()) -> Iterator[Stelle]:
    for _, wert in walk(backdrop.pdf.Root.get(schluessel), backdrop.quota, ohne=ohne):
        if isinstance(wert, pikepdf.String):
            yield Stelle(wo, lies_text(wert))


def _read_skriptnamen(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the names under which scripts are kept."""
    for name, _ in walk_namensbaum(lies_eintrag(backdrop.pdf.Root, "/Names", "/JavaScript"), backdrop.quota):
        yield Stelle("Skriptname", name)


def _read_ziele(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the names of places in the file that somebody gave; numbered ones of programs say nothing."""
    wurzel = backdrop.pdf.Root
    namen = [name for name, _ in walk_namensbaum(lies_eintrag(wurzel, "/Names", "/Dests"), backdrop.quota)]
    alte = wurzel.get("/Dests")
    namen += [key[1:] for key in alte.keys()] if isinstance(alte, pikepdf.Dictionary) else []  # noqa: SIM118
    for name in namen:
        # One word without a blank is what programs call a place ("section.2", "_Toc4711").
        if " " in name.strip():
            yield Stelle("Sprungziel", name)


def _read_bezeichnungen(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield the words before page numbers."""
    yield from _strings("Seitenbezeichnung", backdrop, "/PageLabels")


def _read_ersatztexte(backdrop: Backdrop) -> Iterator[Stelle]:
    """Yield what the tag tree says in place of what stands on the page, and the titles of its parts."""
    ohren = set(_read_fuer_ohren(backdrop))
    for stelle in read_strukturtext(backdrop):
        if stelle.eintrag and " " in stelle.text.strip() and stelle.text not in ohren:
            yield stelle


def _read_fuer_ohren(backdrop: Backdrop) -> Iterator[str]:
    wurzel = backdrop.pdf.Root.get("/StructTreeRoot")
    for key, wert in walk(wurzel, backdrop.quota, ohne=frozenset({"/P", "/Pg", "/Obj", "/ParentTree"})):
        if key in FUER_OHREN and isinstance(wert, pikepdf.String):
            yield lies_text(wert)


_ARTEN: Final[dict[str, Callable[[Backdrop], Iterator[Any]]]] = {
    "Lesezeichen": read_lesezeichen,
    "Namen von Ebenen": _read_ebenen,
    "Angaben in Formularfeldern": _read_felder,
    "Artikel": _read_artikel,
    "Namen von Skripten": _read_skriptnamen,
    "Sprungziele": _read_ziele,
    "Seitenbezeichnungen": _read_bezeichnungen,
    "Ersatztexte": _read_ersatztexte,
}
