"""The Gremienweg: checks of a planned route, its next station, and what outcomes do to the paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gremien.rules.befund import Befund, Stufe
from vorlagen.enums import Ausgang, Vorlagenstatus
from vorlagen.rules.ausgang import AUSGANGSREGELN, Ausgangsart, Folge

__all__ = [
    "Folge",
    "Station",
    "check_gremienweg",
    "compute_folge",
    "compute_vorlagenstatus",
    "find_entscheidung",
    "next_station",
]

_ERSETZT = frozenset({Folge.NEUE_STATION_VERKNUEPFT, Folge.NEUE_STATION_EINGEFUEGT})


@dataclass(frozen=True, slots=True)
class Station:
    """One station; ``gremium`` is any label that tells bodies apart, ``datum`` None while not yet known.

    ``nichtoeffentlich_grund`` is internal.
    """

    position: int
    gremium: str
    datum: date | None
    entscheidend: bool
    oeffentlich: bool
    ausgang: Ausgang | None = None
    nichtoeffentlich_grund: str = ""


def compute_folge(ausgang: Ausgang) -> Folge:
    """Return what an outcome does to its station."""
    return AUSGANGSREGELN[ausgang].folge


def next_station(stationen: Iterable[Station]) -> Station | None:
    """Return the first open station by position; None if none is open or the paper has ended."""
    geordnet = _sort_stationen(stationen)
    if _is_zurueckgezogen(geordnet) or _is_entschieden(geordnet):
        return None
    return next((station for station in geordnet if _is_offen(station)), None)


def compute_vorlagenstatus(
    stationen: Iterable[Station],
    *,
    freigegeben: bool = True,
    zurueckgezogen: bool = False,
) -> Vorlagenstatus:
    """Return where the whole paper stands.

    ``freigegeben``: a Fassung has been released; ``zurueckgezogen``: withdrawn outside a sitting.
    A route without deciding station (a paper that only informs) is done when its last station is.
    """
    geordnet = _sort_stationen(stationen)
    if zurueckgezogen or _is_zurueckgezogen(geordnet):
        return Vorlagenstatus.ZURUECKGEZOGEN
    if _is_entschieden(geordnet):
        return Vorlagenstatus.ABGESCHLOSSEN
    if not all(_is_offen(station) for station in geordnet):
        return Vorlagenstatus.IN_BERATUNG
    return Vorlagenstatus.FREIGEGEBEN if freigegeben else Vorlagenstatus.IN_ARBEIT


def find_entscheidung(stationen: Iterable[Station]) -> Station | None:
    """Return the station whose result settled the paper: the last deciding one, else the last; None if none did."""
    geordnet = _sort_stationen(stationen)
    if not _is_entschieden(geordnet):
        return None
    return next((station for station in reversed(geordnet) if station.entscheidend), geordnet[-1])


def check_gremienweg(stationen: Iterable[Station], *, beschluss_erforderlich: bool = True) -> list[Befund]:
    """Check a planned route.

    ``beschluss_erforderlich`` is False for papers that only inform or ask; they need no deciding station.
    Source: § 35 Abs. 1, § 46 Abs. 4 GemO for publicity; the rest is good practice.
    """
    geordnet = _sort_stationen(stationen)
    if not geordnet:
        return [_befund("Bitte tragen Sie mindestens eine Station des Gremienwegs ein.", Stufe.SPERRE)]
    entscheidend = [station for station in geordnet if station.entscheidend and not _is_ersetzt(station)]
    return [
        *_check_entscheidende(entscheidend, beschluss_erforderlich=beschluss_erforderlich),
        *_check_oeffentliche_vorberatung(geordnet, entscheidend),
        *_check_nach_entscheidung(geordnet, entscheidend),
        *_check_daten(geordnet),
        *_check_wiederholung(geordnet),
    ]


def _check_entscheidende(entscheidend: Sequence[Station], *, beschluss_erforderlich: bool) -> list[Befund]:
    if not entscheidend and beschluss_erforderlich:
        return [
            _befund(
                "Keine Station des Gremienwegs entscheidet. "
                "Bitte kennzeichnen Sie das Gremium, das über die Vorlage entscheidet.",
                Stufe.SPERRE,
            ),
        ]
    if len(entscheidend) > 1:
        gremien = ", ".join(station.gremium for station in entscheidend)
        return [
            _befund(
                f"Mehrere Stationen sind als entscheidend gekennzeichnet ({gremien}). "
                "Bitte lassen Sie nur eine stehen oder begründen Sie, warum mehrere Gremien entscheiden.",
                Stufe.WARNUNG,
            ),
        ]
    return []


def _check_oeffentliche_vorberatung(geordnet: Sequence[Station], entscheidend: Sequence[Station]) -> list[Befund]:
    # § 46 Abs. 4 in Verbindung mit § 35 Abs. 1 GemO: what is decided in public is prepared in public.
    letzte = max((station.position for station in entscheidend if station.oeffentlich), default=None)
    if letzte is None:
        return []
    return [
        _befund(
            f"Die Vorlage wird öffentlich entschieden, {_describe(station)} berät aber nichtöffentlich vor. "
            "Bitte machen Sie diese Station öffentlich.",
            Stufe.SPERRE,
            "§ 35 Abs. 1, § 46 Abs. 4 GemO",
        )
        for station in geordnet
        if station.position < letzte and not station.oeffentlich
    ]


def _check_nach_entscheidung(geordnet: Sequence[Station], entscheidend: Sequence[Station]) -> list[Befund]:
    if not entscheidend:
        return []
    return [
        _befund(
            f"{_describe(station)} steht nach der entscheidenden Station und wird nach der Entscheidung nicht mehr "
            "aufgerufen. Bitte ordnen Sie die Station davor ein oder begründen Sie die Reihenfolge.",
            Stufe.WARNUNG,
        )
        for station in geordnet
        if station.position > entscheidend[0].position and not station.entscheidend
    ]


def _check_daten(geordnet: Sequence[Station]) -> list[Befund]:
    # Two bodies may meet on one day, one after the other; only going back in time is suspicious.
    datiert = [(station, station.datum) for station in geordnet if station.datum is not None]
    return [
        _befund(
            f"{_describe(spaeter)} tagt am {datum:%d.%m.%Y} und damit vor der Station davor ({davor:%d.%m.%Y}). "
            "Bitte prüfen Sie Reihenfolge und Datum.",
            Stufe.WARNUNG,
        )
        for (_, davor), (spaeter, datum) in pairwise(datiert)
        if datum < davor
    ]


def _check_wiederholung(geordnet: Sequence[Station]) -> list[Befund]:
    # After "vertagt" the same body follows itself on purpose.
    return [
        _befund(
            f"{_describe(spaeter)} folgt im Gremienweg direkt auf dasselbe Gremium. "
            "Bitte entfernen Sie die doppelte Station oder begründen Sie die zweite Beratung.",
            Stufe.WARNUNG,
        )
        for frueher, spaeter in pairwise(geordnet)
        if frueher.gremium == spaeter.gremium and frueher.ausgang != Ausgang.VERTAGT
    ]


def _sort_stationen(stationen: Iterable[Station]) -> list[Station]:
    return sorted(stationen, key=lambda station: station.position)


def _is_offen(station: Station) -> bool:
    return station.ausgang is None or not AUSGANGSREGELN[station.ausgang].schliesst_station


def _is_ersetzt(station: Station) -> bool:
    return station.ausgang is not None and compute_folge(station.ausgang) in _ERSETZT


def _is_erledigt(station: Station) -> bool:
    """Whether the matter itself is settled here; handing on without recommending settles nothing."""
    if station.ausgang is None or compute_folge(station.ausgang) is not Folge.GESCHLOSSEN:
        return False
    return AUSGANGSREGELN[station.ausgang].art is not Ausgangsart.WEITERGABE


def _is_zurueckgezogen(stationen: Iterable[Station]) -> bool:
    return any(s.ausgang is not None and compute_folge(s.ausgang) is Folge.VORLAGE_ENDET for s in stationen)


def _is_entschieden(geordnet: Sequence[Station]) -> bool:
    entscheidend = [station for station in geordnet if station.entscheidend]
    if entscheidend:
        # The last one must be settled itself: a postponed decision is none, even before its new date is known.
        return _is_erledigt(entscheidend[-1]) and all(_is_erledigt(s) or _is_ersetzt(s) for s in entscheidend)
    return bool(geordnet) and _is_erledigt(geordnet[-1]) and not any(_is_offen(s) for s in geordnet)


def _describe(station: Station) -> str:
    return f"Station {station.position} ({station.gremium})"


def _befund(satz: str, stufe: Stufe, norm: str = "") -> Befund:
    return Befund(satz, norm, stufe, "gremienweg")
