"""Details of persons in a file that somebody attached: which kinds, on which pages, never the text itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from dokumente.anlagen.befunde import Befundart, NichtLesbar, Pruefbefund, name_seiten
from dokumente.anlagen.pdf.blaetter import iter_seiten, open_blaetter, read_text
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht, Quota, open_pdf
from dokumente.anlagen.texte.datei import read_text as read_dateitext
from dokumente.rules.personenangaben import Angabe, find_personenangaben

_GESUCHT: Final = frozenset(Angabe) - {Angabe.RUFNUMMER}
"""A landline in an expert's letterhead is what letterheads are for."""
_OHNE_TEXT: Final = (
    "Die Datei lässt sich nicht nach Angaben zu Personen durchsuchen, zum Beispiel weil sie nur eingescannte Seiten "
    "oder eine Tabelle enthält. Bitte sehen Sie selbst nach."
)


def describe_persoenliches_pdf(pdf: bytes) -> list[Pruefbefund]:
    """Return which details of persons stand on the pages of a PDF, or that it has no text to look in.

    :raises NichtLesbar: when it cannot be read.
    :raises GrenzeErreicht: when it would take too much time or memory.
    """
    with open_pdf(pdf) as offen, open_blaetter(offen, pdf, Quota()) as blaetter:
        return _describe((nummer, read_text(seite)) for nummer, seite in iter_seiten(blaetter))


def describe_persoenliches(quelle: Path) -> list[Pruefbefund]:
    """Return the same of a text, Word or OpenDocument file at this path, which has no pages."""
    try:
        text = read_dateitext(quelle).text
    except (NichtLesbar, GrenzeErreicht):
        text = ""
    return _describe([(0, text)])


def _describe(texte: Iterable[tuple[int, str]]) -> list[Pruefbefund]:
    seiten: dict[Angabe, dict[int, None]] = defaultdict(dict)
    is_leer = True
    for nummer, text in texte:
        is_leer = is_leer and not text.strip()
        for angabe in find_personenangaben(text.replace("\r\n", "\n")):
            if angabe.art in _GESUCHT:
                seiten[angabe.art][nummer] = None
    if is_leer:
        return [Pruefbefund(Befundart.UNDURCHSUCHT, _OHNE_TEXT)]
    return [_tell(art, tuple(wo)) for art, wo in seiten.items()]


def _tell(art: Angabe, seiten: tuple[int, ...]) -> Pruefbefund:
    if seiten == (0,):
        return Pruefbefund(Befundart.PERSOENLICH, f"In der Datei steht {art}.")
    return Pruefbefund(Befundart.PERSOENLICH, f"Auf {name_seiten(seiten)} steht {art}.", seiten)
