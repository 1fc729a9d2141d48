"""How fast a large packet is there, cold and after one change, for whom, and with how much memory.

Nothing of the installation is read or changed: every step runs in a process of its own with a throw-away data folder.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from tempfile import TemporaryDirectory
from typing import Final

from django.conf import settings

from mappen.enums import Empfaenger
from messungen.mappe_sitzung import Umfang

Melder = Callable[[str], object]

NAMEN: Final = {
    Empfaenger.MITGLIEDER: "packet",
    Empfaenger.OEFFENTLICH: "packet_public",
    Empfaenger.GESAMT: "packet_full",
}
"""What the values of each audience begin with."""
REIHE: Final = (400, 1_500, 6_000)
"""Sizes of the series, in pages."""
ARTEN: Final = ("own", "mixed")
_MODUL: Final = "messungen.mappe_lauf"


class MessungAbgebrochen(Exception):
    """A step of the measurement failed; the message is a German sentence."""


def measure_mappe(*, umfang: Umfang | None = None, reihe: bool = False, melde: Melder) -> dict[str, float]:
    """Return the values of a packet of ``umfang`` for every audience, with ``reihe`` also the series of sizes.

    What each key means stands in ``docs/messungen.md``. ``melde`` is told in German what is being done.

    :raises MessungAbgebrochen: when a step fails.
    """
    umfang = umfang or Umfang()
    werte: dict[str, float] = {}
    with TemporaryDirectory(prefix="messung-") as ordner:
        melde(f"Eine Sitzung mit {umfang.tops} Vorlagen und {umfang.anlagen} Anlagen wird vorbereitet …")
        angaben = (str(umfang.tops), str(umfang.anlagen), str(umfang.seiten))
        werte |= _prefix("packet", _run(ordner, "vorbereiten", *angaben))
        for fuer, name in NAMEN.items():
            melde(f"Die Mappe wird gebunden: {fuer.label} …")
            werte |= _prefix(name, _run(ordner, "messen", fuer.value))
        for art, seiten in [(art, seiten) for art in ARTEN for seiten in REIHE] if reihe else ():
            melde(f"Reihe: {seiten} Seiten ({art}) …")
            werte |= _prefix(f"series_{art}_{seiten}", _run(ordner, "reihe", art, str(seiten)))
    return werte


def _prefix(name: str, werte: Mapping[str, float]) -> dict[str, float]:
    return {f"{name}_{schluessel}": wert for schluessel, wert in werte.items()}


def _run(ordner: str, *angaben: str) -> dict[str, float]:
    umgebung = {name: wert for name, wert in os.environ.items() if name != "DATABASE_URL"}
    umgebung |= {"DATA_DIR": ordner, "DEMO": "1", "TMPDIR": ordner}
    lauf = subprocess.run(  # noqa: S603
        [sys.executable, "-m", _MODUL, *angaben],
        cwd=settings.BASE_DIR,
        env=umgebung,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if lauf.returncode:
        raise MessungAbgebrochen(
            f"Die Messung der Mappe ist im Schritt „{' '.join(angaben)}“ abgebrochen. Der Grund steht darüber."
        )
    werte: dict[str, float] = json.loads(lauf.stdout)
    return werte
