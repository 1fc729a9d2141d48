from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The record of every legal act."""

    name = "journal"
    verbose_name = "Journal"
