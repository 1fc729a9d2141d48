"""How the others fare while a large packet is being bound: the same people with and without it."""

import io
import json
import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import pikepdf

from messungen.last_nutzer import Messung, Nutzer, build_nutzer
from messungen.last_server import Zielserver, run_server
from messungen.mappe_sitzung import Umfang
from messungen.werte import compute_perzentil

NUTZER: Final = 20
RUHE_SEKUNDEN: Final = 40
BLICK_SEKUNDEN: Final = 0.5
WARTEN_SEKUNDEN: Final = 600
MAPPEN: Final = (
    {"fuer": "gesamt", "duplex": "on"},
    {"fuer": "mitglieder", "duplex": "on"},
    {"fuer": "gesamt"},
)
"""Packets bound one after another, so that there is enough to measure."""

Werte = dict[str, float | int | list[float]]


class NichtGebunden(Exception):
    """No packet came out; the message is a German sentence."""


def measure_last(umfang: Umfang | None = None, *, nutzer: int = NUTZER, ruhe: float = RUHE_SEKUNDEN) -> Werte:
    """Measure with a server, a sitting and people of its own.

    What each key means stands in ``docs/messungen.md``. ``ruhe`` are the seconds measured without a packet.

    :raises NichtGebunden: when a packet is not bound within ten minutes.
    """
    with run_server(umfang or Umfang()) as server:
        dienst = Nutzer(server, "sitzungsdienst", saat=-1)
        dienst.login()
        _warm_up(server)
        leute = build_nutzer(server, nutzer)
        with working(leute):
            beginn = time.monotonic()
            time.sleep(ruhe)
            grenze = time.monotonic()
            dauern = [_bind(dienst, wahl) for wahl in MAPPEN]
            ende = time.monotonic()
        seiten = _count_seiten(dienst)
    messungen = [messung for person in leute for messung in person.messungen]
    return {
        "users": nutzer,
        **summarise("idle", [m for m in messungen if beginn <= m.beginn < grenze]),
        **summarise("packet", [m for m in messungen if grenze <= m.beginn < ende]),
        **compare(messungen, grenze, ende),
        "packet_s": [round(dauer, 2) for dauer in dauern],
        "packet_pages": seiten,
        "load": os.getloadavg()[0],
    }


def summarise(name: str, messungen: Sequence[Messung]) -> dict[str, float | int]:
    """Return how many pages were asked for, how many failed, and the percentiles of those that came (ms)."""
    zeiten = [messung.ms for messung in messungen if messung.ok]
    return {
        f"{name}_requests": len(messungen),
        f"{name}_errors": len(messungen) - len(zeiten),
        **{f"{name}_ms_p{anteil}": compute_perzentil(zeiten, anteil) for anteil in (50, 95, 99)},
    }


def compare(messungen: Sequence[Messung], grenze: float, ende: float) -> dict[str, float]:
    """Return how much longer pages take from ``grenze`` to ``ende`` than before, and the slowest kind of page."""
    ruhig = [m.ms for m in messungen if m.ok and m.beginn < grenze]
    belastet = [m for m in messungen if m.ok and grenze <= m.beginn < ende]
    zeiten = [m.ms for m in belastet]
    arten = {m.art for m in belastet}
    return {
        "ratio_p50": compute_perzentil(zeiten, 50) / compute_perzentil(ruhig, 50),
        "ratio_p95": compute_perzentil(zeiten, 95) / compute_perzentil(ruhig, 95),
        "packet_ms_p95_slowest_page": max(
            compute_perzentil([m.ms for m in belastet if m.art == art], 95) for art in arten
        ),
    }


@contextmanager
def working(leute: Sequence[Nutzer]) -> Iterator[None]:
    """Let these people log in and work for as long as the block lasts."""
    for person in leute:
        person.login()
    ende = threading.Event()
    faeden = [threading.Thread(target=person.work, args=(ende,)) for person in leute]
    for faden in faeden:
        faden.start()
    try:
        yield
    finally:
        ende.set()
        for faden in faeden:
            faden.join()


def _warm_up(server: Zielserver) -> None:
    """Open each paper once by every role: what the queue sets after a release stands ready in daily work."""
    for rolle in ("ratsmitglied", "sitzungsdienst", ""):
        person = Nutzer(server, rolle, saat=0)
        person.login()
        for vorlage in server.vorlagen:
            person.read(f"/vorlagen/{vorlage}/pdf/")


def order_mappe_as(dienst: Nutzer, wahl: dict[str, str]) -> None:
    """Press the button of the packet page; raises ``URLError`` when the order is refused."""
    seite = f"/sitzungen/{dienst.server.sitzung}/mappe/"
    dienst.fill(seite, seite, {"umfang": "alles", "form": "pdf", "mit_anlagen": "on"} | wahl)


def _bind(dienst: Nutzer, wahl: dict[str, str]) -> float:
    """Order a packet and wait for it; return the seconds it took."""
    beginn = time.monotonic()
    order_mappe_as(dienst, wahl)
    while json.loads(dienst.read(f"/sitzungen/{dienst.server.sitzung}/mappe/stand/"))["auftraege"]:
        if time.monotonic() - beginn > WARTEN_SEKUNDEN:
            raise NichtGebunden("Die Mappe ist nach zehn Minuten noch nicht gebunden.")
        time.sleep(BLICK_SEKUNDEN)
    return time.monotonic() - beginn


def _count_seiten(dienst: Nutzer) -> int:
    """Return the pages of the largest packet that stands ready; that all came out is part of the measurement."""
    seite = f"/sitzungen/{dienst.server.sitzung}/mappe/"
    fertige = set(re.findall(rf'href="({seite}\d+/)"', dienst.read(seite).decode()))
    if len(fertige) != len(MAPPEN):
        raise NichtGebunden(f"Von {len(MAPPEN)} bestellten Mappen sind {len(fertige)} fertig.")
    groessen = []
    for adresse in fertige:
        with pikepdf.open(io.BytesIO(dienst.read(adresse))) as pdf:
            groessen.append(len(pdf.pages))
    return max(groessen)
