"""The measurements measure something, and say what they need."""

import json
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from messungen.befehl import Command
from messungen.tabellen import measure_tabellen
from messungen.werte import compute_p95, compute_ratio, measure_ms
from tests.bauten import build_veroeffentlichte_vorlage


def run_bench(*angaben: str) -> str:
    ausgabe = StringIO()
    call_command(Command(), "print", "--tops=0", *angaben, stdout=ausgabe)
    return ausgabe.getvalue()


@pytest.mark.django_db
def test_print_gives_one_object_with_times_and_ratios() -> None:
    vorlage = build_veroeffentlichte_vorlage()
    werte = json.loads(run_bench("--json", "--durchgaenge=3"))
    assert werte.pop("paper") == vorlage.nummer
    assert {"served_ms_p95", "first_render_ratio", "first_render_ratio_reused", "cold_s"} < set(werte)
    assert all(wert > 0 for name, wert in werte.items() if name != "load")
    assert werte["served_ms_median"] < werte["first_render_ms_median"] < werte["cold_s"] * 1000


@pytest.mark.django_db
def test_without_a_public_paper_it_says_what_to_do() -> None:
    with pytest.raises(CommandError, match=r"laden Sie die Vorführdaten: \./run manage demo laden"):
        run_bench()


def test_tables_are_measured_in_time_of_the_processor() -> None:
    tabelle = f"<table><tbody>{'<tr><td>Zelle</td><td>1,00 €</td></tr>' * 60}</tbody></table>"
    werte = measure_tabellen(durchgaenge=1, texte={"klein": tabelle})
    assert set(werte) == {"klein_cpu_s_median", "klein_cpu_s_p95", "klein_ratio", "klein_estimate_s", "load"}
    assert werte["klein_cpu_s_median"] == werte["klein_cpu_s_p95"] > 0
    assert werte["klein_estimate_s"] > 0.1


def test_too_few_measurements_are_refused() -> None:
    with pytest.raises(CommandError, match="eine Zahl von 3 bis 10000"):
        run_bench("--durchgaenge=2")


def test_arithmetic() -> None:
    assert compute_p95([float(zahl) for zahl in range(1, 101)]) == 95
    assert compute_p95([7.0]) == 7
    assert compute_ratio([2, 4, 90], [1, 2, 3]) == 2
    assert 2 <= measure_ms(lambda: time.sleep(0.002)) < 2000
    with pytest.raises(ValueError, match="no measurements"):
        compute_p95([])
