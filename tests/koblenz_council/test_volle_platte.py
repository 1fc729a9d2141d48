"""A disk that is really full, a database that may not be written: a sentence, the text kept, and reading goes on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from koblenz_council.ablehnung import KEIN_PLATZ, NUR_LESEN
from tests.koblenz_council.volle_platte_uebung import BETREFF

UEBUNG = Path(__file__).with_name("volle_platte_uebung.py")
GROESSE = "8m"


@pytest.fixture(scope="module")
def lagen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    ordner = tmp_path_factory.mktemp("platte")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={GROESSE}", "tmpfs", str(ordner)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("Hier darf kein Dateisystem eingehängt werden.")
    try:
        umgebung = {name: wert for name, wert in os.environ.items() if name != "DATABASE_URL"}
        ergebnis = subprocess.run(
            [sys.executable, str(UEBUNG)],
            env=umgebung | {"DATA_DIR": str(ordner)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert ergebnis.returncode == 0, ergebnis.stderr
        yield json.loads(ergebnis.stdout)
    finally:
        subprocess.run(["umount", str(ordner)], check=False)


@pytest.mark.parametrize(("lage", "ablehnung"), [("voll", KEIN_PLATZ), ("nur lesen", NUR_LESEN)])
@pytest.mark.parametrize("was", ["neu", "speichern", "anlage"])
def test_writing_is_refused_in_words_and_the_text_is_kept(
    lagen: dict[str, Any], lage: str, ablehnung: Any, was: str
) -> None:
    status, seite = lagen[lage][was]
    assert status == ablehnung.status, seite[:2000]
    assert ablehnung.satz in unescape(seite)
    assert BETREFF in seite


@pytest.mark.parametrize("lage", ["voll", "nur lesen"])
@pytest.mark.parametrize("was", ["lesen", "entwurf lesen"])
def test_reading_goes_on(lagen: dict[str, Any], lage: str, was: str) -> None:
    assert lagen[lage][was][0] == 200


def test_with_space_again_work_goes_on_and_nothing_was_half_written(lagen: dict[str, Any]) -> None:
    assert lagen["danach"]["neu"][0] == 302
    assert lagen["vorlagen"] == 2
