"""Forms around the login: allauth's, with our layout."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from crispy_forms.helper import FormHelper
from django import forms


def build_anmeldehelper(form: forms.Form) -> FormHelper:
    """Return a helper for a form inside the page's own form tag; the labels are enough without placeholders."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    helper = FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class AnmeldeForm(LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = build_anmeldehelper(self)


class BestaetigungsForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = build_anmeldehelper(self)


class PasswortForm(ChangePasswordForm):  # type: ignore[misc]
    """Old password, new password twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = build_anmeldehelper(self)
