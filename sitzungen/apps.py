from django.apps import AppConfig


class SitzungenConfig(AppConfig):
    name = "sitzungen"
    verbose_name = "Sitzungen"
