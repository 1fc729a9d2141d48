"""The data file of every document: what is printed and nothing else, as the description in docs/ shows it."""

import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser

from dokumente.druck.norm.datei import check_pdf
from konten.enums import Rolle
from sitzungen.documents.beilage import build_sitzungsbeilage
from sitzungen.documents.tagesordnung import build_tagesordnung_druck, render_sitzungsdokument
from sitzungen.documents.values import (
    BeschlussauszugDruck,
    EinladungDruck,
    PunktDruck,
    SitzungDruck,
    Sitzungsdokument,
    TagesordnungDruck,
    TeilDruck,
)
from tests.bauten import build_konto
from tests.sitzungen.druckbeispiele import SITZUNG, iter_dokumente
from tests.sitzungen.gedruckt import GEHEIM, mixed_sitting
from tests.vorlagen.druckbeispiele import build_druck, build_station
from vorlagen.documents.values import AnlageDruck
from vorlagen.documents.vorlage import build_vorlage_daten
from vorlagen.enums import Kaestchenbedeutung

BESCHREIBUNG = Path(__file__).parents[2] / "docs" / "datenbeilage.md"
PUNKT = PunktDruck(
    bezeichnung="Ö 3",
    titel="Strategisches Integrationskonzept",
    vorlage_nummer="BV/0546/2018",
    vorlage_adresse="https://rat.example/vorlagen/12/",
)
TAGESORDNUNG = TagesordnungDruck(
    artname="Öffentliche Bekanntmachung",
    sitzung=SITZUNG,
    teile=(TeilDruck(titel="Öffentlicher Teil", oeffentlich=True, punkte=(PUNKT,)),),
    bekanntmachung=True,
)


def read_beispiel() -> dict[str, Any]:
    """Return the example of the description."""
    beispiel = re.search(r"```json\n(.*?)```", BESCHREIBUNG.read_text("utf-8"), re.DOTALL)
    assert beispiel
    return dict(json.loads(beispiel[1]))


def read_json(druck: Sitzungsdokument) -> dict[str, Any]:
    return dict(json.loads(build_sitzungsbeilage(druck).inhalt))


def test_the_description_shows_the_real_file() -> None:
    druck = build_druck(
        stationen=(
            build_station("Haupt- und Finanzausschuss", date(2018, 8, 20), top="Ö 5", oeffentlich=True),
            build_station(
                "Stadtrat",
                date(2018, 8, 30),
                Kaestchenbedeutung.MEHRHEITLICH,
                top="Ö 3",
                oeffentlich=True,
                gegenstimmen=12,
            ),
        ),
        beschlussentwurf="<p>Der Stadtrat beschließt das Konzept.</p>",
        begruendung="<p>Das Konzept wird alle fünf Jahre fortgeschrieben.</p>",
        anlagen=(AnlageDruck(titel="Konzept", nichtoeffentlich=False),),
        oeffentlich=True,
    )
    beilage = build_vorlage_daten(druck)
    wirklich = json.loads(
        beilage.with_angaben(pruefzeichen="7K3M-9QX2-TD4F", pruefadresse="https://rat.example/p/7K3M9QX2TD4F/").inhalt
    )
    assert wirklich == read_beispiel()
    assert list(wirklich) == list(read_beispiel())
    assert beilage.name == "BV-0546-2018.json"


def test_a_text_the_paper_does_not_have_is_left_out() -> None:
    voll, leer = build_druck(), build_druck(beschlussentwurf="")
    namen = [set(json.loads(build_vorlage_daten(druck).inhalt)) for druck in (voll, leer)]
    assert namen[0] - namen[1] == {"beschlussentwurf"}


def test_every_field_of_the_example_is_described() -> None:
    text = BESCHREIBUNG.read_text("utf-8").partition("```json")[0]
    stationen = read_beispiel()["consultation"][0]
    for feld in [*read_beispiel(), *stationen]:
        assert f"`{feld}`" in text, feld


def test_what_was_not_counted_is_null_and_not_0() -> None:
    punkt = BeschlussauszugDruck(
        sitzung=SITZUNG,
        punkt=PUNKT,
        teil="Öffentlicher Teil",
        ergebnis="mehrheitlich beschlossen",
        stimmen=(("Gegenstimmen", 0), ("Befangen (§ 22 GemO)", 1)),
        wortlaut_titel="Beschluss",
        wortlaut_html=None,
    )
    angaben = read_json(punkt)
    assert angaben["stimmen"] == {
        "Ja-Stimmen": None,
        "Gegenstimmen": 0,
        "Enthaltungen": None,
        "Befangen (§ 22 GemO)": 1,
    }
    assert angaben["number"] == "Ö 3"
    assert angaben["resolutionText"] is None
    assert angaben["meeting"]["start"] == "2026-09-03T15:00:00+02:00"


def test_the_agenda_lists_its_items() -> None:
    angaben = read_json(TAGESORDNUNG)
    assert angaben["dokument"] == "Öffentliche Bekanntmachung"
    assert angaben["type"] == "https://schema.oparl.org/1.1/Meeting"
    [punkt] = angaben["agendaItem"]
    assert (punkt["number"], punkt["name"], punkt["reference"]) == (
        "Ö 3",
        "Strategisches Integrationskonzept",
        "BV/0546/2018",
    )
    assert (punkt["public"], punkt["web"]) == (True, "https://rat.example/vorlagen/12/")


def test_days_are_written_as_in_iso_8601() -> None:
    angaben = read_json(EinladungDruck(sitzung=SITZUNG, teile=(), datum=date(2026, 8, 24), vorsitz="Erika Beispiel"))
    assert (angaben["datum"], angaben["vorsitz"]) == ("2026-08-24", "Erika Beispiel")


@pytest.mark.django_db
def test_the_public_file_says_no_more_than_the_public_page() -> None:
    sitzung = mixed_sitting()
    oeffentlich = build_sitzungsbeilage(build_tagesordnung_druck(sitzung, leser=AnonymousUser()))
    intern = build_sitzungsbeilage(build_tagesordnung_druck(sitzung, leser=build_konto(rolle=Rolle.SITZUNGSDIENST)))
    assert GEHEIM in intern.inhalt
    assert GEHEIM not in oeffentlich.inhalt
    assert "Personalsachen" in oeffentlich.inhalt


@pytest.mark.parametrize("druck", [pytest.param(druck, id=name) for name, druck in iter_dokumente()])
def test_every_document_carries_its_file_and_stays_clean(druck: Sitzungsdokument) -> None:
    pdf = render_sitzungsdokument(druck)
    with pikepdf.open(io.BytesIO(pdf)) as offen:
        [(name, datei)] = offen.attachments.items()
        angaben = json.loads(datei.get_file().read_bytes())
    assert name == build_sitzungsbeilage(druck).name
    assert angaben["dokument"] == druck.artname
    assert check_pdf(pdf) == []


def test_a_further_document_has_its_file_without_a_line_of_code() -> None:
    from dataclasses import dataclass

    @dataclass(frozen=True, kw_only=True, slots=True)
    class SitzplanDruck(Sitzungsdokument):
        artname: str = "Sitzplan"
        plaetze: tuple[tuple[str, int], ...]
        gueltig_ab: date

    druck = SitzplanDruck(sitzung=SITZUNG, plaetze=(("Erika Beispiel", 1),), gueltig_ab=date(2026, 9, 1))
    angaben = read_json(druck)
    assert angaben["plaetze"] == [["Erika Beispiel", 1]]
    assert angaben["gueltig_ab"] == "2026-09-01"
    assert isinstance(druck.sitzung, SitzungDruck)
