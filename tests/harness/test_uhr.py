"""``./run test --tag`` sets the day for every process of the run, or refuses with a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parents[2]

SETZEN = '. tools/test.sh; set_uhr "$1"; exec "$PY" -c "$2"'
VERERBT = """
import subprocess, sys
from datetime import datetime
from zoneinfo import ZoneInfo
frage = "from datetime import datetime; from zoneinfo import ZoneInfo; print(datetime.now(ZoneInfo('Europe/Berlin')))"
print(datetime.now(ZoneInfo("Europe/Berlin")).date())
print(subprocess.run([sys.executable, "-c", frage], capture_output=True, text=True).stdout[:10])
"""


def run_am(tag: str, programm: str) -> subprocess.CompletedProcess[str]:
    umgebung = {name: wert for name, wert in os.environ.items() if name not in ("UHR_VERSATZ", "PYTHONPATH")}
    return subprocess.run(
        ["sh", "-c", SETZEN, "sh", tag, programm],
        cwd=WURZEL,
        env=umgebung | {"WURZEL": str(WURZEL), "PY": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("tag", ["2028-02-29", "2027-12-31T23:30", "2027-01-01T00:05"])
def test_a_process_and_its_children_live_on_the_day(tag: str) -> None:
    ergebnis = run_am(tag, VERERBT)
    assert ergebnis.stdout.split() == [tag[:10]] * 2, ergebnis.stderr


def test_the_clock_goes_on() -> None:
    programm = "import time; a = time.time(); time.sleep(0.05); print(0.05 <= time.time() - a < 5)"
    assert run_am("2028-02-29", programm).stdout == "True\n"


@pytest.mark.parametrize("tag", ["", "morgen", "2027-02-29", "29.02.2028", "2027-12-31T25:00"])
def test_what_is_no_day_is_refused(tag: str) -> None:
    ergebnis = run_am(tag, "print('gelaufen')")
    assert (ergebnis.returncode, ergebnis.stderr) == (
        2,
        f"--tag {tag} ist kein Tag. Erwartet wird z. B. --tag 2027-12-31 oder --tag 2027-12-31T23:55\n",
    )
