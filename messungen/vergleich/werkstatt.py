"""A throw-away place for the comparison: packages the project does not need, unpacked fonts, office profiles."""

import os
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from fontTools.ttLib import woff2  # type: ignore[import-untyped]

from dokumente.druck.dateien import find_schriften

PAKETE: Final = ("typst==0.15.2", "python-docx==1.2.0")


@dataclass(frozen=True, slots=True)
class Werkstatt:
    """The place ``ablage`` and what was put there."""

    ablage: Path

    @property
    def python(self) -> Path:
        """Return the Python that has the extra packages."""
        return self.ablage / "venv" / "bin" / "python"

    @property
    def schriften(self) -> Path:
        """Return the folder with the project's fonts as every program reads them."""
        return self.ablage / "daten" / "fonts"

    @property
    def umgebung(self) -> dict[str, str]:
        """Return the environment of the engines: they find the fonts, and nothing of the project."""
        uebernommen = {name: wert for name, wert in os.environ.items() if name in ("PATH", "HOME", "LANG")}
        return uebernommen | {"XDG_DATA_HOME": str(self.ablage / "daten")}


def build_werkstatt(ablage: Path) -> Werkstatt:
    """Put everything into ``ablage``; what is there already stays."""
    werkstatt = Werkstatt(ablage)
    if not werkstatt.python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ablage / "venv")], check=True)  # noqa: S603
    subprocess.run([str(werkstatt.python), "-m", "pip", "install", "--quiet", *PAKETE], check=True)  # noqa: S603
    werkstatt.schriften.mkdir(parents=True, exist_ok=True)
    for name, ort in find_schriften().items():
        entpackt = BytesIO()
        woff2.decompress(BytesIO(ort.read_bytes()), entpackt)
        (werkstatt.schriften / f"{Path(name).stem}.ttf").write_bytes(entpackt.getvalue())
    return werkstatt
