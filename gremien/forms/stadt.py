"""The form of the city's master data in the administration."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gremien.documents.wappen import MAX_BYTES, Wappen, WappenAbgelehnt, read_wappen
from gremien.models import Stadt


class StadtForm(forms.ModelForm[Stadt]):
    """Name, letterhead and colours, with the coat of arms as a file to upload."""

    wappen_datei = forms.FileField(
        label="Wappen",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/svg+xml"}),
        help_text="PNG, JPEG oder SVG aus einfachen Formen. Ohne Datei bleibt das bisherige.",
    )
    wappen_entfernen = forms.BooleanField(label="bisheriges Wappen entfernen", required=False)

    class Meta:
        model = Stadt
        fields = [
            "name",
            "dienststelle",
            "anschrift",
            "kontakt",
            "webadresse",
            "fusszeile",
            "hausfarbe",
            "akzentfarbe",
            "einladung_beginn",
            "einladung_schluss",
            "einladung_mit_pdf",
            "kurzfassung_drucken",
            "mitzeichnung_tage",
        ]
        widgets = {
            "anschrift": forms.Textarea(attrs={"rows": 4, "cols": 60}),
            "kontakt": forms.Textarea(attrs={"rows": 4, "cols": 60}),
            "hausfarbe": forms.TextInput(attrs={"type": "color"}),
            "akzentfarbe": forms.TextInput(attrs={"type": "color"}),
            "einladung_beginn": forms.Textarea(attrs={"rows": 5, "cols": 80}),
            "einladung_schluss": forms.Textarea(attrs={"rows": 2, "cols": 80}),
        }

    def clean_hausfarbe(self) -> str:
        """Return the colour in small letters."""
        return str(self.cleaned_data["hausfarbe"]).lower()

    def clean_akzentfarbe(self) -> str:
        """Return the colour in small letters."""
        return str(self.cleaned_data["akzentfarbe"]).lower()

    def clean_wappen_datei(self) -> Wappen | None:
        """Return the coat of arms ready to be kept, None if there is no new one."""
        upload: UploadedFile[bytes] | None = self.cleaned_data["wappen_datei"]
        if upload is None:
            return None
        upload.seek(0)  # a specimen that is refused is read a second time
        try:
            return read_wappen(upload.read(MAX_BYTES + 1))
        except WappenAbgelehnt as fehler:
            raise forms.ValidationError(str(fehler)) from fehler

    def clean(self) -> dict[str, Any] | None:
        """Refuse to add and to remove the coat of arms at once; a removed one is gone from a preview too."""
        werte = super().clean()
        if werte and werte.get("wappen_entfernen"):
            if werte.get("wappen_datei"):
                self.add_error(
                    "wappen_entfernen", "Bitte entweder ein neues Wappen hochladen oder das bisherige entfernen."
                )
            self.instance.wappen = None
        return werte
