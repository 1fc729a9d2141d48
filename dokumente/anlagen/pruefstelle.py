"""The door to the process that reads strange files: whatever is in one, it costs one check and not the server."""

import json
import logging
import os
import tempfile
from pathlib import Path
from typing import Final

from dokumente.anlagen.befunde import Befundart, NichtLesbar, Pruefbefund
from dokumente.anlagen.durchsicht import Pruefergebnis
from dokumente.anlagen.texte.datei import Textfund
from dokumente.rules.absaetze import absatz_of
from dokumente.workers.pool import Busy, Deadly, Failed, Lost, NoAnswer, TooLarge, TooLong, WorkerPool
from dokumente.workers.worker import Limits

SEKUNDEN: Final = 60
"""Longest check of one file, in seconds of the processor: a plan of 5,000 pages takes 30."""
EILIG: Final = 10
"""Longest check that somebody waits for in front of a page, in seconds of the processor."""
TEXT_SEKUNDEN: Final = 30
"""Longest reading of one file's text, in seconds of the processor: a PDF of 300 pages takes 4."""
_MODUL: Final = "dokumente.anlagen.kind"
_NEU: Final = "Bitte erzeugen Sie die Datei neu oder teilen Sie sie."
_SAETZE: Final[dict[type[NoAnswer], str]] = {
    Failed: f"Die Datei lässt sich nicht prüfen. {_NEU}",
    TooLong: f"Die Prüfung der Datei dauert zu lange. {_NEU}",
    TooLarge: f"Die Prüfung der Datei braucht zu viel Speicher. {_NEU}",
}
_ZU_VIELE: Final = (
    "Im Augenblick werden zu viele Dateien geprüft. Bitte versuchen Sie es in einigen Minuten noch einmal."
)
_DAUERT: Final = "Die Datei wird noch geprüft. Bitte versuchen Sie es in einer Minute noch einmal."
logger = logging.getLogger(__name__)


class NochNicht(Exception):
    """There is no answer at the moment, and that says nothing about the file; the message is a German sentence."""


def check_annahme(quelle: Path, *, endung: str) -> list[str]:
    """Return why the file at this path cannot be taken in, as German sentences; empty if it is in order.

    ``endung`` is the ending of its name. Those about a PDF are whole, those about other kinds lack their subject.

    :raises NochNicht: when too many files are being read at once.
    """
    try:
        return list(json.loads(_ask({"aufgabe": "annahme", "quelle": str(quelle), "endung": endung}, hoechstens=EILIG)))
    except (Failed, TooLong, TooLarge) as fehler:
        return [_SAETZE[type(fehler)]]


def check_datei(quelle: Path, *, medientyp: str, ziel: Path, hoechstens: float = SEKUNDEN) -> Pruefergebnis:
    """Return what the file at this path gives away; of a PDF the public copy is written to ``ziel``.

    A file that breaks the process or its limits is a finding.

    :raises NochNicht: when there is no answer within ``hoechstens`` seconds, less than a check may take at most.
    """
    auftrag = {"aufgabe": "pruefung", "quelle": str(quelle), "medientyp": medientyp, "ziel": str(ziel)}
    try:
        return _read(json.loads(_ask(auftrag, geduld=hoechstens if hoechstens < SEKUNDEN else None)))
    except (Failed, TooLong, TooLarge) as fehler:
        return _fail(fehler, medientyp)


def shrink_bild(quelle: Path, *, ziel: Path) -> str:
    """Write the picture at ``quelle`` to ``ziel`` as a text may hold it, and return its media type.

    :raises NichtLesbar: when it cannot be taken; the message is a German sentence, mostly without its subject.
    :raises NochNicht: when too many files are being read at once.
    """
    try:
        antwort = json.loads(_ask({"aufgabe": "bild", "quelle": str(quelle), "ziel": str(ziel)}, hoechstens=EILIG))
    except (Failed, TooLong, TooLarge) as fehler:
        raise NichtLesbar(_SAETZE[type(fehler)]) from fehler
    if "fehler" in antwort:
        raise NichtLesbar(antwort["fehler"])
    return str(antwort["medientyp"])


def read_text(inhalt: bytes) -> Textfund:
    """Return the text of a file that somebody brought, whatever its kind.

    :raises NichtLesbar: when it cannot be read; the message is a German sentence that says what to do.
    :raises NochNicht: when too many files are being read at once.
    """
    with tempfile.NamedTemporaryFile(prefix="einlesen-") as datei:
        datei.write(inhalt)
        datei.flush()
        try:
            antwort = json.loads(_ask({"aufgabe": "text", "quelle": datei.name}, hoechstens=TEXT_SEKUNDEN))
        except (Failed, TooLong, TooLarge) as fehler:
            raise NichtLesbar(
                _SAETZE[type(fehler)].replace("prüfen", "lesen").replace("Prüfung", "Das Lesen")
            ) from fehler
    if "fehler" in antwort:
        raise NichtLesbar(antwort["fehler"])
    return Textfund(antwort["text"], tuple(antwort["hinweise"]), tuple(map(absatz_of, antwort["absaetze"])))


def _ask(auftrag: dict[str, str], *, hoechstens: float = SEKUNDEN, geduld: float | None = None) -> bytes:
    try:
        return _pruefstelle.ask(auftrag, wait=geduld or hoechstens, at_most=hoechstens, patience=geduld)
    except (Lost, Deadly):
        logger.exception("Prüfung einer Datei abgebrochen")
        raise Failed from None
    except Busy as fehler:
        raise NochNicht(_ZU_VIELE if geduld is None else _DAUERT) from fehler


def _fail(fehler: NoAnswer, medientyp: str) -> Pruefergebnis:
    satz = _SAETZE[type(fehler)]
    grund = satz if medientyp == "application/pdf" else ""
    return Pruefergebnis((Pruefbefund(Befundart.UNGEPRUEFT, satz),), kopie_grund=grund)


def _read(antwort: dict[str, object]) -> Pruefergebnis:
    roh = antwort["befunde"]
    if not isinstance(roh, list):
        raise TypeError("not the answer to a check")
    befunde = tuple(Pruefbefund.from_dict(werte) for werte in roh)
    return Pruefergebnis(befunde, bool(antwort["kopie"]), str(antwort["kopie_grund"]))


_pruefstelle = WorkerPool(dict, module=_MODUL, limits=Limits(seconds=SEKUNDEN))
os.register_at_fork(after_in_child=_pruefstelle.forget)
