"""What clerks fill in for sittings."""

from sitzungen.forms.abstimmung import AnwesenheitForm, AufnahmeForm, ErgebnisForm
from sitzungen.forms.sitzung import AbsageForm, EinladungForm, EroeffnungForm, SitzungAendernForm, SitzungForm
from sitzungen.forms.tagesordnung import AbsetzenForm, AufsetzenForm, PunktAendernForm, PunktForm, VerschiebenForm
from sitzungen.forms.vorgang import VorgangForm

__all__ = [
    "AbsageForm",
    "AbsetzenForm",
    "AnwesenheitForm",
    "AufnahmeForm",
    "AufsetzenForm",
    "EinladungForm",
    "ErgebnisForm",
    "EroeffnungForm",
    "PunktAendernForm",
    "PunktForm",
    "SitzungAendernForm",
    "SitzungForm",
    "VerschiebenForm",
    "VorgangForm",
]
