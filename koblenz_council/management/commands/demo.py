"""`manage.py demo laden`: fill an empty database with the demo council."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from koblenz_council.demo.laden import has_inhalt, is_demo, load_demo


class Command(BaseCommand):
    """Load the demo council."""

    help = "Lädt die Vorführdaten: erfundene Personen, ein Jahr Sitzungen, Vorlagen in jedem Stand."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb and whether a filled demo database is fine."""
        parser.add_argument("vorgang", choices=["laden"], help="laden: Vorführdaten anlegen")
        parser.add_argument(
            "--wenn-leer", action="store_true", help="ohne Meldung beenden, wenn die Vorführdaten schon da sind"
        )

    def handle(self, *args: object, **options: object) -> None:
        """Load, or refuse with a sentence before anything is written."""
        if not settings.DEMO:
            raise CommandError("Der Vorführbetrieb ist ausgeschaltet. Bitte starten Sie mit DEMO=1.")
        if has_inhalt():
            if not is_demo():
                raise CommandError(
                    "Diese Datenbank enthält Daten, die nicht aus der Vorführung stammen. "
                    "Bitte starten Sie mit DEMO=0 oder geben Sie eine leere Datenbank an."
                )
            if not options["wenn_leer"]:
                raise CommandError("Die Vorführdaten sind schon geladen. Für einen Neuanfang leeren Sie die Datenbank.")
            return
        load_demo(timezone.localdate())
        self.stdout.write("Die Vorführdaten sind geladen.")
