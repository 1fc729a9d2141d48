"""The sitting: agenda, attendance and votes."""

from sitzungen.models.abstimmung import Abstimmung
from sitzungen.models.anwesenheit import Anwesenheit
from sitzungen.models.sitzung import Sitzung, Sitzungszaehler
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from sitzungen.models.vorgaben import Oberbegriff, Standardpunkt

__all__ = [
    "Abstimmung",
    "Anwesenheit",
    "Oberbegriff",
    "Sitzung",
    "Sitzungszaehler",
    "Standardpunkt",
    "Tagesordnungspunkt",
]
