"""One worker process, seen from the process that uses it."""

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

from dokumente.workers.messages import FOLDER, HEAD_BYTES, Head, Kind, pack, parse_head

ROOT: Final = Path(__file__).resolve().parents[2]
_ENVIRONMENT: Final = ("PATH", "HOME", "LANG", "LC_", "XDG_CACHE_HOME", "FONTCONFIG_", "LD_LIBRARY_PATH")
_CHUNK: Final = 1024 * 1024


class Limits(NamedTuple):
    """What one order may cost: ``seconds`` of the processor's time and ``memory`` in bytes."""

    seconds: float = 30
    memory: int = 512 * 1024 * 1024


class TimedOut(Exception):
    """The answer did not come in time by the clock on the wall; the process may be busy and must be ended."""


class Crashed(Exception):
    """The process ended without an answer, or answered nonsense. ``exit_status`` is how (negative: the signal)."""

    exit_status: int = 0


class Worker:
    """A running process. Used by one thread at a time; whoever has it must ``end`` it after any error."""

    def __init__(self, limits: Limits, setup: bytes, *, module: str) -> None:
        """Start it without waiting; ``setup`` is its first message (JSON), ``module`` the program it runs."""
        self._folder = tempfile.mkdtemp(prefix=FOLDER)
        arguments = (os.getpid(), limits.memory, self._folder)
        try:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", module, *map(str, arguments)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                cwd=ROOT,
                env=_build_environment(self._folder),
            )
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        if self._process.stdin is None or self._process.stdout is None:
            raise TypeError("a process with two pipes was asked for")
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        # Neither a large order nor a slow answer may hold us longer than the limit.
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self._pending = pack(Kind.SETUP, setup)

    @property
    def pid(self) -> int:
        """Return the process number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Return whether the process runs."""
        return self._process.poll() is None

    def set_up(self) -> None:
        """Hand over the first message now, so that the process gets ready before there is an order."""
        with suppress(OSError):  # who takes it next will notice that it is dead
            if self._pending:
                self._pending = self._pending[os.write(self._to, self._pending) :]

    def serve(self, order: bytes, *, until: float) -> tuple[Head, bytes]:
        """Hand over an order (JSON) and return the answer.

        ``until`` is the time limit on the monotonic clock. Raises :class:`TimedOut`, :class:`Crashed`.
        """
        outgoing = memoryview(self._pending + pack(Kind.ORDER, order))
        self._pending = b""
        incoming = bytearray()
        try:
            with selectors.PollSelector() as selector:
                selector.register(self._from, selectors.EVENT_READ)
                selector.register(self._to, selectors.EVENT_WRITE)
                while not _is_whole(incoming):
                    ready = selector.select(_remaining(until))
                    for key, _ in ready:
                        if key.fd == self._from:
                            incoming += self._read_chunk()
                        elif outgoing := outgoing[os.write(self._to, outgoing[:_CHUNK]) :]:
                            continue
                        else:
                            selector.unregister(self._to)
        except (OSError, ValueError) as error:
            raise Crashed from error
        return parse_head(incoming[:HEAD_BYTES]), bytes(incoming[HEAD_BYTES:])

    def _read_chunk(self) -> bytes:
        chunk = os.read(self._from, _CHUNK)
        if not chunk:
            raise Crashed
        return chunk

    def end(self) -> int:
        """Kill and bury the process, remove its files; return how it ended (negative: the signal)."""
        self._process.kill()
        self._close()
        exit_status = self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)
        return exit_status

    def forget(self) -> None:
        """Let go of it in a forked process: it belongs to the parent and lives on there."""
        self._close()
        self._process.returncode = 0

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def _is_whole(raw: bytearray) -> bool:
    return len(raw) >= HEAD_BYTES and len(raw) >= HEAD_BYTES + parse_head(raw[:HEAD_BYTES]).length


def _remaining(until: float) -> float:
    remaining = until - time.monotonic()
    if remaining <= 0:
        raise TimedOut
    return remaining


def _build_environment(folder: str) -> dict[str, str]:
    """Return what the process needs to know, which is neither the database nor a key."""
    inherited = {name: value for name, value in os.environ.items() if name.startswith(_ENVIRONMENT)}
    return inherited | {"TMPDIR": folder, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
