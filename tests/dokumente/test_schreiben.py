import errno
import os
import signal
import time
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pytest

from dokumente.schreiben import write_once


def fill(inhalt: bytes, datei: BinaryIO) -> None:
    datei.write(inhalt)


def test_the_new_file_replaces_the_old_one(tmp_path: Path) -> None:
    ziel = tmp_path / "m.pdf"
    for inhalt in (b"eins", b"zwei"):
        write_once(ziel, partial(fill, inhalt))
        assert [(datei.name, datei.read_bytes()) for datei in tmp_path.iterdir()] == [("m.pdf", inhalt)]


@pytest.fixture(params=["ohne Namen", "mit Namen"])
def _weg(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways: on file systems that know files without a name, and on those that do not."""
    if request.param == "mit Namen":
        echt = os.open

        def refuse(pfad: Path, schalter: int, *weitere: int) -> int:
            if schalter & os.O_TMPFILE == os.O_TMPFILE:
                raise OSError(errno.EOPNOTSUPP, "not here")
            return echt(pfad, schalter, *weitere)

        monkeypatch.setattr("dokumente.schreiben.os.open", refuse)


@pytest.mark.usefixtures("_weg")
def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    ziel = tmp_path / "m.pdf"
    write_once(ziel, partial(fill, b"alt"))

    def fail(datei: BinaryIO) -> None:
        datei.write(b"halb")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_once(ziel, fail)
    assert [(datei.name, datei.read_bytes()) for datei in tmp_path.iterdir()] == [("m.pdf", b"alt")]


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_once(tmp_path / "weg" / "m.pdf", partial(fill, b""))


def test_a_killed_process_leaves_nothing_behind(tmp_path: Path) -> None:
    ziel = tmp_path / "m.pdf"
    lesen, melden = os.pipe()
    kind = os.fork()
    if kind == 0:

        def write_half(datei: BinaryIO) -> None:
            datei.write(b"halb" * 100_000)
            datei.flush()
            os.write(melden, b"x")
            time.sleep(60)

        write_once(ziel, write_half)
        os._exit(0)
    assert os.read(lesen, 1) == b"x"
    os.kill(kind, signal.SIGKILL)
    os.waitpid(kind, 0)
    assert list(tmp_path.iterdir()) == []
