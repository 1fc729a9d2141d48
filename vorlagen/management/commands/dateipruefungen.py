"""Looking through the stored files: `manage.py dateipruefungen`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Exists, OuterRef

from dokumente.ablage.auftraege import queue_pruefung
from dokumente.ablage.pruefen import compute_programm
from dokumente.anlagen.befunde import Befundart
from dokumente.models import Datei, Dateipruefung


class Command(BaseCommand):
    """Queue what nothing is known about, for example after an update of the program."""

    help = "Lässt Anlagen prüfen, über die noch nichts bekannt ist, zum Beispiel nach einem Update."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to try again what could not be checked."""
        parser.add_argument(
            "--erneut", action="store_true", help="auch Dateien, deren Prüfung gescheitert ist, noch einmal prüfen"
        )

    def handle(self, *args: Any, erneut: bool, **options: Any) -> None:
        """Queue them and say how many."""
        heutige = Dateipruefung.objects.filter(programm=compute_programm())
        if erneut:
            gescheitert = [p.pk for p in heutige if any(b.art is Befundart.UNGEPRUEFT for b in p.liste)]
            Dateipruefung.objects.filter(pk__in=gescheitert).delete()
        angehaengt = Datei.objects.filter(anlagen__isnull=False).distinct()
        offen = angehaengt.exclude(Exists(heutige.filter(datei=OuterRef("pk"))))
        dateien = list(offen)
        for datei in dateien:
            queue_pruefung(datei)
        self.stdout.write(f"{len(dateien)} Datei{'en' if len(dateien) != 1 else ''} zur Prüfung vorgemerkt.")
