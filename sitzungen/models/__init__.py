"""The sitting: agenda, invitations, attendance and votes."""

from sitzungen.models.abstimmung import Abstimmung
from sitzungen.models.anwesenheit import Anwesenheit
from sitzungen.models.befangenheit import Befangenheit
from sitzungen.models.bekanntmachung import Bekanntmachung
from sitzungen.models.einladung import Einladung, Rueckmeldung, Zugang
from sitzungen.models.kalenderlink import Kalenderlink
from sitzungen.models.sitzung import Sitzung, Sitzungszaehler
from sitzungen.models.tagesordnung import Tagesordnungspunkt
from sitzungen.models.teilnahme import Teilnahme
from sitzungen.models.unterlage import Unterlage
from sitzungen.models.vorgaben import Oberbegriff, Standardpunkt
from sitzungen.models.zwischenabstimmung import Zwischenabstimmung

__all__ = [
    "Abstimmung",
    "Anwesenheit",
    "Befangenheit",
    "Bekanntmachung",
    "Einladung",
    "Kalenderlink",
    "Oberbegriff",
    "Rueckmeldung",
    "Sitzung",
    "Sitzungszaehler",
    "Standardpunkt",
    "Tagesordnungspunkt",
    "Teilnahme",
    "Unterlage",
    "Zugang",
    "Zwischenabstimmung",
]
