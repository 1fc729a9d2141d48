"""The packet's measurement: a real sitting of its own, and not a trace of it afterwards."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from mappen.enums import Empfaenger
from messungen import mappe
from messungen.befehl import Command
from messungen.mappe import MessungAbgebrochen, measure_mappe
from messungen.mappe_anlagen import iter_anlagen
from messungen.mappe_sitzung import Umfang
from sitzungen.models import Sitzung

MITGLIEDER, OEFFENTLICH = Empfaenger.MITGLIEDER, Empfaenger.OEFFENTLICH
SEITEN = 50


@pytest.mark.django_db
def test_a_packet_is_measured_without_touching_the_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest sitting that has all: after each packet the result of one more item is recorded."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    # A third audience takes as long again and shows nothing new.
    monkeypatch.setattr(mappe, "NAMEN", {fuer: mappe.NAMEN[fuer] for fuer in (MITGLIEDER, OEFFENTLICH)})
    saetze: list[str] = []
    werte = measure_mappe(umfang=Umfang(2, 5, SEITEN), melde=saetze.append)
    gefordert = {"pages", "cold_s", "change_s", "peak_mb"}
    for name in ("packet", "packet_public"):
        assert all(werte[f"{name}_{wert}"] > 0 for wert in gefordert)
    assert 0.6 * SEITEN < werte["packet_pages"] < 1.2 * SEITEN
    # Of so few items none is closed; the locked and the Word file are for the house only.
    assert werte["packet_public_pages"] < werte["packet_pages"]
    assert saetze[0] == "Eine Sitzung mit 2 Vorlagen und 5 Anlagen wird vorbereitet …"
    assert not Sitzung.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_annexes_are_of_every_kind_and_of_the_length_asked_for() -> None:
    blaetter = list(iter_anlagen(40, 400))
    assert {blatt.titel.split(" Nummer")[0] for blatt in blaetter} == {"Bericht", "Getaggter Bericht", "Scan", "Plan"}
    assert [blatt.dateiname for blatt in blaetter].count("Anlage.docx") == 1
    seiten, formate, gesperrt = 0, set(), 0
    for blatt in blaetter:
        if blatt.dateiname.endswith(".docx"):
            continue
        try:
            with pikepdf.open(BytesIO(blatt.inhalt)) as pdf:
                seiten += len(pdf.pages)
                formate |= {round(float(seite.mediabox[2])) for seite in pdf.pages}
        except pikepdf.PasswordError:
            gesperrt += 1
    assert gesperrt == 1
    assert formate == {595, 1191, 3370}
    assert 360 <= seiten <= 440
    assert len({blatt.inhalt for blatt in blaetter}) == 40


@pytest.mark.parametrize("tops", ["-1", "401"])
def test_impossible_sizes_are_refused(tops: str) -> None:
    with pytest.raises(CommandError, match="eine Zahl von 0 bis 400"):
        call_command(Command(), "print", f"--tops={tops}")


def test_a_failing_step_is_named(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(mappe, "NAMEN", {})
    with pytest.raises(MessungAbgebrochen, match="im Schritt „vorbereiten -1 0 0“ abgebrochen"):
        measure_mappe(umfang=Umfang(-1, 0, 0), melde=lambda satz: None)
    assert "Traceback" in capfd.readouterr().err
