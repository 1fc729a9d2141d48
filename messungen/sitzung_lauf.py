"""`python -m messungen.sitzung_lauf DURCHGAENGE`: build an agenda in an empty database and measure its bench.

Started by ``messungen.sitzung``; the answer is one JSON object on standard output.
"""

import json
import os
import sys
from datetime import timedelta


def main() -> None:
    """Create the database, fill it, measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koblenz_council.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    # The server has collected its static files before; the pages name them.
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    print(json.dumps(measure(int(sys.argv[1]))))  # noqa: T201


def measure(durchgaenge: int) -> dict[str, float]:
    """Bring an agenda to each size through the acts, and measure it there."""
    from django.db import transaction
    from django.utils import timezone

    from koblenz_council.demo.besetzung import build_besetzung
    from konten.models import Installation
    from messungen.mappe_sitzung import GREMIUM, place_papier
    from messungen.sitzung import GROESSEN, MIT_VORLAGE, measure_werkbank
    from sitzungen.actions.sitzung import plan_sitzung
    from sitzungen.actions.tagesordnung import place_top, strike_top
    from sitzungen.enums import Teil

    with transaction.atomic():
        Installation.objects.create(demo=True)
        besetzung = build_besetzung()
    dienst = besetzung.konten["demo-sitzungsdienst"]
    sitzung = plan_sitzung(
        besetzung.gremien[GREMIUM], beginn=timezone.now() + timedelta(days=30), konto=dienst, grund="Messung"
    )
    for nummer in range(MIT_VORLAGE):
        place_papier(sitzung, nummer, (), besetzung, dienst)
        strike_top(sitzung.tops.get(), konto=dienst)

    def fill(groesse: int) -> None:
        for nummer in range(sitzung.tops.count(), groesse):
            if nummer < MIT_VORLAGE:
                place_papier(sitzung, MIT_VORLAGE + nummer, (), besetzung, dienst)
            else:
                betreff = f"Änderungsantrag {nummer} zum Haushalt: Ansatz für Unterhaltung und Reinigung"
                place_top(sitzung, teil=Teil.OEFFENTLICH, konto=dienst, betreff=betreff)

    return measure_werkbank(sitzung, dienst, fill, durchgaenge=durchgaenge, groessen=GROESSEN)


if __name__ == "__main__":
    main()
