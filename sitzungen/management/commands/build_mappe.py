"""`manage.py build_mappe SITZUNGSNUMMER OUT.pdf --fuer …`: bind the packet of a sitting into one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dokumente.mappe import MappenFehler
from dokumente.pdf import DruckFehler
from sitzungen.management.commands.render_vorlage import write_whole
from sitzungen.mappe.aufbau import build_mappe
from sitzungen.mappe.empfaenger import Empfaenger, MappeVerweigert
from sitzungen.models import Sitzung
from sitzungen.rules.nummern import parse_sitzungsnummer


class Command(BaseCommand):
    """Bind agenda, papers and annexes for one audience."""

    help = "Bindet die Sitzungsmappe als ein PDF: Deckblatt, Inhalt, Tagesordnung, Vorlagen und ihre Anlagen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take number, target, audience and how to bind."""
        parser.add_argument("nummer", metavar="SITZUNGSNUMMER", help="zum Beispiel 2026/018/SR")
        parser.add_argument("ziel", metavar="OUT.pdf", type=Path, help="Datei, in die gebunden wird")
        parser.add_argument("--fuer", required=True, choices=Empfaenger.values, help="Empfängerkreis")
        parser.add_argument("--duplex", action="store_true", help="jeden TOP auf einer rechten Seite beginnen")
        parser.add_argument("--ohne-anlagen", action="store_true", help="nur die Vorlagen, ohne ihre Anlagen")

    def handle(
        self, *args: object, nummer: str, ziel: Path, fuer: str, duplex: bool, ohne_anlagen: bool, **options: object
    ) -> None:
        """Write the packet, or leave the target untouched and say why."""
        sitzung = _find_sitzung(nummer)
        _require_ordner(ziel)
        try:
            pdf, bericht = build_mappe(sitzung, fuer=Empfaenger(fuer), duplex=duplex, mit_anlagen=not ohne_anlagen)
        except (MappeVerweigert, MappenFehler, DruckFehler) as fehler:
            raise CommandError(str(fehler)) from fehler
        write_whole(ziel, pdf)
        self.stdout.write(f"{sitzung.nummer}: {ziel} ({bericht.seiten} Seiten, {len(bericht.teile)} Teile)")


def _find_sitzung(nummer: str) -> Sitzung:
    try:
        gesucht = parse_sitzungsnummer(nummer)
    except ValueError as fehler:
        raise CommandError(str(fehler)) from fehler
    sitzung = (
        Sitzung.objects.select_related("gremium")
        .filter(jahr=gesucht.jahr, laufend=gesucht.laufend, gremium__kuerzel=gesucht.gremium)
        .first()
    )
    if sitzung is None:
        raise CommandError(f"Eine Sitzung mit der Nummer {gesucht} gibt es nicht.")
    return sitzung


def _require_ordner(ziel: Path) -> None:
    if not ziel.parent.is_dir():
        raise CommandError(f"Den Ordner {ziel.parent} gibt es nicht. Bitte legen Sie ihn zuerst an.")
    if ziel.is_dir():
        raise CommandError(f"{ziel} ist ein Ordner. Bitte geben Sie den Namen einer Datei an.")
