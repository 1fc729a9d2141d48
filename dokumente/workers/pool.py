"""A few worker processes shared by the threads of one process: started when needed, replaced when they fail."""

import atexit
import json
import logging
import signal
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

from dokumente.workers.messages import WALL_CLOCK, Head, Kind
from dokumente.workers.worker import Crashed, Limits, TimedOut, Worker

SIZE: Final = 2
"""Processes at most: one order that takes its time does not stop the next."""
WAIT_SECONDS: Final = 60
OUT_OF_TIME: Final = -signal.SIGPROF
"""How a process ends that has had all its time of the processor."""
_CRASHES: Final = frozenset([-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGILL, -signal.SIGFPE])
logger = logging.getLogger(__name__)


class NoAnswer(Exception):
    """There is no answer; the subclass says why."""


class Failed(NoAnswer):
    """The work itself failed over it."""


class TooLong(NoAnswer):
    """It takes more of the processor's time than allowed."""


class TooLarge(NoAnswer):
    """It needs more memory than allowed."""


class Deadly(NoAnswer):
    """The process crashed over it, twice."""


class Lost(NoAnswer):
    """The process was killed twice, or cannot be started: that says nothing about the order."""


class Busy(NoAnswer):
    """All processes are busy for too long, or the machine is so busy that one did not get its time."""


class WorkerPool:
    """The processes of this process. Safe for threads; a forked child starts with none."""

    def __init__(
        self,
        setup: Callable[[], dict[str, object]],
        *,
        module: str,
        size: int = SIZE,
        limits: Limits | None = None,
    ) -> None:
        """``setup`` tells a new process what it needs, and is asked at every start of one.

        ``module`` is the program the processes run.
        """
        self.limits = limits or Limits()
        self._setup, self._module = setup, module
        self._size = size
        self._reset()
        atexit.register(self.close)

    def _reset(self) -> None:
        self._slots = threading.BoundedSemaphore(self._size)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()

    @property
    def pids(self) -> list[int]:
        """Return the numbers of the processes that run."""
        with self._lock:
            return [worker.pid for worker in self._all]

    def ask(
        self,
        order: Mapping[str, object],
        *,
        wait: float = WAIT_SECONDS,
        at_most: float | None = None,
        patience: float | None = None,
    ) -> bytes:
        """Hand an order (JSON values) to a free process and return its answer, whole or not at all.

        Waits up to ``wait`` seconds for a free process. The order may take ``at_most`` seconds of the processor
        or, if that is less, the limit of every order; ``patience`` is how long somebody waits for it by the clock on
        the wall, many times that unless told otherwise. Raises a :class:`NoAnswer`.
        """
        seconds = self.limits.seconds if at_most is None else min(at_most, self.limits.seconds)
        message = json.dumps({**order, "seconds": seconds}).encode()
        if not self._slots.acquire(timeout=wait):
            raise Busy
        try:
            until = time.monotonic() + (seconds * WALL_CLOCK if patience is None else patience)
            try:
                return self._attempt(message, until)
            except Crashed as first:
                # Perhaps somebody else killed it, or the machine ran out of memory: once more, on a fresh one.
                return self._attempt_again(message, until, first)
        except TimedOut as error:
            raise Busy from error
        finally:
            self._slots.release()

    def warm_up(self) -> None:
        """Start a process if none runs; it gets ready while nobody waits."""
        if self._slots.acquire(blocking=False):
            try:
                self._give_back(self._take())
            except Crashed:
                logger.exception("Druckprozess startet nicht")
            finally:
                self._slots.release()

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            workers, self._idle, self._all = self._all, [], set()
        for worker in workers:
            worker.end()

    def forget(self) -> None:
        """Start anew in a forked process, whatever the parent's other threads were doing at that moment."""
        workers = self._all
        self._reset()
        for worker in workers:
            worker.forget()

    def _attempt_again(self, message: bytes, until: float, first: Crashed) -> bytes:
        try:
            return self._attempt(message, until)
        except Crashed as second:
            if {first.exit_status, second.exit_status} <= _CRASHES:
                raise Deadly from second
            raise Lost from second

    def _attempt(self, message: bytes, until: float) -> bytes:
        worker = self._take()
        try:
            head, body = worker.serve(message, until=until)
        except BaseException as error:
            exit_status = self._discard(worker)
            logger.warning("Druckprozess beendet (%s): %s", exit_status, type(error).__name__)
            if exit_status == OUT_OF_TIME:
                self._replace()
                raise TooLong from error
            if isinstance(error, Crashed):
                error.exit_status = exit_status
            else:
                self._replace()
            raise
        if head.stays:
            self._give_back(worker)
        else:
            self._discard(worker)
            self._replace()
        return _read_answer(head, body)

    def _take(self) -> Worker:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return self._start()
            if worker.alive:
                return worker
            self._discard(worker)

    def _start(self) -> Worker:
        setup = json.dumps(self._setup()).encode()
        try:
            worker = Worker(self.limits, setup, module=self._module)
        except OSError as error:
            raise Crashed from error
        with self._lock:
            self._all.add(worker)
        return worker

    def _replace(self) -> None:
        """Start the successor at once, so that it is warm for the next document."""
        try:
            self._give_back(self._start())
        except Crashed:
            logger.exception("Druckprozess startet nicht")

    def _give_back(self, worker: Worker) -> None:
        worker.set_up()
        with self._lock:
            self._idle.append(worker)

    def _discard(self, worker: Worker) -> int:
        with self._lock:
            self._all.discard(worker)
        return worker.end()


def _read_answer(head: Head, body: bytes) -> bytes:
    if head.kind is Kind.ANSWER:
        return body
    if head.kind is Kind.TOO_LARGE:
        raise TooLarge
    raise Failed(body.decode("utf-8", "replace"))
