"""What the agenda bench costs with 3, 34 and 394 items: in a process and a data folder of its own."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from konten.models import Konto
from messungen.mappe import MessungAbgebrochen
from messungen.werte import compute_perzentil, measure_ms
from sitzungen.models import Sitzung

GROESSEN: Final = (3, 34, 394)
"""Sizes of the agenda: a small body's, a council's, a budget list."""
MIT_VORLAGE: Final = 30
"""So many items have a paper, and as many papers wait."""
_MODUL: Final = "messungen.sitzung_lauf"

Werte = dict[str, float]


def measure_sitzung(*, durchgaenge: int = 30) -> Werte:
    """Measure with data of its own; what each key means stands in ``docs/messungen.md``.

    :raises MessungAbgebrochen: when the measurement fails.
    """
    with TemporaryDirectory(prefix="messung-") as ordner:
        umgebung = {name: wert for name, wert in os.environ.items() if name != "DATABASE_URL"}
        umgebung |= {"DATA_DIR": ordner, "DEMO": "1", "TMPDIR": ordner}
        lauf = subprocess.run(  # noqa: S603
            [sys.executable, "-m", _MODUL, str(durchgaenge)],
            cwd=settings.BASE_DIR, env=umgebung, stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    if lauf.returncode:
        raise MessungAbgebrochen("Die Messung der Tagesordnung ist abgebrochen. Der Grund steht darüber.")
    werte: Werte = json.loads(lauf.stdout)
    return werte


class Werkbankmessung:
    """One clerk at the bench of one agenda; ``fehler`` counts what was not answered with it."""

    def __init__(self, sitzung: Sitzung, konto: Konto) -> None:
        self.sitzung, self.fehler = sitzung, 0
        self.besucher = Client(headers={"host": settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"})
        self.besucher.force_login(konto)
        self.adresse = reverse("tagesordnung", args=[sitzung.pk])

    def read(self) -> bytes:
        """Return the page."""
        antwort = self.besucher.get(self.adresse, secure=settings.HTTPS)
        self.fehler += antwort.status_code != 200
        return antwort.content

    def press(self) -> None:
        """Move the first item that was placed one place down."""
        antwort = self.besucher.post(
            reverse("top_griff", args=[self.sitzung.pk]),
            {"punkt": self.sitzung.tops.earliest("pk").pk, "griff": "runter"},
            headers={"hx-request": "true"},
            follow=True,
            secure=settings.HTTPS,
        )
        self.fehler += antwort.status_code != 200 or b"error-summary" in antwort.content

    def measure(self, groesse: int, durchgaenge: int) -> tuple[Werte, list[float]]:
        """Return the values of this size, and how long each reading took."""
        seite = self.read()
        with CaptureQueriesContext(connection) as fragen:
            self.read()
            # The next request empties the log.
            gefragt = len(fragen)
        zeiten = [measure_ms(self.read) for _ in range(durchgaenge)]
        return {
            f"queries_{groesse}": gefragt,
            f"agenda_{groesse}_ms_median": compute_perzentil(zeiten, 50),
            f"agenda_{groesse}_kb": round(len(gzip.compress(seite)) / 1000, 1),
        }, zeiten


def measure_werkbank(
    sitzung: Sitzung, konto: Konto, fuelle: Callable[[int], None], *, durchgaenge: int, groessen: tuple[int, ...]
) -> Werte:
    """Open the bench again and again at each size, and press on it at the largest; ``fuelle`` brings it to a size."""
    messung, werte, zeiten = Werkbankmessung(sitzung, konto), dict[str, float](), list[float]()
    for groesse in groessen:
        fuelle(groesse)
        neue, zeiten = messung.measure(groesse, durchgaenge)
        werte |= neue
    griffe = [measure_ms(messung.press) for _ in range(durchgaenge)]
    return {
        "agenda_ms_p95": compute_perzentil(zeiten, 95),
        "press_ms_median": compute_perzentil(griffe, 50),
        "press_ms_p95": compute_perzentil(griffe, 95),
        "errors": messung.fehler,
        **werte,
        "load": os.getloadavg()[0],
    }
