"""Scheduling a sitting, changing its day, inviting to it, calling it off."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from dokumente.text.formularfelder import AbsatzField, TagField, ZeileField
from gremien.models import Gremium
from konten.forms.vorgang import VorgangForm
from sitzungen.models import Sitzung
from sitzungen.rules.ortszeit import combine_ortszeit


class ZeitpunktForm(VorgangForm):
    """Day and time as two fields; ``zeitpunkt`` is the moment both name in the city's time zone."""

    tag = TagField(label="Tag")
    zeit = forms.TimeField(label="Uhrzeit")

    zeitpunkt: datetime

    def clean(self) -> dict[str, Any]:
        """Put day and time together, and ask again where the change of clocks makes them doubtful."""
        angaben = super().clean() or self.cleaned_data
        tag, zeit = angaben.get("tag"), angaben.get("zeit")
        if tag is not None and zeit is not None:
            try:
                self.zeitpunkt = combine_ortszeit(tag, zeit, ZoneInfo(settings.TIME_ZONE))
            except ValueError as fehler:
                self.add_error("zeit", str(fehler))
        return angaben


class SitzungAendernForm(ZeitpunktForm):
    """Day, place and remark of a sitting."""

    feldnamen = {"beginn": "tag"}

    ort = ZeileField(label="Ort", max_length=200)
    hinweis = ZeileField(
        label="Hinweis",
        max_length=250,
        required=False,
        help_text="Steht öffentlich bei der Sitzung, zum Beispiel „mit Ortsbesichtigung um 14:30 Uhr“.",
    )

    @classmethod
    def initial_of(cls, sitzung: Sitzung) -> dict[str, Any]:
        """Return the values of an existing sitting."""
        beginn = timezone.localtime(sitzung.beginn)
        return {
            "tag": beginn.date(),
            "zeit": beginn.time().replace(second=0, microsecond=0),
            "ort": sitzung.ort,
            "hinweis": sitzung.hinweis,
        }


class SitzungForm(SitzungAendernForm):
    """A new sitting."""

    gremium = forms.ModelChoiceField(label="Gremium", queryset=Gremium.objects.none())
    bekanntmachen = forms.BooleanField(
        label="Sofort im öffentlichen Sitzungskalender zeigen",
        required=False,
        help_text="Sonst bleibt die Sitzung intern, bis Sie sie bekannt machen oder die Tagesordnung veröffentlichen.",
    )

    field_order = ["gremium", "tag", "zeit", "ort", "hinweis", "bekanntmachen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("gremium", Gremium.objects.gueltig_am(timezone.localdate()))
        self.fields["ort"].required = False
        self.fields["ort"].help_text = "Leer lassen für den üblichen Raum des Gremiums."

    def clean(self) -> dict[str, Any]:
        """Ask for the place where the body has no usual room."""
        angaben = super().clean()
        gremium = angaben.get("gremium")
        if gremium is not None and not gremium.raum and not angaben.get("ort"):
            self.add_error("ort", "Für dieses Gremium ist kein üblicher Raum hinterlegt. Bitte geben Sie den Ort an.")
        return angaben


class EinladungForm(ZeitpunktForm):
    """When the invitation arrives."""

    feldnamen = {"zugang": "tag"}

    tag = TagField(label="Zugang am")
    zeit = forms.TimeField(label="Uhrzeit des Zugangs")
    dringlich_grund = AbsatzField(
        label="Grund der Dringlichkeit",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Nur ausfüllen, wenn die Einladungsfrist verkürzt werden muss (§ 34 Abs. 3 GemO).",
    )
