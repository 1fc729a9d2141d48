"""One step of measuring a packet, in a process and a data folder of its own: `python -m …mappe_lauf STEP [ANGABEN]`.

Started by ``messungen.mappe``; the answer is one JSON object on standard output.
"""

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from messungen.mappe_sitzung import Umfang

Werte = dict[str, float]
T = TypeVar("T")


def prepare(umfang: "Umfang") -> Werte:
    """Create the database, the sitting, and the public copies of its annexes, as a house has them before a packet."""
    from django.core.management import call_command

    from messungen.mappe_sitzung import build_kopien, build_sitzung

    beginn = time.perf_counter()
    call_command("migrate", verbosity=0)
    build_sitzung(umfang)
    gebaut = time.perf_counter()
    build_kopien()
    return {"prepare_s": gebaut - beginn, "copies_s": time.perf_counter() - gebaut}


def measure(fuer: str) -> Werte:
    """Build the packet with nothing in the store, then once more after the result of one item was recorded."""
    from dokumente.ausgabe.druckstuecke import prune
    from mappen.documents.wahl import Mappenwahl
    from mappen.enums import Empfaenger
    from mappen.tasks.aufbau import build_mappe
    from messungen.mappe_sitzung import change_vorlage
    from sitzungen.models import Sitzung

    sitzung = Sitzung.objects.get()
    wahl = Mappenwahl(fuer=Empfaenger(fuer))

    def build() -> Werte:
        with TemporaryDirectory() as platz:
            ergebnis = build_mappe(sitzung, wahl, Path(platz))
            return {"pages": ergebnis.seiten or 0, "mb": ergebnis.ort.stat().st_size / _MB}

    prune(aelter_als=timedelta(0))
    with _watching() as helfer:
        kalt, werte = _time(build)
        change_vorlage(sitzung)
        warm, _ = _time(build)
    return {
        **werte,
        **{f"cold_{name}": wert for name, wert in kalt.items()},
        **{f"change_{name}": wert for name, wert in warm.items()},
        "peak_mb": _read_spitze(),
        "helper_peak_mb": helfer(),
    }


def measure_reihe(art: str, seiten: int) -> Werte:
    """Bind so many pages of this kind ("own" or "mixed") that lie ready on the disk, and search the packet."""
    from dokumente.anlagen.befunde import Geheimnis
    from dokumente.anlagen.beweis.selbstbeweis import find_vertrauliches
    from dokumente.bindung import Mappenoptionen, bind_mappe
    from messungen.mappe_anlagen import write_teile
    from messungen.mappe_text import build_absaetze

    with TemporaryDirectory() as ordner:
        teile = write_teile(art, seiten, Path(ordner))
        ziel = Path(ordner) / "mappe.pdf"
        gebunden, bericht = _time(lambda: bind_mappe(teile, ziel, optionen=Mappenoptionen(titel="Messung")))
        spitze = _read_spitze()
        geheim = [Geheimnis(text, "Messung") for text in build_absaetze("geheim", 100)]
        bewiesen, _ = _time(lambda: find_vertrauliches(ziel, geheim))
        return {
            "pages": bericht.seiten,
            "bind_s": gebunden["s"],
            "bind_cpu_s": gebunden["cpu_s"],
            "bind_peak_mb": spitze,
            "proof_s": bewiesen["s"],
        }


def _time(akt: Callable[[], T]) -> tuple[Werte, T]:
    """Return seconds on the clock and of this process's own work, and the result."""
    uhr, arbeit = time.perf_counter(), time.process_time()
    ergebnis = akt()
    return {"s": time.perf_counter() - uhr, "cpu_s": time.process_time() - arbeit}, ergebnis


def _read_spitze() -> float:
    """Return the largest memory so far of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _watching() -> Iterator[Callable[[], float]]:
    """Keep looking at the processes started from here; yield what returns the largest memory one of them ever had.

    The system's own sum over ended children will not do: it counts the memory this process had when it started them.
    """
    spitzen, ende = [0.0], threading.Event()

    def watch() -> None:
        while not ende.wait(_BLICK_SEKUNDEN):
            spitzen.extend(_iter_spitzen())

    waechter = threading.Thread(target=watch, daemon=True)
    waechter.start()
    try:
        yield lambda: max(spitzen)
    finally:
        ende.set()
        waechter.join()


def _iter_spitzen() -> Iterator[float]:
    """Yield the largest memory of every process started from here that runs."""
    for faden in Path("/proc/self/task").iterdir():
        # Thread and process may end while one looks.
        with suppress(OSError, IndexError):
            for kind in (faden / "children").read_text().split():
                stand = Path(f"/proc/{kind}/status").read_text()
                yield float(stand.partition("VmHWM:")[2].split()[0]) / 1024


_MB: Final = 1024 * 1024
_BLICK_SEKUNDEN: Final = 0.1


def main(schritt: str, *angaben: str) -> None:
    """Do one step and print its values."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "koblenz_council.settings"
    import django

    django.setup()
    from messungen.mappe_sitzung import Umfang

    schritte: dict[str, Callable[[], Werte]] = {
        "vorbereiten": lambda: prepare(Umfang(*map(int, angaben))),
        "messen": lambda: measure(*angaben),
        "reihe": lambda: measure_reihe(angaben[0], int(angaben[1])),
    }
    sys.stdout.write(json.dumps(schritte[schritt]()))


if __name__ == "__main__":
    main(*sys.argv[1:])
