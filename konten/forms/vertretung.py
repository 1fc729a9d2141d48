"""Entering an absence."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Row
from django import forms

from dokumente.text.formularfelder import TAG_UNLESBAR, TagField
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import VorgangForm
from konten.models import Konto
from konten.permissions import list_vertretbare, list_vertretende

AUSWAHL = "Bitte wählen Sie eine Person aus der Liste."


class AbwesenheitForm(VorgangForm):
    """Who is away from when to when, and who stands in."""

    abwesend = forms.ModelChoiceField(
        label="Wer ist abwesend?",
        queryset=Konto.objects.none(),
        empty_label=None,
        error_messages={"invalid_choice": AUSWAHL},
    )
    vertretung = forms.ModelChoiceField(
        label="Wer zeichnet in Vertretung mit?",
        queryset=Konto.objects.none(),
        empty_label="Bitte wählen",
        help_text="Wer selbst an einer Vorlage geschrieben hat, kann sie auch in Vertretung nicht mitzeichnen.",
        error_messages={"invalid_choice": AUSWAHL, "required": AUSWAHL},
    )
    von = TagField(label="Von", error_messages={"invalid": TAG_UNLESBAR, "required": TAG_UNLESBAR})
    bis = TagField(label="Bis einschließlich", error_messages={"invalid": TAG_UNLESBAR, "required": TAG_UNLESBAR})

    def __init__(self, *args: Any, konto: Konto, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("abwesend", list_vertretbare(konto))
        self.offer("vertretung", list_vertretende())
        self.initial.setdefault("abwesend", konto.pk)

    @property
    def helper(self) -> FormHelper:
        """Lay out the fields."""
        return build_helper("abwesend", "vertretung", Row("von", "bis"))
