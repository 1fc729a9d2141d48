"""`manage.py export_vorlage`: the paper as a Word file, or one sentence and nothing written."""

from pathlib import Path

import docx
import pytest
from django.core.management import CommandError, call_command

from dokumente.anlagen.texte.docx import read_docx
from tests.bauten import build_abstimmung, build_entwurf, build_veroeffentlichte_vorlage
from tests.vorlagen.einlesebeispiele import build_stammdaten
from vorlagen.enums import Ausgang
from vorlagen.models import Fassung
from vorlagen.rules.formular import parse_formular

pytestmark = pytest.mark.django_db


def refusal(*angaben: str) -> str:
    with pytest.raises(CommandError) as fehler:
        call_command("export_vorlage", *angaben)
    return str(fehler.value)


def test_writes_what_was_decided(tmp_path: Path) -> None:
    top = build_abstimmung(ausgang=Ausgang.MEHRHEITLICH, gegenstimmen=7, enthaltungen=2).top
    assert top.fassung is not None
    ziel = tmp_path / "vorlage.docx"
    call_command("export_vorlage", top.fassung.nummer, str(ziel))
    text, _, absaetze = read_docx(ziel)
    daten = parse_formular(text, absaetze=absaetze)
    assert (str(daten.nummer), daten.betreff) == (top.fassung.nummer, top.fassung.betreff)
    station = daten.stationen[0]
    assert (station.gegenstimmen, station.enthaltungen, station.top) == (7, 2, "Ö 1")
    assert [datei.name for datei in tmp_path.iterdir()] == ["vorlage.docx"]


def test_what_was_written_can_be_taken_over_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build_stammdaten()
    html = (
        "<p>Der Stadtrat beschließt:</p><ol><li>eins</li><li><strong>zwei</strong></li></ol>"
        '<p>Ferner:</p><ol start="3"><li>drei</li></ol>'
    )
    fassung = build_veroeffentlichte_vorlage(beschlussentwurf=html).fassungen.get()
    ziel = tmp_path / "vorlage.docx"
    call_command("export_vorlage", fassung.nummer, str(ziel))
    # The same text under a number that is free.
    andere = fassung.nummer.replace("BV/", "BV/7", 1)[:7] + fassung.nummer[7:]
    dokument = docx.Document(str(ziel))
    for absatz in dokument.paragraphs:
        for lauf in absatz.runs:
            lauf.text = lauf.text.replace(fassung.nummer, andere)
    dokument.save(str(ziel))
    call_command("import_vorlage", str(ziel), "--create-missing")
    assert "eingelesen" in capsys.readouterr().out
    assert Fassung.objects.get(nummer=andere).beschlussentwurf == html


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    build_entwurf()
    assert refusal("BV/9876/2018", str(tmp_path / "x.docx")) == (
        "Eine freigegebene Vorlage mit der Nummer BV/9876/2018 gibt es nicht."
    )
    assert refusal("BV-546", str(tmp_path / "x.docx")).startswith("„BV-546“ ist keine Vorlagennummer.")
    fassung = build_veroeffentlichte_vorlage().fassungen.get()
    ziel = tmp_path / "gibt" / "es" / "nicht.docx"
    assert refusal(fassung.nummer, str(ziel)).startswith(f"{ziel} kann nicht geschrieben werden.")
    assert list(tmp_path.iterdir()) == []
