from django.apps import AppConfig


class SitzungenConfig(AppConfig):
    """The sitting."""

    name = "sitzungen"
    verbose_name = "Sitzungen"

    def ready(self) -> None:
        """Connect the sitting with the floors below."""
        from sitzungen.actions import anschluss  # Django has the models only now

        anschluss.connect(self)
