"""A worker that binds packets is killed at many moments; run as a program by the test beside it.

Prints as JSON what was left after each kill. Django is loaded once, every worker is a fork of this process.
"""

import argparse
import hashlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections

ANLAUF = timedelta(seconds=0.25)
"""How soon an order that no worker has begun counts as lost, so that nobody waits for it here."""


NACH_ZEIT = 6
"""How many workers are killed by the clock, evenly over the time one takes; the others die at a named place."""


@dataclass
class Lage:
    """What there was after one kill and the clearing away: ``stand`` is how the order ended."""

    stelle: str
    stand: str
    fertige: int
    ganze: int
    reste: list[str]
    fehler: str


def kill_here(*angaben: object, **weitere: object) -> None:
    """End this process as the kernel would."""
    os.kill(os.getpid(), signal.SIGKILL)


def prepare_stelle(name: str) -> None:
    """Put the kill at one of the moments on which it depends whether something is left behind."""
    from dokumente.ablage.behalten import keep_file, remove_verwaist
    from dokumente.models import Datei
    from mappen.models import Mappenblatt
    from mappen.tasks import aufraeumen, lauf

    def after(act: Callable[..., object]) -> Callable[..., object]:
        def acted(*angaben: object, **weitere: object) -> object:
            ergebnis = act(*angaben, **weitere)
            kill_here()
            return ergebnis

        return acted

    stellen: dict[str, tuple[object, str, object]] = {
        "vor dem Ablegen": (lauf, "keep_file", kill_here),
        "Datei bewegt, Zeile fehlt": (Datei, "save", kill_here),
        "abgelegt": (lauf, "keep_file", after(keep_file)),
        "mitten im Austausch": (Mappenblatt.objects, "bulk_create", kill_here),
        "ausgetauscht": (lauf, "clear_ersetzte", kill_here),
        "alte Zeile weg, Datei noch da": (aufraeumen, "remove_verwaist", kill_here),
        "alte Datei weg, Auftrag noch da": (aufraeumen, "remove_verwaist", after(remove_verwaist)),
    }
    if name in stellen:
        ziel, attribut, ersatz = stellen[name]
        setattr(ziel, attribut, ersatz)


STELLEN = (
    *("vor dem Ablegen", "Datei bewegt, Zeile fehlt", "abgelegt", "mitten im Austausch", "ausgetauscht"),
    *("alte Zeile weg, Datei noch da", "alte Datei weg, Auftrag noch da"),
)


def start_worker(stelle: str) -> int:
    """Fork a worker that works off the queue, and return its process id."""
    connections.close_all()
    kennung = os.fork()
    if kennung == 0:
        prepare_stelle(stelle)
        call_command("db_worker", "--batch", "--no-startup-delay", "--interval", "0", "--verbosity", "0", reload=False)
        os._exit(0)
    return kennung


def run_once(sitzung: int, stelle: str, sekunden: float | None, schutz: bool) -> Lage:
    """Order the packet, kill its worker after that time or at that place, clear away and look."""
    from konten.models import Konto
    from mappen.actions.mappe import order_mappe
    from mappen.documents.wahl import Mappenwahl
    from mappen.enums import Empfaenger
    from mappen.models import Mappe
    from mappen.tasks.aufraeumen import reap_mappen
    from sitzungen.models import Sitzung

    objekt = Sitzung.objects.select_related("gremium").get(pk=sitzung)
    konto = Konto.objects.earliest("pk")
    mappe = order_mappe(objekt, Mappenwahl(fuer=Empfaenger.OEFFENTLICH), konto=konto)
    worker = start_worker(stelle)
    if sekunden is not None:
        time.sleep(sekunden)
        os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)
    if Mappe.objects.filter(pk=mappe.pk, status="wartet").exists():
        time.sleep(ANLAUF.total_seconds())
    if schutz:
        reap_mappen()
    fertige = list(Mappe.objects.finished().select_related("datei"))
    mappe.refresh_from_db()
    return Lage(
        f"nach {sekunden:.2f} s" if sekunden is not None else stelle,
        mappe.status,
        len(fertige),
        sum(is_ganz(Path(m.datei.inhalt.path), m.pruefsumme) for m in fertige if m.datei),
        list_reste(),
        mappe.fehler,
    )


def is_ganz(ort: Path, pruefsumme: str) -> bool:
    """Return whether the file is the one that was bound, to the last byte."""
    return ort.is_file() and hashlib.sha256(ort.read_bytes()).hexdigest() == pruefsumme


def list_reste() -> list[str]:
    """Return what lies in the data folder without anything that refers to it."""
    from tests.mappen.mappenbau import list_reste as list_alle

    reste = list_alle()
    return [*reste["dateien"], *reste["tmp"]]


def main() -> None:
    """Run the drill on the database that is named."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--datenbank", required=True)
    parser.add_argument("--sitzung", required=True, type=int)
    parser.add_argument("--ohne-schutz", action="store_true")
    angaben = parser.parse_args()
    settings.DATABASES["default"]["NAME"] = angaben.datenbank
    django.setup()
    from mappen.tasks import aufraeumen

    aufraeumen.ANLAUF = ANLAUF  # type: ignore[misc]
    schutz = not angaben.ohne_schutz
    lagen = [run_once(angaben.sitzung, "", None, schutz)]
    if not schutz:
        lagen += [run_once(angaben.sitzung, stelle, None, schutz) for stelle in STELLEN[1:3]]
    else:
        # What was printed in the first run is kept; the second says how long one takes.
        beginn = time.monotonic()
        lagen.append(run_once(angaben.sitzung, "", None, schutz))
        dauer = time.monotonic() - beginn
        lagen += [run_once(angaben.sitzung, "", dauer * n / NACH_ZEIT, schutz) for n in range(NACH_ZEIT)]
        lagen += [run_once(angaben.sitzung, stelle, None, schutz) for stelle in STELLEN]
        lagen.append(run_once(angaben.sitzung, "", None, schutz))
    json.dump([asdict(lage) for lage in lagen], sys.stdout)


if __name__ == "__main__":
    main()
