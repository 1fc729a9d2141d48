"""The process that reads strange files: `python -m dokumente.oeffentlich.kind`. It knows neither Django nor database.

Orders are ``{"aufgabe": "annahme", "quelle": path, "endung": ending}``, ``{"aufgabe": "pruefung", "quelle": path,
"medientyp": type, "ziel": path}`` and ``{"aufgabe": "text", "quelle": path}``; answers are JSON.
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
            from dokumente.oeffentlich.annahme import check_annahme

            return json.dumps(check_annahme(quelle, endung=auftrag["endung"])).encode()
        if auftrag["aufgabe"] == "text":
            return json.dumps(_read_text(quelle)).encode()
        ergebnis = self.pruefung.check_datei(quelle, medientyp=auftrag["medientyp"], ziel=Path(auftrag["ziel"]))
        return json.dumps(asdict(ergebnis)).encode()


def _read_text(quelle: Path) -> dict[str, Any]:
    """Return the text of a file, or the sentence that says why there is none."""
    from dokumente.oeffentlich.befunde import NichtLesbar
    from dokumente.oeffentlich.grenzen import GrenzeErreicht
    from dokumente.oeffentlich.texte import read_text

    try:
        return asdict(read_text(quelle))
    except (NichtLesbar, GrenzeErreicht) as fehler:
        return {"fehler": str(fehler)}


if __name__ == "__main__":
    main(Pruefbank)
