"""What the sitting hangs onto the lower floors once Django has the models."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from sitzungen import querysets, tasks
from sitzungen.actions import stammdaten
from vorlagen.actions import nachlauf, sitzungstage


def connect(app: AppConfig) -> None:
    """Fill in master data after migrating; have printed papers set anew; let papers ask for the calendar."""
    post_migrate.connect(stammdaten.ensure_oberbegriffe, sender=app)
    post_migrate.connect(stammdaten.ensure_standardpunkte, sender=app)
    nachlauf.NACH_FREIGABE.append(tasks.enqueue_drucke)
    sitzungstage.KALENDER.append(querysets.list_sitzungstage)
