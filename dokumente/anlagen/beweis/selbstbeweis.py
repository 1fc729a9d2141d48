"""The proof before publication: a finished file is opened again and searched for every confidential text.

Every reader looks at the file in its own way and stands in a table under its name. What no reader sees: text that is
only pixels, and drawings of letters without any text behind them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypedDict

import pikepdf

from dokumente.anlagen.abgleich import Abgleich
from dokumente.anlagen.befunde import Fund, Geheimnis, NichtLesbar, Stelle
from dokumente.anlagen.beweis import objekte as leser_objekte
from dokumente.anlagen.beweis import packung as leser_packung
from dokumente.anlagen.beweis import text as leser_text
from dokumente.anlagen.beweis.nebenher import run_beside
from dokumente.anlagen.beweis.objekte import Backdrop
from dokumente.anlagen.beweis.packung import Innendatei
from dokumente.anlagen.beweis.text import Seite, read_seiten
from dokumente.anlagen.pdf.bytes import texts_in_bytes
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht, Quota, open_pdf


class _Grenzen(TypedDict):
    sekunden: float
    entpackt: int
    schritte: int


SCHACHTELN_MAX: Final = 6
"""Deepest nesting of files within files."""
FASSUNGEN_MAX: Final = 30
"""Most earlier states of one PDF that are opened."""
OBJEKTE_MAX: Final = 4_000_000
"""Most objects of the file itself, which this house has bound; a tagged packet of 6,000 pages has about 600,000."""
_PAKET: Final[_Grenzen] = {"sekunden": 600.0, "entpackt": 8 * 1024**3, "schritte": 600_000_000}

Seitenlesen = Callable[[Seite], Iterator[Stelle]]
Dateilesen = Callable[[Backdrop], Iterator[Stelle | Innendatei]]

SEITENLESER: Final = MappingProxyType[str, Seitenlesen](
    {
        "Seitentext": leser_text.read_seitentext,
        "Zweittext": leser_text.read_zweittext,
        "Verborgenes": leser_text.read_verborgenes,
        "Anmerkungen": leser_text.read_anmerkungen,
        "Marken": leser_text.read_marken,
    }
)
DATEILESER: Final = MappingProxyType[str, Dateilesen](
    {
        "Lesezeichen": leser_objekte.read_lesezeichen,
        "Ziele": leser_objekte.read_ziele,
        "Metadaten": leser_objekte.read_metadaten,
        "Formularfelder": leser_objekte.read_formularfelder,
        "Strukturtext": leser_objekte.read_strukturtext,
        "Ebenen": leser_objekte.read_ebenen,
        "Bilddaten": leser_objekte.read_bilddaten,
        "Anhaenge": leser_packung.read_anhaenge,
        "Rohdaten": leser_objekte.read_rohdaten,
        "Rohbytes": leser_objekte.read_rohbytes,
    }
)
FRUEHERE: Final = "Fruehere"
PACKUNG: Final = "Packung"
ALLE_LESER: Final = frozenset({*SEITENLESER, *DATEILESER, FRUEHERE, PACKUNG})
SEITENGRUPPE: Final = frozenset({*SEITENLESER, FRUEHERE})
"""Readers that follow what the pages paint: about half of the work, for large files done in a process of its own."""
ALLEIN_BIS: Final = 1024 * 1024
"""Size in bytes up to which a second process is not worth its start."""


def find_vertrauliches(
    datei: bytes | Path,
    geheimnisse: Iterable[Geheimnis],
    *,
    erlaubt: Iterable[str] = (),
    leser: Collection[str] = ALLE_LESER,
    quota: Quota | None = None,
) -> list[Fund]:
    """Return where a finished PDF or ZIP quotes a confidential text; an empty list means it may be published.

    ``erlaubt`` are texts of the same sitting that are public anyway, such as the public papers and the house's own
    standard sentences: what stands there is no secret. ``leser`` leaves readers out. ``quota`` replaces the
    limits, which are made for packets of some thousand pages. The rule of quotation is in ``abgleich``.

    :raises NichtLesbar: when the file or one inside it cannot be read, so that nothing is proven.
    :raises GrenzeErreicht: when the search would take too much time or memory, so that nothing is proven.
    """
    texte = list(geheimnisse), list(erlaubt)
    leser = frozenset(leser)
    seiten, uebrige = leser & SEITENGRUPPE, leser - SEITENGRUPPE
    if quota or not (seiten and uebrige) or not _is_gross(datei):
        suche = _Suche(Abgleich(*texte), quota or Quota(**_PAKET), leser)
        return list(dict.fromkeys(suche.search_datei(_read(datei), 0)))
    # Neither in this process: it still holds the memory of binding, and a crash of a reader shall not be its end.
    with (
        run_beside(_find, datei, texte, leser, seiten) as gemalt,
        run_beside(_find, datei, texte, leser, uebrige) as uebriges,
    ):
        return list(dict.fromkeys([*gemalt(), *uebriges()]))


def _is_gross(datei: bytes | Path) -> bool:
    return (datei.stat().st_size if isinstance(datei, Path) else len(datei)) > ALLEIN_BIS


def _read(datei: bytes | Path) -> bytes:
    return datei.read_bytes() if isinstance(datei, Path) else datei


def _find(
    datei: bytes | Path, texte: tuple[list[Geheimnis], list[str]], leser: frozenset[str], zuerst: frozenset[str]
) -> list[Fund]:
    suche = _Suche(Abgleich(*texte), Quota(**_PAKET), leser, zuerst)
    return list(suche.search_datei(_read(datei), 0))


class _Suche:
    """``zuerst`` are the readers of the file itself, ``leser`` those of the files within it."""

    def __init__(
        self,
        abgleich: Abgleich,
        quota: Quota,
        leser: frozenset[str],
        zuerst: frozenset[str] | None = None,
    ) -> None:
        self._abgleich = abgleich
        self._quota = quota
        self._innen = leser
        self._aussen = leser if zuerst is None else zuerst

    def _reads(self, name: str, tiefe: int) -> bool:
        return name in (self._innen if tiefe else self._aussen)

    def search_datei(self, roh: bytes, tiefe: int) -> Iterator[Fund]:
        """Yield the findings in a file and in the files inside it."""
        if tiefe > SCHACHTELN_MAX:
            raise GrenzeErreicht("Die Datei enthält zu tief ineinander verpackte Dateien.")
        # A file can be both at once, for two programs.
        pdf, packung = _is_pdf(roh), _is_packung(roh)
        if pdf:
            yield from self._search_pdf(roh, tiefe)
        if packung and self._reads(PACKUNG, tiefe):
            yield from self._search_stellen(leser_packung.read_packung(roh, self._quota), tiefe)
        if pdf or packung:
            return
        if tiefe:
            yield from self._search_stellen((Stelle("Inhalt", text) for text in texts_in_bytes(roh)), tiefe)
        else:
            raise NichtLesbar("Die Datei ist weder ein PDF noch ein ZIP.")

    def _search_pdf(self, roh: bytes, tiefe: int) -> Iterator[Fund]:
        grenze = {} if tiefe else {"objekte": OBJEKTE_MAX}
        with open_pdf(roh, **grenze) as pdf:
            if pdf.is_encrypted:
                raise NichtLesbar("Das PDF ist verschlüsselt. Bitte speichern Sie es ohne Schutz.")
            backdrop = Backdrop(pdf, roh, self._quota)
            yield from self._search_seiten(backdrop, tiefe)
            for name, lesen in DATEILESER.items():
                if self._reads(name, tiefe):
                    yield from self._search_stellen(lesen(backdrop), tiefe)
        if self._reads(FRUEHERE, tiefe):
            yield from self._search_fruehere(roh, tiefe)

    def _search_seiten(self, backdrop: Backdrop, tiefe: int) -> Iterator[Fund]:
        aktive = [lesen for name, lesen in SEITENLESER.items() if self._reads(name, tiefe)]
        if not aktive:
            return
        for seite in read_seiten(backdrop):
            for lesen in aktive:
                yield from self._search_stellen(lesen(seite), tiefe)

    def _search_fruehere(self, roh: bytes, tiefe: int) -> Iterator[Fund]:
        """Yield what the pages showed before the file was last changed by appending to it."""
        for nummer, fassung in enumerate(_earlier_states(roh), start=1):
            if nummer > FASSUNGEN_MAX:
                raise GrenzeErreicht("Das PDF enthält zu viele frühere Stände. Bitte erzeugen Sie es neu.")
            try:
                with open_pdf(fassung) as pdf:
                    backdrop = Backdrop(pdf, fassung, self._quota)
                    # First what needs no PDFium, which need not open every remains.
                    ketten = self._search_stellen(leser_objekte.read_zeichenketten(backdrop), tiefe)
                    for fund in chain(ketten, self._search_seiten(backdrop, tiefe)):
                        yield replace(fund, wo=f"Früherer Stand {nummer} › {fund.wo}")
            except (NichtLesbar, pikepdf.PdfError):
                # Not every such piece is a file of its own; its bytes were searched before.
                continue

    def _search_stellen(self, stellen: Iterable[Stelle | Innendatei], tiefe: int) -> Iterator[Fund]:
        for stelle in stellen:
            if isinstance(stelle, Stelle):
                self._quota.take_schritte()
                yield from self._abgleich.find(stelle)
            else:
                for fund in self.search_datei(stelle.inhalt, tiefe + 1):
                    yield replace(fund, wo=f"{stelle.wo} › {fund.wo}")


def _is_packung(roh: bytes) -> bool:
    return roh.startswith(b"PK\x03\x04") or zipfile.is_zipfile(BytesIO(roh))


def _is_pdf(roh: bytes) -> bool:
    return b"%PDF-" in roh[:1024] and not roh.startswith(b"PK\x03\x04")


def _earlier_states(roh: bytes) -> Iterator[bytes]:
    ende = roh.find(b"%%EOF")
    while ende >= 0:
        naechstes = roh.find(b"%%EOF", ende + 5)
        if naechstes >= 0 and roh.find(b"obj", ende) >= 0:
            yield roh[: ende + 5] + b"\n"
        ende = naechstes
