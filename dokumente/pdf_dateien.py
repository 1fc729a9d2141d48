"""The files a printed page may use: the project's own style sheets and fonts, by exact name, and nothing else."""

import mimetypes
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from django.contrib.staticfiles import finders

SCHEMA: Final = "static:"
"""Style sheets name a file as ``url("static:kern/fonts/…")``; no other address is ever opened."""

_SCHNITTE: Final = ("Regular", "Italic", "Medium", "SemiBold", "SemiBoldItalic")
SCHRIFTEN: Final = frozenset(f"kern/fonts/fira-sans/FiraSans-{schnitt}.woff2" for schnitt in _SCHNITTE)
STILE: Final = frozenset({"pdf/basis.css", "pdf/sitzung.css", "pdf/vorlage.css"})


class DateiVerweigert(ValueError):
    """A page asked for an address that is not one of the project's own files."""


class Druckdatei(NamedTuple):
    """One own file: its bytes and its media type."""

    inhalt: bytes
    medientyp: str


def load_druckdatei(adresse: str) -> Druckdatei:
    """Return the own file behind ``adresse`` (``static:<name>``).

    :raises DateiVerweigert: for every other address, whatever its scheme, before anything is opened.
    """
    name = adresse.removeprefix(SCHEMA)
    if name == adresse or name not in SCHRIFTEN:
        raise DateiVerweigert(f"Diese Adresse wird beim Drucken nicht geöffnet: {adresse[:200]}")
    return _read(name)


def find_stil(name: str) -> Path:
    """Return where the style sheet ``name`` lies.

    :raises DateiVerweigert: when it is not one of the style sheets for print, or is missing.
    """
    if name not in STILE:
        raise DateiVerweigert(f"„{name}“ ist keine Formatvorlage für den Druck.")
    return _find(name)


@cache
def _read(name: str) -> Druckdatei:
    medientyp, _ = mimetypes.guess_type(name)
    return Druckdatei(_find(name).read_bytes(), medientyp or "application/octet-stream")


def _find(name: str) -> Path:
    gefunden = finders.find(name)
    if not gefunden:
        raise DateiVerweigert(f"Die Druckdatei „{name}“ fehlt. Bitte die Oberflächenpakete mit npm installieren.")
    return Path(gefunden)
