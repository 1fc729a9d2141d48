"""How the others fare while slow clients hold sockets: heads and bodies that come byte by byte and never end."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

from messungen.last import Werte, compare, summarise, working
from messungen.last_nutzer import build_nutzer
from messungen.last_server import run_server
from messungen.mappe_sitzung import Umfang

SOCKETS: Final = 64
SEKUNDEN: Final = 60
LEUTE: Final = 9
TROPFEN_SEKUNDEN: Final = 0.5
"""How long a slow client waits before its next byte."""

ANFAENGE: Final = (
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
    (
        b"POST /anmelden/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: 1000000\r\n\r\nlogin="
    ),
)
"""What a slow client sends at once: half a head, or a head and the beginning of a body."""


def measure_langsam(
    umfang: Umfang | None = None, *, sockets: int = SOCKETS, sekunden: float = SEKUNDEN, leute: int = LEUTE
) -> Werte:
    """Measure with a server of its own: ``sekunden`` without slow clients, then as long with ``sockets`` of them."""
    with run_server(umfang or Umfang.of(4)) as server:
        personen = build_nutzer(server, leute)
        with working(personen):
            beginn = time.monotonic()
            time.sleep(sekunden)
            grenze = time.monotonic()
            with hold_sockets(server.adresse, sockets) as offene:
                time.sleep(sekunden)
                gehalten = len(offene)
            ende = time.monotonic()
    messungen = [messung for person in personen for messung in person.messungen if messung.beginn >= beginn]
    return {
        "users": leute,
        "sockets_held": gehalten,
        **summarise("idle", [m for m in messungen if m.beginn < grenze]),
        **summarise("slow", [m for m in messungen if grenze <= m.beginn < ende]),
        **{name: wert for name, wert in compare(messungen, grenze, ende).items() if name.startswith("ratio")},
    }


@contextmanager
def hold_sockets(adresse: str, anzahl: int) -> Iterator[list[socket.socket]]:
    """Hold ``anzahl`` slow clients; those the server hangs up on leave the list that is given."""
    teile = urlsplit(adresse)
    offene = [socket.create_connection((teile.hostname or "", teile.port or 80), timeout=10) for _ in range(anzahl)]
    for nummer, offener in enumerate(offene):
        offener.sendall(ANFAENGE[nummer % len(ANFAENGE)])
    schluss = threading.Event()
    faden = threading.Thread(target=_drip, args=(offene, schluss))
    faden.start()
    try:
        yield offene
    finally:
        schluss.set()
        faden.join()
        for offener in offene:
            offener.close()


def _drip(offene: list[socket.socket], schluss: threading.Event) -> None:
    while not schluss.wait(TROPFEN_SEKUNDEN):
        for offener in tuple(offene):
            try:
                offener.sendall(b"x")
            except OSError:
                offene.remove(offener)
                offener.close()
