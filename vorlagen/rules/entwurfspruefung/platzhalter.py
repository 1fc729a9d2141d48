"""Places that text blocks and templates leave open, and that nobody has filled in."""

import re
from typing import Final

from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf

PLATZHALTER: Final = re.compile(
    r"\[[A-ZÄÖÜ][A-Za-zÄÖÜäöüß ,./-]{1,60}\]"
    r"|(?<!\w)(?:_{2}|[Xx]{2})\.(?:_{2}|[Xx]{2})\.(?:\d{4}|_{2,4}|[Xx]{4})(?!\w)"
    r"|(?<!\w)(?:_{3,}|[Xx]{3})(?![\w-])"
)
"""A word in square brackets ("[Betrag]"), a line to write on, a date or a name of X."""
_SATZ: Final = "{} steht noch „{}“. Bitte setzen Sie ein, was dort stehen soll."


def check_platzhalter(entwurf: Entwurf) -> list[Befund]:
    """Find what still waits to be filled in, each once a text."""
    return [
        Befund(_SATZ.format(text.ort, stelle), "", Stufe.WARNUNG, text.feld)
        for text in entwurf.texte
        for stelle in dict.fromkeys(PLATZHALTER.findall(text.klartext))
    ]
