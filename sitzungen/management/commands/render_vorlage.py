"""`manage.py render_vorlage NUMMER OUT.pdf`: print a paper to a file."""

import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dokumente.pdf import DruckFehler
from sitzungen.documents import render_vorlage
from vorlagen.models import Fassung
from vorlagen.rules.nummern import parse_nummer


class Command(BaseCommand):
    """Print the official form of a released paper in full, for the office."""

    help = "Druckt eine Vorlage als PDF: mit den festgestellten Ergebnissen, oder mit --blank zum Ausfüllen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take number, target and what to print."""
        parser.add_argument("nummer", metavar="NUMMER", help="zum Beispiel BV/0546/2018 oder BV/0546/2018/2")
        parser.add_argument("ziel", metavar="OUT.pdf", type=Path, help="Datei, in die gedruckt wird")
        parser.add_argument("--blank", action="store_true", help="Abstimmungsraster leer lassen")

    def handle(self, *args: object, nummer: str, ziel: Path, blank: bool, **options: object) -> None:
        """Write the PDF, or leave the target untouched and say why."""
        try:
            gesucht = str(parse_nummer(nummer))
        except ValueError as fehler:
            raise CommandError(str(fehler)) from fehler
        fassung = (
            Fassung.objects.released()
            .select_related("vorlage", "amt", "dezernat")
            .filter(nummer=gesucht)
            .order_by("neufassung")
            .first()
        )
        if fassung is None:
            raise CommandError(f"Eine freigegebene Vorlage mit der Nummer {gesucht} gibt es nicht.")
        try:
            pdf = render_vorlage(fassung, leser=None, blanko=blank)
        except DruckFehler as fehler:
            raise CommandError(str(fehler)) from fehler
        write_whole(ziel, pdf)
        self.stdout.write(f"{gesucht}: {ziel} ({len(pdf)} Bytes)")


def write_whole(ziel: Path, inhalt: bytes) -> None:
    """Write the file in one step, so that nobody ever opens half of it.

    Raises ``CommandError`` if the folder is missing or not writable.
    """
    vorlaeufig = None
    try:
        with tempfile.NamedTemporaryFile(dir=ziel.parent, prefix=f".{ziel.name}.", delete=False) as datei:
            vorlaeufig = Path(datei.name)
            datei.write(inhalt)
        maske = os.umask(0)
        os.umask(maske)
        vorlaeufig.chmod(0o666 & ~maske)
        vorlaeufig.replace(ziel)
    except OSError as fehler:
        if vorlaeufig is not None:
            vorlaeufig.unlink(missing_ok=True)
        satz = f"{ziel} kann nicht geschrieben werden. Bitte prüfen Sie, ob es den Ordner gibt und er beschreibbar ist."
        raise CommandError(satz) from fehler
