"""Demo mode: who may be logged in with one click, and on which database."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from konten.models import Installation, Konto

DEMO_ROLLEN = {
    "sachbearbeitung": "Sachbearbeitung",
    "amtsleitung": "Amtsleitung",
    "dezernat": "Dezernat",
    "sitzungsdienst": "Sitzungsdienst",
    "sitzungsdienst-2": "Sitzungsdienst (zweite Person)",
    "ratsmitglied": "Ratsmitglied",
    "fraktion": "Fraktionsgeschäftsstelle",
    "administration": "Administration",
}
"""Roles of the demo council: part of the address and of the user name, and the label of the button."""


def is_demo() -> bool:
    """Return whether this is the demo council: switched on, and the database was made for it."""
    return settings.DEMO and Installation.objects.filter(demo=True).exists()


def ensure_demo_erlaubt() -> None:
    """Refuse demo mode on a database in use.

    Raises ImproperlyConfigured if demo mode is switched on and there are accounts that no demo setup made.
    """
    if settings.DEMO and not is_demo() and Konto.objects.exists():
        raise ImproperlyConfigured(
            "Der Vorführbetrieb (DEMO) ist eingeschaltet, aber diese Datenbank enthält Konten aus dem Betrieb. "
            "Bitte schalten Sie DEMO aus oder verwenden Sie eine leere Datenbank (DATA_DIR oder DATABASE_URL)."
        )
