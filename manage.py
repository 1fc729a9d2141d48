#!/usr/bin/env python
"""Django's command line for this project; `./run manage …` starts it in the prepared environment."""

import os
import sys


def main() -> None:
    """Run the management command named on the command line; exits with a German sentence without Django or settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koblenz_council.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django ist in dieser Python-Umgebung nicht installiert. Bitte „./run manage …“ verwenden.")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fehler:
        sys.exit(str(fehler))


if __name__ == "__main__":
    main()
