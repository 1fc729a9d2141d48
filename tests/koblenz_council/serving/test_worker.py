"""Slow clients hold sockets, not the people who work: seen with real processes and sockets."""

import socket
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from messungen.langsam import hold_sockets

WURZEL = Path(__file__).resolve().parents[3]
WAITRESS = "koblenz_council.serving.worker.WaitressWorker"
SLOW = 64
GEDULD_SEKUNDEN = 20
"""How long an answer may take: enough for a busy machine, and less than slow clients hold on."""

SERVER = """
import os, socket, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "koblenz_council.settings"
import django
django.setup()
from gunicorn.app.base import BaseApplication

def application(environ, start_response):
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"%d" % len(body)]

class Server(BaseApplication):
    def load_config(self):
        wahl = {"bind": "fd://" + sys.argv[1], "workers": 2, "threads": 4, "worker_class": sys.argv[2], "timeout": 60,
                "loglevel": "error", "control_socket_disable": True, "preload_app": True,
                "when_ready": lambda arbiter: print("ready", flush=True)}
        for name, wert in wahl.items():
            self.cfg.set(name, wert)
    def load(self):
        return application

Server().run()
"""


@contextmanager
def serve(worker: str, ablage: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Serve a tiny application with two processes of this kind; give address and arbiter."""
    tuer = socket.create_server(("127.0.0.1", 0), backlog=256)
    server = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SERVER), str(tuer.fileno()), worker],
        cwd=WURZEL,
        env={"PATH": "/usr/bin:/bin", "DATA_DIR": str(ablage), "LC_ALL": "C.UTF-8"},
        pass_fds=[tuer.fileno()],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        adresse = f"http://127.0.0.1:{tuer.getsockname()[1]}"
        tuer.close()
        yield adresse, server
    finally:
        server.kill()
        server.wait()
        assert server.stdout is not None
        server.stdout.close()


def ask(adresse: str, body: bytes | None = None, *, geduld: float = GEDULD_SEKUNDEN) -> int:
    """Return how many bytes of ``body`` the application saw."""
    with urllib.request.urlopen(adresse + "/anmelden/", data=body, timeout=geduld) as antwort:  # noqa: S310
        return int(antwort.read())


def test_others_are_served_while_slow_heads_and_bodies_trickle_in(tmp_path: Path) -> None:
    with serve(WAITRESS, tmp_path) as (adresse, _), hold_sockets(adresse, SLOW) as offene:
        antworten = [ask(adresse, b"x" * zahl or None) for zahl in range(24)]
        assert len(offene) == SLOW
    assert antworten == list(range(24))


def test_threads_that_read_themselves_serve_nobody_meanwhile(tmp_path: Path) -> None:
    with (
        serve("gthread", tmp_path) as (adresse, _),
        hold_sockets(adresse, SLOW),
        pytest.raises(OSError, match="timed out"),
    ):
        ask(adresse, geduld=3)


def test_the_processes_end_with_their_arbiter_and_answer_what_had_come(tmp_path: Path) -> None:
    with serve(WAITRESS, tmp_path) as (adresse, server):
        assert ask(adresse, b"abc") == 3
        kinder = _wait_for_children(server.pid, 2)
        server.terminate()
        assert server.wait(timeout=GEDULD_SEKUNDEN) == 0
        assert [kind for kind in kinder if Path(f"/proc/{kind}").exists()] == []


def _wait_for_children(pid: int, count: int) -> list[int]:
    """Return the processes gunicorn started: it takes its time between one and the next."""
    ende = time.monotonic() + GEDULD_SEKUNDEN
    kinder: list[int] = []
    while len(kinder) < count and time.monotonic() < ende:
        kinder = [int(kind) for kind in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    assert len(kinder) == count
    return kinder
