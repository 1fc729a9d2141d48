"""`manage.py dateien pruefen`: is every stored file there and what it was, and nothing else in its folder?"""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dokumente.ablage.bestand import check_bestand, count_bestand


class Command(BaseCommand):
    """Compare every stored file with its checksum, and database and folder with each other."""

    help = "Vergleicht jede abgelegte Datei mit ihrer Prüfsumme, und Datenbank und Ablage miteinander."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb."""
        parser.add_argument("vorgang", choices=["pruefen"], help="pruefen: alle Dateien lesen und vergleichen")

    def handle(self, *args: object, **options: object) -> None:
        """Print how much was looked at, or fail with one sentence per finding."""
        saetze = list(check_bestand())
        if saetze:
            raise CommandError("\n".join(saetze))
        anzahl, groesse = count_bestand()
        umfang = f"{groesse / 1e6:.1f}".replace(".", ",")
        self.stdout.write(f"Geprüft: {anzahl} Dateien, {umfang} MB. Alle sind unversehrt.")
