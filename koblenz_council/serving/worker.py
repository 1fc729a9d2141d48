"""The worker process: gunicorn keeps the processes, waitress reads the requests.

gunicorn's threads read a request themselves: as many slow clients as there are threads, and nobody else is served.
waitress reads in one loop and gives a thread only what is there in full, heads and bodies alike.
"""

import os
import socket
import time
from typing import Any, Final

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import create_server

from koblenz_council.serving.parser import CappedParser, waitress_options

LOOP_SECONDS: Final = 1
"""How long the loop waits for something to happen before it looks whether the process shall end."""


class CappedChannel(HTTPChannel):  # type: ignore[misc]
    """A connection whose requests are capped."""

    parser_class = CappedParser


class WaitressWorker(Worker):  # type: ignore[misc]
    """A process that serves until gunicorn's arbiter ends it or is gone itself."""

    def run(self) -> None:
        """Serve until told to end, then answer what has come in by then."""
        sockets: list[socket.socket] = [listener.sock for listener in self.sockets]
        self.connections: dict[int, Any] = {}
        server = create_server(
            self.wsgi, map=self.connections, sockets=sockets, threads=self.cfg.threads, **waitress_options()
        )
        server.channel_class = CappedChannel
        while self.alive and self.is_parent_there():
            self.notify()
            self._turn(LOOP_SECONDS)
        server.accepting = False
        end = time.monotonic() + self.cfg.graceful_timeout
        channels = server.active_channels
        while time.monotonic() < end and any(c.requests or c.total_outbufs_len for c in channels.values()):
            self._turn(0.1)
        server.task_dispatcher.shutdown(timeout=LOOP_SECONDS)
        wasyncore.close_all(self.connections)

    def is_parent_there(self) -> bool:
        """Return whether the arbiter still lives; without it nobody would ever end this process."""
        parent: int = self.ppid
        return parent == os.getppid()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self.connections, count=1)
