"""How many bytes a request may carry: decided by address and reader, before anything of it is read."""

from collections.abc import Callable, Mapping
from typing import Final

from django.conf import settings
from django.urls import Resolver404, resolve

from mappen.actions.bogen import BOGEN_MAX_BYTES
from mappen.forms.pruefen import PRUEFEN_MAX_BYTES

AT_ONCE: Final = 4
"""So many files of the largest size may come with one form; of smaller ones accordingly more."""

UPLOADS: Final[Mapping[str, Callable[[], int]]] = {
    "entwurf_teil": lambda: AT_ONCE * settings.ANLAGE_MAX_BYTES,
    "vorlage_neu_word": lambda: settings.ANLAGE_MAX_BYTES,
    "vorlage_einlesen": lambda: AT_ONCE * settings.ANLAGE_MAX_BYTES,
    "anlagen_nachreichen": lambda: AT_ONCE * settings.ANLAGE_MAX_BYTES,
    "bogen": lambda: AT_ONCE * BOGEN_MAX_BYTES,
}
"""Addresses where accounts send files, and how many bytes these may have together."""

OPEN_UPLOADS: Final[Mapping[str, Callable[[], int]]] = {"pruefen": lambda: PRUEFEN_MAX_BYTES}
"""Addresses where everybody sends a file. It is never stored."""


def body_cap(path: str, *, logged_in: bool) -> int:
    """Return the most bytes a request body may have at this address for this reader.

    Without a file it is what a long paper takes; an address that does not exist needs no more either.
    """
    try:
        name = resolve(path).view_name
    except Resolver404:
        name = ""
    uploads = {**OPEN_UPLOADS, **(UPLOADS if logged_in else {})}
    files = uploads[name]() if name in uploads else 0
    text: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return files + text
