"""The form behind every act with legal effect: it asks for a reason, and shows what refused the act."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models import QuerySet

from dokumente.text.formularfelder import AbsatzField
from gremien.rules.befund import Befund, Stufe, is_gesperrt
from konten.forms.rahmen import build_helper


@dataclass(frozen=True, slots=True)
class Grundfrage:
    """How an act asks for its reason: in any case (``is_pflicht``), else where only warnings stand against it."""

    label: str = "Begründung"
    hilfe: str = "Mit einer Begründung können Sie trotz der Hinweise fortfahren. Sie bleibt intern."
    fehlt: str = "Bitte geben Sie eine Begründung an."
    laenge: int = 500
    is_pflicht: bool = False

    def build_field(self, *, required: bool) -> AbsatzField:
        """Return the field that asks."""
        return AbsatzField(
            label=self.label,
            help_text=self.hilfe,
            max_length=self.laenge,
            required=required,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": self.fehlt},
        )


class VorgangForm(forms.Form):
    """Shows what stands against an act, at the field where it belongs, and keeps the input.

    ``befunde`` is what is known to stand against it before it is tried, None where only the act itself will tell.
    """

    frage: ClassVar[Grundfrage] = Grundfrage()
    feldnamen: ClassVar[Mapping[str, str]] = {}
    """Fields of findings that have another name here."""

    def __init__(
        self, *args: Any, befunde: Iterable[Befund] | None = None, frage: Grundfrage | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.befunde = tuple(befunde or ())
        self.grundfrage = frage or self.frage
        if self.grundfrage.is_pflicht or _may_pass(self.befunde):
            self.ask_for_grund(required=True)
        elif befunde is None and self.is_bound and self.add_prefix("grund") in self.data:
            self.ask_for_grund()

    def ask_for_grund(self, *, required: bool = False) -> None:
        """Ask for the reason."""
        self.fields["grund"] = self.grundfrage.build_field(required=required)

    def offer(self, name: str, auswahl: QuerySet[Any]) -> None:
        """Let a choice field offer exactly these rows."""
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = auswahl

    @property
    def grund(self) -> str:
        """Return the stated reason, empty if none was asked for."""
        return str(self.cleaned_data.get("grund", ""))

    @property
    def helper(self) -> FormHelper:
        """Return the frame."""
        return build_helper()

    @property
    def sperren(self) -> list[Befund]:
        """Return what is known to forbid the act."""
        return [befund for befund in self.befunde if befund.stufe is Stufe.SPERRE]

    @property
    def hinweise(self) -> list[Befund]:
        """Return what is known and may be overridden with a reason, or only be borne in mind."""
        return [befund for befund in self.befunde if befund.stufe is not Stufe.SPERRE]

    def expect(self, befunde: Iterable[Befund]) -> None:
        """Offer the reason beforehand where it is known that only warnings stand against the act."""
        if _may_pass(tuple(befunde)):
            self.ask_for_grund()

    def add_befunde(self, befunde: Iterable[Befund]) -> None:
        """Show the findings that refused the act, each with its norm; what the page knew already stands there."""
        befunde = tuple(befunde)
        bekannt = {str(befund) for befund in self.befunde}
        for befund in befunde:
            feld = self.feldnamen.get(befund.feld, befund.feld)
            if feld in self.fields:
                self.add_error(feld, str(befund))
            elif str(befund) not in bekannt:
                self.add_error(None, str(befund))
        if not is_gesperrt(befunde) and "grund" not in self.fields:
            self.ask_for_grund()


def _may_pass(befunde: tuple[Befund, ...]) -> bool:
    return any(befund.stufe is Stufe.WARNUNG for befund in befunde) and not is_gesperrt(befunde)
