"""Add up the reports of several pytest runs and end with one closing line in pytest's own words."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

BREITE = 80


def count_ergebnisse(berichte: list[Path]) -> dict[str, int]:
    """Return how many tests failed, passed, were skipped or broke; a missing report counts as one error."""
    summe = {"failed": 0, "passed": 0, "skipped": 0, "error": 0}
    for bericht in berichte:
        if not bericht.exists():
            summe["error"] += 1
            continue
        # Written by our own pytest a moment ago, so there is nothing to distrust.
        for lauf in ET.parse(bericht).getroot().iter("testsuite"):  # noqa: S314
            zahl = {name: int(lauf.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
            summe["failed"] += zahl["failures"]
            summe["error"] += zahl["errors"]
            summe["skipped"] += zahl["skipped"]
            summe["passed"] += zahl["tests"] - zahl["failures"] - zahl["errors"] - zahl["skipped"]
    return summe


def render_schlusszeile(summe: dict[str, int], sekunden: int) -> str:
    """Return e.g. ``=== 812 passed, 3 skipped in 204.00s ===``, padded like pytest's own line."""
    teile = [f"{zahl} {name}" for name, zahl in summe.items() if zahl]
    return f" {', '.join(teile) or 'no tests ran'} in {sekunden}.00s ".center(BREITE, "=")


def main() -> None:
    """Read ``SECONDS REPORT…`` from the command line."""
    sekunden, *berichte = sys.argv[1:]
    print(render_schlusszeile(count_ergebnisse([Path(bericht) for bericht in berichte]), int(sekunden)))


if __name__ == "__main__":
    main()
