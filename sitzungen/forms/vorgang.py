"""The form behind every act with legal effect."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet

from dokumente.text.formularfelder import AbsatzField
from gremien.rules.befund import Befund, Stufe, is_gesperrt


class VorgangForm(forms.Form):
    """Shows what refused an act, at the field where it belongs, and keeps the input.

    Where only warnings stand against the act, a field for the reason appears that lets it pass.
    """

    feldnamen: ClassVar[Mapping[str, str]] = {}
    """Fields of findings that have another name here."""

    grund_pflicht = False
    """Whether the act needs a reason in any case."""

    grund_label = "Begründung"
    grund_hilfe = "Mit einer Begründung können Sie trotz der Hinweise fortfahren. Sie bleibt intern."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.grund_pflicht or (self.is_bound and self.add_prefix("grund") in self.data):
            self._ask_for_grund()

    def _ask_for_grund(self) -> None:
        self.fields["grund"] = AbsatzField(
            label=self.grund_label,
            help_text=self.grund_hilfe,
            max_length=500,
            required=self.grund_pflicht,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": "Bitte geben Sie eine Begründung an."},
        )

    def ask_for_berichtigungsgrund(self) -> None:
        """Ask why what is recorded is corrected; what lets warnings pass is asked for apart from it."""
        self.fields["berichtigungsgrund"] = AbsatzField(
            label="Grund der Berichtigung",
            help_text="Das Bisherige bleibt im Verlauf stehen. Der Grund bleibt intern.",
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 2}),
            error_messages={"required": "Bitte geben Sie an, warum Sie berichtigen."},
        )

    @property
    def berichtigungsgrund(self) -> str:
        """Return why what is recorded is corrected, empty where nothing is."""
        return str(self.cleaned_data.get("berichtigungsgrund", ""))

    def offer(self, name: str, auswahl: QuerySet[Any]) -> None:
        """Let a choice field offer exactly these rows."""
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = auswahl

    @property
    def grund(self) -> str:
        """Return the stated reason, empty if none was asked for."""
        return str(self.cleaned_data.get("grund", ""))

    @property
    def helper(self) -> FormHelper:
        """Return the frame: the page brings its own form tag, summary of errors and buttons."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.hide_summary = True
        return helper

    def expect(self, befunde: Iterable[Befund]) -> None:
        """Offer the reason beforehand where it is known that only warnings stand against the act."""
        befunde = tuple(befunde)
        if any(befund.stufe is Stufe.WARNUNG for befund in befunde) and not is_gesperrt(befunde):
            self._ask_for_grund()

    def add_befunde(self, befunde: Iterable[Befund]) -> None:
        """Show the findings that refused the act, each with its norm."""
        befunde = tuple(befunde)
        for befund in befunde:
            feld = self.feldnamen.get(befund.feld, befund.feld)
            self.add_error(feld if feld in self.fields else None, str(befund))
        if not is_gesperrt(befunde) and "grund" not in self.fields:
            self._ask_for_grund()
