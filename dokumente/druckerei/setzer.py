"""One printing process, seen from the process that uses it."""

import os
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from dokumente.druckerei.leitung import KOPF_BYTES, ORDNER, Art, Kopf, pack, parse_kopf

WURZEL: Final = Path(__file__).resolve().parents[2]
DRUCKER: Final = "dokumente.druckerei.kind"
_UMGEBUNG: Final = ("PATH", "HOME", "LANG", "LC_", "XDG_CACHE_HOME", "FONTCONFIG_", "LD_LIBRARY_PATH")
_STUECK: Final = 1024 * 1024


class Grenzen(NamedTuple):
    """What one document may cost: ``sekunden`` of the processor's time and ``speicher`` in bytes."""

    sekunden: float = 30
    speicher: int = 512 * 1024 * 1024


class ZeitUeberschritten(Exception):
    """The answer did not come in time by the clock on the wall; the process may be busy and must be ended."""


class Abgestuerzt(Exception):
    """The process ended without an answer, or answered nonsense. ``ende`` is how (negative: the signal)."""

    ende: int = 0


class Setzer:
    """A running printing process. Used by one thread at a time; whoever has it must ``end`` it after any error."""

    def __init__(self, grenzen: Grenzen, einrichtung: bytes, *, modul: str = DRUCKER) -> None:
        """Start it without waiting; ``einrichtung`` is its first message (JSON), ``modul`` the program it runs."""
        self._ordner = tempfile.mkdtemp(prefix=ORDNER)
        angaben = (os.getpid(), grenzen.speicher, self._ordner)
        try:
            self._prozess = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", modul, *map(str, angaben)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                cwd=WURZEL,
                env=_build_umgebung(self._ordner),
            )
        except OSError:
            shutil.rmtree(self._ordner, ignore_errors=True)
            raise
        if self._prozess.stdin is None or self._prozess.stdout is None:
            raise TypeError("a process with two pipes was asked for")
        self._hin, self._her = self._prozess.stdin.fileno(), self._prozess.stdout.fileno()
        # Neither a large order nor a slow answer may hold us longer than the limit.
        os.set_blocking(self._hin, False)
        os.set_blocking(self._her, False)
        self._ausstehend = pack(Art.EINRICHTUNG, einrichtung)

    @property
    def pid(self) -> int:
        """Return the process number."""
        return self._prozess.pid

    @property
    def lebt(self) -> bool:
        """Return whether the process runs."""
        return self._prozess.poll() is None

    def set_up(self) -> None:
        """Hand over the first message now, so that the process gets ready before there is an order."""
        with suppress(OSError):  # who takes it next will notice that it is dead
            if self._ausstehend:
                self._ausstehend = self._ausstehend[os.write(self._hin, self._ausstehend) :]

    def setze(self, auftrag: bytes, *, bis: float) -> tuple[Kopf, bytes]:
        """Hand over an order (JSON) and return the answer.

        ``bis`` is the time limit on the monotonic clock. Raises :class:`ZeitUeberschritten`, :class:`Abgestuerzt`.
        """
        hinaus = memoryview(self._ausstehend + pack(Art.AUFTRAG, auftrag))
        self._ausstehend = b""
        herein = bytearray()
        try:
            with selectors.PollSelector() as wahl:
                wahl.register(self._her, selectors.EVENT_READ)
                wahl.register(self._hin, selectors.EVENT_WRITE)
                while not _is_ganz(herein):
                    bereit = wahl.select(_remaining(bis))
                    for schluessel, _ in bereit:
                        if schluessel.fd == self._her:
                            herein += self._read_stueck()
                        elif hinaus := hinaus[os.write(self._hin, hinaus[:_STUECK]) :]:
                            continue
                        else:
                            wahl.unregister(self._hin)
        except (OSError, ValueError) as fehler:
            raise Abgestuerzt from fehler
        return parse_kopf(herein[:KOPF_BYTES]), bytes(herein[KOPF_BYTES:])

    def _read_stueck(self) -> bytes:
        stueck = os.read(self._her, _STUECK)
        if not stueck:
            raise Abgestuerzt
        return stueck

    def end(self) -> int:
        """Kill and bury the process, remove its files; return how it ended (negative: the signal)."""
        self._prozess.kill()
        self._close()
        ende = self._prozess.wait()
        shutil.rmtree(self._ordner, ignore_errors=True)
        return ende

    def forget(self) -> None:
        """Let go of it in a forked process: it belongs to the parent and lives on there."""
        self._close()
        self._prozess.returncode = 0

    def _close(self) -> None:
        for leitung in (self._prozess.stdin, self._prozess.stdout):
            if leitung is not None:
                leitung.close()


def _is_ganz(roh: bytearray) -> bool:
    return len(roh) >= KOPF_BYTES and len(roh) >= KOPF_BYTES + parse_kopf(roh[:KOPF_BYTES]).laenge


def _remaining(bis: float) -> float:
    rest = bis - time.monotonic()
    if rest <= 0:
        raise ZeitUeberschritten
    return rest


def _build_umgebung(ordner: str) -> dict[str, str]:
    """Return what the process needs to know, which is neither the database nor a key."""
    uebernommen = {name: wert for name, wert in os.environ.items() if name.startswith(_UMGEBUNG)}
    return uebernommen | {"TMPDIR": ordner, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
