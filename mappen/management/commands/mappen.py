"""`manage.py mappen aufraeumen`: end the orders of packets that were lost with their worker."""

from django.core.management.base import BaseCommand, CommandParser

from mappen.tasks.aufraeumen import reap_mappen


class Command(BaseCommand):
    """Look after the orders of packets; call it before a worker starts."""

    help = "Beendet Aufträge für Sitzungsmappen, an denen niemand mehr arbeitet, und entfernt ihre Reste."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        parser.add_argument("vorgang", choices=["aufraeumen"], help="was zu tun ist")

    def handle(self, *args: object, **options: object) -> None:
        """Clear away and say how many orders were given up."""
        if anzahl := reap_mappen():
            self.stdout.write(f"Unterbrochene Aufträge beendet: {anzahl}")
