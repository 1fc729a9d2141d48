"""A real server with the demo council, started as a new user would, and Debian's Chromium in front of it."""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

WURZEL = Path(__file__).resolve().parents[2]
AXE = WURZEL / "node_modules" / "axe-core" / "axe.min.js"
START_SEKUNDEN = 300
expect.set_options(timeout=20_000)  # a machine that runs other tests beside takes its time

ROLLEN = ("sachbearbeitung", "amtsleitung", "dezernat", "sitzungsdienst", "ratsmitglied", "administration")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, so that the other runs can leave it out."""
    ordner = Path(__file__).parent
    for item in items:
        if ordner in item.path.parents:
            item.add_marker(pytest.mark.browser)


def find_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as tuer:
        tuer.bind(("127.0.0.1", 0))
        return int(tuer.getsockname()[1])


def _environment(ablage: Path) -> dict[str, str]:
    eigene = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DEBUG")}
    return eigene | {"DATA_DIR": str(ablage), "DEMO": "1"}


@contextmanager
def serve(ablage: Path, port: int = 0) -> Iterator[str]:
    """Start the server on this data folder, at any free port unless one is named, yield its address, and end it."""
    port = port or find_port()
    with (ablage / "server.log").open("wb") as ausgabe:
        server = subprocess.Popen(
            [sys.executable, str(WURZEL / "tools" / "serve.py")],
            env=_environment(ablage) | {"HOST": "127.0.0.1", "PORT": str(port)},
            stdout=ausgabe,
            stderr=ausgabe,
        )
    try:
        _wait_for(port, server, ablage / "server.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def erste_vorfuehrung(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder in which one first start has loaded the demo; whoever changes anything takes a copy."""
    gemeinsam = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        gemeinsam = gemeinsam.parent
    erste = gemeinsam / "erste_vorfuehrung"
    with (gemeinsam / "schloss").open("w") as schloss:
        fcntl.flock(schloss, fcntl.LOCK_EX)
        if not erste.exists():
            erste.mkdir()
            with serve(erste):
                pass
    return erste


@pytest.fixture(scope="session")
def ablage(erste_vorfuehrung: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo's data folder of this process."""
    return shutil.copytree(erste_vorfuehrung, tmp_path_factory.mktemp("vorfuehrung"), dirs_exist_ok=True)


@pytest.fixture(scope="session")
def umgebung(ablage: Path) -> dict[str, str]:
    """Return the environment of the demo's processes."""
    return _environment(ablage)


@pytest.fixture(scope="session")
def adresse(ablage: Path) -> Iterator[str]:
    """Address of the demo."""
    with serve(ablage) as adresse:
        yield adresse


def _wait_for(port: int, server: "subprocess.Popen[bytes]", ausgabe: Path) -> None:
    ende = time.monotonic() + START_SEKUNDEN
    while time.monotonic() < ende and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as tuer:
                tuer.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if tuer.recv(12).endswith(b" 200"):
                    return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"Der Server ist nicht gestartet:\n{ausgabe.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="session")
def finde(adresse: str, umgebung: dict[str, str]) -> Callable[[str], int]:
    """Return a function that gives the primary key of what serves a need of ``koblenz_council.demo.bedarf``."""
    befehl = [sys.executable, str(WURZEL / "manage.py"), "demo", "bedarf"]
    ergebnis = subprocess.run(befehl, env=umgebung, capture_output=True, text=True, check=False)
    assert ergebnis.returncode == 0, ergebnis.stderr
    gefunden = dict(zeile.split("\t") for zeile in ergebnis.stdout.splitlines())
    return lambda name: int(gefunden[name])


CHROMIUM_ANGABEN = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
"""A browser without any traffic of its own."""


def find_chromium() -> str:
    """Return where Debian's Chromium lies."""
    pfad = shutil.which("chromium")
    assert pfad, "Chromium fehlt: bitte das Debian-Paket „chromium“ installieren."
    return pfad


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as spiel:
        browser = spiel.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ANGABEN)
        yield browser
        browser.close()


def login(page: Page, adresse: str, rolle: str) -> None:
    """Log in with the demo's one click for this role."""
    page.goto(f"{adresse}/anmelden/")
    page.locator(f'form[action$="/anmelden/demo/{rolle}/"] button').click()
    page.wait_for_url(lambda url: "/anmelden/" not in url)


@pytest.fixture(scope="session")
def anmeldung(
    chromium: Browser, adresse: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path | None]:
    """Return a function that gives the stored login of a role, logging in once per role."""
    ordner = tmp_path_factory.mktemp("anmeldungen")

    def get(rolle: str) -> Path | None:
        if rolle == "anonym":
            return None
        datei = ordner / f"{rolle}.json"
        if not datei.exists():
            kontext = chromium.new_context()
            login(kontext.new_page(), adresse, rolle)
            kontext.storage_state(path=datei)
            kontext.close()
        return datei

    return get


class Fenster:
    """A page, and everything the browser complained about while it was open."""

    def __init__(self, kontext: BrowserContext, adresse: str) -> None:
        self.adresse = adresse
        self.kontext = kontext
        self.beschwerden: list[str] = []
        self.page = kontext.new_page()
        self.page.set_default_timeout(45_000)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fehler: self.beschwerden.append(str(fehler)))

    def _hear(self, meldung: ConsoleMessage) -> None:
        if meldung.type in ("error", "warning"):
            self.beschwerden.append(meldung.text)

    def open(self, pfad: str) -> Page:
        """Go to a path of the demo."""
        self.page.goto(self.adresse + pfad, wait_until="load")
        return self.page

    def resize(self, breite: int, *, dunkel: bool) -> None:
        """Make the window as wide, and as dark, as another device's."""
        self.page.set_viewport_size({"width": breite, "height": 900})
        self.page.emulate_media(color_scheme="dark" if dunkel else "light")

    def axe(self) -> list[str]:
        """Return the findings of axe (WCAG 2.0 to 2.2 A/AA and best practice) on the page as it is.

        axe itself tries inline styles, which the Content-Security-Policy refuses: ask for ``beschwerden`` before.
        """
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        befunde = self.page.evaluate(
            """async () => {
              const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
              const ergebnis = await axe.run(document, {runOnly});
              return ergebnis.violations.map(v => v.id + ": " + v.nodes.map(n => n.target).join(" | "));
            }"""
        )
        return [str(befund) for befund in befunde]


@pytest.fixture
def fenster(
    chromium: Browser, adresse: str, anmeldung: Callable[[str], Path | None]
) -> Iterator[Callable[..., Fenster]]:
    """Return a function that opens a window: ``fenster("sitzungsdienst", breite=390, dunkel=True)``."""
    offen: list[BrowserContext] = []

    def open_fenster(rolle: str = "anonym", breite: int = 1280, dunkel: bool = False, js: bool = True) -> Fenster:
        kontext = chromium.new_context(
            storage_state=anmeldung(rolle),
            viewport={"width": breite, "height": 900},
            color_scheme="dark" if dunkel else "light",
            locale="de-DE",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
            java_script_enabled=js,
        )
        if os.environ.get("UHR_VERSATZ"):
            # The scripts of the pages live on the day of the run, too.
            kontext.clock.install(time=datetime.now(UTC))
        offen.append(kontext)
        return Fenster(kontext, adresse)

    yield open_fenster
    for kontext in offen:
        kontext.close()
