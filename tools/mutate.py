"""`./run mutate --sample N --seed S`: change one line at a time and tell which changes no test notices.

Changed is what decides: rules, rights, filters and acts. Nothing on the disk changes: the tests' process is given the
changed source when it imports the file. Which tests could notice is told by names: those that speak of the changed
function, then those that speak of who calls it, and so on.
"""

import argparse
import ast
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

WURZEL: Final = Path(__file__).resolve().parent.parent
APPS: Final = ("ratsarbeit", "nachbereitung", "mappen", "sitzungen", "vorlagen", "konten", "gremien", "journal", "post")
GEMEINT: Final = re.compile(
    r"^({})/(rules/.+|actions/.+|actions|permissions|querysets|querysets/.+)\.py$".format("|".join(APPS))
)
SEKUNDEN: Final = 60
"""How much of the processor's time the tests of one change may take."""
DATEIEN: Final = 25
SCHRITTE: Final = 4
"""How far the tests may be from the changed function, in calls."""
HAENGT: Final = 99
"""Exit status when one test ran into the limit: the change made a loop endless, and that is noticed."""
BEDIENUNG, KEIN_TEST = 4, 5
"""What pytest says when it was called wrongly, and when there is no test."""

_VERGLEICHE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_VERKNUEPFT: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.Mult: ast.Add,
}


@dataclass(frozen=True)
class Mutation:
    """One change: the text between two places of a file is another."""

    datei: str
    zeile: int
    von: int
    bis: int
    neu: str
    funktion: str

    def apply(self, quelle: bytes) -> bytes:
        """Return the changed source."""
        return quelle[: self.von] + self.neu.encode() + quelle[self.bis :]


# --- what can be changed


class _Sammler(ast.NodeVisitor):
    """Collects the changes of one file; annotations, decorators and documentation are left alone."""

    def __init__(self, datei: str, quelle: bytes) -> None:
        self.datei, self.quelle = datei, quelle
        self.anfaenge = [0]
        for zeile in quelle.splitlines(keepends=True):
            self.anfaenge.append(self.anfaenge[-1] + len(zeile))
        self.gefunden: list[Mutation] = []
        self.umgebung: list[str] = []

    def _range(self, knoten: ast.expr | ast.stmt) -> tuple[int, int]:
        assert knoten.end_lineno is not None and knoten.end_col_offset is not None  # noqa: S101, PT018
        von = self.anfaenge[knoten.lineno - 1] + knoten.col_offset
        return von, self.anfaenge[knoten.end_lineno - 1] + knoten.end_col_offset

    def change(self, knoten: ast.expr | ast.stmt, neu: str) -> None:
        """Note that this node may be replaced by that text."""
        von, bis = self._range(knoten)
        funktion = self.umgebung[-1] if self.umgebung else ""
        self.gefunden.append(Mutation(self.datei, knoten.lineno, von, bis, neu, funktion))

    def visit_FunctionDef(self, knoten: ast.FunctionDef | ast.ClassDef) -> None:
        """Remember whose body it is."""
        self.umgebung.append(knoten.name)
        for anweisung in knoten.body:
            self.visit(anweisung)
        self.umgebung.pop()

    def visit_ClassDef(self, knoten: ast.ClassDef) -> None:
        """Remember whose body it is."""
        self.visit_FunctionDef(knoten)

    def visit_AnnAssign(self, knoten: ast.AnnAssign) -> None:
        """Look at the value, not at the annotation."""
        if knoten.value is not None:
            self.visit(knoten.value)

    def visit_Expr(self, knoten: ast.Expr) -> None:
        """Leave a call out; documentation stays."""
        if isinstance(knoten.value, ast.Call):
            self.change(knoten, "pass")
            self.visit(knoten.value)

    def visit_Raise(self, knoten: ast.Raise) -> None:
        """Refuse nothing."""
        self.change(knoten, "pass")

    def visit_Assign(self, knoten: ast.Assign) -> None:
        """Leave out what is written into an object; a name that is missing would be found by any test."""
        if any(isinstance(teil, ast.Attribute | ast.Subscript) for teil in knoten.targets):
            self.change(knoten, "pass")
        self.visit(knoten.value)

    def visit_AugAssign(self, knoten: ast.AugAssign) -> None:
        """Leave it out."""
        self.change(knoten, "pass")
        self.visit(knoten.value)

    def visit_If(self, knoten: ast.If) -> None:
        """Turn the condition round."""
        if ast.unparse(knoten.test) == "TYPE_CHECKING":
            return
        self.change(knoten.test, f"(not ({ast.unparse(knoten.test)}))")
        self.generic_visit(knoten)

    def visit_Compare(self, knoten: ast.Compare) -> None:
        """Put the neighbouring comparison."""
        if len(knoten.ops) == 1:
            andere = ast.Compare(knoten.left, [_VERGLEICHE[type(knoten.ops[0])]()], knoten.comparators)
            self.change(knoten, f"({ast.unparse(andere)})")
        self.generic_visit(knoten)

    def visit_BoolOp(self, knoten: ast.BoolOp) -> None:
        """Put `or` for `and`."""
        anders = ast.Or() if isinstance(knoten.op, ast.And) else ast.And()
        self.change(knoten, f"({ast.unparse(ast.BoolOp(anders, knoten.values))})")
        self.generic_visit(knoten)

    def visit_BinOp(self, knoten: ast.BinOp) -> None:
        """Put `-` for `+`, and for filters `&` for `|`."""
        if type(knoten.op) in _VERKNUEPFT:
            anders = _VERKNUEPFT[type(knoten.op)]()
            self.change(knoten, f"({ast.unparse(ast.BinOp(knoten.left, anders, knoten.right))})")
        self.generic_visit(knoten)

    def visit_UnaryOp(self, knoten: ast.UnaryOp) -> None:
        """Drop `not` and `~`."""
        if isinstance(knoten.op, ast.Not | ast.Invert):
            self.change(knoten, f"({ast.unparse(knoten.operand)})")
        self.generic_visit(knoten)

    def visit_Constant(self, knoten: ast.Constant) -> None:
        """Put the other truth, or one more."""
        if isinstance(knoten.value, bool):
            self.change(knoten, str(not knoten.value))
        elif isinstance(knoten.value, int):
            self.change(knoten, str(knoten.value + 1))

    def visit_Call(self, knoten: ast.Call) -> None:
        """Leave one named argument out."""
        for stelle, angabe in enumerate(knoten.keywords):
            if angabe.arg is not None and len(knoten.keywords) + len(knoten.args) > 1:
                rest = [*knoten.keywords[:stelle], *knoten.keywords[stelle + 1 :]]
                self.change(knoten, ast.unparse(ast.Call(knoten.func, knoten.args, rest)))
        self.generic_visit(knoten)

    def _visit_reihe(self, knoten: ast.Tuple | ast.List | ast.Set) -> None:
        """Leave one element out: a field that is forgotten."""
        if isinstance(getattr(knoten, "ctx", ast.Load()), ast.Load) and len(knoten.elts) > 2:
            for stelle in range(len(knoten.elts)):
                rest = [*knoten.elts[:stelle], *knoten.elts[stelle + 1 :]]
                self.change(knoten, ast.unparse(type(knoten)(elts=rest, ctx=ast.Load())))  # type: ignore[call-arg]
        self.generic_visit(knoten)

    def visit_Tuple(self, knoten: ast.Tuple) -> None:
        """Leave one element out."""
        self._visit_reihe(knoten)

    def visit_List(self, knoten: ast.List) -> None:
        """Leave one element out."""
        self._visit_reihe(knoten)

    def visit_Set(self, knoten: ast.Set) -> None:
        """Leave one element out."""
        self._visit_reihe(knoten)


def iter_mutationen(datei: str, quelle: bytes) -> Iterator[Mutation]:
    """Yield every change of this file that still can be compiled."""
    sammler = _Sammler(datei, quelle)
    sammler.visit(ast.parse(quelle))
    for mutation in sammler.gefunden:
        try:
            compile(mutation.apply(quelle), datei, "exec")
        except SyntaxError:
            continue
        yield mutation


def list_dateien() -> list[str]:
    """Return the files that decide something."""
    befehl = ["git", "ls-files", "*.py"]
    alle = subprocess.run(befehl, cwd=WURZEL, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    return [datei for datei in alle if GEMEINT.match(datei) and (WURZEL / datei).is_file()]


# --- which tests could notice


@cache
def _read_namen(pfad: Path) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", pfad.read_text(encoding="utf-8")))


@cache
def _read_rufer() -> dict[str, frozenset[str]]:
    """Return for every name the functions, and constants of modules, whose text uses it."""
    rufer: dict[str, set[str]] = defaultdict(set)
    for app in APPS:
        for pfad in (WURZEL / app).rglob("*.py"):
            if "migrations" in pfad.parts:
                continue
            for knoten in ast.walk(ast.parse(pfad.read_bytes())):
                if isinstance(knoten, ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign):
                    for name in _list_verwendete(knoten):
                        rufer[name] |= _list_benannte(knoten)
    return {name: frozenset(andere) for name, andere in rufer.items()}


def _list_benannte(knoten: ast.AST) -> set[str]:
    if isinstance(knoten, ast.FunctionDef | ast.ClassDef):
        return {knoten.name}
    ziele = knoten.targets if isinstance(knoten, ast.Assign) else [getattr(knoten, "target", None)]
    return {ziel.id for ziel in ziele if isinstance(ziel, ast.Name)}


def _list_verwendete(knoten: ast.AST) -> set[str]:
    return {
        teil.id if isinstance(teil, ast.Name) else teil.attr
        for teil in ast.walk(knoten)
        if isinstance(teil, ast.Name | ast.Attribute)
    }


def choose_tests(mutation: Mutation) -> list[str]:
    """Return the test files that could notice, the likeliest first."""
    alle = sorted((WURZEL / "tests").rglob("test_*.py"))
    app, stamm = mutation.datei.split("/")[0], Path(mutation.datei).stem
    namen, bekannt, stufen = {mutation.funktion or stamm}, {""}, []
    for _ in range(SCHRITTE):
        stufen.append(namen)
        bekannt |= namen
        namen = {rufer for name in namen for rufer in _read_rufer().get(name, ())} - bekannt

    def rank(pfad: Path) -> tuple[int, bool, int]:
        worte = _read_namen(pfad)
        nah = next((stufe for stufe, gemeint in enumerate(stufen) if gemeint & worte), SCHRITTE)
        eigen = pfad.relative_to(WURZEL).parts[1] == app
        # The name of the file, as in rules/fristen.py and rules/test_fristen.py, goes before a mention.
        return nah - 2 * (eigen and stamm in pfad.stem) - (eigen and nah < SCHRITTE), not eigen, pfad.stat().st_size

    geordnet = sorted((pfad for pfad in alle if "browser" not in pfad.parts), key=rank)
    return [str(pfad.relative_to(WURZEL)) for pfad in geordnet if rank(pfad)[0] < SCHRITTE][:DATEIEN]


# --- the run


def is_noticed(mutation: Mutation, sekunden: int) -> bool:
    """Return whether a test fails with this change."""
    return fails(mutation, mutation.apply((WURZEL / mutation.datei).read_bytes()), sekunden)


def fails(mutation: Mutation, quelle: bytes, sekunden: int, *tests: str) -> bool:
    """Return whether one of the tests (those for this change) fails when the file reads like that."""
    with tempfile.TemporaryDirectory() as ordner:
        geaendert = Path(ordner) / "quelle.py"
        geaendert.write_bytes(quelle)
        auftrag = {"datei": str(WURZEL / mutation.datei), "quelle": str(geaendert), "sekunden": sekunden}
        umgebung = os.environ | {"MUTANT": json.dumps(auftrag), "TMPDIR": ordner}
        befehl = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "tools.mutant", "-p", "no:xdist"]
        lauf = subprocess.run(  # noqa: S603
            [*befehl, "-m", "not browser and not nebenlaeufig", *(tests or choose_tests(mutation))],
            cwd=WURZEL, env=umgebung, capture_output=True, check=False,
        )  # fmt: skip
    if lauf.returncode < 0:
        sys.exit(f"Die Tests wurden von außen beendet (Signal {-lauf.returncode}); das sagt nichts über die Änderung.")
    if lauf.returncode == BEDIENUNG:
        sys.exit(lauf.stdout.decode() + lauf.stderr.decode())
    return lauf.returncode not in (0, KEIN_TEST)


def describe(mutation: Mutation) -> str:
    """Return where it is and what the line says before and after."""
    quelle = (WURZEL / mutation.datei).read_bytes()
    vorher = quelle[mutation.von : mutation.bis].decode()
    kurz = [" ".join(text.split()) for text in (vorher, mutation.neu)]
    return f"{mutation.datei}:{mutation.zeile} ({mutation.funktion})\n    - {kurz[0]}\n    + {kurz[1]}"


def main() -> None:
    """Read the command line, try the sample and tell what survived."""
    parser = argparse.ArgumentParser(prog="./run mutate", description="Ändert eine Zeile und fragt die Tests.")
    parser.add_argument("--sample", type=int, default=40, help="wie viele Änderungen (40)")
    parser.add_argument("--seed", type=int, default=1, help="welche Auswahl (1)")
    parser.add_argument("--seconds", type=int, default=SEKUNDEN, help=f"Rechenzeit je Änderung ({SEKUNDEN})")
    parser.add_argument("dateien", nargs="*", help="nur diese Dateien")
    angaben = parser.parse_args()
    dateien = angaben.dateien or list_dateien()
    alle = [m for datei in dateien for m in iter_mutationen(datei, (WURZEL / datei).read_bytes())]
    auswahl = random.Random(angaben.seed).sample(alle, min(angaben.sample, len(alle)))  # noqa: S311
    print(f"{len(auswahl)} von {len(alle)} Änderungen in {len(dateien)} Dateien", flush=True)
    for mutation in auswahl[:1]:
        if fails(mutation, (WURZEL / mutation.datei).read_bytes(), angaben.seconds, *choose_tests(mutation)[:1]):
            sys.exit("Auch ohne Änderung fällt ein Test durch. Bitte zuerst die Tests in Ordnung bringen.")
    bemerkt = 0
    for nummer, mutation in enumerate(auswahl, start=1):
        if is_noticed(mutation, angaben.seconds):
            bemerkt += 1
            print(f"{nummer}. bemerkt: {mutation.datei}:{mutation.zeile}", flush=True)
        else:
            print(f"{nummer}. NICHT BEMERKT: {describe(mutation)}", flush=True)
    print(f"{100 * bemerkt // max(1, len(auswahl))} % noticed ({bemerkt} of {len(auswahl)})")


if __name__ == "__main__":
    main()
