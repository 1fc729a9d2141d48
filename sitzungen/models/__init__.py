"""The sitting: agenda, invitations, attendance and votes."""

from sitzungen.models.abstimmung import Abstimmung
from sitzungen.models.anwesenheit import Anwesenheit
from sitzungen.models.bekanntmachung import Bekanntmachung
from sitzungen.models.einladung import Einladung, Rueckmeldung, Zugang
from sitzungen.models.kalenderlink import Kalenderlink
from sitzungen.models.sitzung import Sitzung, Sitzungszaehler
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from sitzungen.models.unterlage import Unterlage

__all__ = [
    "Abstimmung",
    "Anwesenheit",
    "Bekanntmachung",
    "Einladung",
    "Kalenderlink",
    "Rueckmeldung",
    "Sitzung",
    "Sitzungszaehler",
    "Tagesordnungspunkt",
    "Unterlage",
    "Zugang",
]
