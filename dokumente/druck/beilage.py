"""The data of a printed page as a file inside it, so that a program can read what a person reads."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Final, NamedTuple

_UMLAUTE: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"},
)
_UNERLAUBT: Final = re.compile(r"[^0-9A-Za-z._-]+")
_HALBE: Final = re.compile("[\ud800-\udfff]")


class Beilage(NamedTuple):
    """A file that travels inside the PDF: ``name`` ends in ``.json``, ``inhalt`` is its text."""

    name: str
    beschreibung: str
    inhalt: str

    @property
    def summe(self) -> str:
        """Return the SHA-256 (64 hex digits) of the text: two prints with the same one say the same."""
        return sha256(self.inhalt.encode()).hexdigest()

    def with_angaben(self, **weitere: object) -> "Beilage":
        """Return the same file with further fields at its end."""
        return self._replace(inhalt=_write({**json.loads(self.inhalt), **weitere}))


def build_beilage(name: str, beschreibung: str, angaben: Mapping[str, object]) -> Beilage:
    """Return the file for these fields (plain JSON values), in their order: the same values give the same bytes.

    ``name`` is written in plain letters: not every program reads others in the list of attached files.
    """
    schlicht = _UNERLAUBT.sub("-", name.translate(_UMLAUTE))
    return Beilage(schlicht, _HALBE.sub("\ufffd", beschreibung), _write(angaben))


def _write(angaben: Mapping[str, object]) -> str:
    text = json.dumps(angaben, ensure_ascii=False, indent=1) + "\n"
    # Half a character cannot be written as UTF-8, but as JSON it can.
    return _HALBE.sub(lambda halb: f"\\u{ord(halb[0]):04x}", text)
