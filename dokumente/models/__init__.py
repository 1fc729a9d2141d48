"""Kept files and prints."""

from dokumente.models.datei import Datei, compute_ablage
from dokumente.models.druck import Ausdruck, Druckstueck, Fehldruck
from dokumente.models.pruefung import Dateipruefung

__all__ = ["Ausdruck", "Datei", "Dateipruefung", "Druckstueck", "Fehldruck", "compute_ablage"]
