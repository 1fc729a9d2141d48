"""`manage.py render_vorlage NUMMER OUT.pdf`: print a paper to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dokumente.druck.pdf import DruckFehler
from dokumente.schreiben import NichtSchreibbar, write_whole
from sitzungen.documents.vorlage import find_fassung, render_vorlage


class Command(BaseCommand):
    """Print the official form of a released or imported paper in full, for the office."""

    help = "Druckt eine Vorlage als PDF: mit den festgestellten Ergebnissen, oder mit --blank zum Ausfüllen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take number, target and what to print."""
        parser.add_argument("nummer", metavar="NUMMER", help="zum Beispiel BV/0546/2018 oder BV/0546/2018/2")
        parser.add_argument("ziel", metavar="OUT.pdf", type=Path, help="Datei, in die gedruckt wird")
        parser.add_argument("--blank", action="store_true", help="Abstimmungsraster leer lassen")

    def handle(self, *args: object, nummer: str, ziel: Path, blank: bool, **options: object) -> None:
        """Write the PDF, or leave the target untouched and say why."""
        try:
            fassung = find_fassung(nummer)
            pdf = render_vorlage(fassung, leser=None, blanko=blank)
            write_whole(ziel, pdf)
        except (ValueError, DruckFehler, NichtSchreibbar) as fehler:
            raise CommandError(str(fehler)) from fehler
        self.stdout.write(f"{fassung.nummer}: {ziel} ({len(pdf)} Bytes)")
