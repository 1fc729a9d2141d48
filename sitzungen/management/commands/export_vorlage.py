"""`manage.py export_vorlage NUMMER OUT.docx`: a paper as a Word file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dokumente.druck.pdf import DruckFehler
from dokumente.schreiben import NichtSchreibbar, write_whole
from sitzungen.documents.vorlage import find_fassung, render_word


class Command(BaseCommand):
    """Write a released or imported paper in full, for the office."""

    help = "Schreibt eine Vorlage als Word-Datei (DOCX), mit den festgestellten Ergebnissen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take number and target."""
        parser.add_argument("nummer", metavar="NUMMER", help="zum Beispiel BV/0546/2018 oder BV/0546/2018/2")
        parser.add_argument("ziel", metavar="OUT.docx", type=Path, help="Datei, in die geschrieben wird")

    def handle(self, *args: object, nummer: str, ziel: Path, **options: object) -> None:
        """Write the file, or leave the target untouched and say why."""
        try:
            fassung = find_fassung(nummer)
            inhalt = render_word(fassung, leser=None)
            write_whole(ziel, inhalt)
        except (ValueError, DruckFehler, NichtSchreibbar) as fehler:
            raise CommandError(str(fehler)) from fehler
        self.stdout.write(f"{fassung.nummer}: {ziel} ({len(inhalt)} Bytes)")
