"""From the file somebody brings to the texts of the papers in it; writes nothing."""

import itertools
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pruefstelle import NochNicht, read_text
from dokumente.anlagen.texte.datei import BYTES_MAX
from dokumente.rules.absaetze import Absatz, absatz_of, cut_absaetze
from vorlagen.models import Kaestchen
from vorlagen.rules.formular import FormularDaten, FormularFehler, parse_formular
from vorlagen.rules.formular_entwurf import EntwurfDaten, parse_entwurf
from vorlagen.rules.formular_stapel import split_vorlagen
from vorlagen.rules.formular_station import Beschriftung

DATEI_MAX_BYTES = BYTES_MAX
"""Largest file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Formulartext:
    """The text of one paper: where it came from, what was doubtful when the file was read, how its lines were set."""

    herkunft: str
    text: str
    hinweise: tuple[str, ...] = ()
    absaetze: tuple[Absatz, ...] = ()


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
        return [Formulartext(name, teile[0], fund.hinweise, fund.absaetze)]
    beginne = itertools.accumulate((teil.count("\n") + 1 for teil in teile), initial=0)
    return [
        Formulartext(
            f"{name}, Vorlage {nummer} von {len(teile)}",
            teil,
            fund.hinweise,
            cut_absaetze(fund.absaetze, beginn, beginn + teil.count("\n") + 1),
        )
        for nummer, (beginn, teil) in enumerate(zip(beginne, teile, strict=False), start=1)
    ]


def pack_text(formular: Formulartext) -> list[Any]:
    """Return a text as plain values that a session can keep."""
    return [formular.herkunft, formular.text, list(formular.hinweise), [asdict(a) for a in formular.absaetze]]


def unpack_text(werte: Sequence[Any]) -> Formulartext:
    """Return what :func:`pack_text` packed, also before paragraphs were kept."""
    herkunft, text, hinweise, *weiteres = werte
    absaetze = tuple(map(absatz_of, weiteres[0])) if weiteres else ()
    return Formulartext(herkunft, text, tuple(hinweise), absaetze)


def read_beschriftung() -> Beschriftung:
    """Return the labels this city prints beside its boxes, so that none is taken for a name."""
    return Beschriftung(text for paar in Kaestchen.objects.values_list("kurz", "lang") for text in paar)


def parse_text(text: str, absaetze: Sequence[Absatz] = ()) -> FormularDaten:
    """Return what a form says, read with the labels of this city. Raises ``FormularFehler``."""
    return parse_formular(text, read_beschriftung(), absaetze)


def read_entwurf(formular: Formulartext) -> EntwurfDaten:
    """Return what a draft says, read with the labels of this city. Raises ``FormularFehler`` if it says nothing."""
    return parse_entwurf(formular.text, read_beschriftung(), formular.absaetze)
