"""The engines side by side: each makes a document warm (kept running) and cold (from a new process)."""

import json
import os
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final

from dokumente.druck.dateien import SCHEMA, find_schriften
from dokumente.druck.druckerei import Druckerei
from dokumente.druck.pdf import equip, read_stile
from messungen.vergleich.inhalt import Dokument
from messungen.vergleich.werkstatt import Werkstatt
from messungen.werte import measure_ms

HIER: Final = Path(__file__).parent
CHROMIUM: Final = "/usr/bin/chromium"
SOFFICE: Final = "/usr/bin/soffice"
SYSTEM_PYTHON: Final = "/usr/bin/python3"


class Kind:
    """A child process that answers each line with milliseconds."""

    def __init__(self, *befehl: str, umgebung: dict[str, str]) -> None:
        self.prozess = subprocess.Popen(  # noqa: S603
            befehl, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env=umgebung
        )

    def ask(self, auftrag: dict[str, Any] | None = None) -> float:
        """Send an order, if there is one, and return the time it took."""
        if self.prozess.stdin is None or self.prozess.stdout is None:
            raise TypeError("a process with two pipes was asked for")
        if auftrag is not None:
            self.prozess.stdin.write(json.dumps(auftrag) + "\n")
            self.prozess.stdin.flush()
        return float(self.prozess.stdout.readline())

    def close(self) -> None:
        """End it."""
        if self.prozess.stdin:
            self.prozess.stdin.close()
        self.prozess.wait(timeout=30)


class Motor(ABC):
    """An engine. Both ways write the document to ``ziel`` and return milliseconds."""

    name: str

    @abstractmethod
    def warm(self, dokument: Dokument, ziel: Path) -> float:
        """Make it with what runs already."""

    @abstractmethod
    def kalt(self, dokument: Dokument, ziel: Path) -> float:
        """Make it from a new process."""


class Eigen(Motor):
    """Ours: one printing process, tags repaired, data attached."""

    name = "dieses System"

    def warm(self, dokument: Dokument, ziel: Path) -> float:
        """Set it in the printing process that runs."""
        beginn = time.perf_counter()
        ziel.write_bytes(dokument.render())
        return (time.perf_counter() - beginn) * 1000

    def kalt(self, dokument: Dokument, ziel: Path) -> float:
        """Set it in a new printing process."""
        with closing(Druckerei(equip)) as druckerei:
            return measure_ms(lambda: ziel.write_bytes(druckerei.setze(dokument.html, read_stile(dokument.stile))))


class Writer(Motor):
    """LibreOffice: a Word file is filled, then turned into PDF. Filling counts."""

    name = "LibreOffice"

    def __init__(self, werkstatt: Werkstatt, stapel: ExitStack) -> None:
        self.werkstatt = werkstatt
        self.umgebung = werkstatt.umgebung
        self.fueller = stapel.enter_context(
            closing(Kind(str(werkstatt.python), str(HIER / "kind_docx.py"), umgebung=self.umgebung))
        )
        profil = (werkstatt.ablage / "profil-warm").as_uri()
        angaben = ("--headless", "--norestore", f"-env:UserInstallation={profil}", "--accept=pipe,name=vergleich;urp;")
        dienst = subprocess.Popen([SOFFICE, *angaben], env=self.umgebung)  # noqa: S603
        stapel.callback(dienst.wait, 30)
        stapel.callback(dienst.terminate)
        self.kind = stapel.enter_context(
            closing(Kind(SYSTEM_PYTHON, str(HIER / "kind_writer.py"), "vergleich", umgebung=self.umgebung))
        )
        self.kind.ask()

    def _fill(self, dokument: Dokument, ziel: Path) -> float:
        return self.fueller.ask({"titel": dokument.titel, "bausteine": dokument.bausteine, "ziel": str(ziel)})

    def warm(self, dokument: Dokument, ziel: Path) -> float:
        """Fill, then convert through the listener."""
        quelle = ziel.with_suffix(".docx")
        return self._fill(dokument, quelle) + self.kind.ask({"quelle": str(quelle), "ziel": str(ziel)})

    def kalt(self, dokument: Dokument, ziel: Path) -> float:
        """Fill, then start an office for this one document; its profile exists from an earlier start."""
        quelle = ziel.with_suffix(".docx")
        wahl = {
            "SelectPdfVersion": {"type": "long", "value": "3"},
            "PDFUACompliance": {"type": "boolean", "value": "true"},
            "UseTaggedPDF": {"type": "boolean", "value": "true"},
        }
        befehl = [
            SOFFICE, "--headless", f"-env:UserInstallation={(self.werkstatt.ablage / 'profil-kalt').as_uri()}",
            "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(wahl)}", "--outdir", str(ziel.parent), str(quelle),
        ]  # fmt: skip
        return self._fill(dokument, quelle) + measure_ms(lambda: run(befehl, self.umgebung))


class Chromium(Motor):
    """The browser prints our own page."""

    name = "Chromium"

    def __init__(self, werkstatt: Werkstatt, stapel: ExitStack) -> None:
        self.umgebung = werkstatt.umgebung
        self.schriften = {f"{SCHEMA}{name}": ort.as_uri() for name, ort in find_schriften().items()}
        self.kind = stapel.enter_context(
            closing(Kind(sys.executable, str(HIER / "kind_chromium.py"), CHROMIUM, umgebung=self.umgebung))
        )

    def _write_seite(self, dokument: Dokument, ziel: Path) -> Path:
        stil = "\n".join(read_stile(dokument.stile))
        for adresse, ort in self.schriften.items():
            stil = stil.replace(adresse, ort)
        quelle = ziel.with_suffix(".html")
        quelle.write_text(dokument.html.replace("</head>", f"<style>{stil}</style></head>"), encoding="utf-8")
        return quelle

    def warm(self, dokument: Dokument, ziel: Path) -> float:
        """Print in the browser that runs."""
        return self.kind.ask({"quelle": str(self._write_seite(dokument, ziel)), "ziel": str(ziel)})

    def kalt(self, dokument: Dokument, ziel: Path) -> float:
        """Start a browser for this one document."""
        befehl = [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
            f"--print-to-pdf={ziel}", self._write_seite(dokument, ziel).as_uri(),
        ]  # fmt: skip
        return measure_ms(lambda: run(befehl, self.umgebung))


class Typst(Motor):
    """Typst from an equivalent form."""

    name = "Typst"

    def __init__(self, werkstatt: Werkstatt, stapel: ExitStack) -> None:
        self.start: Callable[[], Kind] = lambda: Kind(
            str(werkstatt.python), str(HIER / "kind_typst.py"), str(werkstatt.schriften), str(werkstatt.ablage),
            umgebung=werkstatt.umgebung,
        )  # fmt: skip
        self.kind = stapel.enter_context(closing(self.start()))

    def warm(self, dokument: Dokument, ziel: Path) -> float:
        """Set it in the process that runs."""
        return self.kind.ask(self._order(dokument, ziel))

    def kalt(self, dokument: Dokument, ziel: Path) -> float:
        """Set it in a new process."""
        beginn = time.perf_counter()
        with closing(self.start()) as kind:
            kind.ask(self._order(dokument, ziel))
            return (time.perf_counter() - beginn) * 1000

    def _order(self, dokument: Dokument, ziel: Path) -> dict[str, Any]:
        return {"titel": dokument.titel, "bausteine": dokument.bausteine, "ziel": str(ziel)}


def run(befehl: list[str], umgebung: dict[str, str]) -> None:
    """Run a command to its end; raises ``CalledProcessError`` with what it said."""
    subprocess.run(befehl, check=True, capture_output=True, env=os.environ | umgebung)  # noqa: S603
