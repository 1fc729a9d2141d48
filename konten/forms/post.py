"""Choosing what one is written."""

from crispy_forms.helper import FormHelper
from django import forms

from konten.forms.rahmen import build_helper
from post.enums import WAEHLBAR


class PostForm(forms.Form):
    """The kinds of mail that can be chosen."""

    anlaesse = forms.MultipleChoiceField(
        label="Diese E-Mails möchte ich bekommen",
        choices=[(anlass.value, anlass.label) for anlass in WAEHLBAR],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Diese Auswahl gibt es nicht mehr. Bitte wählen Sie noch einmal."},
    )

    @property
    def helper(self) -> FormHelper:
        """Return the frame."""
        return build_helper(hide_optional=True)
