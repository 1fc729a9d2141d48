from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules

from journal.sperren import lift_before_migrate, set_after_migrate


class JournalConfig(AppConfig):
    """The record of every legal act."""

    name = "journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        """Lift the write locks of the database while it is migrated; let every floor say what the journal keeps."""
        pre_migrate.connect(lift_before_migrate, sender=self)
        post_migrate.connect(set_after_migrate, sender=self)
        autodiscover_modules("nachweis")
