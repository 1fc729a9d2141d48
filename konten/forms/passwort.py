"""Forms for whoever has no password: asking for a link, and setting a new one."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.forms import SetPasswordForm

from konten.actions.passwort import set_passwort
from konten.forms.anmeldung import build_anmeldehelper
from konten.models import Konto

UNGLEICH = "Die beiden Passwörter sind nicht gleich. Bitte geben Sie sie noch einmal ein."
REGELN = "Mindestens 12 Zeichen, nicht nur Ziffern und kein gebräuchliches Passwort."
ZU_VIELE = (
    "Von hier oder für diese Adresse ist in kurzer Zeit zu oft ein Link angefordert worden. Bitte sehen Sie in Ihrem "
    "Postfach nach, auch unter unerwünschter Post, oder versuchen Sie es in einer Stunde noch einmal."
)


class VergessenForm(forms.Form):
    """The address a link shall go to."""

    email = forms.EmailField(
        label="E-Mail-Adresse",
        max_length=254,
        help_text="Die Adresse, die bei Ihrem Konto eingetragen ist.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Bitte geben Sie Ihre E-Mail-Adresse an.",
            "invalid": "Das ist keine E-Mail-Adresse. Bitte prüfen Sie die Schreibweise, z. B. name@example.org.",
        },
    )

    @property
    def helper(self) -> FormHelper:
        """Return the frame."""
        return build_anmeldehelper(self)


class NeuesPasswortForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password twice."""

    error_messages = {"password_mismatch": UNGLEICH}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        erstes, zweites = self.fields["new_password1"], self.fields["new_password2"]
        erstes.label, zweites.label = "Neues Passwort", "Neues Passwort noch einmal"
        erstes.help_text, zweites.help_text = REGELN, ""
        for feld in (erstes, zweites):
            feld.error_messages["required"] = "Bitte geben Sie Ihr neues Passwort zweimal ein."
        self.helper = build_anmeldehelper(self)

    def save(self, commit: bool = True) -> Konto:
        """Set it, which is an act."""
        return set_passwort(self.user, self.cleaned_data["new_password1"], konto=self.user)
