"""Arithmetic of measurements."""

import math
import time
from collections.abc import Callable, Sequence
from statistics import median


def measure_ms(akt: Callable[[], object]) -> float:
    """Return how long one call takes, in milliseconds."""
    beginn = time.perf_counter()
    akt()
    return (time.perf_counter() - beginn) * 1000


def compute_perzentil(werte: Sequence[float], anteil: int) -> float:
    """Return the value that ``anteil`` of 100 measurements do not exceed.

    Raises ``ValueError`` without measurements.
    """
    if not werte:
        raise ValueError("no measurements")
    return sorted(werte)[math.ceil(len(werte) * anteil / 100) - 1]


def compute_p95(werte: Sequence[float]) -> float:
    """Return the value that 95 of 100 measurements do not exceed.

    Raises ``ValueError`` without measurements.
    """
    return compute_perzentil(werte, 95)


def compute_ratio(zaehler: Sequence[float], nenner: Sequence[float]) -> float:
    """Return the ratio of the medians of two measurements taken in turns."""
    return median(zaehler) / median(nenner)
