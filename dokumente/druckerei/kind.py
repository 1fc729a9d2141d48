"""The printing process: `python -m dokumente.druckerei.kind`. Reads orders from its input, answers on its output.

It ends with the process that started it, whatever way that ends, and takes its temporary files with it.
"""

import gc
import json
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
from typing import BinaryIO, Final

from dokumente.druckerei.leitung import KOPF_BYTES, Art, pack, parse_kopf

MEGABYTE: Final = 1024 * 1024
GEMEINSAM: Final = 32 * MEGABYTE
"""Bytes of shared libraries that count as memory in use but not towards the limit on own data."""
NACHSCHLAG_SEKUNDEN: Final = 5
BLICK_SEKUNDEN: Final = 0.5
DATEI_MAX: Final = 256 * MEGABYTE
_PROBE: Final = '<html lang="de"><title>Probe</title><p>Donaudampfschifffahrtsgesellschaft</p></html>'


def main() -> None:
    """Serve orders until the input ends."""
    eltern, sekunden, speicher = (int(angabe) for angabe in sys.argv[1:])
    eingang, ausgang = _take_over_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, whose end we notice
    threading.Thread(target=_watch_eltern, args=(eltern,), daemon=True).start()
    _set_limits(speicher)
    try:
        Werkbank(eingang, ausgang, sekunden=sekunden, speicher=speicher).work()
    finally:
        _leave()


class Werkbank:
    """The engine and the two pipes it is served by."""

    def __init__(self, eingang: BinaryIO, ausgang: BinaryIO, *, sekunden: int, speicher: int) -> None:
        """Read the first message, where fonts lie, and load the engine. ``speicher`` is in bytes."""
        self.eingang, self.ausgang = eingang, ausgang
        self.sekunden, self.speicher = sekunden, speicher
        einrichtung = self._read(Art.EINRICHTUNG)
        from dokumente.druckerei.satz import Satz  # under the limits, and only here

        self.satz = Satz(einrichtung["schriften"])
        if not select.select([eingang], [], [], 0)[0]:
            # Nobody waits yet: load fonts and hyphenation now.
            self.satz.render(_PROBE, einrichtung["probe"])
        # The collector would walk a growing heap over and over during a long document; it runs between documents.
        gc.collect()
        gc.freeze()
        gc.disable()

    def work(self) -> None:
        """Answer order after order, or end after one that left this process large or in doubt."""
        bleibt = True
        while bleibt:
            auftrag = self._read(Art.AUFTRAG)
            # Should the parent be stopped or gone, the kernel ends a document that hangs in native code.
            signal.alarm(self.sekunden + NACHSCHLAG_SEKUNDEN)
            art, inhalt = self._render(auftrag["html"], auftrag["stile"])
            signal.alarm(0)
            hoechststand = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            if art is Art.PDF and hoechststand > self.speicher * 0.95:
                # So close to the limit the engine may have gone without something it could not load.
                art, inhalt = Art.ZU_GROSS, b""
            bleibt = art is not Art.ZU_GROSS and hoechststand < self.speicher / 2
            self.ausgang.write(pack(art, inhalt, bleibt=bleibt))
            self.ausgang.flush()
            del auftrag, inhalt
            gc.collect()

    def _render(self, html: str, stile: list[str]) -> tuple[Art, bytes]:
        try:
            return Art.PDF, self.satz.render(html, stile)
        except MemoryError:
            return Art.ZU_GROSS, b""
        except Exception:  # noqa: BLE001 - the parent logs it
            return Art.NICHT_DRUCKBAR, traceback.format_exc(limit=-8).encode("utf-8", "replace")

    def _read(self, erwartet: Art) -> dict[str, object]:
        kopf = parse_kopf(self._read_bytes(KOPF_BYTES))
        if kopf.art is not erwartet:
            raise ValueError(f"{kopf.art} instead of {erwartet}")
        return dict(json.loads(self._read_bytes(kopf.laenge)))

    def _read_bytes(self, anzahl: int) -> bytes:
        roh = self.eingang.read(anzahl)
        if len(roh) < anzahl:
            raise SystemExit(0)  # the parent has closed the pipe
        return roh


def _take_over_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the two pipes; whatever a library prints from now on goes to the log and cannot get into an answer."""
    eingang, ausgang = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb")
    leer = os.open(os.devnull, os.O_RDONLY)
    os.dup2(leer, 0)
    os.dup2(2, 1)
    os.close(leer)
    return eingang, ausgang


def _set_limits(speicher: int) -> None:
    eigene = speicher - GEMEINSAM
    for grenze, wert in (
        (resource.RLIMIT_DATA, eigene),
        (resource.RLIMIT_FSIZE, DATEI_MAX),
        (resource.RLIMIT_CORE, 0),  # a core dump would hold confidential text
    ):
        resource.setrlimit(grenze, (wert, wert))


def _watch_eltern(eltern: int) -> None:
    # The end of the pipe does not tell: a process forked from the parent may hold its other end.
    while os.getppid() == eltern:
        time.sleep(BLICK_SEKUNDEN)
    _leave()


def _leave() -> None:
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)
    os._exit(0)


if __name__ == "__main__":
    main()
