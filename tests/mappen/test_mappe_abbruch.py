"""A worker killed again and again: no half packet to be opened, no file left behind, every order ended once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from mappen.enums import Mappenstatus
from tests.bauten import build_veroeffentlichte_sitzung
from tests.mappen.mappen_uebung import STELLEN

KILLS = 13


def run_uebung(ablage: Path, *, schutz: bool = True) -> list[dict[str, Any]]:
    """Let workers be killed on the test's own database and an empty store."""
    sitzung = build_veroeffentlichte_sitzung(oeffentliche=2, nichtoeffentliche=1)
    # Only packets are bound here; what is printed in advance has its own tests.
    DBTaskResult.objects.all().delete()
    name = str(connection.settings_dict["NAME"])
    connection.close()
    befehl = [sys.executable, "-m", "tests.mappen.mappen_uebung", "--datenbank", name, "--sitzung", str(sitzung.pk)]
    if not schutz:
        befehl.append("--ohne-schutz")
    umgebung = os.environ | {"DATA_DIR": str(ablage), "DJANGO_SETTINGS_MODULE": "koblenz_council.settings"}
    ergebnis = subprocess.run(
        befehl, cwd=settings.BASE_DIR, env=umgebung, capture_output=True, text=True, check=False, timeout=600
    )
    assert ergebnis.returncode == 0, ergebnis.stderr
    lagen: list[dict[str, Any]] = json.loads(ergebnis.stdout)
    return lagen


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_killed_worker_leaves_neither_half_packets_nor_files_nor_open_orders(tmp_path: Path) -> None:
    erste, zweite, *lagen, letzte = run_uebung(tmp_path)
    assert len(lagen) == KILLS
    assert {lage["stand"] for lage in (erste, zweite, letzte)} == {Mappenstatus.FERTIG}, erste["fehler"]
    for lage in [erste, zweite, *lagen, letzte]:
        # The packet of before stands until the next one does.
        assert (lage["fertige"], lage["ganze"], lage["reste"]) == (1, 1, []), lage
        # An order no worker had taken yet waits on for the next one.
        assert lage["stand"] in (Mappenstatus.FERTIG, Mappenstatus.FEHLGESCHLAGEN, Mappenstatus.WARTET), lage
    an_stellen = {lage["stelle"]: lage["stand"] for lage in lagen if lage["stelle"] in STELLEN}
    vorher, nachher = STELLEN[:4], STELLEN[4:]
    assert an_stellen == dict.fromkeys(vorher, Mappenstatus.FEHLGESCHLAGEN) | dict.fromkeys(
        nachher, Mappenstatus.FERTIG
    )


@pytest.mark.nebenlaeufig
@pytest.mark.django_db(transaction=True)
def test_without_clearing_away_the_drill_finds_leftovers(tmp_path: Path) -> None:
    lagen = run_uebung(tmp_path, schutz=False)
    assert any(lage["reste"] for lage in lagen)
    assert any(lage["stand"] == Mappenstatus.LAEUFT for lage in lagen)
