from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class JournalConfig(AppConfig):
    """The record of every legal act."""

    name = "journal"
    verbose_name = "Journal"

    def ready(self) -> None:
        """Lift the write locks of the database while it is migrated, and set them afterwards."""
        from journal.sperren import lift_before_migrate, set_after_migrate

        pre_migrate.connect(lift_before_migrate, sender=self)
        post_migrate.connect(set_after_migrate, sender=self)
