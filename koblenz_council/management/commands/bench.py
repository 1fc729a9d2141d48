"""`manage.py bench print [--json]`: measure on this machine, with the data that is there."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from koblenz_council.messungen.druck import NichtMessbar, measure_druck


class Command(BaseCommand):
    """Measure and print medians and ratios."""

    help = "Misst auf diesem Rechner. print: wie schnell eine Vorlage gedruckt und ausgeliefert wird."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to measure, with which paper and how often."""
        parser.add_argument("messung", choices=["print"], help="print: Druck und Auslieferung einer Vorlage")
        parser.add_argument("--nummer", default="", help="öffentliche Vorlage, mit der gemessen wird (die neueste)")
        parser.add_argument("--durchgaenge", type=int, default=30, help="Messungen je Wert (30)")
        parser.add_argument("--json", action="store_true", help="ein JSON-Objekt statt Zeilen")

    def handle(self, *args: object, nummer: str, durchgaenge: int, **options: object) -> None:
        """Measure, or say what is missing."""
        if not 3 <= durchgaenge <= 10_000:
            raise CommandError("Bitte geben Sie für --durchgaenge eine Zahl von 3 bis 10000 an.")
        try:
            werte = measure_druck(nummer=nummer, durchgaenge=durchgaenge)
        except NichtMessbar as fehler:
            raise CommandError(str(fehler)) from fehler
        if options["json"]:
            self.stdout.write(json.dumps(werte))
            return
        for name, wert in werte.items():
            self.stdout.write(f"{name:<28}{wert if isinstance(wert, str) else f'{wert:.2f}':>14}")
