"""`manage.py demo`: fill an empty database with the demo council, and ask whether it serves every journey."""

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from koblenz_council.demo.bedarf import BEDARF, find_bedarf, list_luecken
from koblenz_council.demo.laden import has_inhalt, is_demo, load_demo
from koblenz_council.demo.pruefen import iter_befunde, iter_zeitpunkte


def read_tag(angabe: str) -> date:
    """Return the day; raise ``ArgumentTypeError`` with a sentence for anything else."""
    try:
        return date.fromisoformat(angabe)
    except ValueError:
        raise ArgumentTypeError(f"„{angabe}“ ist kein Tag. Erwartet wird z. B. 2027-12-31.") from None


class Command(BaseCommand):
    """Load the demo council, or check it."""

    help = "Vorführdaten: erfundene Personen, ein Jahr Sitzungen, Vorlagen in jedem Stand."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb and what it needs to know."""
        parser.add_argument(
            "vorgang",
            choices=["laden", "bedarf", "pruefen"],
            help="laden: Vorführdaten anlegen; bedarf: zeigen, was für jeden Weg durch die Vorführung bereitliegt; "
            "pruefen: an vielen Tagen laden und nach dem Bedarf fragen (in einer leeren Datenbank, die leer bleibt)",
        )
        parser.add_argument(
            "--wenn-leer", action="store_true", help="ohne Meldung beenden, wenn die Vorführdaten schon da sind"
        )
        parser.add_argument("--von", type=read_tag, default=None, help="pruefen: erster Tag (heute)")
        parser.add_argument("--tage", type=int, default=1, help="pruefen: wie viele Tage (1)")

    def handle(self, *args: object, **options: Any) -> None:
        """Do it, or refuse with a sentence before anything is written."""
        if not settings.DEMO:
            raise CommandError("Der Vorführbetrieb ist ausgeschaltet. Bitte starten Sie mit DEMO=1.")
        {"laden": self.load, "bedarf": self.show_bedarf, "pruefen": self.check_tage}[str(options["vorgang"])](options)

    def load(self, options: dict[str, Any]) -> None:
        """Load the demo council into the empty database."""
        if has_inhalt():
            if not is_demo():
                raise CommandError(
                    "Diese Datenbank enthält Daten, die nicht aus der Vorführung stammen. "
                    "Bitte starten Sie mit DEMO=0 oder geben Sie eine leere Datenbank an."
                )
            if not options["wenn_leer"]:
                raise CommandError("Die Vorführdaten sind schon geladen. Für einen Neuanfang leeren Sie die Datenbank.")
            return
        load_demo()
        self.stdout.write("Die Vorführdaten sind geladen.")

    def show_bedarf(self, options: dict[str, Any]) -> None:
        """Print what serves each journey, one line each: name and primary key, separated by a tab."""
        if luecken := list_luecken():
            raise CommandError("Der Vorführung fehlt etwas:\n" + "\n".join(luecken))
        for name in BEDARF:
            self.stdout.write(f"{name}\t{find_bedarf(name)[0]}")

    def check_tage(self, options: dict[str, Any]) -> None:
        """Ask of every day at several hours whether every journey finds its data; exit status 1 if one does not."""
        call_command("migrate", interactive=False, verbosity=0)
        if has_inhalt():
            raise CommandError("Geprüft wird nur in einer leeren Datenbank: DATA_DIR=$(mktemp -d) ./run …")
        plaene: set[str] = set()
        gefragt = geladen = fehlend = 0
        for befund in iter_befunde(iter_zeitpunkte(options["von"] or timezone.localdate(), options["tage"])):
            plaene.add(befund.plan)
            gefragt, geladen, fehlend = gefragt + 1, geladen + befund.geladen, fehlend + bool(befund.luecken)
            wann = f"{timezone.localtime(befund.zeitpunkt):%a %Y-%m-%d %H:%M}"
            if befund.geladen:
                self.stdout.write(f"{wann} geladen")
            for luecke in befund.luecken:
                self.stdout.write(f"{wann} {luecke}")
        ergebnis = f"{gefragt} Zeitpunkte, {len(plaene)} verschiedene Pläne, {geladen} wirklich geladen"
        if fehlend:
            raise CommandError(f"{ergebnis}; an {fehlend} fehlt etwas.")
        self.stdout.write(f"{ergebnis}: Jeder Weg durch die Vorführung findet, was er braucht.")
