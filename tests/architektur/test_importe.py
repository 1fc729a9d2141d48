"""An import inside a function hides from whoever reads the head of the file: there are few, each with its reason."""

import ast
import re

from tests.architektur.quellen import PRODUKT, functions, python_files, short

KINDER = "kind.py"
"""Programs of child processes load what they need when they are told to: that is what they are for."""
HOECHSTENS = 10
"""May only get lower."""


def test_imports_inside_functions_are_few_and_say_why() -> None:
    zeilen = {
        f"{short(datei)}:{knoten.lineno}": datei.read_text("utf-8").splitlines()[knoten.end_lineno - 1]
        for datei in python_files(*PRODUKT)
        if datei.name != KINDER
        for funktion in functions(datei)
        for knoten in ast.walk(funktion)
        if isinstance(knoten, ast.Import | ast.ImportFrom) and knoten.end_lineno
    }
    ohne_grund = [stelle for stelle, zeile in zeilen.items() if not re.search(r"  # (?!type: |noqa)\w.+", zeile)]
    assert ohne_grund == []
    assert len(zeilen) <= HOECHSTENS, sorted(zeilen)
