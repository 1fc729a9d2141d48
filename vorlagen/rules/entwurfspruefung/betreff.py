"""The Betreff: short enough for an agenda, and about something. What is but a collective word: ``vollstaendigkeit``."""

import re
from typing import Final

from dokumente.rules.zahlen import format_zahl
from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.entwurfspruefung.entwurf import Entwurf

LAENGE: Final = 250
"""Longest title in characters that agendas and lists of other systems carry whole."""
_LEER: Final = re.compile(
    r"(?:(?:neue[rs]?|weitere[rs]?|\d+\.)\s+)?"
    r"(?:\w*[Vv]orlage|Antrag|Anfrage|Antwort|Stellungnahme|Bericht|Sachstand|Sachstandsbericht|Zwischenbericht|Unterrichtung"
    r"|Information|Beschluss|Beschlussfassung|Entscheidung|Betreff|Thema|Test|Entwurf|Prüfauftrag|Genehmigung|Zustimmung)"
    r"(?:\s+(?:der|des|zur|zum|an den|an die|von)\s+(?:Verwaltung|Stadtverwaltung|Oberbürgermeisters?"
    r"|Kenntnis(?:nahme)?|Beschluss(?:fassung)?|Beratung|Stadtrat(?:es)?|[\w./ -]{1,40}-?Fraktion))*\s*[.:…]?"
)


def check_betrefflaenge(entwurf: Entwurf) -> list[Befund]:
    """Find a Betreff that is too long for an agenda."""
    laenge = len(entwurf.betreff.strip())
    if laenge <= LAENGE:
        return []
    satz = (
        f"Der Betreff hat {format_zahl(laenge)} Zeichen. Bitte kürzen Sie ihn auf höchstens {LAENGE}; Einzelheiten "
        "gehören in die Begründung."
    )
    return [Befund(satz, "", Stufe.WARNUNG, "betreff")]


def check_leerer_betreff(entwurf: Entwurf) -> list[Befund]:
    """Find a Betreff that names the kind of paper and nothing else: nobody can tell what it is about (§ 34 GemO)."""
    if not _LEER.fullmatch(entwurf.betreff.strip()):
        return []
    satz = (
        f"Der Betreff „{entwurf.betreff.strip()}“ sagt nicht, worum es geht. Bitte nennen Sie den Gegenstand, denn so "
        "steht er auf der Tagesordnung."
    )
    return [Befund(satz, "§ 34 GemO", Stufe.WARNUNG, "betreff")]
