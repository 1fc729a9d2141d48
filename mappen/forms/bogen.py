"""Bringing filled sheets."""

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from konten.forms.vorgang import VorgangForm
from vorlagen.forms.felder import MehrereDateienWidget

Upload = UploadedFile[bytes]

BOEGEN_MAX: Final = 30
"""Most sheets taken in at once."""


class BoegenWidget(MehrereDateienWidget):
    """A file field whose value is every chosen file."""

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Upload], name: str) -> list[Upload]:
        """Return all of them."""
        return files.getlist(name)


class BoegenField(forms.FileField):
    """One or several PDFs; its value is the list of uploads."""

    widget = BoegenWidget(attrs={"accept": ".pdf,application/pdf"})

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """Return the uploads; whether each is a sheet is decided when it is read."""
        dateien: list[Upload] = list(data or [])
        if not dateien:
            raise forms.ValidationError("Bitte wählen Sie mindestens einen ausgefüllten Bogen aus.", code="required")
        if len(dateien) > BOEGEN_MAX:
            raise forms.ValidationError(
                f"Das sind {len(dateien)} Dateien, auf einmal gehen {BOEGEN_MAX}. Bitte lesen Sie sie nacheinander ein."
            )
        return dateien


class BogenForm(VorgangForm):
    """The filled sheets of a sitting."""

    dateien = BoegenField(
        label="Ausgefüllte Bögen",
        help_text="Abstimmungsblätter oder einzelne Vorlagen zum Ausfüllen, als PDF gespeichert, höchstens 20 MB.",
    )
