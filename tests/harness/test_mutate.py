"""`./run mutate` changes what decides, and asks the tests that can notice."""

from pathlib import Path

import pytest

from tools.mutate import choose_tests, fails, iter_mutationen, list_dateien

WURZEL = Path(__file__).resolve().parents[2]

TESTS = "tests/sitzungen/rules/test_mehrheit.py"

QUELLE = b'''"""Doc."""

FELDER = ("a", "b", "c")


def decide(x: int, ja: bool = True) -> bool:
    """Doc."""
    if x >= 5 and not ja:
        raise ValueError
    log(x, wo="hier")
    return x + 1 in (2, 3)
'''


def texts(quelle: bytes) -> set[str]:
    return {quelle[m.von : m.bis].decode() + " -> " + m.neu for m in iter_mutationen("a.py", quelle)}


def test_every_kind_of_change_once() -> None:
    assert texts(QUELLE) == {
        '("a", "b", "c") -> (\'b\', \'c\')',
        '("a", "b", "c") -> (\'a\', \'c\')',
        '("a", "b", "c") -> (\'a\', \'b\')',
        "x >= 5 and not ja -> (not (x >= 5 and (not ja)))",
        "x >= 5 and not ja -> (x >= 5 or not ja)",
        "x >= 5 -> (x > 5)",
        "5 -> 6",
        "not ja -> (ja)",
        "raise ValueError -> pass",
        'log(x, wo="hier") -> pass',
        'log(x, wo="hier") -> log(x)',
        "x + 1 in (2, 3) -> (x + 1 not in (2, 3))",
        "x + 1 -> (x - 1)",
        "1 -> 2",
        "2 -> 3",
        "3 -> 4",
    }


def test_what_decides_is_changed_and_nothing_else() -> None:
    dateien = list_dateien()
    assert {"vorlagen/rules/nummern.py", "sitzungen/permissions.py", "journal/actions.py"} <= {*dateien}
    assert not [datei for datei in dateien if "views" in datei or "tests" in datei]


def test_the_nearest_tests_come_first() -> None:
    mutation = next(iter(iter_mutationen("sitzungen/rules/fristen.py", b"def latest_einladungstag():\n    f()\n")))
    assert choose_tests(mutation)[0] == "tests/sitzungen/rules/test_fristen.py"


@pytest.mark.parametrize("geaendert", [True, False])
def test_a_change_is_noticed_and_nothing_else_is(geaendert: bool) -> None:
    datei = "sitzungen/rules/mehrheit.py"
    quelle = (WURZEL / datei).read_bytes()
    mutation = next(m for m in iter_mutationen(datei, quelle) if m.neu.startswith("(not "))
    assert fails(mutation, mutation.apply(quelle) if geaendert else quelle, 60, TESTS) is geaendert
