"""The second person in tests: somebody who had no hand in it confirms or publishes."""

from konten.enums import Rolle
from sitzungen.actions.tagesordnung import publish_tagesordnung
from sitzungen.models import Sitzung
from tests.bauten import build_konto
from vorlagen.actions.einlesen_bestaetigung import confirm_einlesung
from vorlagen.models import Fassung


def publish_agenda(sitzung: Sitzung, *, grund: str = "") -> Sitzung:
    """Publish the agenda by somebody who wrote nothing of it."""
    return publish_tagesordnung(sitzung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST), grund=grund)


def confirm_fassung(fassung: Fassung) -> Fassung:
    """Let a second person confirm an import, or two where nobody is named as having done it."""
    while fassung.is_eingelesen:
        fassung = confirm_einlesung(fassung, konto=build_konto(rolle=Rolle.SITZUNGSDIENST))
    return fassung
