"""What a mail says: plain words only, so that a mailbox nobody guards tells nobody anything."""

import textwrap
import unicodedata
from dataclasses import dataclass
from typing import Final

BREITE: Final = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The parts of a mail. ``adresse`` is the link, ``schluss`` says how to have no more of its kind."""

    name: str
    satz: str
    adresse: str
    empfaenger: str
    haus: str
    schluss: str


def clean_zeile(text: str) -> str:
    """Return ``text`` as one line: control characters and line breaks of any kind become blanks."""
    sichtbar = "".join(" " if unicodedata.category(z) in ("Cc", "Cf", "Cs", "Zl", "Zp") else z for z in text)
    return " ".join(sichtbar.split())


def write_text(brief: Brief) -> str:
    """Return the text of a mail: greeting, one sentence, the link, why it came and how to have no more of them."""
    herkunft = f"Diese E-Mail ging an {brief.empfaenger}, von der Ratsinformation unter {brief.haus}."
    return "\n\n".join(
        [
            f"Guten Tag {brief.name}," if brief.name else "Guten Tag,",
            _wrap(brief.satz),
            brief.adresse,
            "\n".join(["-- ", _wrap(herkunft), *(_wrap(zeile) for zeile in brief.schluss.splitlines()), ""]),
        ]
    )


def _wrap(satz: str) -> str:
    # An address that is broken leads nowhere.
    return textwrap.fill(satz, BREITE, break_long_words=False, break_on_hyphens=False)
