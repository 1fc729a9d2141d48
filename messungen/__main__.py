"""`python -m messungen print|tables|load|slow|drafting|sitting [--json]`, as ``./run bench`` calls it."""

import os
import sys

import django


def main() -> None:
    """Measure on the data of this installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koblenz_council.settings")
    django.setup()
    from messungen.befehl import Command  # the settings come first

    Command().run_from_argv(["./run", "bench", *sys.argv[1:]])


if __name__ == "__main__":
    main()
