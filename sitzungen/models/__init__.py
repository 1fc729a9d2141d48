"""The sitting: agenda, invitations, attendance and votes."""

from sitzungen.models.abstimmung import Abstimmung
from sitzungen.models.anwesenheit import Anwesenheit
from sitzungen.models.einladung import Einladung, Rueckmeldung, Zugang
from sitzungen.models.kalenderlink import Kalenderlink
from sitzungen.models.sitzung import Sitzung, Sitzungszaehler
from sitzungen.models.tagesordnung import Tagesordnungspunkt

__all__ = [
    "Abstimmung",
    "Anwesenheit",
    "Einladung",
    "Kalenderlink",
    "Rueckmeldung",
    "Sitzung",
    "Sitzungszaehler",
    "Tagesordnungspunkt",
    "Zugang",
]
