"""The process that reads strange files: `python -m dokumente.anlagen.kind`. It knows neither Django nor database.

Orders are ``{"aufgabe": "annahme", "quelle": path, "endung": ending}``, ``{"aufgabe": "pruefung", "quelle": path,
"medientyp": type, "ziel": path}``, ``{"aufgabe": "bild", "quelle": path, "ziel": path}`` and ``{"aufgabe": "text",
"quelle": path}``; answers are JSON.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dokumente.workers.child import Workbench, main


class Pruefbank(Workbench):
    """Reads one file after another."""

    def prepare(self, setup: dict[str, Any]) -> None:
        """Load the readers."""
        import dokumente.anlagen.durchsicht

        self.pruefung = dokumente.anlagen.durchsicht

    def perform(self, order: dict[str, Any]) -> bytes:
        """Return what was found, as JSON."""
        quelle = Path(order["quelle"])
        if order["aufgabe"] == "annahme":
            from dokumente.anlagen.annahme.datei import check_annahme

            return json.dumps(check_annahme(quelle, endung=order["endung"])).encode()
        if order["aufgabe"] == "bild":
            from dokumente.anlagen.annahme.textbild import shrink_bild

            return json.dumps(shrink_bild(quelle, Path(order["ziel"]))).encode()
        if order["aufgabe"] == "text":
            return json.dumps(_read_text(quelle)).encode()
        ergebnis = self.pruefung.check_datei(quelle, medientyp=order["medientyp"], ziel=Path(order["ziel"]))
        return json.dumps(asdict(ergebnis)).encode()


def _read_text(quelle: Path) -> dict[str, Any]:
    """Return the text of a file, or the sentence that says why there is none."""
    from dokumente.anlagen.befunde import NichtLesbar
    from dokumente.anlagen.pdf.grenzen import GrenzeErreicht
    from dokumente.anlagen.texte.datei import read_text

    try:
        return asdict(read_text(quelle))
    except (NichtLesbar, GrenzeErreicht) as fehler:
        return {"fehler": str(fehler)}


if __name__ == "__main__":
    main(Pruefbank)
