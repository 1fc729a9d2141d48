"""`manage.py druckstuecke aufraeumen --aelter-als TAGE | nochmal`: the store of prints, and what failed to be one."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dokumente.ausgabe.druckstuecke import prune
from dokumente.ausgabe.fehldrucke import forget_fehldrucke


class Command(BaseCommand):
    """Remove printed documents that were set long ago, or have failed ones tried again."""

    help = (
        "aufraeumen: entfernt alte Druckstücke; es geht nichts verloren, jedes wird bei Bedarf neu gesetzt. "
        "nochmal: was sich nicht drucken ließ, wird beim nächsten Aufruf noch einmal versucht."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb and the age in days."""
        parser.add_argument("vorgang", choices=["aufraeumen", "nochmal"])
        parser.add_argument("--aelter-als", type=int, metavar="TAGE", help="aufraeumen: Alter in Tagen, ab 0")

    def handle(self, *args: object, vorgang: str, aelter_als: int | None, **options: object) -> None:
        """Prune or forget, or say why not."""
        if vorgang == "nochmal":
            anzahl = forget_fehldrucke()
            self.stdout.write("1 Fehldruck vergessen." if anzahl == 1 else f"{anzahl} Fehldrucke vergessen.")
            return
        if aelter_als is None or not 0 <= aelter_als <= 36_500:
            raise CommandError("Bitte geben Sie für --aelter-als eine Zahl von 0 bis 36500 an (Tage).")
        anzahl = prune(aelter_als=timedelta(days=aelter_als))
        self.stdout.write("1 Druckstück entfernt." if anzahl == 1 else f"{anzahl} Druckstücke entfernt.")
