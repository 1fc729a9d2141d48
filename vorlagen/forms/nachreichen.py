"""Giving the attachments of an imported paper their files: several at once, matched by name, the rest by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from dokumente.models import Datei
from dokumente.text.formularfelder import ZeileField
from konten.forms.rahmen import build_helper
from vorlagen.actions.nachreichen import OHNE_GRUND, Nachreichung
from vorlagen.forms.entwurf import ZU_LANG
from vorlagen.forms.felder import MehrereDateienWidget
from vorlagen.models import Anlage


@dataclass(frozen=True, slots=True)
class Mitgebracht:
    """A file that was kept but belongs to no attachment yet."""

    datei: Datei
    name: str


class GrundField(ZeileField):
    """Why the files come so late; what is nearly always so is proposed."""

    def __init__(self) -> None:
        super().__init__(
            label="Warum kommen die Dateien erst jetzt?",
            max_length=500,
            initial="Die Dateien lagen beim Einlesen nicht vor.",
            help_text="Lesen Verwaltung und Journal; öffentlich ist nur der Tag.",
            error_messages={"max_length": ZU_LANG, "required": OHNE_GRUND},
        )


class NachreichenForm(forms.Form):
    """The field for the files, taken in one by one so that a bad one does not lose the others."""

    dateien = forms.Field(
        label="Dateien",
        required=False,
        widget=MehrereDateienWidget,
        help_text="Mehrere auf einmal sind möglich. Nummer und Titel im Dateinamen entscheiden, wozu eine gehört.",
    )

    grund = GrundField()

    @property
    def helper(self) -> FormHelper:
        """Lay out the files and the reason."""
        return build_helper("dateien", "grund", hide_optional=True)


class ZuordnungForm(forms.Form):
    """For each file that no name told where it belongs: which attachment it is, or none."""

    def __init__(
        self, *args: Any, mitgebracht: Sequence[Mitgebracht], anlagen: Sequence[Anlage], **kwargs: Any
    ) -> None:
        # Its reason stands on the page beside that of the other form.
        super().__init__(*args, **{"auto_id": "id_zuordnung_%s"} | kwargs)
        self.mitgebracht = {f"datei-{stueck.datei.pk}": stueck for stueck in mitgebracht}
        wahl = [("", "gehört zu keiner dieser Anlagen"), *((str(a.pk), f"{a}") for a in anlagen)]
        for feld, stueck in self.mitgebracht.items():
            self.fields[feld] = forms.ChoiceField(label=f"„{stueck.name}“ ist", choices=wahl, required=False)
        self.fields["grund"] = GrundField()

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
