from django.apps import AppConfig
from django.db.models.signals import post_migrate


class VorlagenConfig(AppConfig):
    """The paper."""

    name = "vorlagen"
    verbose_name = "Vorlagen"

    def ready(self) -> None:
        """Fill in master data after migrating, also after a database was emptied; look after attachments."""
        from vorlagen.actions import anlagenpruefung, nachlauf, stammdaten  # Django has the models only now

        post_migrate.connect(stammdaten.ensure_kaestchen, sender=self)
        post_migrate.connect(stammdaten.ensure_auswirkungsarten, sender=self)
        nachlauf.NACH_FREIGABE.append(anlagenpruefung.queue_anlagen)
