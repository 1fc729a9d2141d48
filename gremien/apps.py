from django.apps import AppConfig


class GremienConfig(AppConfig):
    """Who decides and who drafts."""

    name = "gremien"
    verbose_name = "Gremien und Personen"
