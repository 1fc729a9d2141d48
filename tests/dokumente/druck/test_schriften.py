"""Unpacked fonts are kept for the next start, and trusted only whole."""

from pathlib import Path

import pytest

from dokumente.druck import pdf
from dokumente.druck.dateien import find_schriften
from dokumente.druck.druckerei import Druckerei
from dokumente.druck.schriften import load_schrift

ORT = find_schriften()["kern/fonts/fira-sans/FiraSans-Regular.woff2"]


@pytest.fixture(scope="module")
def entpackt() -> bytes:
    return load_schrift(ORT, None)


def test_a_font_is_unpacked_once_and_then_read(tmp_path: Path, entpackt: bytes) -> None:
    ablage = tmp_path / "neu" / "schriften"
    assert load_schrift(ORT, ablage) == entpackt
    [datei] = ablage.iterdir()
    stand = datei.stat()
    assert load_schrift(ORT, ablage) == entpackt
    assert datei.stat().st_ino == stand.st_ino
    assert entpackt.startswith(b"\0\1\0\0")


@pytest.mark.parametrize("rest", [b"", b"kurz", None])
def test_a_damaged_copy_is_replaced(rest: bytes | None, tmp_path: Path, entpackt: bytes) -> None:
    load_schrift(ORT, tmp_path)
    [datei] = tmp_path.iterdir()
    heil = datei.read_bytes()
    datei.write_bytes(heil[:-1] + b"X" if rest is None else rest)
    assert load_schrift(ORT, tmp_path) == entpackt
    assert datei.read_bytes() == heil


def test_a_folder_that_cannot_be_used_costs_nothing_but_time(tmp_path: Path, entpackt: bytes) -> None:
    keiner = tmp_path / "datei"
    keiner.touch()
    assert load_schrift(ORT, keiner) == entpackt
    assert list(tmp_path.iterdir()) == [keiner]


def test_a_missing_font_is_an_error_and_no_other_font_takes_its_place(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_schrift(tmp_path / "fehlt.woff2", tmp_path)


def test_kept_and_freshly_unpacked_fonts_give_the_same_document(tmp_path: Path) -> None:
    html = '<html lang="de"><title>T</title><body><h1>Überschrift</h1><p>Text</p></body></html>'
    ablage = {"ablage": str(tmp_path)}
    gedruckt = set()
    for _ in range(2):
        druckerei = Druckerei(lambda: pdf.equip() | ablage)
        gedruckt.add(druckerei.setze(html, pdf.read_stile(["pdf/basis.css"])))
        druckerei.close()
    assert len(gedruckt) == 1
    assert len(list(tmp_path.iterdir())) == 5
