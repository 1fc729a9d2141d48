"""The files a printed page may use: the project's own style sheets and fonts, by exact name, and nothing else."""

import base64
import mimetypes
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

SCHEMA: Final = "static:"
"""Style sheets name a file as ``url("static:kern/fonts/…")``; no other address is ever opened."""

_SCHNITTE: Final = ("Regular", "Italic", "Medium", "SemiBold", "SemiBoldItalic")
SCHRIFTEN: Final = frozenset(f"kern/fonts/fira-sans/FiraSans-{schnitt}.woff2" for schnitt in _SCHNITTE)
STILE: Final = frozenset(
    f"pdf/{name}.css"
    for name in ("basis", "bogen", "eng", "enger", "mappe", "pruefzeichen", "sitzung", "unterschied", "vorlage")
)
_BILD: Final = re.compile(r"data:(image/(?:png|jpeg|svg\+xml));base64,((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3}=+)?)")


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
    return _read(parse_adresse(adresse))


def parse_adresse(adresse: str) -> str:
    """Return the name of the own file that ``adresse`` (``static:<name>``) means.

    :raises DateiVerweigert: for every other address, whatever its scheme.
    """
    name = adresse.removeprefix(SCHEMA)
    if name == adresse or name not in SCHRIFTEN:
        raise DateiVerweigert(f"Diese Adresse wird beim Drucken nicht geöffnet: {adresse[:200]}")
    return name


def read_bild(adresse: str) -> Druckdatei | None:
    """Return the picture that a page writes out in the address itself, None if it is any other address.

    Nothing is opened for it. That no text of an author brings a picture is the sanitiser's business.
    """
    bild = _BILD.fullmatch(adresse)
    return Druckdatei(base64.b64decode(bild[2]), bild[1]) if bild else None


@cache
def find_schriften() -> Mapping[str, Path]:
    """Return where each font lies, by its name.

    :raises DateiVerweigert: when one is missing.
    """
    return {name: _find(name) for name in sorted(SCHRIFTEN)}


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


@cache
def _find(name: str) -> Path:
    from django.contrib.staticfiles import finders  # the printing process uses the names above and knows no Django

    gefunden = finders.find(name)
    if not gefunden:
        raise DateiVerweigert(f"Die Druckdatei „{name}“ fehlt. Bitte die Oberflächenpakete mit npm installieren.")
    return Path(gefunden)
