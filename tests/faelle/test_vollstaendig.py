"""Every input has its right value: a row in the table of cases and a test that names it."""

import re
from pathlib import Path

from tests.faelle.faelle import EINGABE

ORDNER = Path(__file__).parent
BROWSER = (ORDNER.parent / "browser").glob("test_*.py")
EINGABEN = sorted(datei.relative_to(EINGABE).as_posix() for datei in EINGABE.rglob("*") if datei.is_file())


def test_every_input_has_a_row_and_no_row_is_left_over() -> None:
    zeilen = re.findall(r"^\| [^|]+ \| `([^`|]+)` \|", (ORDNER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(zeilen) == EINGABEN


def test_every_row_is_complete() -> None:
    zeilen = [z for z in (ORDNER / "README.md").read_text("utf-8").splitlines() if re.match(r"\| \d", z)]
    for zeile in zeilen:
        _, _, art, richtig, quelle, ergebnis = [spalte.strip() for spalte in zeile.strip("|").split(" | ")]
        assert art in ("fault", "holds"), zeile
        assert richtig, zeile
        assert quelle in ("form", "law", "standard", "measured", "author"), zeile
        module = re.findall(r"`([^`]+\.py)`", ergebnis)
        assert module, zeile
        assert all((ORDNER / modul).is_file() for modul in module), zeile


def test_every_input_is_named_by_a_test() -> None:
    module = "\n".join(datei.read_text("utf-8") for datei in [*ORDNER.glob("test_*.py"), *BROWSER])
    assert [eingabe for eingabe in EINGABEN if Path(eingabe).name not in module] == []
