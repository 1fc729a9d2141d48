"""The process that reads strange files: `python -m dokumente.oeffentlich.kind`. It knows neither Django nor database.

Orders are ``{"aufgabe": "annahme", "quelle": path}`` and ``{"aufgabe": "pruefung", "quelle": path, "medientyp": type,
"ziel": path}``; answers are JSON.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dokumente.druckerei.kind import Werkbank, main


class Pruefbank(Werkbank):
    """Reads one file after another."""

    def prepare(self, einrichtung: dict[str, Any]) -> None:
        """Load the readers."""
        import dokumente.oeffentlich.pruefung

        self.pruefung = dokumente.oeffentlich.pruefung

    def perform(self, auftrag: dict[str, Any]) -> bytes:
        """Return what was found, as JSON."""
        quelle = Path(auftrag["quelle"])
        if auftrag["aufgabe"] == "annahme":
            from dokumente.oeffentlich.pdf_upload import check_upload_pdf

            return json.dumps(check_upload_pdf(quelle.read_bytes())).encode()
        ergebnis = self.pruefung.check_datei(quelle, medientyp=auftrag["medientyp"], ziel=Path(auftrag["ziel"]))
        return json.dumps(asdict(ergebnis)).encode()


if __name__ == "__main__":
    main(Pruefbank)
