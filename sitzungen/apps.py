from django.apps import AppConfig


class SitzungenConfig(AppConfig):
    """The sitting."""

    name = "sitzungen"
    verbose_name = "Sitzungen"

    def ready(self) -> None:
        """Have printed papers set anew after every act that changes them."""
        from sitzungen.tasks import enqueue_drucke  # Django has the models only now
        from vorlagen.actions.nachlauf import NACH_FREIGABE  # likewise

        NACH_FREIGABE.append(enqueue_drucke)
