from django.apps import AppConfig


class DokumenteConfig(AppConfig):
    """Files and the door to the printer."""

    name = "dokumente"
    verbose_name = "Dokumente"
