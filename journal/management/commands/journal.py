"""`manage.py journal verify`: does the chain still hold?"""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from journal.kette import find_bruch
from journal.models import Eintrag, Kopf


class Command(BaseCommand):
    """Check the journal's hash chain and name its first break."""

    help = "Prüft die Kette des Journals und nennt den ersten Bruch."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb and, to notice a chain rewritten as a whole, a head noted down earlier."""
        parser.add_argument("vorgang", choices=["verify"], help="verify: Kette prüfen")
        parser.add_argument(
            "--kopf", metavar="NUMMER:PRÜFSUMME", help="früher notierter Kopf, der in der Kette vorkommen muss"
        )

    def handle(self, *args: object, **options: str | None) -> None:
        """Print the head, or fail with the first break."""
        kopf = Kopf.objects.filter(pk=1).first()
        bruch = find_bruch(Eintrag.objects.order_by("laufend").iterator(), kopf)
        if bruch:
            raise CommandError(bruch.satz)
        if notiert := options["kopf"]:
            self.check_notierter_kopf(notiert)
        if kopf is None:
            self.stdout.write("Das Journal ist leer.")
            return
        self.stdout.write(f"Das Journal ist unversehrt: {kopf.laufend} Einträge.")
        self.stdout.write(f"Kopf: {kopf.laufend}:{kopf.pruefsumme}")

    def check_notierter_kopf(self, notiert: str) -> None:
        """Raise ``CommandError`` unless the noted head is a row of the chain."""
        nummer, _, pruefsumme = notiert.partition(":")
        if not nummer.isdecimal() or not pruefsumme:
            raise CommandError("Bitte den Kopf so angeben, wie ihn die Prüfung ausgibt: NUMMER:PRÜFSUMME.")
        if not Eintrag.objects.filter(laufend=int(nummer), pruefsumme=pruefsumme).exists():
            raise CommandError(f"Der notierte Kopf {nummer} kommt in der Kette nicht vor: Das Journal wurde ersetzt.")
