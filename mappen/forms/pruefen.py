"""Asking whether a print is genuine: by what stands on it, or by the file."""

import re
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from dokumente.druck.pruefzeichen import parse_code
from dokumente.text.formularfelder import ZeileField
from mappen.forms.fingerabdruck import Fingerabdruck

PRUEFEN_MAX_BYTES: Final = 100 * 1024 * 1024
"""Largest file that is checked, in bytes; a packet of 1,500 pages is smaller."""
ZU_GROSS: Final = (
    f"Die Datei ist größer als {PRUEFEN_MAX_BYTES // 1024 // 1024} MB. "
    "Bitte prüfen Sie den Ausdruck mit seinem Prüfzeichen."
)
_ADRESSE: Final = re.compile(r"/p/([^/?#]+)/?$")


class AngabeForm(forms.Form):
    """The code, the address beside it, or the number of a paper or sitting."""

    q = ZeileField(
        label="Prüfzeichen oder Nummer",
        max_length=200,
        help_text="Zum Beispiel 7K3M-9QX2-TD4F, BV/0546/2018 oder 2026/018/SR.",
        error_messages={"required": "Bitte geben Sie ein Prüfzeichen oder eine Nummer ein."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    @property
    def helper(self) -> FormHelper:
        """Return the layout inside the page's own form, which asks by GET."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    @property
    def code(self) -> str | None:
        """Return the code that was typed or copied with its address, None for anything else."""
        eingabe: str = self.cleaned_data["q"]
        adresse = _ADRESSE.search(eingabe.strip())
        return parse_code(adresse[1] if adresse else eingabe)


class DateiForm(forms.Form):
    """The file itself."""

    datei = forms.FileField(
        label="PDF-Datei",
        max_length=255,
        help_text="Die Datei wird nicht gespeichert. Es wird nur ihr Fingerabdruck verglichen.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": "Bitte wählen Sie die PDF-Datei aus, die Sie prüfen möchten.",
            "empty": "Die Datei ist leer. Bitte wählen Sie eine andere aus.",
            "max_length": "Der Dateiname ist zu lang. Bitte benennen Sie die Datei um.",
        },
    )

    def __init__(self, *args: Any, zu_gross: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zu_gross = zu_gross
        if zu_gross:
            self.fields["datei"].error_messages["required"] = ZU_GROSS

    @property
    def helper(self) -> FormHelper:
        """Return the layout."""
        helper = FormHelper()
        helper.form_action = "pruefen"
        helper.add_input(Submit("pruefen", "Datei prüfen"))
        return helper

    def clean_datei(self) -> Fingerabdruck:
        """Refuse what is no PDF."""
        datei: Fingerabdruck = self.cleaned_data["datei"]
        if not datei.is_pdf:
            raise forms.ValidationError("Das ist keine PDF-Datei. Bitte wählen Sie das erhaltene PDF aus.")
        return datei
