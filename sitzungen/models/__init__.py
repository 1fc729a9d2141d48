"""The sitting: agenda, attendance, votes, packets and filled sheets."""

from sitzungen.models.abstimmung import Abstimmung
from sitzungen.models.anwesenheit import Anwesenheit
from sitzungen.models.bogen import Bogen
from sitzungen.models.mappe import Mappe, Mappenblatt
from sitzungen.models.sitzung import Sitzung, Sitzungszaehler
from sitzungen.models.tagesordnung import Tagesordnungspunkt

__all__ = [
    "Abstimmung",
    "Anwesenheit",
    "Bogen",
    "Mappe",
    "Mappenblatt",
    "Sitzung",
    "Sitzungszaehler",
    "Tagesordnungspunkt",
]
