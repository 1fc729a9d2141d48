"""`manage.py post`: what waits to be sent, sending it, and the overview of the day."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gremien.rules.arbeitstage import is_arbeitstag
from koblenz_council.tagesuebersicht import start_post, write_tagesuebersicht
from post.enums import Zustand
from post.models import Nachricht
from post.tasks import deliver


class Command(BaseCommand):
    """Look at outgoing mail, or move it."""

    help = "Post: zeigt, wie viele Nachrichten warten, zugestellt und gescheitert sind."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the verb."""
        parser.add_argument(
            "vorgang",
            nargs="?",
            default="zeigen",
            choices=["zeigen", "tagesuebersicht", "anstossen"],
            help="zeigen: Zahlen; tagesuebersicht: die Übersicht von heute schreiben, höchstens einmal am Tag; "
            "anstossen: den Hintergrunddienst zustellen lassen, was fällig ist, und die nächste Übersicht vormerken",
        )
        parser.add_argument("--zustellen", action="store_true", help="was fällig ist, jetzt gleich zustellen")

    def handle(self, *args: object, **options: Any) -> None:
        """Do it and say what came of it."""
        if options["vorgang"] == "tagesuebersicht":
            self.write_uebersicht()
        elif options["vorgang"] == "anstossen":
            start_post()
        if options["zustellen"]:
            self.stdout.write(f"Jetzt zugestellt: {deliver()}")
        self.show_zahlen()

    def write_uebersicht(self) -> None:
        """Write today's overview."""
        heute = timezone.localdate()
        if not is_arbeitstag(heute):
            raise CommandError(f"Der {heute:%d.%m.%Y} ist kein Arbeitstag; die nächste Übersicht kommt am nächsten.")
        self.stdout.write(f"Tagesübersicht an {write_tagesuebersicht(heute)} Personen.")

    def show_zahlen(self) -> None:
        """Print how many mails are in which state, and whether they leave the house."""
        for zustand in Zustand:
            self.stdout.write(f"{zustand.label}: {Nachricht.objects.in_zustand(zustand).count()}")
        if not settings.POST_WIRD_VERSCHICKT:
            self.stdout.write(f"Kein Mailserver (EMAIL_URL): Nachrichten werden in {settings.POST_ORDNER} abgelegt.")
