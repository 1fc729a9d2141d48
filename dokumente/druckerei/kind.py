"""The printing process: `python -m dokumente.druckerei.kind`. Reads orders from its input, answers on its output.

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

from dokumente.beilage import Beilage
from dokumente.druckerei.leitung import KOPF_BYTES, ORDNER, WANDUHR, Art, pack, parse_kopf

MEGABYTE: Final = 1024 * 1024
GEMEINSAM: Final = 32 * MEGABYTE
"""Bytes of shared libraries that count as memory in use but not towards the limit on own data."""
NACHSCHLAG_SEKUNDEN: Final = 5
BLICK_SEKUNDEN: Final = 0.5
RUHE_SEKUNDEN: Final = 0.02
AUFGELAUFEN_MAX: Final = 8
DATEI_MAX: Final = 256 * MEGABYTE
_PROBE: Final = '<html lang="de"><title>Probe</title><p>Donaudampfschifffahrtsgesellschaft</p></html>'


def main(werkbank: type["Werkbank"]) -> None:
    """Serve orders until the input ends. Arguments: the parent's number, memory limit in bytes, temporary folder."""
    eltern, speicher = map(int, sys.argv[1:3])
    ordner = Path(sys.argv[3])
    if not ordner.name.startswith(ORDNER):
        raise ValueError("not a folder of the printing process")  # it is emptied at the end
    tempfile.tempdir = str(ordner)
    eingang, ausgang = _take_over_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, whose end we notice
    threading.Thread(target=_watch_eltern, args=(eltern, ordner), daemon=True).start()
    _set_limits(speicher)
    try:
        werkbank(eingang, ausgang, speicher=speicher).work()
    except Exception:
        traceback.print_exc()
    finally:
        _leave(ordner)


class Werkbank(ABC):
    """A kind of work and the two pipes it is served by."""

    def __init__(self, eingang: FileIO, ausgang: FileIO, *, speicher: int) -> None:
        """Read the first message and get ready. ``speicher`` is in bytes."""
        self.eingang, self.ausgang = eingang, ausgang
        self.speicher = speicher
        self.aufgelaufen = 0
        self.prepare(self._read(Art.EINRICHTUNG))

    @abstractmethod
    def prepare(self, einrichtung: dict[str, Any]) -> None:
        """Load what the work needs: under the limits, and only here."""

    @abstractmethod
    def perform(self, auftrag: dict[str, Any]) -> bytes:
        """Return the answer to one order."""

    @property
    def eilt(self) -> bool:
        """Return whether an order is waiting already."""
        return bool(select.select([self.eingang], [], [], 0)[0])

    def work(self) -> None:
        """Answer order after order, or end after one that left this process large or in doubt."""
        bleibt = True
        while bleibt:
            self._tidy()
            auftrag = self._read(Art.AUFTRAG)
            _limit_zeit(auftrag["sekunden"])
            art, inhalt = self._perform(auftrag)
            _limit_zeit(None)
            hoechststand = _read_hoechststand()
            if art is Art.PDF and hoechststand > self.speicher * 0.95:
                # So close to the limit the engine may have gone without something it could not load.
                art, inhalt = Art.ZU_GROSS, b""
            bleibt = art is not Art.ZU_GROSS and hoechststand < self.speicher / 2
            self._write(pack(art, inhalt, bleibt=bleibt))
            self.aufgelaufen += 1
            del auftrag, inhalt

    def _tidy(self) -> None:
        """Collect the remains of earlier documents while nobody waits, or when too many have piled up."""
        wartet = bool(select.select([self.eingang], [], [], RUHE_SEKUNDEN)[0])
        if self.aufgelaufen and (not wartet or self.aufgelaufen >= AUFGELAUFEN_MAX):
            gc.collect()
            self.aufgelaufen = 0

    def _perform(self, auftrag: dict[str, Any]) -> tuple[Art, bytes]:
        try:
            return Art.PDF, self.perform(auftrag)
        except MemoryError:
            return Art.ZU_GROSS, b""
        except Exception:
            return Art.NICHT_DRUCKBAR, traceback.format_exc(limit=-8).encode("utf-8", "replace")

    def _read(self, erwartet: Art) -> dict[str, Any]:
        kopf = parse_kopf(self._read_bytes(KOPF_BYTES))
        if kopf.art is not erwartet:
            raise ValueError(f"{kopf.art} instead of {erwartet}")
        return dict(json.loads(self._read_bytes(kopf.laenge)))

    def _read_bytes(self, anzahl: int) -> bytes:
        roh = bytearray()
        while len(roh) < anzahl:
            stueck = self.eingang.read(anzahl - len(roh))
            if not stueck:
                raise SystemExit(0)  # the parent has closed the pipe
            roh += stueck
        return bytes(roh)

    def _write(self, nachricht: bytes) -> None:
        rest = memoryview(nachricht)
        while rest:
            rest = rest[self.ausgang.write(rest) :]


class Satzbank(Werkbank):
    """Sets HTML as PDF. The first message says where fonts lie."""

    def prepare(self, einrichtung: dict[str, Any]) -> None:
        """Load the engine, and fonts and hyphenation too unless somebody waits."""
        from dokumente.druckerei.satz import Satz

        self.satz = Satz(einrichtung["schriften"], ablage=einrichtung["ablage"])
        if not self.eilt:
            self.satz.render(_PROBE, einrichtung["probe"])
        # The collector would walk a growing heap over and over during a long document; it runs between documents.
        gc.collect()
        gc.freeze()
        gc.disable()

    def perform(self, auftrag: dict[str, Any]) -> bytes:
        """Return the document as PDF."""
        beilage = Beilage(*auftrag["beilage"]) if auftrag["beilage"] else None
        return self.satz.render(auftrag["html"], auftrag["stile"], beilage=beilage, kennung=auftrag["kennung"])


def _take_over_pipes() -> tuple[FileIO, FileIO]:
    """Return the two pipes; whatever a library prints from now on goes to the log and cannot get into an answer."""
    eingang, ausgang = FileIO(os.dup(0), "r"), FileIO(os.dup(1), "w")
    leer = os.open(os.devnull, os.O_RDONLY)
    os.dup2(leer, 0)
    os.dup2(2, 1)
    os.close(leer)
    return eingang, ausgang


def _read_hoechststand() -> int:
    """Return the most memory this process ever had, in bytes. (``getrusage`` would count the parent's before exec.)"""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def _set_limits(speicher: int) -> None:
    eigene = speicher - GEMEINSAM
    for grenze, wert in (
        (resource.RLIMIT_DATA, eigene),
        (resource.RLIMIT_FSIZE, DATEI_MAX),
        (resource.RLIMIT_CORE, 0),  # a core dump would hold confidential text
    ):
        _, hart = resource.getrlimit(grenze)
        erlaubt = wert if hart == resource.RLIM_INFINITY else min(wert, hart)
        resource.setrlimit(grenze, (erlaubt, erlaubt))


def _limit_zeit(sekunden: float | None) -> None:
    """Let the kernel end this process after so much time of the processor, also if it hangs in native code.

    A busy machine makes nothing too long. Should the parent be stopped or gone, the clock on the wall ends it as well.
    """
    signal.setitimer(signal.ITIMER_PROF, sekunden or 0)
    signal.alarm(math.ceil(sekunden * WANDUHR) + NACHSCHLAG_SEKUNDEN if sekunden else 0)


def _watch_eltern(eltern: int, ordner: Path) -> None:
    # The end of the pipe does not tell: a process forked from the parent may hold its other end.
    while os.getppid() == eltern:
        time.sleep(BLICK_SEKUNDEN)
    _leave(ordner)


def _leave(ordner: Path) -> None:
    shutil.rmtree(ordner, ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    main(Satzbank)
