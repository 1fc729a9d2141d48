"""What the database and the disk refuse, in words."""

import errno
import re
from typing import Final, NamedTuple

from django.db import DatabaseError, DataError, IntegrityError

from dokumente.ablage.aufnehmen import VOLL

VOLL_SQL: Final = ("database or disk is full", "disk i/o error", "no space left", "could not extend file", "disk full")
NUR_LESEN_SQL: Final = ("readonly database", "read-only", "unable to open database file")


class Ablehnung(NamedTuple):
    """A refusal: status of the answer, heading, and what happened and what to do."""

    status: int
    titel: str
    satz: str


KEIN_PLATZ: Final = Ablehnung(
    507,
    "Kein Speicherplatz",
    "Auf dem Server ist kein Speicherplatz mehr frei. Es wurde nichts gespeichert, gelesen werden kann weiterhin. "
    "Bitte sagen Sie der Administration Bescheid und senden Sie danach noch einmal.",
)
NUR_LESEN: Final = Ablehnung(
    503,
    "Zurzeit kann nichts gespeichert werden",
    "Der Server nimmt gerade keine Änderungen an. Es wurde nichts gespeichert, gelesen werden kann weiterhin. "
    "Bitte sagen Sie der Administration Bescheid und senden Sie danach noch einmal.",
)
WERT_ZU_GROSS: Final = Ablehnung(
    422,
    "Eine Angabe kann nicht gespeichert werden",
    "Eine Zahl, ein Tag oder ein Text liegt außerhalb dessen, was gespeichert werden kann. Es wurde nichts "
    "gespeichert. Bitte prüfen Sie Ihre Eingabe und senden Sie noch einmal.",
)
WIDERSPRUCH: Final = (
    "Ihre Angaben passen nicht zu dem, was schon gespeichert ist; vermutlich hat gerade jemand anders daran "
    "gearbeitet. Es wurde nichts gespeichert. Bitte öffnen Sie die Seite in einem zweiten Fenster und vergleichen Sie."
)


def explain(fehler: BaseException | None) -> Ablehnung | None:
    """Return what to tell people about this error, None if it is not one of a database or a disk."""
    if isinstance(fehler, OSError):
        return KEIN_PLATZ if fehler.errno in VOLL else NUR_LESEN if fehler.errno == errno.EROFS else None
    if isinstance(fehler, IntegrityError):
        return Ablehnung(409, "Das kann so nicht gespeichert werden", _find_satz(str(fehler)))
    if isinstance(fehler, DataError | OverflowError):
        return WERT_ZU_GROSS
    if isinstance(fehler, DatabaseError):
        text = str(fehler).lower()
        if any(zeichen in text for zeichen in VOLL_SQL):
            return KEIN_PLATZ
        if any(zeichen in text for zeichen in NUR_LESEN_SQL):
            return NUR_LESEN
    return None


def _find_satz(meldung: str) -> str:
    """Return the sentence of the write lock that refused, or the general one."""
    satz = re.search(r"[A-ZÄÖÜ][^\n]*\.", meldung)
    return f"{satz.group()} Es wurde nichts gespeichert." if satz and "constraint" not in meldung else WIDERSPRUCH
