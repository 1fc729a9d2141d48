"""How logins behave here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from konten.actions.passwort import set_passwort
from konten.login.drosselung import count_fehlversuch, may_versuchen, remember_erfolg
from konten.models import Konto


class KontoAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the administration, never by visitors."""

    # allauth's German says "du" and is silent about what to do.
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Anmeldename oder Passwort ist falsch. Bitte prüfen Sie beides.",
        "too_many_login_attempts": (
            "Zu viele falsche Versuche. Bitte warten Sie fünf Minuten und versuchen Sie es dann noch einmal."
        ),
        "enter_current_password": "Das ist nicht Ihr jetziges Passwort. Bitte prüfen Sie die Eingabe.",
        "incorrect_password": "Das Passwort ist falsch. Bitte prüfen Sie die Eingabe.",
        "rate_limited": "Zu viele Anfragen in kurzer Zeit. Bitte warten Sie einige Minuten.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody registers here."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse to look at the password after too many failures from this device or place."""
        if not may_versuchen(request, credentials.get("username", "")):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure."""
        count_fehlversuch(request, credentials.get("username", ""))

    def post_login(self, request: HttpRequest, user: Konto, **kwargs: Any) -> HttpResponseBase:
        """Send the account on, and know this device and address the next time."""
        antwort: HttpResponseBase = super().post_login(request, user, **kwargs)
        remember_erfolg(request, antwort, user.get_username())
        return antwort

    def set_password(self, user: Konto, password: str) -> None:
        """Set the password its owner has chosen, which is an act."""
        set_passwort(user, password, konto=user)
