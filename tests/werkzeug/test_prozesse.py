"""Killed processes of the server leave no orphan, and what can go on goes on. Real processes, really killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

WURZEL: Final = Path(__file__).resolve().parents[2]
WARTEN_SEKUNDEN: Final = 180
"""How long something may take on a machine that has much else to do; nothing is measured."""

QUEUE: Final = "db_worker"
PRINT: Final = "dokumente.druck.kind"


def read_stat(pid: int) -> tuple[str, int] | None:
    """Return state and parent of a process, None if there is none."""
    try:
        stand, eltern = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return stand, int(eltern)


def is_running(pid: int) -> bool:
    stat = read_stat(pid)
    return stat is not None and stat[0] != "Z"


def list_processes(ordner: Path) -> dict[int, str]:
    """Return the command lines of all processes that work on this data folder, whoever their parent is."""
    gefunden = {}
    for eintrag in Path("/proc").iterdir():
        if eintrag.name.isdecimal() and is_running(int(eintrag.name)):
            try:
                umgebung = (eintrag / "environ").read_bytes()
                befehl = (eintrag / "cmdline").read_bytes()
            except OSError:
                continue
            if f"KENNZEICHEN={ordner}".encode() in umgebung or f"HOME={ordner}".encode() in umgebung:
                gefunden[int(eintrag.name)] = befehl.decode().replace("\0", " ")
    return gefunden


def find(ordner: Path, wort: str) -> set[int]:
    return {pid for pid, befehl in list_processes(ordner).items() if wort in befehl}


def parent_of(pid: int) -> int:
    stat = read_stat(pid)
    assert stat is not None
    return stat[1]


def wait_until(bedingung: Callable[[], bool], was: str) -> None:
    ende = time.monotonic() + WARTEN_SEKUNDEN
    while not bedingung():
        assert time.monotonic() < ende, was
        time.sleep(0.1)


class Haus:
    """A running server with a data folder of its own."""

    def __init__(self, ordner: Path) -> None:
        self.ordner = ordner
        with socket.socket() as tuer:
            tuer.bind(("127.0.0.1", 0))
            self.port = tuer.getsockname()[1]
        eigene = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG")}
        # Print processes are told little of the environment, but where the home folder is.
        kennzeichen = {"KENNZEICHEN": str(ordner), "HOME": str(ordner)}
        self.prozess = subprocess.Popen(
            [sys.executable, str(WURZEL / "tools" / "serve.py")],
            env=eigene | kennzeichen | {"DATA_DIR": str(ordner), "DEMO": "0", "PORT": str(self.port)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: len(find(ordner, QUEUE)) == 1 and len(find(ordner, PRINT)) == 2, "gestartet")

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=30) as tuer:
                tuer.sendall(b"GET /anmelden/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                return tuer.recv(12).startswith(b"HTTP/1.")
        except OSError:
            return False

    def end(self) -> None:
        if self.prozess.poll() is None:
            self.prozess.terminate()
            self.prozess.wait(timeout=WARTEN_SEKUNDEN)


def kill_aufsicht(haus: Haus) -> None:
    """Kill the keeper of the queue: its worker ends with it, and both are replaced."""
    [dienst] = find(haus.ordner, QUEUE)
    aufsicht = parent_of(dienst)
    assert parent_of(aufsicht) == haus.prozess.pid
    os.kill(aufsicht, signal.SIGKILL)
    wait_until(lambda: not is_running(dienst), "mit der Aufsicht endet ihr Arbeiter")
    wait_until(lambda: len(find(haus.ordner, QUEUE)) == 1, "es gibt einen neuen")
    [neuer] = find(haus.ordner, QUEUE)
    assert parent_of(parent_of(neuer)) == haus.prozess.pid


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Haus]]:
    """Return what starts the server on one and the same data folder; whatever runs at the end is ended."""
    gestartet: list[Haus] = []

    def start() -> Haus:
        gestartet.append(Haus(tmp_path))
        return gestartet[-1]

    yield start
    for haus in gestartet:
        haus.end()
    wait_until(lambda: list_processes(tmp_path) == {}, "nach dem Ende ist nichts übrig")


def test_whatever_is_killed_leaves_no_orphan_and_what_can_goes_on(start: Callable[[], Haus]) -> None:
    """One after the other, because starting costs seconds: a print process, the queue's keeper, the main process."""
    haus = start()
    assert haus.answers()
    drucker = min(find(haus.ordner, PRINT))
    os.kill(drucker, signal.SIGKILL)
    wait_until(lambda: not is_running(drucker), "der Druckprozess ist fort")
    assert haus.answers()
    kill_aufsicht(haus)
    assert haus.answers()

    os.kill(haus.prozess.pid, signal.SIGKILL)
    haus.prozess.wait(timeout=WARTEN_SEKUNDEN)
    wait_until(lambda: list_processes(haus.ordner) == {}, "mit dem Hauptprozess endet alles")
    # The port is free again: nobody inherited it.
    with socket.socket() as tuer:
        tuer.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tuer.bind(("127.0.0.1", haus.port))

    # It starts again on what was left, and ends in order, also with a keeper that was replaced.
    haus = start()
    kill_aufsicht(haus)
    haus.end()
    wait_until(lambda: list_processes(haus.ordner) == {}, "nichts ist übrig")
