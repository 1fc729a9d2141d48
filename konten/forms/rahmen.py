"""The frame of a form whose page brings its own form tag, summary of errors and buttons."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout


def build_helper(*teile: object, hide_optional: bool = False) -> FormHelper:
    """Return the crispy helper of a form, or of these parts of it."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.include_media = False
    helper.hide_summary = True
    helper.hide_optional = hide_optional
    if teile:
        helper.layout = Layout(*teile)
    return helper
