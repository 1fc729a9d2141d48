from django.apps import AppConfig


class KoblenzCouncilConfig(AppConfig):
    """The entrance hall: wiring, start page and the demo council."""

    name = "koblenz_council"
    verbose_name = "Ratsinformation Koblenz"
