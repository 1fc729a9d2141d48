from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SitzungenConfig(AppConfig):
    """The sitting."""

    name = "sitzungen"
    verbose_name = "Sitzungen"

    def ready(self) -> None:
        """Fill in master data after migrating; have printed papers set anew; let papers ask for the calendar."""
        from sitzungen import querysets, tasks  # Django has the models only now
        from sitzungen.actions import stammdaten  # likewise
        from vorlagen.actions import nachlauf, sitzungstage  # likewise

        post_migrate.connect(stammdaten.ensure_oberbegriffe, sender=self)
        post_migrate.connect(stammdaten.ensure_standardpunkte, sender=self)
        nachlauf.NACH_FREIGABE.append(tasks.enqueue_drucke)
        sitzungstage.KALENDER.append(querysets.list_sitzungstage)
