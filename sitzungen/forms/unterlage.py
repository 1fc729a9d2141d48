"""What somebody says about a file they put on the table."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from dokumente.text.formularfelder import ZeileField
from konten.forms.rahmen import build_helper
from konten.forms.vorgang import VorgangForm
from sitzungen.enums import Unterlagenart
from sitzungen.forms.tagesordnung import UnterpunktFeld
from sitzungen.models import Sitzung, Tagesordnungspunkt


class UnterlageForm(VorgangForm):
    """One file, what it is, and where it lies."""

    datei = forms.FileField(
        label="Datei",
        error_messages={"required": "Bitte wählen Sie die Datei aus.", "empty": "Die Datei ist leer."},
        allow_empty_file=True,
    )
    art = forms.ChoiceField(label="Art", choices=Unterlagenart)
    titel = ZeileField(
        label="Titel",
        max_length=250,
        required=False,
        help_text="So heißt die Unterlage bei der Sitzung. Bleibt er leer, gilt der Name der Datei.",
    )
    top = UnterpunktFeld(
        label="Gehört zu",
        queryset=Tagesordnungspunkt.objects.none(),
        required=False,
        empty_label="der ganzen Sitzung",
    )

    def __init__(self, *args: Any, sitzung: Sitzung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tops = Tagesordnungspunkt.objects.filter(sitzung=sitzung).exclude(nummer="")
        self.offer("top", tops.order_by("-teil", "position"))

    @property
    def helper(self) -> FormHelper:
        """Lay out one field below the other."""
        return build_helper("datei", "art", "titel", "top", hide_optional=True)
