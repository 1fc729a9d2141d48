"""Publicity: sittings are public as a rule, so every exception has a reason and every opening a second person."""

from collections.abc import Iterable

from gremien.rules.befund import Befund, Stufe
from vorlagen.rules.gremienweg import Station

_NORM = "§ 35 Abs. 1 GemO"


def check_nichtoeffentlichkeit(*, oeffentlich: bool, grund: str) -> list[Befund]:
    """Check that a non-public paper states why (§ 35 Abs. 1 GemO); the reason itself stays internal."""
    if oeffentlich or grund.strip():
        return []
    return [
        Befund(
            "Bitte geben Sie an, warum die Vorlage nichtöffentlich ist. Der Grund bleibt verwaltungsintern.",
            _NORM,
            Stufe.SPERRE,
            "nichtoeffentlich_grund",
        ),
    ]


def check_oeffentliche_stationen(*, vorlage_oeffentlich: bool, stationen: Iterable[Station]) -> list[Befund]:
    """Check that a non-public paper does not stand on a public part of an agenda (§ 35 Abs. 1 GemO)."""
    if vorlage_oeffentlich:
        return []
    return [
        Befund(
            f"Die Vorlage ist nichtöffentlich, Station {station.position} ({station.gremium}) aber öffentlich. "
            "Bitte setzen Sie die Station in den nichtöffentlichen Teil oder machen Sie die Vorlage öffentlich.",
            _NORM,
            Stufe.SPERRE,
            "gremienweg",
        )
        for station in sorted(stationen, key=lambda station: station.position)
        if station.oeffentlich
    ]


def check_veroeffentlichung(*, grund: str) -> list[Befund]:
    """Check that it is said why a paper released as non-public may become public (§ 35 Abs. 1 GemO)."""
    if grund.strip():
        return []
    return [
        Befund(
            "Bitte begründen Sie, warum die bisher nichtöffentliche Vorlage öffentlich werden darf.",
            _NORM,
            Stufe.SPERRE,
            "grund",
        ),
    ]
