"""A disk that is full, a database that may not be written, then both free again; run as a program by the test.

``DATA_DIR`` is a small file system of its own, mounted by the test. Prints the answers as JSON.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_test_environment

EIGENE = {"Sec-Fetch-Site": "same-origin"}
BETREFF = "Ein Betreff, der nicht verloren geht"


def fill(ordner: Path) -> Path:
    """Write until nothing more fits, and return the file that takes all the space."""
    fuellung = ordner / "fuellung"
    with fuellung.open("wb", buffering=0) as datei:
        for stueck in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    datei.write(b"x" * stueck)
            except OSError:
                continue
    return fuellung


def ask(client: Any, fassung: Any) -> dict[str, Any]:
    """Try to write in three ways and to read in two; return status and page of each."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.bauten import build_pdf
    from tests.vorlagen.views.entwurfsseite import address, page_data

    neu = {"art": "BV", "betreff": BETREFF, "amt": fassung.amt_id}
    seite = page_data(client, fassung) | {"betreff": BETREFF}
    datei = SimpleUploadedFile("plan.pdf", build_pdf(40), "application/pdf")
    antworten = {
        "neu": client.post("/vorlagen/neu/", neu, headers=EIGENE),
        "speichern": client.post(address(fassung), seite, headers=EIGENE),
        "anlage": client.post(address(fassung), seite | {"dateien": datei}, headers=EIGENE),
        "lesen": client.get("/vorlagen/"),
        "entwurf lesen": client.get(address(fassung)),
    }
    return {was: (antwort.status_code, antwort.content.decode()) for was, antwort in antworten.items()}


def main() -> None:
    """Run the drill."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    os.environ["DJANGO_SETTINGS_MODULE"] = "koblenz_council.settings"
    django.setup()
    setup_test_environment()
    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", interactive=False, verbosity=0)
    from django.test import Client

    from tests.bauten import build_entwurf
    from vorlagen.models import Vorlage

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    fassung = build_entwurf()
    client = Client(raise_request_exception=False)
    assert fassung.verfasser is not None
    client.force_login(fassung.verfasser)
    ablage = Path(settings.DATA_DIR)
    lagen: dict[str, Any] = {}
    with connection.cursor() as cursor:
        # What migrating has left behind would be room to write in.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    fuellung = fill(ablage)
    lagen["voll"] = ask(client, fassung)
    fuellung.unlink()
    # A kernel that turns a file system read-only cannot be had for a drill; the engine answers this the same way.
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        lagen["nur lesen"] = ask(client, fassung)
        cursor.execute("PRAGMA query_only = OFF")
    lagen["danach"] = {
        "neu": (client.post("/vorlagen/neu/", {"art": "BV", "betreff": BETREFF, "amt": fassung.amt_id}).status_code, "")
    }
    lagen["vorlagen"] = Vorlage.objects.count()
    sys.stdout.write(json.dumps(lagen))


if __name__ == "__main__":
    main()
