"""Giving the attachments of an imported paper their files: several at once, matched by name, the rest by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from dokumente.models import Datei
from konten.forms.rahmen import build_helper
from vorlagen.actions.nachreichen import Nachreichung
from vorlagen.forms.felder import MehrereDateienWidget
from vorlagen.models import Anlage


@dataclass(frozen=True, slots=True)
class Mitgebracht:
    """A file that was kept but belongs to no attachment yet."""

    datei: Datei
    name: str


class NachreichenForm(forms.Form):
    """The field for the files, taken in one by one so that a bad one does not lose the others."""

    dateien = forms.Field(
        label="Dateien",
        required=False,
        widget=MehrereDateienWidget,
        help_text="Mehrere auf einmal sind möglich. Nummer und Titel im Dateinamen entscheiden, wozu eine gehört.",
    )

    @property
    def helper(self) -> FormHelper:
        """Lay out the one field."""
        return build_helper("dateien", hide_optional=True)


class ZuordnungForm(forms.Form):
    """For each file that no name told where it belongs: which attachment it is, or none."""

    def __init__(
        self, *args: Any, mitgebracht: Sequence[Mitgebracht], anlagen: Sequence[Anlage], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mitgebracht = {f"datei-{stueck.datei.pk}": stueck for stueck in mitgebracht}
        wahl = [("", "gehört zu keiner dieser Anlagen"), *((str(a.pk), f"{a}") for a in anlagen)]
        for feld, stueck in self.mitgebracht.items():
            self.fields[feld] = forms.ChoiceField(label=f"„{stueck.name}“ ist", choices=wahl, required=False)

    @property
    def helper(self) -> FormHelper:
        """Lay out one choice below the other."""
        return build_helper(*self.fields, hide_optional=True)

    def plan(self) -> list[Nachreichung]:
        """Return the files with the attachments chosen for them."""
        return [
            Nachreichung(int(wahl), stueck.datei, stueck.name)
            for feld, stueck in self.mitgebracht.items()
            if (wahl := self.cleaned_data[feld])
        ]
