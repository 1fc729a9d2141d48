"""No text stops the print shop: what hangs, hoards or crashes is refused, and the next paper prints."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from dokumente.druck import pdf
from dokumente.druck.druckerei import Druckerei
from dokumente.druck.pdf import DruckFehler, render_pdf
from dokumente.workers.messages import BODY_MAX, HEAD_BYTES, Kind, pack, parse_head
from dokumente.workers.pool import Busy, Deadly, Failed, Lost, NoAnswer, TooLarge, TooLong
from dokumente.workers.worker import Limits

MEGABYTE = 1024 * 1024
SATZ = "<p>Die Verwaltung wird beauftragt, die Fußgängerüberwegbeleuchtung zu prüfen und zu berichten.</p>"
ENDLOS = '<p style="break-after:page">x</p>' * 6000
FALLEN = {
    "nested": "<div>" * 400,
    "colspan": "<table><tr><td colspan=65534>x</table>",
    "page breaks": ENDLOS,
    "rows": "<table>" + "<tr><td>a<td>b<td>c</tr>" * 10000 + "</table>",
    "accents": "<p>e" + "\u0301" * 100_000,
}


def build_html(inhalt: str = SATZ) -> str:
    return f'<html lang="de"><title>Probe</title><body><h1>Probe</h1>{inhalt}</body></html>'


def equip() -> dict[str, object]:
    """Tell a process that there are no fonts of ours, so that it starts faster."""
    return {"schriften": {}, "ablage": None, "probe": []}


@pytest.fixture
def ablage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which printing processes keep their temporary files during the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def druckerei(ablage: Path) -> Iterator[Druckerei]:
    eine = Druckerei(equip)
    yield eine
    pids = eine.pids
    eine.close()
    assert not any(exists(pid) for pid in pids)
    assert list(ablage.glob("druck.*")) == []


@pytest.fixture(scope="module")
def dauerhaft() -> Iterator[Druckerei]:
    """One for several tests, which thereby also shows that it outlives them."""
    eine = Druckerei(equip)
    yield eine
    eine.close()


@pytest.fixture(scope="module")
def gut(dauerhaft: Druckerei) -> bytes:
    return dauerhaft.setze(build_html(), [])


def exists(pid: int) -> bool:
    """Return whether there is such a process, a zombie included."""
    return Path(f"/proc/{pid}").exists()


def wait_until(frage: Callable[[], object], *, sekunden: float = 15) -> bool:
    ende = time.monotonic() + sekunden
    while not (erfuellt := bool(frage())) and time.monotonic() < ende:
        time.sleep(0.02)
    return erfuellt


def kill_all(druckerei: Druckerei, ende: signal.Signals = signal.SIGKILL) -> None:
    """Kill what runs now, and give the survivors a moment to notice."""
    for pid in druckerei.pids:
        if exists(pid):
            os.kill(pid, ende)
    time.sleep(0.02)


def print_gut(druckerei: Druckerei) -> bytes:
    druckerei.limits = Limits()
    return druckerei.setze(build_html(), [])


@pytest.mark.parametrize("falle", FALLEN)
def test_a_hostile_page_is_printed_or_refused_in_time_and_the_next_one_prints(
    falle: str, dauerhaft: Druckerei, gut: bytes
) -> None:
    print_gut(dauerhaft)
    dauerhaft.limits = Limits(seconds=1)
    with suppress(Failed, TooLarge, TooLong):
        assert dauerhaft.setze(build_html(FALLEN[falle]), []).endswith(b"%%EOF\n")
    assert print_gut(dauerhaft) == gut


def test_an_endless_page_is_ended_and_its_process_replaced(druckerei: Druckerei) -> None:
    druckerei.limits = Limits(seconds=1)
    druckerei.warm_up()
    [vorher] = druckerei.pids
    with pytest.raises(TooLong):
        druckerei.setze(build_html(ENDLOS), [])
    assert not exists(vorher)
    assert len(druckerei.pids) == 1


def test_a_machine_that_is_busy_makes_no_page_too_long(druckerei: Druckerei) -> None:
    """The process is stopped for longer than it may compute: it has used nothing, and its page is printed."""
    html = build_html(SATZ * 50)
    druckerei.warm_up()
    erwartet = druckerei.setze(html, [])
    druckerei.limits = Limits(seconds=1)
    [pid] = druckerei.pids
    os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as thread:
        antwort = thread.submit(druckerei.setze, html, [])
        time.sleep(1.5)
        assert not antwort.done()
        os.kill(pid, signal.SIGCONT)
        assert antwort.result() == erwartet


def test_a_process_that_does_nothing_is_ended_at_last(druckerei: Druckerei) -> None:
    druckerei.warm_up()
    [pid] = druckerei.pids
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(Busy):
        druckerei.ask({"html": build_html(), "stile": [], "beilage": None, "kennung": ""}, patience=0.3)
    assert not exists(pid)
    assert len(druckerei.pids) == 1


def test_a_page_that_hoards_memory_is_refused_below_the_limit(druckerei: Druckerei, gut: bytes) -> None:
    speicher = 160 * MEGABYTE
    druckerei.limits = Limits(memory=speicher)
    druckerei.warm_up()
    [pid] = druckerei.pids
    hoechststaende = [0]

    def watch() -> None:
        while exists(pid):
            try:
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                return
            # A process that is ending has no memory to report.
            hoechststaende.append(int((status.partition("VmHWM:")[2] or "0").split()[0]) * 1024)
            time.sleep(0.01)

    waechter = threading.Thread(target=watch)
    waechter.start()
    with pytest.raises(TooLarge):
        druckerei.setze(build_html(FALLEN["rows"]), [])
    waechter.join()
    assert speicher / 2 < max(hoechststaende) < speicher
    assert print_gut(druckerei) == gut


def test_a_process_killed_amid_a_page_is_replaced_and_the_page_printed(druckerei: Druckerei) -> None:
    html = build_html(SATZ * 400)
    erwartet = druckerei.setze(html, [])
    [pid] = druckerei.pids
    with ThreadPoolExecutor(1) as thread:
        antwort = thread.submit(druckerei.setze, html, [])
        time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)
        assert antwort.result() == erwartet
    assert not exists(pid)
    assert pid not in druckerei.pids


@pytest.mark.parametrize(("ende", "grund"), [(signal.SIGKILL, Lost), (signal.SIGSEGV, Deadly)])
def test_a_page_that_kills_every_process_is_refused(
    ende: signal.Signals, grund: type[NoAnswer], druckerei: Druckerei, gut: bytes
) -> None:
    fertig = threading.Event()

    def kill() -> None:
        while not fertig.is_set():
            kill_all(druckerei, ende)

    moerder = threading.Thread(target=kill)
    moerder.start()
    with pytest.raises(grund):
        druckerei.setze(build_html(ENDLOS), [])
    fertig.set()
    moerder.join()
    assert print_gut(druckerei) == gut


def test_twenty_kills_leave_no_process_and_no_file(druckerei: Druckerei, ablage: Path, gut: bytes) -> None:
    tote = []
    for nummer in range(20):
        druckerei.warm_up()
        [pid] = druckerei.pids
        tote.append(pid)
        time.sleep(nummer / 100)
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert print_gut(druckerei) == gut
    assert len(set(tote)) == 20
    assert [pid for pid in tote if exists(pid)] == []
    assert len(list(ablage.glob("druck.*"))) == len(druckerei.pids) == 1


def test_one_endless_page_does_not_stop_the_others(druckerei: Druckerei, gut: bytes) -> None:
    with ThreadPoolExecutor(1) as thread:
        endlos = thread.submit(druckerei.setze, build_html(ENDLOS), [])
        assert wait_until(lambda: druckerei.pids and not druckerei._idle)
        assert print_gut(druckerei) == gut
        assert not endlos.done()
        while not endlos.done():
            kill_all(druckerei)
        assert isinstance(endlos.exception(), Lost)


def test_who_waits_too_long_for_a_free_process_is_told(ablage: Path) -> None:
    eine = Druckerei(equip, size=1, limits=Limits(seconds=1))
    with ThreadPoolExecutor(1) as thread:
        endlos = thread.submit(eine.setze, build_html(ENDLOS), [])
        assert wait_until(lambda: eine.pids)
        with pytest.raises(Busy):
            eine.setze(build_html(), [], wait=0.05)
        assert isinstance(endlos.exception(), TooLong)
    eine.close()


def test_large_orders_and_answers_pass_the_pipes_whole(druckerei: Druckerei, gut: bytes) -> None:
    assert druckerei.setze(build_html(f"{SATZ}<!--{'ä' * MEGABYTE}-->"), []) == gut
    viele = "".join(f"<p>{chr(zeichen)} {zeichen:x}</p>" for zeichen in range(0x21, 0x500))
    assert len(druckerei.setze(build_html(viele), [])) > 64 * 1024


def test_a_process_that_cannot_be_started_is_one_error(
    druckerei: Druckerei, ablage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(ablage / "gibt-es-nicht"))
    with pytest.raises(Lost):
        druckerei.setze(build_html(), [])
    druckerei.warm_up()
    assert druckerei.pids == []


def test_the_process_knows_no_secret_and_holds_no_file_of_its_parent(
    druckerei: Druckerei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim-4711")
    monkeypatch.setenv("DATABASE_URL", "postgres://geheim-4711")
    with (tmp_path / "datenbank").open("w") as offen:
        os.set_inheritable(offen.fileno(), True)
        print_gut(druckerei)
        [pid] = druckerei.pids
        assert b"geheim-4711" not in Path(f"/proc/{pid}/environ").read_bytes()
        griffe = [str(handle.readlink()) for handle in Path(f"/proc/{pid}/fd").iterdir()]
        assert str(tmp_path / "datenbank") not in griffe
        assert len(griffe) == 5  # nothing, two times the log, two pipes


ELTERN = """
import os, sys, time, tempfile
from dokumente.druck.druckerei import Druckerei
tempfile.tempdir = sys.argv[1]
druckerei = Druckerei(lambda: {"schriften": {}, "ablage": None, "probe": []})
druckerei.setze('<html lang="de"><title>T</title><p>x</p></html>', [])
if sys.argv[2] == "fork" and os.fork() == 0:
    time.sleep(20)  # holds the other ends of the pipes
    os._exit(0)
print(druckerei.pids[0], flush=True)
if sys.argv[2] == "amid":
    druckerei.setze('<html lang="de"><title>T</title>' + '<p style="break-after:page">x</p>' * 9000, [])
if sys.argv[2] != "exit":
    time.sleep(20)
"""


@pytest.mark.parametrize("lage", ["exit", "fork", "amid"])
def test_the_process_ends_with_its_parent(lage: str, tmp_path: Path) -> None:
    befehl = [sys.executable, "-c", ELTERN, str(tmp_path), lage]
    with subprocess.Popen(befehl, stdout=subprocess.PIPE, text=True, start_new_session=True) as eltern:
        assert eltern.stdout is not None
        kind = int(eltern.stdout.readline())
        if lage == "amid":
            time.sleep(0.2)
        if lage == "exit":
            assert eltern.wait() == 0
        else:
            assert exists(kind)
            eltern.kill()
        assert wait_until(lambda: not exists(kind))
        assert wait_until(lambda: list(tmp_path.glob("druck.*")) == [])
        if lage == "fork":
            os.killpg(eltern.pid, signal.SIGKILL)


def test_every_reason_has_its_sentence() -> None:
    assert set(pdf._SAETZE) == set(NoAnswer.__subclasses__())


def test_the_person_hears_that_it_took_too_long(druckerei: Druckerei, monkeypatch: pytest.MonkeyPatch) -> None:
    druckerei.limits = Limits(seconds=1)
    monkeypatch.setattr(pdf, "_druckerei", druckerei)
    with pytest.raises(DruckFehler, match=r"Der Satz dauert zu lange\. Bitte den Text kürzen"):
        render_pdf(build_html(ENDLOS), stylesheets=["pdf/basis.css"])


@pytest.mark.parametrize("roh", [b"", b"X" * HEAD_BYTES, b"P\x01\xff\xff\xff\xff"])
def test_a_head_that_is_none_is_refused(roh: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_head(roh)


def test_a_message_says_what_it_is() -> None:
    assert parse_head(pack(Kind.ANSWER, b"abc", stays=False)[:HEAD_BYTES]) == (Kind.ANSWER, False, 3)
    assert BODY_MAX < 2**32
