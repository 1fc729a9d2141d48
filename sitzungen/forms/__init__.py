"""What clerks fill in for sittings."""

from sitzungen.forms.abstimmung import AnwesenheitForm, AufnahmeForm, BewegungForm, ErgebnisForm, ZwischenabstimmungForm
from sitzungen.forms.sitzung import EinladungForm, SitzungAendernForm, SitzungForm
from sitzungen.forms.tagesordnung import AufsetzenForm, PunktAendernForm, PunktForm, VerschiebenForm

__all__ = [
    "AnwesenheitForm",
    "AufnahmeForm",
    "AufsetzenForm",
    "BewegungForm",
    "EinladungForm",
    "ErgebnisForm",
    "PunktAendernForm",
    "PunktForm",
    "SitzungAendernForm",
    "SitzungForm",
    "VerschiebenForm",
    "ZwischenabstimmungForm",
]
