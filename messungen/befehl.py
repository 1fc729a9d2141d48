"""`./run bench print|tables|load|slow|drafting|sitting [--json]`: measure here; papers with the data there is."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from django.core.management.base import BaseCommand, CommandError, CommandParser

from messungen.druck import NichtMessbar, measure_druck
from messungen.entwuerfe import measure_entwuerfe
from messungen.langsam import measure_langsam
from messungen.last import NichtGebunden, measure_last
from messungen.mappe import MessungAbgebrochen, measure_mappe
from messungen.mappe_sitzung import Umfang
from messungen.sitzung import measure_sitzung
from messungen.tabellen import measure_tabellen


class Command(BaseCommand):
    """Measure and print medians and ratios."""

    help = (
        "Misst auf diesem Rechner. print: wie schnell eine Vorlage gedruckt und ausgeliefert und eine große "
        "Sitzungsmappe gebunden wird (die Mappe mit eigenen Daten, die danach gelöscht werden). "
        "tables: was Tabellen im Druck an Rechenzeit kosten. "
        "load: wie lange andere warten, während eine große Sitzungsmappe gebunden wird (eigener Server, eigene Daten). "
        "slow: wie lange andere warten, während 64 langsame Gegenstellen die Verbindung halten (ebenso). "
        "drafting: wie schnell beim Tippen gespeichert und die Vorschau gezeichnet wird (ebenso). "
        "sitting: wie schnell die Werkbank einer Tagesordnung mit 3, 34 und 394 Punkten da ist (eigene Daten)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to measure, with which paper and how often."""
        hilfe = (
            "print: Druck; tables: Tabellen; load: 20 Personen und eine Mappe; slow: langsame Gegenstellen; "
            "drafting: 40 Schreibende; sitting: Tagesordnung"
        )
        parser.add_argument("messung", choices=["print", "tables", "load", "slow", "drafting", "sitting"], help=hilfe)
        parser.add_argument("--nummer", default="", help="öffentliche Vorlage, mit der gemessen wird (die neueste)")
        parser.add_argument("--durchgaenge", type=int, default=30, help="Messungen je Wert (30)")
        parser.add_argument("--tops", type=int, default=40, help="Punkte der gemessenen Mappe (40; 0: keine Mappe)")
        parser.add_argument("--series", action="store_true", help="auch Mappen von 400, 1500 und 6000 Seiten (lange)")
        parser.add_argument("--json", action="store_true", help="ein JSON-Objekt statt Zeilen")

    def handle(
        self, *args: object, messung: str, nummer: str, durchgaenge: int, tops: int, series: bool, **options: object
    ) -> None:
        """Measure, or say what is missing."""
        if not 3 <= durchgaenge <= 10_000:
            raise CommandError("Bitte geben Sie für --durchgaenge eine Zahl von 3 bis 10000 an.")
        if not 0 <= tops <= 400:
            raise CommandError("Bitte geben Sie für --tops eine Zahl von 0 bis 400 an.")
        messungen: Mapping[str, Callable[[], Mapping[str, object]]] = {
            "load": partial(measure_last, Umfang.of(tops) if tops else None),
            "slow": measure_langsam,
            "drafting": measure_entwuerfe,
            "sitting": partial(measure_sitzung, durchgaenge=durchgaenge),
            "tables": partial(measure_tabellen, durchgaenge=durchgaenge),
            "print": partial(self._measure_print, nummer, durchgaenge, tops, series),
        }
        try:
            werte = messungen[messung]()
        except (NichtMessbar, NichtGebunden, MessungAbgebrochen) as fehler:
            raise CommandError(str(fehler)) from fehler
        if options["json"]:
            self.stdout.write(json.dumps(werte))
            return
        for name, wert in werte.items():
            self.stdout.write(f"{name:<34}{f'{wert:.2f}' if isinstance(wert, float) else wert!s:>14}")

    def _measure_print(self, nummer: str, durchgaenge: int, tops: int, series: bool) -> Mapping[str, object]:
        werte: dict[str, object] = {**measure_druck(nummer=nummer, durchgaenge=durchgaenge)}
        if tops:
            werte |= measure_mappe(umfang=Umfang.of(tops), reihe=series, melde=self.stderr.write)
        return werte
