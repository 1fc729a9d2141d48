"""Packets and filled sheets."""

from mappen.models.bogen import Bogen
from mappen.models.mappe import Mappe, Mappenblatt

__all__ = ["Bogen", "Mappe", "Mappenblatt"]
