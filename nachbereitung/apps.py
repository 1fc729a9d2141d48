from django.apps import AppConfig

from sitzungen.actions.nachlauf import NACH_SITZUNG


class NachbereitungConfig(AppConfig):
    """What follows a sitting: its minutes, and what becomes of its decisions."""

    name = "nachbereitung"
    verbose_name = "Nachbereitung"

    def ready(self) -> None:
        """Be told when a sitting is over, and when a result of one that is over changes."""
        NACH_SITZUNG.append("nachbereitung.actions.nachlauf.follow_sitzung")
