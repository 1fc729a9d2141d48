"""What clerks fill in for sittings."""

from sitzungen.forms.abstimmung import AnwesenheitForm, AufnahmeForm, BewegungForm, ErgebnisForm, ZwischenabstimmungForm
from sitzungen.forms.sitzung import (
    AntwortForm,
    EinladungForm,
    NachladungForm,
    SitzungAendernForm,
    SitzungForm,
    ZugangForm,
)
from sitzungen.forms.tagesordnung import AufsetzenForm, GriffForm, PunktAendernForm, PunktForm

__all__ = [
    "AntwortForm",
    "AnwesenheitForm",
    "AufnahmeForm",
    "AufsetzenForm",
    "BewegungForm",
    "EinladungForm",
    "ErgebnisForm",
    "GriffForm",
    "NachladungForm",
    "PunktAendernForm",
    "PunktForm",
    "SitzungAendernForm",
    "SitzungForm",
    "ZugangForm",
    "ZwischenabstimmungForm",
]
