from django.apps import AppConfig


class MappenConfig(AppConfig):
    """What is bound from a sitting: packets, sheets to fill in, and whether a print is genuine."""

    name = "mappen"
    verbose_name = "Sitzungsmappen"
