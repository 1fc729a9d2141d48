"""The announcement of decisions taken in the closed part (§ 35 Abs. 1 GemO)."""

from datetime import date
from typing import Final

from gremien.rules.befund import Befund, Stufe

NORM: Final = "§ 35 Abs. 1 GemO"
PUNKT: Final = "Bekanntgabe nichtöffentlicher Beschlüsse"
"""The item of the public part under which they are announced; it is known by these first words."""


def suggest_wortlaut(*, gremium: str, tag: date, bezeichnung: str, oberbegriff: str) -> str:
    """Return the beginning of an announcement, made of nothing but what the published agenda said already."""
    worte = f" über „{oberbegriff}“" if oberbegriff else ""
    wo = f"{gremium}, Sitzung vom {tag:%d.%m.%Y}"
    return f"{wo}: Im nichtöffentlichen Teil wurde unter TOP {bezeichnung}{worte} beschlossen: "


def check_wortlaut(text: str, *, vorschlag: str) -> list[Befund]:
    """Check that an announcement says more than it was begun with."""
    if text.strip() and text.strip() != vorschlag.strip():
        return []
    satz = "Bitte schreiben Sie, was öffentlich bekannt gegeben wird. Nennen Sie nichts, was schutzwürdig ist."
    return [Befund(satz, NORM, Stufe.SPERRE, "text")]


def check_schutz(grund: str) -> list[Befund]:
    """Check that it is said which interest forbids the announcement."""
    if grund.strip():
        return []
    satz = "Bitte begründen Sie, welche Belange des Gemeinwohls oder Einzelner der Bekanntgabe entgegenstehen."
    return [Befund(satz, NORM, Stufe.SPERRE, "grund")]
