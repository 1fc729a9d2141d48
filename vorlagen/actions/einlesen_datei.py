"""From the file somebody brings to the texts of the papers in it; writes nothing."""

from dataclasses import dataclass

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pruefstelle import NochNicht, read_text
from dokumente.anlagen.texte.datei import BYTES_MAX
from vorlagen.models import Kaestchen
from vorlagen.rules.formular import FormularDaten, FormularFehler, parse_formular
from vorlagen.rules.formular_stapel import split_vorlagen
from vorlagen.rules.formular_station import Beschriftung

DATEI_MAX_BYTES = BYTES_MAX
"""Largest file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Formulartext:
    """The text of one paper: where it came from, and what was doubtful when the file was read."""

    herkunft: str
    text: str
    hinweise: tuple[str, ...] = ()


def read_datei(name: str, inhalt: bytes) -> list[Formulartext]:
    """Return the text of every paper in a file: plain text, Word, OpenDocument, or PDF with text.

    Raises ``FormularFehler`` with a German sentence if it cannot be read.
    """
    try:
        fund = read_text(inhalt)
    except (NichtLesbar, NochNicht) as fehler:
        raise FormularFehler(str(fehler)) from fehler
    teile = split_vorlagen(fund.text)
    if len(teile) == 1:
        return [Formulartext(name, teile[0], fund.hinweise)]
    return [
        Formulartext(f"{name}, Vorlage {nummer} von {len(teile)}", teil, fund.hinweise)
        for nummer, teil in enumerate(teile, start=1)
    ]


def read_beschriftung() -> Beschriftung:
    """Return the labels this city prints beside its boxes, so that none is taken for a name."""
    return Beschriftung(text for paar in Kaestchen.objects.values_list("kurz", "lang") for text in paar)


def parse_text(text: str) -> FormularDaten:
    """Return what a form says, read with the labels of this city. Raises ``FormularFehler``."""
    return parse_formular(text, read_beschriftung())
