"""Choosing what goes into a packet."""

from datetime import datetime

from crispy_forms.helper import FormHelper
from django import forms
from django.utils import timezone

from dokumente.text.formularfelder import ZeitpunktField
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import VorgangForm
from mappen.documents.wahl import Mappenwahl
from mappen.enums import Empfaenger, Mappenform, Umfang


class MappeForm(VorgangForm):
    """Audience, extent and form of a packet."""

    fuer = forms.ChoiceField(label="Empfängerkreis", choices=Empfaenger, initial=Empfaenger.MITGLIEDER)
    umfang = forms.ChoiceField(label="Umfang", choices=Umfang, initial=Umfang.ALLES)
    seit = ZeitpunktField(
        label="Neues seit",
        required=False,
        help_text="Nur für „dazugekommen“. Ohne Angabe zählt, was seit der letzten Mappe dieses Kreises neu ist.",
    )
    form = forms.ChoiceField(label="Form", choices=Mappenform, initial=Mappenform.PDF)
    mit_anlagen = forms.BooleanField(label="Anlagen mitnehmen", required=False, initial=True)
    duplex = forms.BooleanField(
        label="Für beidseitigen Druck",
        required=False,
        initial=True,
        help_text="Jeder Tagesordnungspunkt beginnt auf einer rechten Seite. Gilt nur für das PDF.",
    )

    @property
    def helper(self) -> FormHelper:
        """Return the frame with the fields in the order of the questions."""
        return build_helper("fuer", "umfang", "seit", "form", "mit_anlagen", "duplex")

    def clean_seit(self) -> datetime | None:
        """Refuse a moment that is still to come."""
        seit: datetime | None = self.cleaned_data["seit"]
        if seit is not None and seit > timezone.now():
            raise forms.ValidationError("Dieser Zeitpunkt liegt in der Zukunft. Bitte geben Sie einen früheren an.")
        return seit

    def to_wahl(self) -> Mappenwahl:
        """Return what was chosen; a ZIP has no sheets, so that nothing in it is for two-sided print."""
        angaben = self.cleaned_data
        form, umfang = Mappenform(angaben["form"]), Umfang(angaben["umfang"])
        return Mappenwahl(
            fuer=Empfaenger(angaben["fuer"]),
            umfang=umfang,
            seit=angaben["seit"] if umfang is Umfang.NEUES else None,
            mit_anlagen=angaben["mit_anlagen"],
            duplex=angaben["duplex"] and form is Mappenform.PDF,
            form=form,
        )
