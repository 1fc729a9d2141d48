"""Stores the database of this release for all later upgrade tests: tests/bestand/VERSION (see docs/betrieb.md)."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

WURZEL = Path(__file__).resolve().parents[1]


def main() -> int:
    """Build the small council in a folder of its own and write it down; return the exit status."""
    ablage = Path(tempfile.mkdtemp(prefix="ratsbestand."))
    sys.path.insert(0, str(WURZEL))
    os.environ |= {"DATA_DIR": str(ablage), "DJANGO_SETTINGS_MODULE": "koblenz_council.settings", "DEMO": "0"}
    os.environ.pop("DATABASE_URL", None)
    try:
        return write_release(ablage)
    finally:
        shutil.rmtree(ablage, ignore_errors=True)


def write_release(ablage: Path) -> int:
    """Write ``tests/bestand/VERSION`` unless that release is stored already."""
    import django

    django.setup()
    # Only now are there models.
    from django.conf import settings
    from django.core.management import call_command

    from tests.bestand.ablage import write_bestand
    from tests.bestand.rat import build_rat

    ordner = WURZEL / "tests" / "bestand" / settings.RELEASE
    if ordner.exists():
        sys.stderr.write(f"Der Bestand der Version {settings.RELEASE} ist schon abgelegt und bleibt, wie er ist.\n")
        return 1
    call_command("migrate", interactive=False, verbosity=0)
    stand = write_bestand(ordner, version=settings.RELEASE, ablage=ablage / "dateien", erwartet=build_rat())
    groesse = sum(datei.stat().st_size for datei in ordner.iterdir())
    sys.stdout.write(f"{ordner}: {sum(stand.zeilen.values())} Zeilen, {groesse} Bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
