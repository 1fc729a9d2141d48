"""What the editor weighs when a drafting page is opened: a limit that a further library would break."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import find

GRENZE_BYTES = 105_000
"""Compressed. Page, styles and the other scripts take 24 kB more; all together shall stay below 130."""
_IMPORT = re.compile(r"""\b(?:from|import)\s*["'](\.{1,2}/[^"']+\.js)["']""")


def list_module(name: str) -> set[str]:
    """Return a script and all that it imports, by their names below ``static``."""
    offen, bekannt = {name}, set[str]()
    while offen:
        modul = offen.pop()
        bekannt.add(modul)
        ordner = (settings.BASE_DIR / modul).parent
        namen = (ordner / gefunden for gefunden in _IMPORT.findall(read(modul).decode()))
        offen |= {str(Path(n).resolve().relative_to(settings.BASE_DIR)) for n in namen} - bekannt
    return bekannt


def read(modul: str) -> bytes:
    datei = find(modul)
    assert isinstance(datei, str), modul
    return Path(datei).read_bytes()


def test_the_editor_is_light() -> None:
    module = list_module("js/vorlagen-editor.js")
    assert "prosemirror/prosemirror.js" in module
    assert len(module) > 10
    assert sum(len(gzip.compress(read(modul))) for modul in module) < GRENZE_BYTES
