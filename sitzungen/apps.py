from django.apps import AppConfig


class SitzungenConfig(AppConfig):
    """The sitting."""

    name = "sitzungen"
    verbose_name = "Sitzungen"

    def ready(self) -> None:
        """Have printed papers set anew after every act that changes them, and let papers ask for the calendar."""
        from sitzungen import querysets, tasks  # Django has the models only now
        from vorlagen.actions import nachlauf, sitzungstage  # likewise

        nachlauf.NACH_FREIGABE.append(tasks.enqueue_drucke)
        sitzungstage.KALENDER.append(querysets.list_sitzungstage)
