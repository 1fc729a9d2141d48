"""What a mail says: plain words only, so that a mailbox nobody guards tells nobody anything."""

import textwrap
import unicodedata
from dataclasses import dataclass
from typing import Final

BREITE: Final = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The parts of a mail. ``adresse`` is the link; ``wahl`` where its reader chooses, empty without a choice."""

    name: str
    satz: str
    adresse: str
    empfaenger: str
    haus: str
    wahl: str


def clean_zeile(text: str) -> str:
    """Return ``text`` as one line: control characters and line breaks of any kind become blanks."""
    sichtbar = "".join(" " if unicodedata.category(z) in ("Cc", "Cf", "Cs", "Zl", "Zp") else z for z in text)
    return " ".join(sichtbar.split())


def write_text(brief: Brief) -> str:
    """Return the text of a mail: greeting, one sentence, the link, why it came and how to have no more of them."""
    if brief.wahl:
        ende = f"Welche E-Mails Sie bekommen, wählen Sie hier:\n{brief.wahl}"
    else:
        ende = _wrap("E-Mails dieser Art gehören zum Konto und lassen sich nicht abbestellen.")
    herkunft = f"Diese E-Mail ging an {brief.empfaenger}, von der Ratsinformation unter {brief.haus}."
    return "\n\n".join(
        [
            f"Guten Tag {brief.name}," if brief.name else "Guten Tag,",
            _wrap(brief.satz),
            brief.adresse,
            f"-- \n{_wrap(herkunft)}\n{ende}\n",
        ]
    )


def _wrap(satz: str) -> str:
    # An address that is broken leads nowhere.
    return textwrap.fill(satz, BREITE, break_long_words=False, break_on_hyphens=False)
