"""Form fields of every page: what nobody can see, or no print can show, is taken out before anything is checked."""

from typing import Any

from django import forms

from dokumente.zeichen import clean_zeichen, clean_zeile


class ZeileField(forms.CharField):
    """One line of text; what turns the line around or piles up is taken out before its length is measured."""

    def to_python(self, value: Any) -> Any:
        """Return the normalised line."""
        return super().to_python(clean_zeile(value) if isinstance(value, str) else value)


class AbsatzField(forms.CharField):
    """Text of several lines, normalised like a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """Return the normalised text with Unix line ends."""
        return super().to_python(clean_zeichen(value) if isinstance(value, str) else value)
