"""Parts of a search in processes of their own, at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from dokumente.anlagen.befunde import NichtLesbar
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht

T = TypeVar("T")

# A forked process would share database connections and locks of other threads.
_kontext = get_context("spawn")


@contextmanager
def run_beside(aufgabe: Callable[..., T], *args: object) -> Iterator[Callable[[], T]]:
    """Start ``aufgabe`` (a function of a module) in a process of its own; yield what waits for its answer.

    The answer raises what the function raised of :class:`NichtLesbar` and :class:`GrenzeErreicht`, and
    :class:`NichtLesbar` when the process ended in any other way: then nothing is proven. Whoever leaves the block
    before has the process ended.
    """
    empfang, senden = _kontext.Pipe(duplex=False)
    prozess = _kontext.Process(target=_work, args=(senden, aufgabe, args), daemon=True)
    prozess.start()
    senden.close()
    try:
        yield lambda: _receive(empfang)
    finally:
        prozess.kill()
        prozess.join()
        empfang.close()


def _work(senden: Connection, aufgabe: Callable[..., object], args: tuple[object, ...]) -> None:
    try:
        antwort = aufgabe(*args)
    except (NichtLesbar, GrenzeErreicht) as fehler:
        antwort = fehler
    senden.send(antwort)


def _receive(empfang: Connection) -> Any:
    try:
        antwort = empfang.recv()
    except EOFError as fehler:
        raise NichtLesbar("Die Prüfung der Datei ist abgebrochen. Bitte versuchen Sie es noch einmal.") from fehler
    if isinstance(antwort, NichtLesbar | GrenzeErreicht):
        raise antwort
    return antwort
