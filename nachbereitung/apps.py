from django.apps import AppConfig


class NachbereitungConfig(AppConfig):
    """What follows a sitting: its minutes."""

    name = "nachbereitung"
    verbose_name = "Niederschriften"
