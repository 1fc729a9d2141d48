"""A server with data of its own to be put under load: started, and taken away with everything it wrote."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from django.conf import settings

from messungen.mappe_sitzung import Umfang

ENDE_SEKUNDEN: Final = 20


class Zielserver(NamedTuple):
    """Where the server listens, and what can be opened there."""

    adresse: str
    sitzung: int
    vorlagen: list[int]
    anlagen: list[Sequence[int]]
    """Pairs of paper and annex."""


@contextmanager
def run_server(umfang: Umfang) -> Iterator[Zielserver]:
    """Start the whole system, queue included, on a free port with one sitting of this size; end and remove it."""
    with tempfile.TemporaryDirectory(prefix="last.") as ordner:
        port = _find_port()
        umgebung = _build_umgebung(ordner, port)
        gefuellt = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "messungen.last_daten", *map(str, _zahlen(umfang))],
            cwd=settings.BASE_DIR, env=umgebung, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        with _serve(umgebung):
            yield Zielserver(adresse=f"http://127.0.0.1:{port}", **json.loads(gefuellt.stdout))


@contextmanager
def _serve(umgebung: dict[str, str]) -> Iterator[None]:
    programm = settings.BASE_DIR / "tools" / "serve.py"
    with subprocess.Popen(  # noqa: S603
        [sys.executable, str(programm)], env=umgebung, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            # It says so once it is ready; until then callers would wait in its queue.
            if server.stdout is None or not server.stdout.readline():
                raise RuntimeError("the server did not start")
            yield
        finally:
            server.terminate()
            server.wait(timeout=ENDE_SEKUNDEN)


def _build_umgebung(ordner: str, port: int) -> dict[str, str]:
    uebernommen = {name: wert for name, wert in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return uebernommen | {"DATA_DIR": str(Path(ordner)), "DEMO": "1", "HOST": "127.0.0.1", "PORT": str(port)}


def _zahlen(umfang: Umfang) -> tuple[int, int, int]:
    return umfang.tops, umfang.anlagen, umfang.seiten


def _find_port() -> int:
    with socket.socket() as tuer:
        tuer.bind(("127.0.0.1", 0))
        return int(tuer.getsockname()[1])
