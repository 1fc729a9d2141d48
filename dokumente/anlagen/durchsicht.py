"""Looking through a file that somebody attached: what it gives away besides its content, and its public copy.

Runs in a child process, with the file on the disk and plain values for an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from dokumente.anlagen.annahme.pdf import describe_upload_pdf
from dokumente.anlagen.befunde import Befundart, Fund, KopieVerweigert, NichtLesbar, Pruefbefund, name_seiten
from dokumente.anlagen.bildangaben import find_bildangaben
from dokumente.anlagen.kopie.seiten import build_oeffentliche_kopie
from dokumente.anlagen.nebentexte import describe_nebentexte
from dokumente.anlagen.officeangaben import find_officeangaben
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht
from dokumente.anlagen.persoenliches import describe_persoenliches, describe_persoenliches_pdf
from dokumente.anlagen.scheinschwaerzung import find_scheinschwaerzung

PDF: Final = "application/pdf"


@dataclass(frozen=True, slots=True)
class Pruefergebnis:
    """What was found, and whether there is a public copy: ``kopie_grund`` says in German why not.

    Both are empty for files that are given out as they are.
    """

    befunde: tuple[Pruefbefund, ...]
    kopie: bool = False
    kopie_grund: str = ""


def check_datei(quelle: Path, *, medientyp: str, ziel: Path) -> Pruefergebnis:
    """Return what the file ``quelle`` gives away; of a PDF the public copy is written to ``ziel``.

    A file that cannot be read, or only with too much effort, is a finding and not an error.
    """
    if medientyp == PDF:
        return _check_pdf(quelle.read_bytes(), ziel)
    befunde: list[Pruefbefund] = []
    try:
        for suchen in next((suchen for anfang, suchen in _SUCHER.items() if medientyp.startswith(anfang)), ()):
            befunde += suchen(quelle)
    except (NichtLesbar, GrenzeErreicht) as fehler:
        return Pruefergebnis((Pruefbefund(Befundart.UNGEPRUEFT, str(fehler)),))
    return Pruefergebnis(tuple(befunde))


_SUCHER: Final = MappingProxyType[str, tuple[Callable[[Path], Iterable[Pruefbefund]], ...]](
    {
        "application/vnd.": (find_officeangaben, describe_persoenliches),
        "image/": (find_bildangaben,),
        "text/": (describe_persoenliches,),
    }
)


def _check_pdf(pdf: bytes, ziel: Path) -> Pruefergebnis:
    try:
        hinweise = describe_upload_pdf(pdf)
        verdecktes = find_scheinschwaerzung(pdf)
        persoenliches = describe_persoenliches_pdf(pdf)
    except (NichtLesbar, GrenzeErreicht) as fehler:
        return Pruefergebnis((Pruefbefund(Befundart.UNGEPRUEFT, str(fehler)),), kopie_grund=str(fehler))
    befunde = (*describe_verdecktes(verdecktes), *persoenliches, *hinweise)
    try:
        kopie = build_oeffentliche_kopie(pdf, verdecktes=verdecktes)[0]
        befunde += tuple(describe_nebentexte(pdf, kopie))
        ziel.write_bytes(kopie)
    except (NichtLesbar, GrenzeErreicht, KopieVerweigert) as fehler:
        return Pruefergebnis(befunde, kopie_grund=str(fehler))
    return Pruefergebnis(befunde, kopie=True)


def describe_verdecktes(funde: Iterable[Fund]) -> list[Pruefbefund]:
    """Return one finding for each way in which text is covered, with its pages and without the text."""
    seiten: dict[str, set[int]] = {}
    for fund in funde:
        seiten.setdefault(fund.herkunft, set()).add(fund.seite or 0)
    return [_describe(herkunft, tuple(sorted(wo))) for herkunft, wo in seiten.items()]


def _describe(herkunft: str, seiten: tuple[int, ...]) -> Pruefbefund:
    lage = herkunft.removeprefix("Text ")
    lage = lage.replace("in der Farbe seines", "in der Farbe des")
    satz = f"Auf {name_seiten(seiten)} liegt lesbarer Text {lage}. Er lässt sich markieren und kopieren."
    return Pruefbefund(Befundart.VERDECKT, satz, seiten)
