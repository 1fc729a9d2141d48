"""The link that lets somebody set a new password: used up by its first use, and by a login in between."""

from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


def build_passwortlink(konto: Any) -> str:
    """Return the path of the page on which the holder of this link sets the account's password."""
    kennung = urlsafe_base64_encode(force_bytes(konto.pk))
    return reverse("passwort_neu", args=[kennung, default_token_generator.make_token(konto)])
