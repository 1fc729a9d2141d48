"""What it costs to save while somebody types: many authors, each in a draft of their own, and the form beside it."""

import gzip
import json
import re
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Sequence
from typing import Final

from messungen.last import Werte
from messungen.last_nutzer import GEDULD_SEKUNDEN, Messung, Nutzer
from messungen.last_server import run_server
from messungen.mappe_sitzung import Umfang
from messungen.mappe_text import build_html
from messungen.werte import compute_perzentil

AUTOREN: Final = 40
ALLE_SEKUNDEN: Final = 5.0
SEKUNDEN: Final = 60.0
SEITEN: Final = 2
"""Pages of text each of them writes; with the form's head that prints on three."""
VORSCHAUEN: Final = 20
_DATEI: Final = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"')
_WEITERE: Final = {
    ".js": re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.{1,2}/[^"']+\.js)["']"""),
    ".css": re.compile(r"""@import\s+(?:url\()?["']([^"']+\.css)["']"""),
}
"""How a file names the others it needs."""


class Schreibende(Nutzer):
    """One author, writing in one part of a draft of their own."""

    def begin(self) -> None:
        """Begin a paper and open the page on which it is written."""
        self.fill("/vorlagen/neu/", "/vorlagen/neu/", {"art": "BV", "betreff": "Messung", "amt": self._find_amt()})
        entwuerfe = re.findall(r'href="/vorlagen/(\d+)/bearbeiten/"', self.read("/schreibtisch/").decode())
        self.vorlage = max(map(int, entwuerfe))
        self.seite = f"/vorlagen/{self.vorlage}/bearbeiten/begruendung/"
        self.marke, self.stand, self.zahl = self.read_marke(self.seite), 0, 0

    def _find_amt(self) -> str:
        wahl = re.search(r'name="amt".*?<option value="(\d+)"', self.read("/vorlagen/neu/").decode(), re.DOTALL)
        return wahl[1] if wahl else ""

    def save(self, text: str) -> None:
        """Send what the script sends, and note how long the answer took."""
        self.zahl += 1
        felder = {"begruendung": f"{text}<p>Satz {self.zahl}.</p>", "stand": str(self.stand)}
        frage = self._ask(self.seite, urllib.parse.urlencode(felder).encode())
        beginn = time.monotonic()
        try:
            with self.browser.open(frage, timeout=GEDULD_SEKUNDEN) as antwort:
                self.stand = json.loads(antwort.read())["stand"]
            ok = True
        except (OSError, KeyError, ValueError):
            ok = False
        self.messungen.append(Messung(beginn, "save", (time.monotonic() - beginn) * 1000, ok))

    def _ask(self, pfad: str, daten: bytes | None = None) -> urllib.request.Request:
        kopf = {"Accept": "application/json", "X-CSRFToken": self.marke}
        return urllib.request.Request(self.server.adresse + pfad, daten, kopf)  # noqa: S310  # our own server

    def look(self) -> float:
        """Save, and fetch the first page of the form as it prints then; return the milliseconds from the saving on."""
        self.save(build_html(f"Vorschau {self.zahl}", SEITEN))
        beginn = time.monotonic()
        frage = self._ask(f"/vorlagen/{self.vorlage}/vorschau/")
        with self.browser.open(frage, timeout=GEDULD_SEKUNDEN) as antwort:
            seiten = json.loads(antwort.read())["seiten"]
        for seite in seiten:
            self.read(seite)
        return (time.monotonic() - beginn) * 1000

    def work(self, ende: threading.Event) -> None:
        """Save every five seconds until ``ende``, beginning at a moment of one's own."""
        text = build_html(f"Entwurf {self.vorlage}", SEITEN)
        pause = self.zufall.uniform(0, ALLE_SEKUNDEN)
        while not ende.wait(pause):
            beginn = time.monotonic()
            self.save(text)
            pause = max(0.0, ALLE_SEKUNDEN - (time.monotonic() - beginn))


def measure_entwuerfe(*, autoren: int = AUTOREN, sekunden: float = SEKUNDEN, vorschauen: int = VORSCHAUEN) -> Werte:
    """Measure with a server of its own; what each key means stands in ``docs/messungen.md``."""
    with run_server(Umfang.of(4)) as server:
        leute = [Schreibende(server, "sachbearbeitung", saat=nummer) for nummer in range(autoren)]
        for person in leute:
            person.login()
            person.begin()
        _work(leute, sekunden)
        allein = Schreibende(server, "sachbearbeitung", saat=autoren)
        allein.login()
        allein.begin()
        zeiten = [allein.look() for _ in range(vorschauen)][1:]
        editor = weigh(allein)
    messungen = [messung for person in leute for messung in person.messungen]
    gelungen = [messung.ms for messung in messungen if messung.ok]
    return {
        "authors": autoren,
        "autosaves": len(messungen),
        "errors": len(messungen) - len(gelungen),
        "autosave_ms_median": compute_perzentil(gelungen, 50),
        "autosave_ms_p95": compute_perzentil(gelungen, 95),
        "preview_ms_median": compute_perzentil(zeiten, 50),
        "preview_ms_p95": compute_perzentil(zeiten, 95),
        "editor_kb": editor,
    }


def _work(leute: Sequence[Nutzer], sekunden: float) -> None:
    ende = threading.Event()
    faeden = [threading.Thread(target=person.work, args=(ende,)) for person in leute]
    for faden in faeden:
        faden.start()
    time.sleep(sekunden)
    ende.set()
    for faden in faeden:
        faden.join()


def weigh(person: Schreibende) -> float:
    """Return how many kB, compressed, the drafting page loads at first: itself, its styles, its scripts."""
    html = person.read(person.seite)
    offen, bekannt, bytes_ = set(_DATEI.findall(html.decode())), set[str](), len(gzip.compress(html))
    while offen:
        pfad = offen.pop()
        bekannt.add(pfad)
        inhalt = person.read(pfad)
        bytes_ += len(gzip.compress(inhalt))
        weitere = _WEITERE[f".{pfad.rpartition('.')[2]}"].findall(inhalt.decode())
        offen |= {urllib.parse.urljoin(pfad, datei) for datei in weitere} - bekannt
    return round(bytes_ / 1000, 1)
