"""LibreOffice Writer through its listener: per line an order (JSON), answered with the milliseconds it took.

Runs in the system's Python, which has the bridge to the office (python3-uno).
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

ARCHIV = {"SelectPdfVersion": 3, "PDFUACompliance": True, "UseTaggedPDF": True, "ExportBookmarks": True}
"""PDF/A-3 and PDF/UA, as far as the office can."""


def main() -> None:
    """Answer until the input ends. Argument: the name of the listener's pipe."""
    schreibtisch = connect(sys.argv[1])
    print(0.0, flush=True)
    for zeile in sys.stdin:
        beginn = time.perf_counter()
        auftrag = json.loads(zeile)
        convert(schreibtisch, Path(auftrag["quelle"]), Path(auftrag["ziel"]))
        print((time.perf_counter() - beginn) * 1000, flush=True)


def connect(leitung: str) -> Any:
    """Return the office's desktop; it may take some seconds until it listens."""
    hier = uno.getComponentContext()
    finder = hier.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", hier)
    for _ in range(100):
        try:
            dort = finder.resolve(f"uno:pipe,name={leitung};urp;StarOffice.ComponentContext")
            return dort.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", dort)
        except Exception:
            time.sleep(0.2)
    raise SystemExit("LibreOffice does not listen")


def convert(schreibtisch: Any, quelle: Path, ziel: Path) -> None:
    """Write ``quelle`` as PDF to ``ziel``."""
    dokument = schreibtisch.loadComponentFromURL(quelle.as_uri(), "_blank", 0, (build_angabe("Hidden", True),))
    wahl = uno.Any("[]com.sun.star.beans.PropertyValue", tuple(build_angabe(*paar) for paar in ARCHIV.items()))
    dokument.storeToURL(
        ziel.as_uri(), (build_angabe("FilterName", "writer_pdf_Export"), build_angabe("FilterData", wahl))
    )
    dokument.close(True)


def build_angabe(name: str, wert: object) -> Any:
    """Return one named value as the office takes it."""
    angabe = PropertyValue()
    angabe.Name, angabe.Value = name, wert
    return angabe


if __name__ == "__main__":
    main()
