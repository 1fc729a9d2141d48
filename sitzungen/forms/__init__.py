"""What clerks fill in for sittings."""

from sitzungen.forms.abstimmung import AnwesenheitForm, AufnahmeForm, ErgebnisForm
from sitzungen.forms.sitzung import EinladungForm, SitzungAendernForm, SitzungForm
from sitzungen.forms.tagesordnung import AufsetzenForm, GriffForm, PunktAendernForm, PunktForm

__all__ = [
    "AnwesenheitForm",
    "AufnahmeForm",
    "AufsetzenForm",
    "EinladungForm",
    "ErgebnisForm",
    "GriffForm",
    "PunktAendernForm",
    "PunktForm",
    "SitzungAendernForm",
    "SitzungForm",
]
