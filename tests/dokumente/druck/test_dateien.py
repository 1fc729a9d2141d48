"""No text makes the print shop open a file or a connection."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from dokumente.druck.dateien import DateiVerweigert, find_schriften, find_stil, load_druckdatei
from dokumente.druck.pdf import render_pdf
from dokumente.druck.satz import Satz
from vorlagen.documents.vorlage import STILE

MARKE = "GEHEIM-7f3a91"
_geoeffnet: list[str] = []


@cache
def _listen() -> None:
    """Note every file this process opens from now on; a hook of this kind cannot be taken off again."""
    sys.addaudithook(lambda ereignis, angaben: _geoeffnet.append(str(angaben[0])) if ereignis == "open" else None)


@pytest.fixture
def opened() -> list[str]:
    """Every file name this process opens during the test; the engine must run here, not in its own process."""
    _listen()
    _geoeffnet.clear()
    return _geoeffnet


@pytest.fixture(scope="module")
def engine() -> Satz:
    return Satz({name: str(ort) for name, ort in find_schriften().items()})


def render_here(engine: Satz, html: str) -> bytes:
    return engine.render(html, [find_stil(name).read_text("utf-8") for name in STILE])


@pytest.fixture
def lauscher() -> Iterator[socket.socket]:
    """A real server socket that nobody must call."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(50)
        server.settimeout(0.2)
        yield server


FALLEN = {
    "img": '<img src="{adresse}">',
    "img data": '<img src="data:text/plain,{marke}">',
    "attachment link": '<link rel="attachment" href="{adresse}">',
    "attachment anchor": '<a rel="attachment" href="{adresse}">x</a>',
    "stylesheet link": '<link rel="stylesheet" href="{adresse}">',
    "import": '<style>@import url("{adresse}");</style>',
    "background": '<style>p {{ background: url("{adresse}") }}</style>',
    "inline style": '<p style="background:url({adresse})">x</p>',
    "content": '<style>p::before {{ content: url("{adresse}") }}</style>',
    "list style": '<style>li {{ list-style-image: url("{adresse}") }}</style><ul><li>x</li></ul>',
    "font": '<style>@font-face {{ font-family: F; src: url("{adresse}") }} p {{ font-family: F }}</style>',
    "svg use": '<svg width="9" height="9"><use href="{adresse}#a"/></svg>',
    "svg image": '<svg width="9" height="9"><image href="{adresse}" width="9" height="9"/></svg>',
    "object": '<object data="{adresse}"></object>',
    "embed": '<embed src="{adresse}">',
    "base": '<base href="{adresse}"><img src="x.png"><link rel="attachment" href="y">',
    "meta": '<meta http-equiv="refresh" content="0; url={adresse}">',
}


def build_html(falle: str, adresse: str) -> str:
    inhalt = FALLEN[falle].format(adresse=adresse, marke=MARKE)
    return f'<html lang="de"><title>Falle</title><body><h1>Falle</h1><p>Absatz</p>{inhalt}</body></html>'


def unpack(daten: bytes, ordner: Path) -> bytes:
    """Return every byte of the file with its streams unpacked."""
    (ordner / "falle.pdf").write_bytes(daten)
    with pikepdf.open(ordner / "falle.pdf") as pdf:
        assert not pdf.attachments
        stroeme = [o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream)]
    return daten + b"".join(stroeme)


@pytest.mark.parametrize("falle", FALLEN)
@pytest.mark.parametrize("schema", ["file", "plain", "relative"])
def test_no_local_file_is_opened(falle: str, schema: str, tmp_path: Path, opened: list[str], engine: Satz) -> None:
    geheim = tmp_path / "geheim.svg"
    geheim.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text>{MARKE}</text></svg>', encoding="utf-8")
    adresse = {"file": geheim.as_uri(), "plain": str(geheim), "relative": "../geheim.svg"}[schema]
    opened.clear()
    daten = render_here(engine, build_html(falle, adresse))
    assert [name for name in opened if "geheim" in name] == []
    if falle != "img data":
        assert MARKE.encode() not in unpack(daten, tmp_path)


@pytest.mark.parametrize("falle", FALLEN)
@pytest.mark.parametrize("schema", ["http://", "ftp://", "//", "HTTP://"])
def test_no_connection_is_made(falle: str, schema: str, lauscher: socket.socket) -> None:
    ort, hafen = lauscher.getsockname()
    assert render_pdf(build_html(falle, f"{schema}{ort}:{hafen}/x.svg"), stylesheets=STILE).startswith(b"%PDF")
    with pytest.raises(TimeoutError):
        lauscher.accept()


def test_the_engine_here_and_in_its_own_process_are_the_same(engine: Satz) -> None:
    html = build_html("svg use", "file:///etc/hostname")
    assert render_here(engine, html) == render_pdf(html, stylesheets=STILE)


def test_opened_files_are_seen(opened: list[str], tmp_path: Path) -> None:
    """The list above could show a file: fonts and whatever is opened here appear in it."""
    (tmp_path / "geheim.txt").write_text(MARKE, encoding="utf-8")
    assert [Path(name).name for name in opened if "geheim" in name] == ["geheim.txt"]


def test_the_traps_are_real(lauscher: socket.socket, tmp_path: Path) -> None:
    """Without our fetcher the same engine calls and reads: the tests above could fail."""
    ort, hafen = lauscher.getsockname()
    geheim = tmp_path / "geheim.txt"
    geheim.write_text(MARKE, encoding="utf-8")
    html = build_html("attachment link", geheim.as_uri()) + f'<img src="http://{ort}:{hafen}/x.png">'
    programm = "import sys, weasyprint; sys.stdout.buffer.write(weasyprint.HTML(string=sys.stdin.read()).write_pdf())"
    with subprocess.Popen([sys.executable, "-c", programm], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as prozess:
        assert prozess.stdin is not None
        prozess.stdin.write(html.encode())
        prozess.stdin.close()
        lauscher.settimeout(20)
        verbindung, _ = lauscher.accept()
        verbindung.close()
        assert prozess.stdout is not None
        (tmp_path / "offen.pdf").write_bytes(prozess.stdout.read())
    with pikepdf.open(tmp_path / "offen.pdf") as pdf:
        assert [bytes(anhang.get_file().read_bytes()) for anhang in pdf.attachments.values()] == [MARKE.encode()]


@pytest.mark.parametrize(
    "adresse",
    [
        "static:pdf/../../manage.py",
        "static:/etc/passwd",
        "static:kern/fonts/fira-sans/../../../package.json",
        "static:kern/kern.css",
        "static:kern/fonts/fira-sans/FiraSans-Regular.woff2?x",
        "STATIC:kern/fonts/fira-sans/FiraSans-Regular.woff2",
        "file:///etc/passwd",
        "data:text/plain,x",
        "",
    ],
)
def test_names_are_exact(adresse: str) -> None:
    with pytest.raises(DateiVerweigert, match="nicht geöffnet"):
        load_druckdatei(adresse)


def test_own_fonts_are_served() -> None:
    datei = load_druckdatei("static:kern/fonts/fira-sans/FiraSans-Regular.woff2")
    assert datei.inhalt.startswith(b"wOF2")
