"""Papers for a packet: several set at the same time, and set tighter where that saves a sheet."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.db import connection

from dokumente.bindung import count_seiten
from dokumente.workers.pool import SIZE
from konten.rechte import Besucher
from mappen.documents.auswahl import Posten
from sitzungen.documents.vorlage import render_vorlage
from vorlagen.documents.vorlage import ENGE
from vorlagen.models import Fassung

Vorlagendruck = Callable[[Posten], bytes]


@contextmanager
def print_ahead(posten: Sequence[Posten], leser: Besucher) -> Iterator[Vorlagendruck]:
    """Have the papers of these items set by all printing processes at once; yield what waits for one of them.

    Inside a transaction they are set one after the other: another thread would not see what is not committed.
    What waits raises :class:`dokumente.druck.pdf.DruckFehler`. Whoever leaves the block early stops what has not begun.
    """
    if connection.in_atomic_block:
        yield lambda einer: render_vorlage(einer.fassung, leser=leser)
        return
    zusagen: dict[int, Future[bytes]] = {einer.zeile.pk or 0: Future() for einer in posten}
    offen = deque((einer.fassung, zusagen[einer.zeile.pk or 0]) for einer in posten)
    with ThreadPoolExecutor(SIZE, thread_name_prefix="vordruck") as faeden:
        for _ in range(SIZE):
            faeden.submit(_print, offen, leser)
        try:
            # Taken out, so that a printed paper does not stay in memory until the last one is done.
            yield lambda einer: zusagen.pop(einer.zeile.pk or 0).result()
        finally:
            offen.clear()


def build_eng(fassung: Fassung, leser: Besucher, ort: Path) -> Callable[[], Path | None]:
    """Return what sets the paper at ``ort`` tighter, in the mildest step that saves its last page.

    The answer is None where no readable step does; it lies beside ``ort``.
    """
    return partial(_squeeze, fassung, leser, ort)


def _print(offen: deque[tuple[Fassung, Future[bytes]]], leser: Besucher) -> None:
    """Set one paper after the other until none is left; each promise gets the PDF or what went wrong."""
    try:
        while offen:
            try:
                fassung, zusage = offen.popleft()
            except IndexError:
                # Another thread took the last one in between.
                return
            try:
                zusage.set_result(render_vorlage(fassung, leser=leser))
            except BaseException as fehler:
                zusage.set_exception(fehler)
    finally:
        # The connection belongs to this thread; nobody else would ever close it.
        connection.close()


def _squeeze(fassung: Fassung, leser: Besucher, ort: Path) -> Path | None:
    seiten = count_seiten(ort)
    for enge in range(1, len(ENGE) + 1) if seiten > 1 else ():
        ziel = ort.with_stem(f"{ort.stem}-eng")
        ziel.write_bytes(render_vorlage(fassung, leser=leser, enge=enge))
        if count_seiten(ziel) < seiten:
            return ziel
    return None
