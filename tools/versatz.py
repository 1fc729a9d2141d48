"""How far a test run travels: ``versatz.py 2027-12-31`` or ``2027-12-31T23:55`` prints the seconds from now."""

import sys
from datetime import datetime, time
from zoneinfo import ZoneInfo

ORT = ZoneInfo("Europe/Berlin")
BEGINN = time(9)
"""When a run begins that only names its day: nothing crosses midnight."""


def compute_versatz(angabe: str) -> int:
    """Return the seconds from now to that moment in Koblenz; raise ``ValueError`` for anything but a day or minute."""
    try:
        ziel = datetime.combine(datetime.strptime(angabe, "%Y-%m-%d"), BEGINN)  # noqa: DTZ007
    except ValueError:
        ziel = datetime.strptime(angabe, "%Y-%m-%dT%H:%M")  # noqa: DTZ007
    return round((ziel.replace(tzinfo=ORT) - datetime.now(ORT)).total_seconds())


if __name__ == "__main__":
    try:
        print(compute_versatz(sys.argv[1]))
    except ValueError:
        sys.exit(f"--tag {sys.argv[1]} ist kein Tag. Erwartet wird z. B. --tag 2027-12-31 oder --tag 2027-12-31T23:55")
