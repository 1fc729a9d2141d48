"""A worker process from inside. Reads orders from its input, answers on its output.

It ends with the process that started it, whatever way that ends, and takes its temporary files with it.
"""

import gc
import json
import math
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from abc import ABC, abstractmethod
from io import FileIO
from pathlib import Path
from typing import Any, Final

from dokumente.workers.messages import FOLDER, HEAD_BYTES, WALL_CLOCK, Kind, pack, parse_head

MEGABYTE: Final = 1024 * 1024
SHARED: Final = 32 * MEGABYTE
"""Bytes of shared libraries that count as memory in use but not towards the limit on own data."""
GRACE_SECONDS: Final = 5
GLANCE_SECONDS: Final = 0.5
QUIET_SECONDS: Final = 0.02
PILED_UP_MAX: Final = 8
FILE_MAX: Final = 256 * MEGABYTE


def main(workbench: type["Workbench"]) -> None:
    """Serve orders until the input ends. Arguments: the parent's number, memory limit in bytes, temporary folder."""
    parent, memory = map(int, sys.argv[1:3])
    folder = Path(sys.argv[3])
    if not folder.name.startswith(FOLDER):
        raise ValueError("not a folder of a worker process")  # it is emptied at the end
    tempfile.tempdir = str(folder)
    incoming, outgoing = _take_over_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, whose end we notice
    threading.Thread(target=_watch_parent, args=(parent, folder), daemon=True).start()
    _set_limits(memory)
    try:
        workbench(incoming, outgoing, memory=memory).work()
    except Exception:
        traceback.print_exc()
    finally:
        _leave(folder)


class Workbench(ABC):
    """A kind of work and the two pipes it is served by."""

    def __init__(self, incoming: FileIO, outgoing: FileIO, *, memory: int) -> None:
        """Read the first message and get ready. ``memory`` is in bytes."""
        self.incoming, self.outgoing = incoming, outgoing
        self.memory = memory
        self.piled_up = 0
        self.prepare(self._read(Kind.SETUP))

    @abstractmethod
    def prepare(self, setup: dict[str, Any]) -> None:
        """Load what the work needs: under the limits, and only here."""

    @abstractmethod
    def perform(self, order: dict[str, Any]) -> bytes:
        """Return the answer to one order."""

    @property
    def hurried(self) -> bool:
        """Return whether an order is waiting already."""
        return bool(select.select([self.incoming], [], [], 0)[0])

    def work(self) -> None:
        """Answer order after order, or end after one that left this process large or in doubt."""
        stays = True
        while stays:
            self._tidy()
            order = self._read(Kind.ORDER)
            _limit_time(order["seconds"])
            kind, body = self._perform(order)
            _limit_time(None)
            peak = _read_peak()
            if kind is Kind.ANSWER and peak > self.memory * 0.95:
                # So close to the limit the engine may have gone without something it could not load.
                kind, body = Kind.TOO_LARGE, b""
            stays = kind is not Kind.TOO_LARGE and peak < self.memory / 2
            self._write(pack(kind, body, stays=stays))
            self.piled_up += 1
            del order, body

    def _tidy(self) -> None:
        """Collect the remains of earlier documents while nobody waits, or when too many have piled up."""
        waits = bool(select.select([self.incoming], [], [], QUIET_SECONDS)[0])
        if self.piled_up and (not waits or self.piled_up >= PILED_UP_MAX):
            gc.collect()
            self.piled_up = 0

    def _perform(self, order: dict[str, Any]) -> tuple[Kind, bytes]:
        try:
            return Kind.ANSWER, self.perform(order)
        except MemoryError:
            return Kind.TOO_LARGE, b""
        except Exception:
            return Kind.FAILED, traceback.format_exc(limit=-8).encode("utf-8", "replace")

    def _read(self, expected: Kind) -> dict[str, Any]:
        head = parse_head(self._read_bytes(HEAD_BYTES))
        if head.kind is not expected:
            raise ValueError(f"{head.kind} instead of {expected}")
        return dict(json.loads(self._read_bytes(head.length)))

    def _read_bytes(self, count: int) -> bytes:
        raw = bytearray()
        while len(raw) < count:
            chunk = self.incoming.read(count - len(raw))
            if not chunk:
                raise SystemExit(0)  # the parent has closed the pipe
            raw += chunk
        return bytes(raw)

    def _write(self, message: bytes) -> None:
        remaining = memoryview(message)
        while remaining:
            remaining = remaining[self.outgoing.write(remaining) :]


def _take_over_pipes() -> tuple[FileIO, FileIO]:
    """Return the two pipes; whatever a library prints from now on goes to the log and cannot get into an answer."""
    incoming, outgoing = FileIO(os.dup(0), "r"), FileIO(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return incoming, outgoing


def _read_peak() -> int:
    """Return the most memory this process ever had, in bytes. (``getrusage`` would count the parent's before exec.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def _set_limits(memory: int) -> None:
    own = memory - SHARED
    for limit, value in (
        (resource.RLIMIT_DATA, own),
        (resource.RLIMIT_FSIZE, FILE_MAX),
        (resource.RLIMIT_CORE, 0),  # a core dump would hold confidential text
    ):
        _, hard = resource.getrlimit(limit)
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (allowed, allowed))


def _limit_time(seconds: float | None) -> None:
    """Let the kernel end this process after so much time of the processor, also if it hangs in native code.

    A busy machine makes nothing too long. Should the parent be stopped or gone, the clock on the wall ends it as well.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds or 0)
    signal.alarm(math.ceil(seconds * WALL_CLOCK) + GRACE_SECONDS if seconds else 0)


def _watch_parent(parent: int, folder: Path) -> None:
    # The end of the pipe does not tell: a process forked from the parent may hold its other end.
    while os.getppid() == parent:
        time.sleep(GLANCE_SECONDS)
    _leave(folder)


def _leave(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)
