"""Looking for words in papers, the same on every database: what is compared has no case and no markup."""

import re
from collections.abc import Iterable
from typing import Final

from dokumente.rules.zeichen import clean_zeichen
from dokumente.text.richtext import richtext_to_text

KURZ: Final = 3
"""Up to so many characters a word must stand alone: "li" is no part of "öffentlich", "amp" none of "Rampe"."""
# Spelled out, because the two databases disagree about what a letter is.
_GRENZE: Final = "[^0-9a-zäöü]"


def fold_suchtext(text: str) -> str:
    """Return ``text`` as it is compared: "STRASSE" and "Straße" are the same, every run of white space one blank."""
    return " ".join(clean_zeichen(text).casefold().split())


def build_suchtext(zeilen: Iterable[str], texte: Iterable[str]) -> str:
    """Return what is searched of a paper: ``zeilen`` are plain, ``texte`` sanitised HTML."""
    return "\n".join(fold_suchtext(teil) for teil in (*zeilen, *map(richtext_to_text, texte)))


def split_suchbegriff(begriff: str) -> list[str]:
    """Return the words looked for, folded."""
    return fold_suchtext(begriff).split()


def is_kurz(wort: str) -> bool:
    """Return whether this word is only found where it stands alone."""
    return len(wort) <= KURZ


def build_muster(wort: str) -> str:
    """Return the expression that finds a short word where it stands alone, for both databases."""
    return f"(^|{_GRENZE}){re.escape(wort)}($|{_GRENZE})"
