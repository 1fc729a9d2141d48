"""How logins behave here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


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
