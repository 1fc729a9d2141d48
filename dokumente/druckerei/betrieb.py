"""A few printing processes shared by the threads of one process: started when needed, replaced when they fail."""

import atexit
import json
import logging
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dokumente.beilage import Beilage
from dokumente.druckerei.leitung import WANDUHR, Art, Kopf
from dokumente.druckerei.setzer import DRUCKER, Abgestuerzt, Grenzen, Setzer, ZeitUeberschritten

PLAETZE: Final = 2
"""Processes at most: one document that takes its time does not stop the next."""
WARTEN_SEKUNDEN: Final = 60
RECHENZEIT_UM: Final = -signal.SIGPROF
"""How a process ends that has had all its time of the processor."""
_ABSTURZ: Final = frozenset([-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS, -signal.SIGILL, -signal.SIGFPE])
logger = logging.getLogger(__name__)


class NichtGesetzt(Exception):
    """There is no document; the subclass says why."""


class NichtDruckbar(NichtGesetzt):
    """The engine cannot lay it out."""


class ZuLange(NichtGesetzt):
    """It takes more of the processor's time than allowed."""


class ZuGross(NichtGesetzt):
    """It needs more memory than allowed."""


class Toedlich(NichtGesetzt):
    """The engine itself crashed over it, twice."""


class Ausgefallen(NichtGesetzt):
    """The process was killed twice, or cannot be started: that says nothing about the document."""


class Ausgelastet(NichtGesetzt):
    """All processes are busy for too long, or the machine is so busy that one did not get its time."""


class Druckerei:
    """The processes of this process. Safe for threads; a forked child starts with none."""

    def __init__(
        self,
        einrichtung: Callable[[], dict[str, object]],
        *,
        plaetze: int = PLAETZE,
        grenzen: Grenzen | None = None,
        modul: str = DRUCKER,
    ) -> None:
        """``einrichtung`` tells a new process where the fonts lie; it is asked at every start of one.

        ``modul`` is the program the processes run, the printing process unless told otherwise.
        """
        self.grenzen = grenzen or Grenzen()
        self._einrichtung, self._modul = einrichtung, modul
        self._plaetze = plaetze
        self._reset()
        atexit.register(self.close)

    def _reset(self) -> None:
        self._platz = threading.BoundedSemaphore(self._plaetze)
        self._sperre = threading.Lock()
        self._frei: list[Setzer] = []
        self._alle: set[Setzer] = set()

    @property
    def pids(self) -> list[int]:
        """Return the numbers of the processes that run."""
        with self._sperre:
            return [setzer.pid for setzer in self._alle]

    def setze(
        self,
        html: str,
        stile: Sequence[str],
        *,
        beilage: Beilage | None = None,
        kennung: str = "",
        warten: float = WARTEN_SEKUNDEN,
    ) -> bytes:
        """Return ``html`` set with these style sheets (CSS text) as PDF, whole or not at all.

        ``beilage`` is the file put into it, ``kennung`` its identifier. Waits up to ``warten`` seconds for a free
        process. Raises a :class:`NichtGesetzt`.
        """
        angaben = {"html": html, "stile": list(stile), "beilage": beilage, "kennung": kennung}
        return self.ask(angaben, warten=warten)

    def ask(
        self,
        angaben: Mapping[str, object],
        *,
        warten: float = WARTEN_SEKUNDEN,
        hoechstens: float | None = None,
        geduld: float | None = None,
    ) -> bytes:
        """Hand an order (JSON values) to a free process and return its answer, whole or not at all.

        Waits up to ``warten`` seconds for a free process. The order may take ``hoechstens`` seconds of the processor
        or, if that is less, the limit of every order; ``geduld`` is how long somebody waits for it by the clock on the
        wall, many times that unless told otherwise. Raises a :class:`NichtGesetzt`.
        """
        frist = self.grenzen.sekunden if hoechstens is None else min(hoechstens, self.grenzen.sekunden)
        auftrag = json.dumps({**angaben, "sekunden": frist}).encode()
        if not self._platz.acquire(timeout=warten):
            raise Ausgelastet
        try:
            bis = time.monotonic() + (frist * WANDUHR if geduld is None else geduld)
            try:
                return self._attempt(auftrag, bis)
            except Abgestuerzt as erster:
                # Perhaps somebody else killed it, or the machine ran out of memory: once more, on a fresh one.
                return self._attempt_again(auftrag, bis, erster)
        except ZeitUeberschritten as fehler:
            raise Ausgelastet from fehler
        finally:
            self._platz.release()

    def warm_up(self) -> None:
        """Start a process if none runs; it loads engine, fonts and hyphenation while nobody waits."""
        if self._platz.acquire(blocking=False):
            try:
                self._give_back(self._take())
            except Abgestuerzt:
                logger.exception("Druckprozess startet nicht")
            finally:
                self._platz.release()

    def close(self) -> None:
        """End all processes."""
        with self._sperre:
            alle, self._frei, self._alle = self._alle, [], set()
        for setzer in alle:
            setzer.end()

    def forget(self) -> None:
        """Start anew in a forked process, whatever the parent's other threads were doing at that moment."""
        alle = self._alle
        self._reset()
        for setzer in alle:
            setzer.forget()

    def _attempt_again(self, auftrag: bytes, bis: float, erster: Abgestuerzt) -> bytes:
        try:
            return self._attempt(auftrag, bis)
        except Abgestuerzt as zweiter:
            if {erster.ende, zweiter.ende} <= _ABSTURZ:
                raise Toedlich from zweiter
            raise Ausgefallen from zweiter

    def _attempt(self, auftrag: bytes, bis: float) -> bytes:
        setzer = self._take()
        try:
            kopf, inhalt = setzer.setze(auftrag, bis=bis)
        except BaseException as fehler:
            ende = self._discard(setzer)
            logger.warning("Druckprozess beendet (%s): %s", ende, type(fehler).__name__)
            if ende == RECHENZEIT_UM:
                self._replace()
                raise ZuLange from fehler
            if isinstance(fehler, Abgestuerzt):
                fehler.ende = ende
            else:
                self._replace()
            raise
        if kopf.bleibt:
            self._give_back(setzer)
        else:
            self._discard(setzer)
            self._replace()
        return _read_antwort(kopf, inhalt)

    def _take(self) -> Setzer:
        while True:
            with self._sperre:
                setzer = self._frei.pop() if self._frei else None
            if setzer is None:
                return self._start()
            if setzer.lebt:
                return setzer
            self._discard(setzer)

    def _start(self) -> Setzer:
        einrichtung = json.dumps(self._einrichtung()).encode()
        try:
            setzer = Setzer(self.grenzen, einrichtung, modul=self._modul)
        except OSError as fehler:
            raise Abgestuerzt from fehler
        with self._sperre:
            self._alle.add(setzer)
        return setzer

    def _replace(self) -> None:
        """Start the successor at once, so that it is warm for the next document."""
        try:
            self._give_back(self._start())
        except Abgestuerzt:
            logger.exception("Druckprozess startet nicht")

    def _give_back(self, setzer: Setzer) -> None:
        setzer.set_up()
        with self._sperre:
            self._frei.append(setzer)

    def _discard(self, setzer: Setzer) -> int:
        with self._sperre:
            self._alle.discard(setzer)
        return setzer.end()


def _read_antwort(kopf: Kopf, inhalt: bytes) -> bytes:
    if kopf.art is Art.PDF:
        return inhalt
    if kopf.art is Art.ZU_GROSS:
        raise ZuGross
    raise NichtDruckbar(inhalt.decode("utf-8", "replace"))
