"""`manage.py build_niederschrift SITZUNGSNUMMER OUT.pdf --fuer …`: the minutes of a sitting as PDF."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dokumente.ablage.lesen import read_whole
from dokumente.druck.pdf import DruckFehler
from dokumente.schreiben import NichtSchreibbar, write_whole
from nachbereitung.documents.ausfertigung import check_oeffentliches, describe_berichtigung, find_ausfertigung
from nachbereitung.documents.lage import read_lage, read_niederschrift
from nachbereitung.documents.niederschrift import build_niederschrift_druck
from nachbereitung.enums import Ausgabe, Stand
from nachbereitung.models import Ausfertigung, Niederschrift
from sitzungen.documents.nummer import find_sitzung
from sitzungen.documents.tagesordnung import fetch_sitzungsdokument


class Command(BaseCommand):
    """Write what was signed, byte for byte; before that, the draft as it stands."""

    help = "Schreibt die Niederschrift einer Sitzung: die unterzeichnete, sonst den Entwurf."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take number, target and edition."""
        parser.add_argument("nummer", metavar="SITZUNGSNUMMER", help="zum Beispiel 2026/018/SR")
        parser.add_argument("ziel", metavar="OUT.pdf", type=Path, help="Datei, in die geschrieben wird")
        parser.add_argument("--fuer", required=True, choices=Ausgabe.values, help="öffentliche oder interne Ausgabe")

    def handle(self, *args: object, nummer: str, ziel: Path, fuer: str, **options: object) -> None:
        """Write the minutes, or leave the target untouched and say why."""
        try:
            niederschrift = read_niederschrift(find_sitzung(nummer))
        except ValueError as fehler:
            raise CommandError(str(fehler)) from fehler
        if not niederschrift.sitzung.is_eroeffnet:
            raise CommandError(f"Die Sitzung {niederschrift.sitzung.nummer} ist noch nicht eröffnet.")
        try:
            pdf, stand = _read_pdf(niederschrift, Ausgabe(fuer))
            write_whole(ziel, pdf)
        except (DruckFehler, NichtSchreibbar) as fehler:
            raise CommandError(str(fehler)) from fehler
        self.stdout.write(f"{niederschrift.sitzung.nummer}: {ziel} ({stand})")


def _read_pdf(niederschrift: Niederschrift, fuer: Ausgabe) -> tuple[bytes, str]:
    """Return the file that holds now, and what it is in words."""
    ausfertigung = find_ausfertigung(niederschrift)
    if ausfertigung is not None and read_lage(niederschrift).stand is Stand.FEST:
        return _read_ausfertigung(ausfertigung, fuer), f"unterzeichnet, {ausfertigung.nummer}. Ausfertigung"
    berichtigung = describe_berichtigung(niederschrift)
    pdf = fetch_sitzungsdokument(build_niederschrift_druck(niederschrift, fuer, berichtigung=berichtigung))
    if fuer is Ausgabe.OEFFENTLICH and (befunde := check_oeffentliches(niederschrift, pdf)):
        raise CommandError(" ".join(str(befund) for befund in befunde))
    return pdf, "Entwurf"


def _read_ausfertigung(ausfertigung: Ausfertigung, fuer: Ausgabe) -> bytes:
    inhalt = read_whole(ausfertigung.oeffentlich if fuer is Ausgabe.OEFFENTLICH else ausfertigung.intern)
    if inhalt is None:
        raise CommandError("Die Datei der Niederschrift fehlt oder ist beschädigt: ./run manage dateien pruefen")
    return inhalt
