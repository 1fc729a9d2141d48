"""Numbers are gapless and unique when many draw at once, and the drill fails when the protection is taken away."""

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from koblenz_council.demo.uhr import set_uhr
from konten.enums import Rolle
from tests.bauten import (
    build_eingereichte_fassung,
    build_gremium,
    build_konto,
    build_sitzung,
)
from vorlagen.actions.freigabe import draw_nummer, release_vorlage
from vorlagen.models import Zaehler

PROZESSE = 16
JAHR = 2026


@dataclass(frozen=True)
class Uebung:
    """What came of a drill: the numbers kept per process, and what the database complained about."""

    nummern: list[list[int]]
    fehler: list[str]

    def count_schaeden(self, *, zaehler: int = 1) -> dict[str, int]:
        """Return duplicates, gaps and lock errors over all counters; ``zaehler`` processes take turns on them."""
        doppelt = luecken = 0
        for nummer in range(zaehler):
            gezogen = Counter(n for liste in self.nummern[nummer::zaehler] for n in liste)
            doppelt += sum(gezogen.values()) - len(gezogen)
            luecken += max(gezogen, default=0) - len(gezogen)
        return {"doppelt": doppelt, "Lücken": luecken, "Fehler": len(self.fehler)}


def run_uebung(ablage: Path, zaehler: str, *, ziehungen: int, schutz: bool = True) -> Uebung:
    """Let the processes draw on the test's own database."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    befehl = [sys.executable, "-m", "tests.vorlagen.nummern_uebung", "--datenbank", name, "--zaehler", zaehler]
    befehl += ["--prozesse", str(PROZESSE), "--ziehungen", str(ziehungen), "--abbruch", "0.2", "--jahr", str(JAHR)]
    if not schutz:
        befehl.append("--ohne-schutz")
    umgebung = os.environ | {"DATA_DIR": str(ablage), "DJANGO_SETTINGS_MODULE": "koblenz_council.settings"}
    ergebnis = subprocess.run(
        befehl, cwd=settings.BASE_DIR, env=umgebung, capture_output=True, text=True, check=False, timeout=120
    )
    assert ergebnis.returncode == 0, ergebnis.stderr
    ertraege = json.loads(ergebnis.stdout)
    return Uebung([e["nummern"] for e in ertraege], [fehler for e in ertraege for fehler in e["fehler"]])


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_sixteen_processes_draw_without_duplicate_gap_or_lock_error(tmp_path: Path) -> None:
    uebung = run_uebung(tmp_path, "vorlagen", ziehungen=200)

    gezogen = sum(len(liste) for liste in uebung.nummern)
    assert uebung.count_schaeden() == {"doppelt": 0, "Lücken": 0, "Fehler": 0}
    # About a fifth was given back, so there was something to leave gaps.
    assert 0.75 * PROZESSE * 200 < gezogen < 0.85 * PROZESSE * 200
    assert Zaehler.objects.get(art="BV", jahr=JAHR).zuletzt == gezogen


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_the_same_drill_without_protection_goes_wrong(tmp_path: Path) -> None:
    uebung = run_uebung(tmp_path, "vorlagen", ziehungen=8, schutz=False)
    assert sum(uebung.count_schaeden().values()) > 0


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_sittings_of_two_bodies_count_each_for_itself(tmp_path: Path) -> None:
    for _ in range(2):
        build_gremium()
    uebung = run_uebung(tmp_path, "sitzungen", ziehungen=10)

    assert uebung.count_schaeden(zaehler=2) == {"doppelt": 0, "Lücken": 0, "Fehler": 0}
    assert all(uebung.nummern)


@pytest.mark.django_db
def test_every_year_begins_with_one() -> None:
    assert [draw_nummer("BV", jahr) for jahr in (2026, 2026, 2027, 2026)] == [1, 2, 1, 3]


@pytest.fixture
def neujahr() -> list[datetime]:
    """Two seconds before and one after midnight at the city's own clock, which is an hour ahead of UTC."""
    return [datetime(2026, 12, 31, 22, 59, 58, tzinfo=UTC), datetime(2026, 12, 31, 23, 0, 1, tzinfo=UTC)]


@pytest.mark.django_db
def test_the_year_changes_at_midnight_in_koblenz(neujahr: list[datetime]) -> None:
    nummern = []
    for zeitpunkt in neujahr:
        fassung = build_eingereichte_fassung()
        konto = build_konto(rolle=Rolle.DEZERNAT, dezernat=fassung.dezernat)
        with set_uhr(zeitpunkt):
            nummern.append(release_vorlage(fassung, konto=konto).nummer)
    assert nummern == ["BV/0001/2026", "BV/0001/2027"]


@pytest.mark.django_db
def test_a_sitting_counts_for_the_year_of_its_local_day(neujahr: list[datetime]) -> None:
    gremium = build_gremium(kuerzel="SR")
    assert [build_sitzung(gremium=gremium, beginn=beginn).nummer for beginn in neujahr] == [
        "2026/001/SR",
        "2027/001/SR",
    ]
