"""`manage.py druckstuecke aufraeumen --aelter-als TAGE`: make room in the store of printed documents."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dokumente.druckstuecke import prune


class Command(BaseCommand):
    """Remove printed documents that were set long ago."""

    help = "Entfernt alte Druckstücke. Es geht nichts verloren: Jedes wird bei Bedarf neu gesetzt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb and the age in days."""
        parser.add_argument("vorgang", choices=["aufraeumen"], help="aufraeumen: alte Druckstücke entfernen")
        parser.add_argument("--aelter-als", type=int, required=True, metavar="TAGE", help="Alter in Tagen, ab 0")

    def handle(self, *args: object, aelter_als: int, **options: object) -> None:
        """Prune, or say why not."""
        if not 0 <= aelter_als <= 36_500:
            raise CommandError("Bitte geben Sie für --aelter-als eine Zahl von 0 bis 36500 an (Tage).")
        anzahl = prune(aelter_als=timedelta(days=aelter_als))
        self.stdout.write("1 Druckstück entfernt." if anzahl == 1 else f"{anzahl} Druckstücke entfernt.")
