"""Entering an absence."""

from collections.abc import Iterable
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Row
from django import forms

from dokumente.text.formularfelder import TagField
from gremien.rules.befund import Befund
from konten.forms.rahmen import build_helper
from konten.models import Konto
from konten.permissions import list_vertretbare, list_vertretende

TAG = "Bitte geben Sie das Datum als Tag.Monat.Jahr ein, zum Beispiel 03.09.2026."
AUSWAHL = "Bitte wählen Sie eine Person aus der Liste."


class AbwesenheitForm(forms.Form):
    """Who is away from when to when, and who stands in."""

    abwesend = forms.ModelChoiceField(
        label="Wer ist abwesend?", queryset=Konto.objects.none(), error_messages={"invalid_choice": AUSWAHL}
    )
    vertretung = forms.ModelChoiceField(
        label="Wer zeichnet in Vertretung mit?",
        queryset=Konto.objects.none(),
        empty_label="Bitte wählen",
        help_text="Wer selbst an einer Vorlage geschrieben hat, kann sie auch in Vertretung nicht mitzeichnen.",
        error_messages={"invalid_choice": AUSWAHL, "required": AUSWAHL},
    )
    von = TagField(label="Von", error_messages={"invalid": TAG, "required": TAG})
    bis = TagField(label="Bis einschließlich", error_messages={"invalid": TAG, "required": TAG})

    def __init__(self, *args: Any, konto: Konto, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wer = cast("forms.ModelChoiceField[Konto]", self.fields["abwesend"])
        wer.queryset, wer.empty_label, wer.initial = list_vertretbare(konto), None, konto.pk
        cast("forms.ModelChoiceField[Konto]", self.fields["vertretung"]).queryset = list_vertretende(konto)

    def add_befunde(self, befunde: Iterable[Befund]) -> None:
        """Show each finding at its field."""
        for befund in befunde:
            self.add_error(befund.feld or None, str(befund))

    @property
    def helper(self) -> FormHelper:
        """Lay out the fields."""
        return build_helper("abwesend", "vertretung", Row("von", "bis"))
