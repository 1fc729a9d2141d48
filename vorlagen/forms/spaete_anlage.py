"""What somebody says about an attachment that comes after the release."""

from crispy_forms.helper import FormHelper
from django import forms

from dokumente.text.formularfelder import ZeileField
from konten.forms.rahmen import build_helper
from vorlagen.forms.entwurf import ZU_LANG


class SpaeteAnlageForm(forms.Form):
    """One file with its title, and why it comes so late."""

    datei = forms.FileField(
        label="Datei",
        error_messages={"required": "Bitte wählen Sie die Datei aus.", "empty": "Die Datei ist leer."},
        allow_empty_file=True,
    )
    titel = ZeileField(
        label="Titel",
        max_length=250,
        required=False,
        error_messages={"max_length": ZU_LANG},
        help_text="So heißt die Anlage in der Vorlage. Bleibt er leer, gilt der Name der Datei.",
    )
    grund = ZeileField(
        label="Warum kommt die Anlage erst jetzt?",
        max_length=500,
        help_text="Lesen Verwaltung und Journal; öffentlich ist nur der Tag.",
        error_messages={"max_length": ZU_LANG, "required": "Bitte geben Sie an, warum die Anlage erst jetzt kommt."},
    )

    @property
    def helper(self) -> FormHelper:
        """Lay out one field below the other."""
        return build_helper("datei", "titel", "grund", hide_optional=True)
