"""The project's own source files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

WURZEL = Path(__file__).resolve().parents[2]
PRODUKT = (
    *("koblenz_council", "mappen", "nachbereitung", "sitzungen", "vorlagen", "konten", "gremien"),
    *("dokumente", "journal", "post", "verwaltung"),
)
APPS = ("messungen", *PRODUKT)


def python_files(*ordner: str) -> list[Path]:
    """Return the Python files of these top-level folders, migrations left out."""
    return sorted(
        datei for name in ordner for datei in (WURZEL / name).rglob("*.py") if "migrations" not in datei.parts
    )


def templates() -> list[Path]:
    """Return all HTML templates."""
    return sorted((WURZEL / "templates").rglob("*.html"))


def functions(datei: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file, nested ones too."""
    for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8"))):
        if isinstance(knoten, ast.FunctionDef | ast.AsyncFunctionDef):
            yield knoten


def lines_of(knoten: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function takes, decorators left out."""
    return (knoten.end_lineno or knoten.lineno) - knoten.lineno + 1


def short(datei: Path) -> str:
    """Return the path as a reader of the repository knows it."""
    return str(datei.relative_to(WURZEL))
