from django.apps import AppConfig


class SitzungenConfig(AppConfig):
    """The sitting."""

    name = "sitzungen"
    verbose_name = "Sitzungen"
