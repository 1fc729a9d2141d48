"""How logins behave here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class KontoAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the administration, never by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: nobody registers here."""
        return False
