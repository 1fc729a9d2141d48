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
from dokumente.anlagen.befunde import Befundart, Fund, KopieVerweigert, NichtLesbar, Pruefbefund
from dokumente.anlagen.bildangaben import find_bildangaben
from dokumente.anlagen.kopie.seiten import build_oeffentliche_kopie
from dokumente.anlagen.nebentexte import describe_nebentexte
from dokumente.anlagen.officeangaben import find_officeangaben
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht
from dokumente.anlagen.scheinschwaerzung import find_scheinschwaerzung

PDF: Final = "application/pdf"
SEITEN_GENANNT: Final = 12
"""Most pages a sentence names."""


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
    suchen = next((suchen for anfang, suchen in _SUCHER.items() if medientyp.startswith(anfang)), None)
    if suchen is None:
        return Pruefergebnis(())
    try:
        return Pruefergebnis(tuple(suchen(quelle)))
    except (NichtLesbar, GrenzeErreicht) as fehler:
        return Pruefergebnis((Pruefbefund(Befundart.UNGEPRUEFT, str(fehler)),))


_SUCHER: Final = MappingProxyType[str, Callable[[Path], Iterable[Pruefbefund]]](
    {"application/vnd.": find_officeangaben, "image/": find_bildangaben}
)


def _check_pdf(pdf: bytes, ziel: Path) -> Pruefergebnis:
    try:
        hinweise = describe_upload_pdf(pdf)
        verdecktes = find_scheinschwaerzung(pdf)
    except (NichtLesbar, GrenzeErreicht) as fehler:
        return Pruefergebnis((Pruefbefund(Befundart.UNGEPRUEFT, str(fehler)),), kopie_grund=str(fehler))
    befunde = (*describe_verdecktes(verdecktes), *hinweise)
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


def name_seiten(seiten: tuple[int, ...]) -> str:
    """Return pages as one reads them out: "Seite 3", "den Seiten 3, 5 und 7"."""
    if len(seiten) == 1:
        return f"Seite {seiten[0]}"
    if len(seiten) > SEITEN_GENANNT:
        genannt = ", ".join(map(str, seiten[:SEITEN_GENANNT]))
        return f"den Seiten {genannt} und {len(seiten) - SEITEN_GENANNT} weiteren"
    return f"den Seiten {', '.join(map(str, seiten[:-1]))} und {seiten[-1]}"
