"""The sitting: agenda, attendance and votes."""

from sitzungen.models.abstimmung import Abstimmung
from sitzungen.models.anwesenheit import Anwesenheit
from sitzungen.models.befangenheit import Befangenheit
from sitzungen.models.sitzung import Sitzung, Sitzungszaehler
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from sitzungen.models.teilnahme import Teilnahme
from sitzungen.models.zwischenabstimmung import Zwischenabstimmung

__all__ = [
    "Abstimmung",
    "Anwesenheit",
    "Befangenheit",
    "Sitzung",
    "Sitzungszaehler",
    "Tagesordnungspunkt",
    "Teilnahme",
    "Zwischenabstimmung",
]
