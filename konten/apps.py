from django.apps import AppConfig


class KontenConfig(AppConfig):
    """Who is logged in."""

    name = "konten"
    verbose_name = "Konten und Rollen"
