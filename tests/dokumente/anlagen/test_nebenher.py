"""Large files are searched by two processes; nothing is lost between them, and half a proof is none."""

from __future__ import annotations

import io
import os
import signal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from dokumente.anlagen.befunde import Fund, NichtLesbar
from dokumente.anlagen.beweis import selbstbeweis
from dokumente.anlagen.beweis.nebenher import run_beside
from dokumente.anlagen.beweis.selbstbeweis import ALLE_LESER, SEITENGRUPPE, find_vertrauliches
from dokumente.anlagen.pdf.bytes import split_stroeme
from dokumente.anlagen.pdf.grenzen import GrenzeErreicht, Quota
from tests.dokumente.anlagen.bogen import add_anhang, new_pdf, save, zeile
from tests.dokumente.anlagen.lecks import GEHEIM, GEHEIMNIS, new_seite, new_zip


def _mit_anhang(inhalt: bytes) -> bytes:
    pdf = new_pdf(zeile("Öffentlich"))
    add_anhang(pdf, "Plan.pdf", inhalt, "")
    return save(pdf)


def _mit_lesezeichen() -> bytes:
    pdf = new_pdf(zeile("Öffentlich"))
    with pdf.open_outline() as gliederung:
        gliederung.root.append(pikepdf.OutlineItem(GEHEIM, 0))
    return save(pdf)


def _orte(funde: list[Fund]) -> set[tuple[str, str, int | None]]:
    # The raw objects' keys come in another order in every process.
    return {(fund.wo, fund.herkunft, fund.seite) for fund in funde}


@pytest.mark.parametrize(
    "datei",
    [
        new_seite(zeile(GEHEIM, y=400)),
        _mit_lesezeichen(),
        _mit_anhang(new_seite(zeile(GEHEIM, y=400))),
        new_zip(("Vorlage.pdf", new_seite(zeile(GEHEIM, y=400)))),
    ],
    ids=["seite", "lesezeichen", "anhang", "zip"],
)
def test_two_processes_find_what_one_finds(datei: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ort = tmp_path / "mappe.pdf"
    ort.write_bytes(datei)
    allein = find_vertrauliches(ort, [GEHEIMNIS])
    assert allein
    gestartet = []

    def count_and_run(*args: Any) -> Any:
        gestartet.append(args)
        return run_beside(*args)

    monkeypatch.setattr(selbstbeweis, "ALLEIN_BIS", 0)
    monkeypatch.setattr(selbstbeweis, "run_beside", count_and_run)
    assert _orte(find_vertrauliches(ort, [GEHEIMNIS])) == _orte(allein)
    assert len(gestartet) == 2


def test_both_halves_are_all_readers() -> None:
    assert SEITENGRUPPE < ALLE_LESER
    assert {"Seitentext", "Verborgenes", "Anmerkungen", "Marken"} < SEITENGRUPPE


def _refuse() -> None:
    raise GrenzeErreicht("Zu viel.")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_stops_the_other_process_stops_the_proof() -> None:
    with run_beside(_refuse) as antwort, pytest.raises(GrenzeErreicht, match="Zu viel"):
        antwort()
    with run_beside(_die) as antwort, pytest.raises(NichtLesbar, match="ist abgebrochen"):
        antwort()


def test_streams_behind_one_another_are_each_unpacked() -> None:
    erster, zweiter, dritter = (f"{wort} steht hier".encode() for wort in ("Erstes", "Zweites", "Drittes"))
    pdf = pikepdf.new()
    for inhalt in (erster, zweiter, dritter):
        pdf.Root[f"/{inhalt[:5].decode()}"] = pdf.make_stream(inhalt)
    with io.BytesIO() as buffer:
        pdf.save(buffer, compress_streams=True, recompress_flate=True)
        teile = list(split_stroeme(buffer.getvalue(), Quota()))
    assert {erster, zweiter, dritter} < set(teile)
