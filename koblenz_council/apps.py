from django.apps import AppConfig, apps
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.db.models.signals import pre_migrate

from koblenz_council.aufstieg import refuse_neuere_datenbank


class KoblenzCouncilConfig(AppConfig):
    """The entrance hall: wiring, start page and the demo council."""

    name = "koblenz_council"
    verbose_name = "Ratsinformation Koblenz"

    def ready(self) -> None:
        """Have no older program touch the database of a newer one."""
        # This app has no models, so nobody is told when it is migrated; asked once, with the journal, before its locks.
        pre_migrate.connect(refuse_neuere_datenbank, sender=apps.get_app_config("journal"))


class StatischeDateien(StaticFilesConfig):
    """Collects of what we bought what the pages ask for: no further alphabets, libraries and sources beside it."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *("django_htmx/ext/*", "django_htmx/*-4.*", "htmx-2.js"),
        *("fonts", "kern-kopfzeile.js", "kern-grid*", "kern-utilities*", "kern.css"),
        *("*.woff", "fira-sans-[!l]*", "fira-sans-latin-ext*"),
    ]
