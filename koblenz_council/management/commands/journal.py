"""`manage.py journal verify`: does the chain still hold, do the locks, and is everything as it was recorded?"""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from journal.kette import find_bruch
from journal.models import Eintrag, Kopf
from journal.nachweis import find_abweichungen
from journal.sperren import find_abweichungen as find_gebrochene_sperren
from vorlagen.nachweis import find_falsche_pruefsummen


class Command(BaseCommand):
    """Check the journal's chain, the write locks of the database, and everything the journal recorded."""

    help = "Prüft die Kette des Journals, die Schreibsperren und alles, was das Journal festgehalten hat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb and, to notice a chain rewritten as a whole, a head noted down earlier."""
        parser.add_argument("vorgang", choices=["verify"], help="verify: Kette prüfen")
        parser.add_argument(
            "--kopf", metavar="NUMMER:PRÜFSUMME", help="früher notierter Kopf, der in der Kette vorkommen muss"
        )

    def handle(self, *args: object, **options: str | None) -> None:
        """Print the head, or fail with one sentence per finding."""
        kopf = Kopf.objects.filter(pk=1).first()
        bruch = find_bruch(Eintrag.objects.order_by("laufend").iterator(), kopf)
        saetze = [*([bruch.satz] if bruch else []), *find_gebrochene_sperren(connection), *find_abweichende()]
        if saetze:
            raise CommandError("\n".join(saetze))
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


def find_abweichende() -> Iterator[str]:
    """Yield what is not as the journal recorded it; a digest speaks only where nothing more precise was found."""
    genannt = set()
    for abweichung in find_abweichungen():
        genannt.add(abweichung.kennung)
        yield abweichung.satz
    yield from (abweichung.satz for abweichung in find_falsche_pruefsummen() if abweichung.kennung not in genannt)
