"""The pytest plugin of `./run mutate`: imports the changed source, and ends when the time is up."""

import json
import os
import resource
import signal
from collections.abc import Generator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from tools.mutate import HAENGT

AUFTRAG = json.loads(os.environ["MUTANT"])
_unchanged = SourceFileLoader.get_code
_beginn = 0.0


def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
    """Return the changed code of the one file, whatever was compiled before."""
    pfad = self.get_filename(fullname)
    if pfad != AUFTRAG["datei"]:
        return _unchanged(self, fullname)
    return compile(Path(AUFTRAG["quelle"]).read_bytes(), pfad, "exec", dont_inherit=True)


SourceFileLoader.get_code = get_code  # type: ignore[method-assign, assignment]


def _read_cpu() -> float:
    verbraucht = resource.getrusage(resource.RUSAGE_SELF)
    return verbraucht.ru_utime + verbraucht.ru_stime


def _end(signum: int, frame: object) -> None:
    # Most of the time for one test: it goes on for ever. Else there were too many tests for the time.
    os._exit(HAENGT if _read_cpu() - _beginn > AUFTRAG["sekunden"] / 2 else 0)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note when the test begins."""
    global _beginn  # noqa: PLW0603
    _beginn = _read_cpu()
    return (yield)


signal.signal(signal.SIGXCPU, _end)
resource.setrlimit(resource.RLIMIT_CPU, (AUFTRAG["sekunden"], resource.RLIM_INFINITY))
