"""All documents by all engines, in turns."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from messungen.vergleich.befund import Befund, describe_pdf
from messungen.vergleich.inhalt import iter_dokumente
from messungen.vergleich.motoren import Chromium, Eigen, Motor, Typst, Writer
from messungen.vergleich.werkstatt import build_werkstatt
from messungen.werte import compute_p95


@dataclass(slots=True)
class Ergebnis:
    """One document by one engine; times in milliseconds, ``befund`` of the last file."""

    dokument: str
    motor: str
    befund: Befund
    warm: list[float] = field(default_factory=list)
    kalt: list[float] = field(default_factory=list)


def measure(ablage: Path, runden: int) -> list[Ergebnis]:
    """Return the results of so many rounds, document by document.

    The engines take turns, so that the machine's load hits all alike; an uncounted round comes first, in which caches,
    profiles and dictionaries fill.
    """
    werkstatt = build_werkstatt(ablage)
    with ExitStack() as stapel:
        motoren = (Eigen(), Writer(werkstatt, stapel), Chromium(werkstatt, stapel), Typst(werkstatt, stapel))
        _measure_runde(0, motoren, ablage, {})
        ergebnisse: dict[tuple[int, str], Ergebnis] = {}
        for runde in range(1, runden + 1):
            _measure_runde(runde, motoren, ablage, ergebnisse)
    return [ergebnisse[schluessel] for schluessel in sorted(ergebnisse, key=lambda schluessel: schluessel[0])]


def _measure_runde(
    runde: int, motoren: Sequence[Motor], ablage: Path, ergebnisse: dict[tuple[int, str], Ergebnis]
) -> None:
    for stelle, dokument in enumerate(iter_dokumente(runde), start=1):
        for motor in motoren:
            ziel = ablage / f"{stelle}-{motor.name.replace(' ', '-')}.pdf"
            kalt, warm = motor.kalt(dokument, ziel), motor.warm(dokument, ziel)
            befund = describe_pdf(ziel, dokument.bausteine)
            ergebnis = ergebnisse.setdefault((stelle, motor.name), Ergebnis(dokument.name, motor.name, befund))
            ergebnis.kalt.append(kalt)
            ergebnis.warm.append(warm)


def summarise(zeiten: Sequence[float]) -> str:
    """Return median, 95th percentile and fastest."""
    return f"{median(zeiten):.0f} / {compute_p95(zeiten):.0f} / {min(zeiten):.0f}"
