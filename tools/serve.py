"""Bring the database and the static files up to date, then serve: one process, so Django is loaded only once."""

import ctypes
import fcntl
import gc
import hashlib
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

WURZEL = Path(__file__).resolve().parent.parent
WARTESCHLANGE = 512
ZEITLIMIT_SEKUNDEN = 120
HINTERGRUNDDIENST = ("db_worker", "--no-reload", "--no-startup-delay", "--interval", "1", "--verbosity", "0")
ENDE_SEKUNDEN = 5
PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)
NACHRANG = 10
"""How far the queue stands back (niceness): who waits in front of a page goes first, a packet takes what is left."""


def open_port(host: str, port: str) -> socket.socket:
    """Return a socket listening on ``host:port``; exits with a German sentence if that cannot be."""
    if not port.isdecimal() or int(port) > 65535:
        sys.exit(f"PORT={port} ist kein Anschluss. Bitte eine Zahl zwischen 1 und 65535 angeben, z. B. PORT=8001.")
    try:
        familie, *_, adresse = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        tuer = socket.socket(familie, socket.SOCK_STREAM)
        tuer.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tuer.bind(adresse)
        # From here on the port is ours; who comes before the application is ready waits in the queue.
        tuer.listen(WARTESCHLANGE)
    except PermissionError:
        sys.exit(f"Für den Anschluss {port} fehlen die Rechte. Bitte einen ab 1024 wählen, z. B. PORT=8001 ./run")
    except socket.gaierror:
        sys.exit(f"HOST={host} ist keine bekannte Adresse. Bitte z. B. HOST=127.0.0.1 oder HOST=0.0.0.0 angeben.")
    except OSError as fehler:
        if fehler.errno == 98:  # EADDRINUSE
            sys.exit(f"Der Anschluss {port} auf {host} ist schon belegt. Bitte einen anderen wählen: PORT=8001 ./run")
        sys.exit(f"Auf {host}:{port} kann nicht gestartet werden: {fehler.strerror}. Bitte HOST und PORT prüfen.")
    return tuer


@contextmanager
def hold_sperre(ablage: Path) -> Iterator[None]:
    """Let only one start at a time work on this ``ablage``; the kernel drops the lock with the process."""
    with (ablage / "start.sperre").open("w") as sperre:
        fcntl.flock(sperre, fcntl.LOCK_EX)
        yield


def close_ablage(ablage: Path) -> None:
    """Take away what others on this machine may do with our data: an older start may have left it open.

    The folder itself may be shared and stays as it is.
    """
    for ordner in ("dateien", "geheim", "cache", "tmp", "post"):
        if (ablage / ordner).is_dir():
            (ablage / ordner).chmod(0o700)
    for datei in ablage.glob("ratsinformation.sqlite3*"):
        datei.chmod(0o600)


def digest_static() -> str:
    """Return a digest of all static source files by name, size and time of change, and of what is used of KERN."""
    from koblenz_council.kern_css import list_classes
    from koblenz_council.statische_dateien import QUELLEN

    summe = hashlib.sha256(settings.STATIC_URL.encode())
    summe.update(" ".join(sorted(list_classes(QUELLEN))).encode())
    for finder in get_finders():
        for name, ablage in finder.list([]):
            pfad = Path(ablage.path(name))
            stand = pfad.stat()
            summe.update(f"{pfad} {stand.st_size} {stand.st_mtime_ns}\n".encode())
    return summe.hexdigest()


def collect_static() -> None:
    """Collect the static files unless nothing has changed since the last time."""
    merker = Path(settings.STATIC_ROOT) / ".stand"
    stand = digest_static()
    if merker.exists() and merker.read_text(encoding="ascii") == stand:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    merker.write_text(stand, encoding="ascii")


def prepare() -> None:
    """Migrate, load the demo council into an empty database, collect static files."""
    ablage = Path(settings.DATA_DIR)
    with hold_sperre(ablage):
        close_ablage(ablage)
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo", "laden", "--wenn-leer")
        collect_static()
    # The workers are forks of this process and must not share its connection.
    connections.close_all()


def format_adresse(host: str, port: int) -> str:
    """Return ``host`` and ``port`` as a web address."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def describe_adresse(tuer: socket.socket) -> str:
    """Return the address to open in a browser on this machine."""
    host, port = tuer.getsockname()[:2]
    return format_adresse("127.0.0.1" if ipaddress.ip_address(host).is_unspecified else host, port)


def is_nur_lokal(adresse: str) -> bool:
    """Return whether ``adresse`` is reachable from this machine only."""
    return ipaddress.ip_address(adresse).is_loopback


def warm_up_print(worker: object) -> None:
    """Start the worker's print process."""
    from dokumente.druck.pdf import warm_up

    warm_up()


class Aufsicht:
    """A process of its own that keeps the worker of the task queue running, and takes it along when it ends.

    Not a thread beside gunicorn: that collects every ended child, and forks, as it sees fit.
    """

    def __init__(self, tuer: socket.socket) -> None:
        self.kennung = _fork_aufsicht([tuer])

    def keep(self, tueren: Iterable[socket.socket]) -> None:
        """Start it anew if it is gone, killed by whatever: without it nothing in the queue would ever be done."""
        try:
            os.kill(self.kennung, 0)
        except ProcessLookupError:
            self.kennung = _fork_aufsicht(tueren)

    def end(self, arbiter: object = None) -> None:
        """End the worker with its keeper, and wait until both are gone."""
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.kennung, signal.SIGTERM)
            os.waitpid(self.kennung, 0)


def _fork_aufsicht(tueren: Iterable[socket.socket]) -> int:
    """Fork the process that keeps the worker and return its number."""
    eltern = os.getpid()
    kennung = os.fork()
    if kennung == 0:
        try:
            for zeichen in range(1, signal.NSIG):
                # What gunicorn does on a signal is for its own process.
                with suppress(OSError, ValueError):
                    signal.signal(zeichen, signal.SIG_DFL)
            # Otherwise the port stayed taken for as long as this process lives.
            for tuer in tueren:
                tuer.close()
            watch_worker(eltern)
        finally:
            # Never back into the server it was forked from.
            os._exit(0)
    return kennung


def end_with(eltern: int) -> None:
    """Have the kernel kill this process as soon as ``eltern``, which forked it, is gone, in whatever way."""
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != eltern:
        os._exit(1)


def watch_worker(eltern: int) -> None:
    """Start the worker again and again until this process is told to end or ``eltern``, the server, is gone."""
    from koblenz_council.tagesuebersicht import start_post
    from mappen.tasks.aufraeumen import reap_mappen

    os.nice(NACHRANG)
    ende = threading.Event()
    for zeichen in (signal.SIGTERM, signal.SIGINT):
        signal.signal(zeichen, lambda nummer, rahmen: ende.set())
    while not ende.is_set() and os.getppid() == eltern:
        with suppress(DatabaseError, OSError):
            # What a killed worker had begun ends here, before the next one begins anything.
            reap_mappen()
            start_post()
        connections.close_all()
        befehl = [sys.executable, str(WURZEL / "manage.py"), *HINTERGRUNDDIENST]
        # A group of its own: Ctrl+C reaches the worker through its keeper only. Not a session of its own: Linux gives
        # every session the same share of the processor, however far its processes stand back.
        # The function between fork and exec is safe here: this process has one thread.
        dienst = subprocess.Popen(befehl, process_group=0, preexec_fn=partial(end_with, os.getpid()))  # noqa: S603, PLW1509
        while os.getppid() == eltern and dienst.poll() is None and not ende.wait(0.2):
            pass
        stop_worker(dienst)
        # A worker that cannot start must not keep the machine busy with trying.
        ende.wait(1)


def stop_worker(dienst: "subprocess.Popen[bytes]") -> None:
    """End the worker: the second signal breaks off what it is doing, which is then given up as failed."""
    for zeichen in (signal.SIGTERM, signal.SIGTERM, signal.SIGKILL):
        if dienst.poll() is not None:
            return
        dienst.send_signal(zeichen)
        with suppress(subprocess.TimeoutExpired):
            dienst.wait(timeout=ENDE_SEKUNDEN / 5 if zeichen == signal.SIGTERM else None)


class Hauptprozess(Arbiter):
    """Gunicorn's own loop, which looks after the keeper of the queue as it does after its workers."""

    def manage_workers(self) -> None:
        """Replace what is gone."""
        super().manage_workers()
        if self.app.aufsicht:
            self.app.aufsicht.keep([tuer.sock for tuer in self.LISTENERS])


class Server(BaseApplication):
    """Gunicorn inside this process, on a socket that is already open; each of its workers is a waitress."""

    def __init__(self, tuer: socket.socket, aufsicht: Aufsicht | None) -> None:
        self.host, self.port = tuer.getsockname()[:2]
        self.aufsicht = aufsicht
        self.griff = tuer.detach()
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        einstellungen: dict[str, Any] = {
            "bind": f"fd://{self.griff}",
            "workers": 2,
            "threads": 4,
            "worker_class": "koblenz_council.serving.worker.WaitressWorker",
            "timeout": ZEITLIMIT_SEKUNDEN,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self.announce,
            "on_exit": self.aufsicht.end if self.aufsicht else (lambda arbiter: None),
            # The print process starts beside the worker, so that the first paper does not wait for it.
            "post_worker_init": warm_up_print,
        }
        for name, wert in einstellungen.items():
            self.cfg.set(name, wert)

    def run(self) -> None:
        """Serve until told to end."""
        Hauptprozess(self).run()

    def load(self) -> WSGIHandler:
        """Return the application."""
        return get_wsgi_application()

    def announce(self, arbiter: object) -> None:
        """Print the address to open."""
        if settings.DEMO and not is_nur_lokal(self.host):
            print("Achtung: Demobetrieb – wer diesen Rechner erreicht, kann sich per Klick anmelden.", file=sys.stderr)
        # What is loaded by now stays: the collector need not walk it again and again, and the workers share its memory.
        gc.collect()
        gc.freeze()
        print(f"Die Ratsinformation läuft: {format_adresse(self.host, self.port)}  (beenden mit Strg+C)", flush=True)


def main() -> None:
    """Serve on ``HOST`` and ``PORT``; every reason not to start is one German sentence and exit status 1."""
    sys.path.insert(0, str(WURZEL))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koblenz_council.settings")
    tuer = open_port(os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000")
    # Printed papers name this address; on another port than usual they would lead nowhere.
    os.environ.setdefault("ADRESSE", describe_adresse(tuer))
    try:
        django.setup()
        prepare()
    except (CommandError, ImproperlyConfigured) as fehler:
        sys.exit(str(fehler))
    except DatabaseError as fehler:
        sys.exit(f"Die Datenbank ist nicht benutzbar: {str(fehler).strip()}\nBitte DATABASE_URL und DATA_DIR prüfen.")
    Server(tuer, None if settings.NUR_SEITEN else Aufsicht(tuer)).run()


if __name__ == "__main__":
    main()
