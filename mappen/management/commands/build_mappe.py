"""`manage.py build_mappe SITZUNGSNUMMER OUT.pdf --fuer …`: bind the packet of a sitting into one file."""

from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from dokumente.bindung import MappenFehler
from dokumente.druck.pdf import DruckFehler
from dokumente.schreiben import NichtSchreibbar, write_whole
from mappen.documents.empfaenger import MappeVerweigert
from mappen.documents.wahl import Mappenergebnis, Mappenwahl
from mappen.enums import Empfaenger, Mappenform, Umfang
from mappen.tasks.aufbau import build_mappe
from mappen.tasks.werkstatt import open_platz
from sitzungen.documents.nummer import find_sitzung


class Command(BaseCommand):
    """Bind agenda, papers and annexes for one audience, without the queue."""

    help = "Bindet die Sitzungsmappe: Deckblatt, Inhalt, Tagesordnung, Vorlagen und ihre Anlagen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take number, target, audience and how to bind."""
        parser.add_argument("nummer", metavar="SITZUNGSNUMMER", help="zum Beispiel 2026/018/SR")
        parser.add_argument("ziel", metavar="OUT.pdf", type=Path, help="Datei, in die gebunden wird")
        parser.add_argument("--fuer", required=True, choices=Empfaenger.values, help="Empfängerkreis")
        parser.add_argument("--duplex", action="store_true", help="jeden TOP auf einer rechten Seite beginnen")
        parser.add_argument("--ohne-anlagen", action="store_true", help="nur die Vorlagen, ohne ihre Anlagen")
        parser.add_argument("--zip", action="store_true", help="die einzelnen Dateien als ZIP statt eines PDF")
        umfang = parser.add_mutually_exclusive_group()
        umfang.add_argument("--nur-nichtoeffentlich", action="store_true", help="nur den nichtöffentlichen Teil")
        umfang.add_argument("--seit", metavar="ZEITPUNKT", help="nur Neues seit dann, zum Beispiel 2026-11-20T14:00")

    def handle(self, *args: object, nummer: str, ziel: Path, **options: object) -> None:
        """Write the packet, or leave the target untouched and say why."""
        try:
            sitzung = find_sitzung(nummer)
        except ValueError as fehler:
            raise CommandError(str(fehler)) from fehler
        _require_ordner(ziel)
        wahl = _read_wahl(options)
        try:
            with open_platz() as platz:
                ergebnis = build_mappe(sitzung, wahl, platz)
                write_whole(ziel, ergebnis.ort)
        except (MappeVerweigert, MappenFehler, DruckFehler, NichtSchreibbar) as fehler:
            raise CommandError(str(fehler)) from fehler
        self.stdout.write(f"{sitzung.nummer}: {ziel} ({_describe(ergebnis)})")


def _read_wahl(angaben: dict[str, object]) -> Mappenwahl:
    seit = _read_seit(angaben["seit"])
    umfang = Umfang.NICHTOEFFENTLICH if angaben["nur_nichtoeffentlich"] else Umfang.ALLES
    return Mappenwahl(
        fuer=Empfaenger(str(angaben["fuer"])),
        umfang=Umfang.NEUES if seit else umfang,
        seit=seit,
        mit_anlagen=not angaben["ohne_anlagen"],
        duplex=bool(angaben["duplex"]),
        form=Mappenform.ZIP if angaben["zip"] else Mappenform.PDF,
    )


def _read_seit(angabe: object) -> datetime | None:
    if angabe is None:
        return None
    try:
        zeitpunkt = parse_datetime(str(angabe))
    except ValueError:
        zeitpunkt = None
    if zeitpunkt is None:
        raise CommandError(f"„{angabe}“ ist kein Zeitpunkt. Bitte geben Sie ihn in der Form 2026-11-20T14:00 an.")
    return zeitpunkt if timezone.is_aware(zeitpunkt) else timezone.make_aware(zeitpunkt)


def _describe(ergebnis: Mappenergebnis) -> str:
    seiten = f"{ergebnis.seiten} Seiten, " if ergebnis.seiten else ""
    return f"{seiten}{ergebnis.teile} Teile"


def _require_ordner(ziel: Path) -> None:
    if not ziel.parent.is_dir():
        raise CommandError(f"Den Ordner {ziel.parent} gibt es nicht. Bitte legen Sie ihn zuerst an.")
    if ziel.is_dir():
        raise CommandError(f"{ziel} ist ein Ordner. Bitte geben Sie den Namen einer Datei an.")
